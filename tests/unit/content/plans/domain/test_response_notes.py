"""What stands beside the levels of a response: whether one is enough, which level holds."""

import pytest

from content.plans.domain.response_parts import Part
from content.plans.domain.responses import ladders_of
from tests.samples.responses import HEAD, ladders_in, notes_in

ONE_IS_ENOUGH = "符合下列条件之一的，启动相应级别响应："
RAISED = "发生在国庆假期的，可以提高一级启动响应。"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (f"4.1 响应启动条件\n{ONE_IS_ENOUGH}\n（1）Ⅰ级：溃坝。\n（2）Ⅱ级：漫堤。", [ONE_IS_ENOUGH]),
        (f"4.1 响应启动条件\n（1）Ⅰ级：溃坝。\n（2）Ⅱ级：漫堤。\n{RAISED}", [RAISED]),
        (
            f"4.1 响应启动条件\n{ONE_IS_ENOUGH}\n（1）Ⅰ级：溃坝。\n（2）Ⅱ级：漫堤。\n{RAISED}",
            [ONE_IS_ENOUGH, RAISED],
        ),
        (
            f"4.1 分级响应\n{RAISED}\n4.1.1 Ⅰ级响应\n4.1.1.1 启动条件\n溃坝。\n4.1.2 响应终止\n"
            "满足终止条件的，由县长宣布。",
            [RAISED],
        ),
        (
            f"4.1 响应启动条件\n（1）Ⅰ级：溃坝。\n{RAISED}\n4.2 响应行动\n（1）Ⅰ级：转移。\n"
            "启动响应后每日公布一次。",
            [RAISED],
        ),
    ],
)
def test_what_stands_beside_the_levels_is_told_with_them(text, notes):
    assert notes_in(HEAD + text) == [notes]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("earthquake-plan.txt", ["不作为地震灾害分级标准", "“不足”不含本数", "自动进入响应状态"]),
        ("flood-drought-plan.txt", ["符合条件之一的", "按较高级别启动"]),
        ("forest-fire-plan.txt", ["不作为火灾分级标准", "可以提高一级启动响应"]),
        ("general-plan.md", ["只用于决定县级力量的动用", "不作为突发事件分级标准"]),
        ("public-health-plan.md", ["不作为事件分级标准", "“不足”不含本数"]),
    ],
)
def test_our_own_documents_say_beside_their_levels_how_they_are_told_apart(name, words):
    notes = "".join(note.text for ladder in ladders_in(name) for note in ladder.notes)
    assert all(word in notes for word in words)


def test_a_condition_in_a_table_keeps_the_head_of_its_column():
    (ladder,) = ladders_in("earthquake-plan.txt")
    labels = {each.label for r in ladder.responses for each in r.conditions}
    assert labels == {"县级响应启动条件（符合之一）"}


def test_notes_of_many_ladders_are_read_in_one_pass():
    rows = [Part("top", None, "4", "应急响应", "同时符合两个级别的，按较高级别启动。")]
    for at in range(2000):
        rows.append(Part(f"h{at}", "top", f"4.{at}", f"第{at}种响应启动条件", "符合之一即可。"))
        rows.append(Part(f"i{at}", f"h{at}", "（1）", "", "Ⅰ级：溃坝。"))
    ladders = ladders_of(rows)
    assert len(ladders) == 2000 and all(len(ladder.notes) == 2 for ladder in ladders)
