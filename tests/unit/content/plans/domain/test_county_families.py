# ruff: noqa: E501 - documents as data
"""Documents as counties write them, from a text, a web page, Word and PDF: read as they were
written, headings, items and title."""

import pytest

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes
from tests.samples import written
from tests.samples.county_families import FAMILIES, sample_of

SEEDS = 20
FORMATS = {
    "text": lambda sample: parse(extract_pasted(sample.text)),
    "web": lambda sample: parse_bytes(written.as_web(sample), "a.html"),
    "word": lambda sample: parse_bytes(written.as_word(sample), "a.docx"),
}
TITLE = "安澜县防汛应急预案"


def outline(parsed):
    return [
        (node.depth + 1, node.number)
        for node in parsed.nodes
        if node.kind in (NodeKind.CLAUSE, NodeKind.ANNEX) and (node.number or node.heading)
    ]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("form", FORMATS)
def test_headings_items_and_title_are_those_that_were_written(family, form, nothing_lost, tree):
    right = asked = 0
    for seed in range(SEEDS):
        sample = sample_of(family, seed)
        if form == "text" and sample.has_table:
            continue
        parsed = FORMATS[form](sample)
        nothing_lost(parsed, None if form == "web" else sample.noise)
        found = (tree(parsed), outline(parsed), parsed.metadata.title)
        right += found == (sample.want, sample.outline, sample.title)
        asked += 1
    assert right >= asked * 0.98


@pytest.mark.parametrize("family", FAMILIES)
def test_the_tree_is_the_same_from_paper(family, nothing_lost, tree):
    sample = sample_of(family, 1)
    parsed = parse_bytes(written.as_paper(sample), "a.pdf")
    nothing_lost(parsed)
    assert (tree(parsed), outline(parsed)) == (sample.want, sample.outline)


def read(*lines):
    return parse(extract_pasted("\n".join([TITLE, *lines])))


def test_contents_with_pages_behind_tabs_are_no_table(nothing_lost):
    listed = ["目  录", "1 总则\t1", "1.1 目的\t1", "2 附则\t12"]
    parsed = read(*listed, "1 总则", "1.1 目的", "落实到人。", "2 附则", "施行。")
    nothing_lost(parsed, listed)
    assert parsed.tables == ()


def test_a_table_below_another_line_keeps_its_numbers(nothing_lost):
    parsed = read("一、物资目录", "编织袋\t500", "救生衣\t60", "铁锹\t20", "二、附则", "施行。")
    nothing_lost(parsed, [])
    assert len(parsed.tables) == 1


@pytest.mark.parametrize(
    "item",
    [
        "2026年6月底前，报县应急委办公室备案。发生险情后立即组织群众转移。",
        "各乡镇、各部门要压实责任，落实到人。每年总结一次。",
        "发生险情后立即组织群众转移。每年总结一次。", "一旦发生险情，组织转移。每年总结一次。",
    ],
)  # fmt: skip
def test_an_item_of_two_sentences_has_no_heading(item, nothing_lost):
    parsed = read("一、要求", f"1、{item}", "二、附则", "施行。")
    nothing_lost(parsed, [])
    assert (parsed.nodes[2].number, parsed.nodes[2].heading, parsed.nodes[2].text) == (
        "1、",
        "",
        item,
    )


@pytest.mark.parametrize("name", ["坚持以人为本，生命至上", "压实责任", "立即报告", "重要信息报送"])
def test_a_name_before_its_sentence_is_still_a_heading(name):
    parsed = read("一、要求", f"1、{name}。发生险情后及时报县应急委。", "二、附则", "施行。")
    assert parsed.nodes[2].heading == name


def test_a_list_goes_on_from_its_own_chapter_though_its_marks_are_mixed():
    parsed = read(
        "第一章 总则", "1.目的", "落实到人。", "2、依据", "落实到人。", "3．范围", "落实到人。",
        "第二章 职责", "1、县级", "落实到人。", "2、乡级", "落实到人。", "3、村级", "落实到人。", "4.其他", "落实到人。",
    )  # fmt: skip
    assert [number for depth, number in outline(parsed) if depth == 2] == [
        "1.", "2、", "3．", "1、", "2、", "3、", "4.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "heading", "text"),
    [
        (["安澜县应急指挥部", "成员单位职责", "县水利局：监测。"], "安澜县应急指挥部成员单位职责", "县水利局：监测。"),
        (["成员单位职责", "县水利局", "负责水情监测。"], "成员单位职责", "县水利局\n负责水情监测。"),
        (["应急物资", "编织袋", "500条。"], "应急物资", "编织袋\n500条。"),
    ],
)  # fmt: skip
def test_the_name_of_an_annex_goes_on_where_it_says_only_whose_it_is(
    lines, heading, text, nothing_lost
):
    parsed = read("一、总则", "落实到人。", "附件1", *lines)
    nothing_lost(parsed, [])
    assert (parsed.nodes[-1].heading, parsed.nodes[-1].text) == (heading, text)


def test_slogans_are_items_and_no_headings(nothing_lost):
    slogans = ["一要听从安排", "二要备好干粮", "三要尽快撤离"]
    parsed = read("一、三要", *slogans, "二、电话", "119")
    nothing_lost(parsed, [])
    assert [node.text for node in parsed.nodes[2:5]] == [one[2:] for one in slogans]


def test_a_question_may_have_a_comma():
    parsed = read("一、避险", "1.家里进水了，先做什么？", "关电。", "2.怎样报警？", "打119。")
    assert [node.heading for node in parsed.nodes[2:]] == ["家里进水了，先做什么", "怎样报警"]
