# ruff: noqa: E501 - documents as data
"""Steps, cases, questions and levels that number lines: read where they run, else told."""

import pytest

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse

TITLE = "安澜县防汛应急预案"


def read(*lines):
    return parse(extract_pasted("\n".join([TITLE, *lines])))


def clauses(parsed):
    return [
        (node.depth + 1, node.number, node.heading or node.text)
        for node in parsed.nodes
        if node.kind == NodeKind.CLAUSE
    ]


@pytest.mark.parametrize(
    ("numbers", "gap"),
    [
        (["第一步", "第二步", "第三步"], " "), (["第一步：", "第二步：", "第三步："], ""),
        (["第1步", "第2步", "第3步"], "　"), (["情形一：", "情形二：", "情形三："], ""),
        (["情况1", "情况2", "情况3"], " "), (["场景一、", "场景二、", "场景三、"], ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("below", ["二、处置", "2.处置"])
def test_steps_and_cases_that_count_on_are_headings(numbers, gap, below, nothing_lost):
    names = ["发现报告", "疏散撤离", "清点人数"]
    lines = [
        line
        for number, name in zip(numbers, names, strict=True)
        for line in (f"{number}{gap}{name}", "值班员立即组织。")
    ]
    parsed = read("一、总则", "落实到人。", below, *lines, "三、附则", "施行。")
    nothing_lost(parsed, [])
    found = [(number, name) for _depth, number, name in clauses(parsed) if name in names]
    assert found == list(zip(numbers, names, strict=True))
    assert clauses(parsed)[-1] == (1, "三、", "附则")


def test_a_step_that_is_a_sentence_is_an_item():
    parsed = read(
        "一、处置", "第一步：立即报告值班员。", "第二步：疏散人员，清点人数。", "二、附则"
    )
    assert clauses(parsed)[1:3] == [
        (2, "第一步：", "立即报告值班员。"), (2, "第二步：", "疏散人员，清点人数。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "第一步，要摸清底数。", "第一步骤由县里定。", "情况一旦失控，立即撤离。", "情形严重的，从重处理。",
        "第二步 疏散", "情形二：夜间", "问题整改要到位。", "问：谁负责？", "红色预警", "（Ⅰ级）", "Ⅱ级",
    ],
)  # fmt: skip
def test_one_line_alone_stays_in_the_text(line, nothing_lost):
    parsed = read("一、总则", "落实到人。", line, "二、附则", "施行。")
    nothing_lost(parsed, [])
    assert [number for _, number, _ in clauses(parsed)] == ["一、", "二、"]


@pytest.mark.parametrize("line", ["第二步 疏散", "情形二：夜间", "红色预警", "问：谁负责？"])
def test_the_editor_is_told_of_a_line_that_may_number_something(line):
    notes = read("一、总则", "落实到人。", line, "二、附则", "施行。").notes
    assert [note.code for note in notes] == ["inside"]


@pytest.mark.parametrize("marks", [("Q1：", "Q2："), ("问：", "问："), ("问题一：", "问题二：")])
def test_questions_are_headings_and_keep_their_answers(marks, nothing_lost):
    parsed = read(
        "一、地震", f"{marks[0]}地震来了怎么办？", "答：就近躲避。",
        f"{marks[1]}在楼上，能不能跳楼？", "答：不能。", "二、附则", "施行。",
    )  # fmt: skip
    nothing_lost(parsed, [])
    first, second = parsed.nodes[2:4]
    assert (first.number, first.heading, first.mark) == (marks[0], "地震来了怎么办", "？")
    assert (second.heading, second.text) == ("在楼上，能不能跳楼", "答：不能。")


def test_questions_count_on_over_chapters_and_those_without_number_begin_anew():
    asked = [f"Q{at}：怎么办？" for at in (1, 2, 3, 4)]
    for lines in (asked, ["问：怎么办？"] * 4):
        parsed = read(
            "一、地震", lines[0], "躲。", lines[1], "跑。", "二、洪水", lines[2], "躲。",
            lines[3], "跑。",
        )  # fmt: skip
        assert [depth for depth, *_ in clauses(parsed)] == [1, 2, 2, 1, 2, 2]
        assert parsed.notes == ()


def test_a_question_with_its_answer_in_one_line_is_parted_from_it(nothing_lost):
    parsed = read("问：地震来了怎么办？答：就近躲避。", "问：能回屋吗？答：不能。")
    nothing_lost(parsed, [])
    assert [(n.heading, n.text) for n in parsed.nodes[1:]] == [
        ("地震来了怎么办", "答：就近躲避。"), ("能回屋吗", "答：不能。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        ["一级（红色）预警", "二级（橙色）预警", "三级（黄色）预警"], ["红色预警", "橙色预警"],
        ["红色（Ⅰ级）预警", "橙色（Ⅱ级）预警"], ["（Ⅰ级）", "（Ⅱ级）"], ["Ⅳ级", "Ⅲ级"],
        ["Ⅰ级（特别重大）响应", "Ⅱ级（重大）响应"],
    ],
)  # fmt: skip
def test_levels_written_in_other_ways_are_headings(names, nothing_lost):
    lines = [line for name in names for line in (name, "24小时降雨量超过200毫米。")]
    parsed = read("三、预警", *lines, "四、附则", "施行。")
    nothing_lost(parsed, [])
    assert [(depth, name) for depth, _, name in clauses(parsed)] == [
        (1, "预警"), *((2, name) for name in names), (1, "附则"),
    ]  # fmt: skip


def test_levels_in_the_cells_of_a_table_that_became_lines_are_none():
    parsed = read("三、分级", "一级", "死亡30人以上", "二级", "死亡10人以上", "四、附则", "施行。")
    assert [number for _, number, _ in clauses(parsed)] == ["三、", "四、"]
