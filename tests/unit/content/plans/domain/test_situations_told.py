"""Situations by the words of a text, and by what the editors say on top of them."""

import pytest

from content.plans.domain.actor_told import HEADING, Told
from content.plans.domain.actors import Said
from content.plans.domain.corrections.model import CorrectionKind
from content.plans.domain.kept import dump, load
from content.plans.domain.situations import situations_of

YES, NO = CorrectionKind.SITUATION, CorrectionKind.NO_SITUATION
TEXT = "发现管涌的，县水利局应当立即到场。县公安局维持秩序。水面起旋涡，就跑。"


def clauses(*told, heading="先期处置", text=TEXT, chapter="2 处置"):
    """A clause and one below it; `told`: (kind, words or HEADING, name) of the first."""
    said = tuple(
        Told(kind, "", called, words if words == HEADING else text.index(words))
        for kind, words, called in told
    )
    under = (chapter, heading)
    return [
        Said("a", chapter, f"2.1 {heading}", heading, text, 1, under=under, told=said),
        Said("b", chapter, "（1）", "", "发现裂缝的，应当立即报告。", 2, under=under),
        Said("c", chapter, "2.2 别的", "别的", "关好门窗。", 1, under=(chapter, "别的")),
    ]


def read(*told, **values):
    return [
        (one.name, [card.text for card in one.cards])
        for one in situations_of(clauses(*told, **values))
    ]


OWN = ("发现管涌的", ["发现管涌的，县水利局应当立即到场。"])
BELOW = ("发现裂缝的", ["发现裂缝的，应当立即报告。"])


def test_what_is_read_by_itself():
    assert read() == [OWN, BELOW]


def test_a_sentence_that_names_no_situation_makes_no_card():
    assert read((NO, "发现管涌", "")) == [BELOW]
    assert read((NO, "县公安局", "")) == [OWN, BELOW]


def test_a_sentence_that_was_missed_is_one_by_its_own_words_or_by_others():
    assert read((YES, "水面起旋涡", "水面起旋涡")) == [
        OWN, ("水面起旋涡", ["水面起旋涡，就跑。"]), BELOW,
    ]  # fmt: skip
    found = read((YES, "水面起旋涡", "堤脚冒水"))
    assert found[1] == ("堤脚冒水", ["水面起旋涡，就跑。"])
    _own, told, _below = situations_of(clauses((YES, "水面起旋涡", "堤脚冒水")))
    (card,) = told.cards
    assert (card.begins, card.ends, card.situation) == (0, 0, "堤脚冒水")


def test_another_name_stands_in_the_place_of_the_one_that_was_read():
    assert read((YES, "发现管涌", "管涌"))[0] == ("管涌", OWN[1])


def test_a_sentence_is_an_action_of_a_situation_that_another_names():
    assert read((YES, "县公安局", "发现管涌"))[0] == (
        "发现管涌的", [*OWN[1], "县公安局维持秩序。"],
    )  # fmt: skip


def test_who_acts_and_how_soon_are_still_told_apart():
    text = "堤脚冒水，县水利局应当立即到场。"
    (found, *_) = situations_of(clauses((YES, "堤脚", "堤脚冒水"), text=text))
    assert found.cards[0].actors == ("县水利局",)
    assert found.cards[0].limit == "立即"


def test_a_heading_is_a_situation_with_all_below_it():
    first, *rest = situations_of(clauses((YES, HEADING, "管涌"), heading="管涌抢险"))
    (card,) = first.cards
    assert first.name == "管涌" and card.text == "管涌抢险"
    assert [item.text for item in card.items] == [TEXT, "发现裂缝的，应当立即报告。"]
    assert [one.name for one in rest] == ["发现管涌的", "发现裂缝的"]
    first, *_ = situations_of(clauses((YES, HEADING, "堤防出险")))
    assert first.name == first.cards[0].called == "堤防出险"


def test_nothing_below_a_heading_that_is_none_makes_a_card():
    assert read((NO, HEADING, "")) == []


def test_a_chapter_that_is_left_out_gives_what_an_editor_says():
    assert read(chapter="8 附则") == []
    assert read((YES, "水面起旋涡", "水面起旋涡"), chapter="8 附则") == [
        ("水面起旋涡", ["水面起旋涡，就跑。"]),
    ]  # fmt: skip


def test_parts_of_one_sentence_are_told_apart():
    text = "堤脚冒水就报告；堤身开裂就撤离。"
    found = read((YES, "堤脚", "堤脚冒水"), (YES, "堤身", "堤身开裂"), text=text)
    assert found[:2] == [("堤脚冒水", ["堤脚冒水就报告；"]), ("堤身开裂", ["堤身开裂就撤离。"])]


def test_a_condition_under_a_heading_of_its_own_is_told_too():
    def two(*told):
        when = Said("a", "2 处置", "1.触发条件", "触发条件", "堤脚冒水。", 1, told=told)
        done = Said("b", "2 处置", "2.处置措施", "处置措施", "撤离。", 1)
        return [one.name for one in situations_of([when, done])]

    assert two() == ["堤脚冒水"]
    assert two(Told(NO, "")) == []
    assert two(Told(YES, "", "管涌")) == ["管涌"]


@pytest.mark.parametrize("words", ["发现管涌", HEADING])
def test_what_is_told_lies_with_what_was_read_out(words):
    values = situations_of(clauses((YES, words, "堤防出险")))
    assert load(dump(values)) == values
