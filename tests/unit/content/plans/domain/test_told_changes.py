"""What is said otherwise of two texts, told apart from what only moved or was mended."""

from content.plans.domain.actor_told import HEADING, Told
from content.plans.domain.changes import Passage
from content.plans.domain.told_changes import compare_told

WATCH = "供水抢修队每天检查三次管网。"


def passage(anchor, text, *told, heading="", table=()):
    return Passage(
        anchor=anchor, parent=None, path=(), number="", heading=heading, text=text,
        table=table, told=told,
    )  # fmt: skip


def added(name="抢修队", start=0, column=0):
    return Told("actor", name, "", start, column)


def shown(old, new):
    return [
        (one.told.name, one.gone, one.passage.anchor, one.words) for one in compare_told(old, new)
    ]


def test_nothing_is_told_of_what_moved_to_another_clause_or_behind_new_words():
    old = [passage("a", WATCH, added())]
    assert shown(old, [passage("b", f"先报告。{WATCH}", added(start=4))]) == []
    assert shown(old, [passage("a", f"先报告。{WATCH}", added(start=4))]) == []


def test_what_is_said_of_words_that_were_mended_in_their_clause_is_the_same():
    mended = WATCH.replace("每天", "每日")
    assert shown([passage("a", WATCH, added())], [passage("a", mended, added())]) == []


def test_pointing_at_another_sentence_of_the_same_clause_is_a_change():
    text = f"{WATCH}县水利局巡查。"
    there = len(WATCH)
    found = shown([passage("a", text, added())], [passage("a", text, added(start=there))])
    assert found == [("抢修队", True, "a", text), ("抢修队", False, "a", "县水利局巡查。")]


def test_of_two_alike_the_one_that_is_new_is_named_where_it_stands():
    old = [passage("a", WATCH), passage("b", WATCH, added())]
    new = [passage("a", WATCH, added()), passage("b", WATCH, added())]
    assert shown(old, new) == [("抢修队", False, "a", WATCH)]
    assert shown(new, old) == [("抢修队", True, "a", WATCH)]


def test_what_is_said_of_another_of_two_alike_that_both_stay_is_a_change():
    old = [passage("a", WATCH, added()), passage("b", WATCH)]
    new = [passage("a", WATCH), passage("b", WATCH, added())]
    assert shown(old, new) == [("抢修队", True, "a", WATCH), ("抢修队", False, "b", WATCH)]
    told = Told("level_done", "", "Ⅱ级", HEADING)
    old = [passage("a", "抢修", told, heading="办法"), passage("b", "调水", heading="办法")]
    new = [passage("a", "抢修", heading="办法"), passage("b", "调水", told, heading="办法")]
    assert [(one.gone, one.passage.anchor) for one in compare_told(old, new)] == [
        (True, "a"), (False, "b"),
    ]  # fmt: skip


def test_what_is_gone_with_its_clause_stands_last():
    old = [passage("x", WATCH, added()), passage("a", "巡查。")]
    new = [passage("a", "巡查。", added("护林员"))]
    assert shown(old, new) == [("护林员", False, "a", "巡查。"), ("抢修队", True, "x", WATCH)]


def test_headings_and_cells_are_named_by_their_words_and_places_that_are_not_there_by_none():
    grid = (("单位", "职责"), ("县水利局", "巡查"))
    new = [
        passage("h", "", Told("situation", "", "管涌", HEADING), heading="发现管涌"),
        passage("t", "", added(start=1, column=1), table=grid),
        passage("u", "", added(start=9), table=grid),
        passage("v", "短。", added(start=50)),
    ]
    assert [one.words for one in compare_told([], new)] == ["发现管涌", "巡查", "", ""]
