"""What stands beside the levels of a response: whether one is enough, which level holds."""

import pytest

from content.plans.domain.pipeline import extract_pasted, parse
from content.plans.domain.response_common import told_once
from content.plans.domain.response_parts import Part
from content.plans.domain.responses import ladders_of
from tests.samples.responses import HEAD, ladders_in, notes_in, parts_of, said_in

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


DROUGHT = (
    "4.1 抗旱响应启动条件\n（1）Ⅰ级：缺水三千人。\n（2）Ⅱ级：缺水两千人。\n（3）Ⅲ级：缺水一千人。\n"
)


def test_a_clause_beside_the_conditions_says_what_is_done_at_every_level_or_at_those_it_names():
    text = (
        f"{HEAD}{DROUGHT}4.2 抗旱响应行动\n先保饮水。启动Ⅱ级以上抗旱响应的，停止洗车。每日会商。\n"
    )
    done = {name: actions for name, _when, _who, actions in said_in(text)}
    assert (
        done["Ⅰ级"]
        == done["Ⅱ级"]
        == ["先保饮水。", "启动Ⅱ级以上抗旱响应的，停止洗车。", "每日会商。"]
    )
    assert done["Ⅲ级"] == ["先保饮水。", "每日会商。"]


@pytest.mark.parametrize(
    "beside",
    ["4.2 防汛响应行动\n先保饮水。", "4.2 抗旱保障\n先保饮水。", "5 抗旱响应行动\n先保饮水。"],
)
def test_a_clause_of_another_response_or_chapter_is_not_done_at_its_levels(beside):
    assert not any(actions for *_said, actions in said_in(f"{HEAD}{DROUGHT}{beside}\n"))


def test_where_a_level_has_actions_of_its_own_nothing_is_added_to_it():
    text = f"{HEAD}{DROUGHT}4.2 抗旱响应行动\n每日会商。\n（1）Ⅰ级：停止洗车。\n"
    done = {name: actions for name, _when, _who, actions in said_in(text)}
    assert done["Ⅰ级"] == ["停止洗车。"] and done["Ⅱ级"] == []


def test_what_is_said_of_all_levels_alike_is_told_once_and_the_rest_stays_with_its_level():
    text = (
        f"{HEAD}{DROUGHT}由县长决定启动。\n4.2 抗旱响应行动\n先保饮水。\n"
        "启动Ⅰ级抗旱响应的，停止洗车。\n"
    )
    (ladder,) = ladders_of(parts_of(parse(extract_pasted(text.replace("\n", "\n\n")))))
    common, rest = told_once(ladder)
    assert [one.text for one in common.deciders] == ["由县长决定启动。"]
    assert [one.text for one in common.actions] == ["先保饮水。"]
    assert [[said.text for said in one.actions] for one in rest.responses] == [
        ["启动Ⅰ级抗旱响应的，停止洗车。"], [], [],
    ]  # fmt: skip
    assert all(one.conditions and not one.deciders for one in rest.responses)


def test_a_level_alone_has_nothing_in_common_with_others():
    text = f"{HEAD}4.1 抗旱响应启动条件\n（1）Ⅰ级：缺水三千人。\n4.2 抗旱响应行动\n先保饮水。\n"
    (ladder,) = ladders_of(parts_of(parse(extract_pasted(text.replace("\n", "\n\n")))))
    common, rest = told_once(ladder)
    assert not common.actions and rest == ladder


@pytest.mark.parametrize(
    ("head", "cells", "who"),
    [
        ("决定", ["县长", "常务副县长"], ["县长", "常务副县长"]),
        (
            "宣布启动",
            ["县委书记、县长", "县应急委办公室主任"],
            ["县委书记、县长", "县应急委办公室主任"],
        ),
        ("响应启动", ["县防指指挥长（县长）", ""], ["县防指指挥长（县长）"]),
        ("决定", ["县长组织转移", "常务副县长"], []),
        ("指挥", ["县长", "常务副县长"], []),
        ("到岗", ["县长", "常务副县长"], []),
    ],
)
def test_a_column_that_holds_offices_alone_says_who_starts_unless_its_head_says_what(
    head, cells, who
):
    rows = (("级别", "启动条件", head), *zip(("Ⅰ级", "Ⅱ级"), ("溃坝", "漫堤"), cells, strict=True))
    parts = [Part("a", None, "4", "响应级别", ""), Part("b", "a", "", "", "", rows=rows)]
    (ladder,) = ladders_of(parts)
    assert [one.text for r in ladder.responses for one in r.deciders] == who
    assert {one.label for r in ladder.responses for one in r.deciders} <= {head}
