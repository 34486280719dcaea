"""Counting words never holds more than it may, and gives up the rarest in few steps."""

from search.terms import counting


def test_a_library_of_too_many_words_keeps_its_most_frequent_and_is_cut_seldom(monkeypatch) -> None:
    monkeypatch.setattr(counting, "MOST_HELD", 60)
    cuts = []
    give_up = counting.Counted._give_up

    def noted(self) -> None:
        cuts.append(1)
        give_up(self)

    monkeypatch.setattr(counting.Counted, "_give_up", noted)
    counted = counting.Counted()
    texts = [f"应急演练，{chr(0x4E00 + one)}{chr(0x5000 + one)}。" for one in range(300)]
    for text in texts * 2:
        counted.add(text)
    assert counted.terms()["应急演练"] == 600
    assert 0 < len(cuts) <= 20
