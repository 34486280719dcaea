"""A quoted text is cut where a sentence ends."""

from themes.domain.passages import LONGEST, shortened


def test_a_short_text_stays_whole():
    text = "通信中断的乡镇，由乡镇人民政府派人报告。" * 10
    assert len(text) <= LONGEST and shortened(text) == text


def test_a_long_text_ends_with_a_sentence():
    text = "先转移老人和孩子；不得返回危险区域。" * 40
    cut = shortened(text)
    assert len(cut) <= LONGEST + 2
    assert cut.endswith(("；……", "。……")) and text.startswith(cut[:-2])


def test_a_text_without_an_end_is_cut_all_the_same():
    assert shortened("灾" * 5000) == "灾" * LONGEST + "……"
