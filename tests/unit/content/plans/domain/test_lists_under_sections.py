"""Sections stay sections where the list above them ends in the number of their chapter."""

import pytest

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse
from tests.samples.plan_lists import ORDERS, mixed, plan

DOCUMENTS = 25
"""Of each order; twice as many mixtures."""
SHARE = 0.98


def read(text):
    return parse(extract_pasted(text))


def clauses(parsed):
    """Depth, number and heading of every clause; of one without heading the first line."""
    return [
        (node.depth + 1, node.number, node.heading or node.text.split("\n")[0])
        for node in parsed.nodes
        if node.kind in (NodeKind.CLAUSE, NodeKind.ANNEX)
    ]


def shares(documents, nothing_lost):
    """Of the documents and of their clauses those that were read as they were written."""
    right = found = every = 0
    for at, (text, want) in enumerate(documents):
        parsed = read(text)
        if at < 5:
            nothing_lost(parsed, [])
        got = clauses(parsed)
        right += got == want
        found += len(set(want) & set(got))
        every += len(set(want))
    return right / len(documents), found / every


@pytest.mark.parametrize("order", ORDERS)
def test_every_section_and_every_item_of_a_plan_is_found(order, nothing_lost):
    documents = [plan(order, seed) for seed in range(DOCUMENTS)]
    assert min(found := shares(documents, nothing_lost)) >= SHARE, found


def test_every_section_and_every_item_is_found_whatever_the_lists_are(nothing_lost):
    documents = [mixed(seed) for seed in range(2 * DOCUMENTS)]
    assert min(found := shares(documents, nothing_lost)) >= SHARE, found


@pytest.mark.parametrize("mark", ["（{}）", "{}.", "{}、", "{}）", "①②③④⑤", "一、二、三、"])
@pytest.mark.parametrize("chapter", [2, 3])
def test_a_section_behind_a_list_that_ends_in_the_number_of_its_chapter(
    mark, chapter, nothing_lost, tree
):
    def lead(at):
        if "{}" in mark:
            return mark.format(at)
        return mark[at - 1] if mark[0] == "①" else mark[2 * at - 2 : 2 * at]

    above = [f"{n} 第{n}部\n{n}.1 目的\n落实到人。" for n in range(1, chapter)]
    items = [f"{lead(at)}组织巡查。" for at in range(1, chapter + 1)]
    sections = [f"{chapter}.{at} 办法\n落实到人。" for at in range(1, 5)]
    last = f"{chapter}.5 乡镇职责\n乡镇的职责："
    after = f"{chapter}.6 村级职责\n村里组织转移。\n{chapter}.7 企业职责\n落实责任。"
    parsed = read("\n".join(["安澜县防汛应急预案", *above, f"{chapter} 组织", *sections, last,
                             *items, after]))  # fmt: skip
    nothing_lost(parsed, [])
    assert tree(parsed)[-3:] == [
        (2, f"{chapter}.5", "乡镇职责"),
        (2, f"{chapter}.6", "村级职责"),
        (2, f"{chapter}.7", "企业职责"),
    ]


def test_the_last_item_of_a_list_is_no_chapter_though_the_chapter_of_its_number_comes_next(tree):
    text = (
        "安澜县防汛应急预案\n1 总则\n1.1 物资\n1.雨衣\n2.手电\n2 组织\n2.1 指挥\n落实到人。\n"
        "2.2 成员\n落实到人。"
    )
    parsed = read(text)
    assert [one for one in clauses(parsed) if one[0] == 1] == [(1, "1", "总则"), (1, "2", "组织")]
    assert [one[1] for one in clauses(parsed) if one[0] == 3] == ["1.", "2."]
