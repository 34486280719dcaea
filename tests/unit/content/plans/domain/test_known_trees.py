# ruff: noqa: E501 - documents as data
"""Documents of a known tree are read as they were written."""

from dataclasses import replace

import pytest

from content.plans.domain.extracted import RepairKind
from content.plans.domain.parse import NodeKind, Repair
from content.plans.domain.pipeline import extract_pasted, parse
from content.plans.domain.spans import Span, SpanKind
from tests.samples.plan_texts import FAMILIES, document, mixture

DOCUMENTS = 50
"""Of each family; the same number of mixtures over all."""


def contents_of(text):
    """The lines of a generated table of contents, which is all that is not shown."""
    return [line for line in text.split("\n") if line == "目录" or "……" in line]


def read(text):
    return parse(extract_pasted(text))


@pytest.mark.parametrize("family", FAMILIES)
def test_the_tree_of_a_generated_document_is_found_again(family, nothing_lost, tree):
    right = 0
    for seed in range(DOCUMENTS):
        text, want = document(family, seed)
        parsed = read(text)
        if seed < 10:
            nothing_lost(parsed, contents_of(text))
        right += tree(parsed) == want
    assert right >= DOCUMENTS * 0.98


def test_a_document_whose_chapters_number_in_different_ways_is_read_chapter_by_chapter(
    nothing_lost, tree
):
    right = 0
    for seed in range(DOCUMENTS * 2):
        text, want = mixture(seed)
        parsed = read(text)
        if seed < 20:
            nothing_lost(parsed, contents_of(text))
        right += tree(parsed) == want
    assert right >= DOCUMENTS * 2 * 0.98


@pytest.mark.parametrize(
    "sentence",
    [
        "第三章规定的情形除外。", "第二章、第三章另有规定的，从其规定。", "第一部分所列单位参加。",
        "第五条的规定适用于乡镇。", "第二节中的标准每年调整。", "1.5米以上的积水路段要设警示标志。",
        "2.5 万人以上的乡镇设专职人员。", "1.2倍以上的，由县里补足。", "4.5级以上地震发生后立即上报。",
        "3.5 公里以内的学校先转移。",
    ],
)  # fmt: skip
def test_a_line_that_begins_with_a_cited_chapter_or_a_measure_is_text(sentence, nothing_lost, tree):
    text = f"安澜县应急预案\n第一章 总则\n{sentence}\n1.1 目的\n{sentence}\n第二章 附则\n自印发之日起施行。"
    parsed = read(text)
    nothing_lost(parsed)
    assert tree(parsed) == [(1, "第一章", "总则"), (2, "1.1", "目的"), (1, "第二章", "附则")]


@pytest.mark.parametrize(
    "heading", ["1.5 个人防护", "1.2 天气会商", "1.3 级别划分", "1.4 分级标准", "1.6 度汛方案"]
)
def test_a_heading_that_begins_like_a_measure_is_a_heading(heading, tree):
    number, name = heading.split()
    lines = [f"1.{n} 准备工作\n落实到人。" for n in range(1, int(number[2:]))]
    text = "\n".join(["安澜县应急预案", "1 总则", *lines, heading, "落实到人。"])
    assert tree(read(text))[-1] == (2, number, name)


@pytest.mark.parametrize("alone", ["附件1", "附件1：", "附件 1", "第二章", "第二部分"])
def test_a_number_alone_is_named_by_the_line_below(alone, nothing_lost, tree):
    text = (
        f"安澜县应急预案\n第一章 总则\n落实到人。\n{alone}\n成员单位职责\n应急管理部门负责协调。\n"
    )
    parsed = read(text)
    nothing_lost(parsed)
    assert tree(parsed)[-1][2] == "成员单位职责"
    assert parsed.nodes[-1].text == "应急管理部门负责协调。"


@pytest.mark.parametrize(
    "below",
    ["应急管理部门负责协调。", "（一）成员单位", "名单如下：", "安澜县\t3\t是", "第三章 附则"],
)
def test_what_is_a_sentence_or_numbered_itself_names_nothing(below, nothing_lost):
    text = f"安澜县应急预案\n第一章 总则\n落实到人。\n附件1\n{below}\n自印发之日起施行。"
    parsed = read(text)
    nothing_lost(parsed)
    assert [n.heading for n in parsed.nodes if n.kind == NodeKind.ANNEX] in ([""], [])


def repaired(parsed, kind):
    """The parse of a reader that calls all of the document a repair of this kind."""
    whole = Repair(kind, 0, len(parsed.original), parsed.original, "")
    return replace(
        parsed, fields=(), nodes=(), tables=(), cells=(), targets=(), references=(), notes=(),
        repairs=(whole,), spans=(Span(0, len(parsed.original), SpanKind.REPAIR, 0),),
    )  # fmt: skip


@pytest.mark.parametrize("kind", RepairKind)
def test_a_reader_that_calls_everything_a_repair_is_found_out(kind, nothing_lost):
    text, _want = document("章节", 1)
    parsed = repaired(read(text), kind)
    nothing_lost(parsed, few=False)
    for left_out in (None, contents_of(text)):
        with pytest.raises(AssertionError):
            nothing_lost(parsed, left_out)
