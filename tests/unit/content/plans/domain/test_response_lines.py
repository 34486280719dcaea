"""Lines and points below a level: whose condition, whose action."""

import pytest

from tests.samples.responses import HEAD, notes_in, said_in

WHEN_AND_WHAT = [
    ("Ⅰ级", ["24小时未能控制明火。"], [], ["县长到场。"]),
    ("Ⅱ级", ["12小时未能控制明火。"], [], ["副县长到场。"]),
]


@pytest.mark.parametrize(
    "text",
    [
        "4.1 启动条件\n一级响应：24小时未能控制明火。\n二级响应：12小时未能控制明火。\n"
        "4.2 响应行动\n一级响应：县长到场。\n二级响应：副县长到场。",
        "4.1 启动条件\n符合之一的启动：\n"
        "一级响应：24小时未能控制明火。\n二级响应：12小时未能控制明火。\n"
        "4.2 行动\n各级响应的行动是：\n一级响应：县长到场。\n二级响应：副县长到场。",
        "4.1 启动条件\n一级响应：\n24小时未能控制明火。\n二级响应：\n12小时未能控制明火。\n"
        "4.2 响应措施\n一级响应：\n县长到场。\n二级响应：\n副县长到场。",
        "4.1 响应分级\n4.1.1 启动条件\nⅠ级：24小时未能控制明火。\nⅡ级：12小时未能控制明火。\n"
        "4.1.2 响应行动\nⅠ级：县长到场。\nⅡ级：副县长到场。",
    ],
)
def test_lines_that_begin_with_a_level_are_read_each_under_their_own_heading(text):
    assert said_in(HEAD + text) == WHEN_AND_WHAT


def test_the_points_of_a_level_are_conditions_of_that_level():
    text = (
        "4.1 启动条件\n（1）Ⅰ级：有下列情形之一的：\n①水库溃坝；\n②堤防决口。\n"
        "（2）Ⅱ级：有下列情形之一的：\n①水库漫顶；\n②堤防管涌。\n情况特殊的，可以提高一级启动。"
    )
    rows = said_in(HEAD + text)
    assert [(name, [one[-5:] for one in when]) for name, when, _who, _what in rows] == [
        ("Ⅰ级", ["形之一的：", "水库溃坝；", "堤防决口。"]),
        ("Ⅱ级", ["形之一的：", "水库漫顶；", "堤防管涌。"]),
    ]
    assert notes_in(HEAD + text) == [["情况特殊的，可以提高一级启动。"]]


@pytest.mark.parametrize(
    "text",
    [
        "4.1 Ⅰ级响应\n有下列情形之一的，启动Ⅰ级响应：\n（1）水库溃坝；\n（2）堤防决口。\n"
        "4.2 Ⅱ级响应\n有下列情形之一的，启动Ⅱ级响应：\n（1）水库漫顶。",
        "4.1 Ⅰ级响应\n4.1.1 出现下列情况之一的\n（1）水库溃坝；\n（2）堤防决口。\n"
        "4.2 Ⅱ级响应\n4.2.1 出现下列情况之一的\n（1）水库漫顶。",
    ],
)
def test_the_points_below_one_of_these_are_no_actions(text):
    rows = {name: (when, what) for name, when, _who, what in said_in(HEAD + text)}
    assert [one for one in rows["Ⅰ级"][0] if "（" in one] == ["（1）水库溃坝；", "（2）堤防决口。"]
    assert [one for one in rows["Ⅱ级"][0] if "（" in one] == ["（1）水库漫顶。"]
    assert rows["Ⅰ级"][1] == rows["Ⅱ级"][1] == []


def test_an_action_below_a_heading_that_says_neither_is_never_a_condition():
    text = (
        "4.1 分级响应\n（1）一级响应：死亡30人以上。\n（2）二级响应：死亡10人以上。\n"
        "（3）三级响应：情况严重。\n"
        "4.2 响应级别\n（1）一级响应：县长到场指挥。\n（2）二级响应：副县长到场指挥。"
    )
    assert said_in(HEAD + text) == [
        ("Ⅰ级", ["死亡30人以上。"], [], ["县长到场指挥。"]),
        ("Ⅱ级", ["死亡10人以上。"], [], ["副县长到场指挥。"]),
    ]
    assert notes_in(HEAD + text) == [["三级响应：情况严重。"]]


@pytest.mark.parametrize("heading", ["4.1 事件分级标准", "4.1 预警行动", "4.1 职责"])
def test_levels_of_something_else_below_a_chapter_of_response_are_none_of_it(heading):
    assert said_in(f"{HEAD}{heading}\nⅠ级：死亡30人以上。\nⅡ级：死亡10人以上。") == []


@pytest.mark.parametrize("names", [("Ⅰ级响应", "Ⅱ级响应"), ("（Ⅰ级）", "（Ⅱ级）"), ("I级", "II级")])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_lines_without_number_say_what_stands_below_them(names, gap):
    text = "".join(
        f"{name}\n启动条件：{gap}{hours}小时未能控制明火。\n响应措施：{gap}{who}到场。\n"
        for name, hours, who in zip(names, (24, 12), ("县长", "副县长"), strict=True)
    )
    assert said_in(f"{HEAD}4.1 分级响应\n{text}") == WHEN_AND_WHAT


def test_points_below_a_line_without_number_are_of_what_it_says():
    text = (
        "4.1 响应\nⅠ级响应\n启动条件：\n水库溃坝。\n响应措施：\n（1）县长到场。\n（2）全县停课。\n"
        "Ⅱ级响应\n启动程序：\n由副县长决定启动。\n启动条件：\n（1）堤防决口。"
    )
    assert said_in(HEAD + text) == [
        ("Ⅰ级", ["水库溃坝。"], [], ["（1）县长到场。", "（2）全县停课。"]),
        ("Ⅱ级", ["（1）堤防决口。"], ["由副县长决定启动。"], []),
    ]


@pytest.mark.parametrize("one", ["Ⅰ级", "I级", "一级"])
def test_lines_that_say_they_are_of_a_response_need_no_heading_that_does(one):
    text = f"4.1 处置\n{one}响应：死亡30人以上的，由县长指挥。\n二级响应：死亡10人以上。"
    assert said_in("安澜县应急预案\n1 总则\n为了安全。\n4 工作\n" + text) == [
        ("Ⅰ级", ["死亡30人以上的，"], [], ["由县长指挥。"]), ("Ⅱ级", ["死亡10人以上。"], [], []),
    ]  # fmt: skip


def test_levels_of_a_warning_without_number_are_none_of_a_response():
    text = "4.1 预警\n（Ⅰ级）\n启动条件：死亡30人以上。\n（Ⅱ级）\n启动条件：死亡10人以上。"
    assert said_in("安澜县应急预案\n1 总则\n为了安全。\n4 工作\n" + text) == []
