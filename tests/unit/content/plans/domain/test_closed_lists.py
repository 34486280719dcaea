"""What stands below a list is said of all of it only where the list is closed for sure."""

import pytest

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse

HEAD = "安澜县防汛应急预案\n1 总则\n1.1 目的\n落实到人。\n2 响应\n2.1 转移\n"
INTRO = "有下列情形之一的，立即转移：\n"
CLOSED = "（1）堤防决口；\n（2）水库漫坝；\n（3）通信中断。\n"
BELOW = "转移时先转移老年人和儿童。\n转移人员逐人登记。\n"
NEXT = "2.2 安置\n妥善安置。"


def read(text):
    return parse(extract_pasted(text))


def at(parsed, number):
    return next(node for node in parsed.nodes if node.number == number)


@pytest.mark.parametrize("intro", [INTRO, ""])
@pytest.mark.parametrize("lead", ["（{}）", "{}.", "①②③"])
def test_a_paragraph_below_a_closed_list_stands_under_the_clause_of_the_list(
    intro, lead, nothing_lost
):
    items = CLOSED
    for number in (1, 2, 3):
        written = lead.format(number) if "{}" in lead else lead[number - 1]
        items = items.replace(f"（{number}）", written)
    parsed = read(HEAD + intro + items + BELOW + NEXT)
    nothing_lost(parsed, [])
    [below] = [node for node in parsed.nodes if node.kind == NodeKind.PARAGRAPH]
    assert below.text == BELOW.strip()
    assert parsed.nodes[below.parent].number == "2.1"
    assert below.depth == at(parsed, "2.1").depth + 1
    assert at(parsed, "2.2").text == "妥善安置。"


@pytest.mark.parametrize(
    "items",
    [
        "（1）堤防决口。\n（2）水库漫坝。\n（3）通信中断。\n",
        "（1）堤防决口；\n（2）水库漫坝；\n（3）通信中断；\n",
        "（1）堤防决口；\n由县水利局认定。\n（2）水库漫坝；\n（3）通信中断。\n",
        "（1）堤防决口；\n（2）下列情形：\n①漫坝；\n②管涌；\n（3）通信中断。\n",
        "（1）堤防决口。\n（2）水库漫坝；\n（3）通信中断。\n",
        "（3）通信中断。\n",
        "（1）漫坝；\n（2）有下列情形的：\n①决口；\n②管涌。\n",
    ],
)
def test_a_paragraph_below_a_list_that_may_go_on_stays_with_its_last_item(items, nothing_lost):
    parsed = read(HEAD + INTRO + items + BELOW + NEXT)
    nothing_lost(parsed, [])
    assert not any(
        node.kind == NodeKind.PARAGRAPH and node.text == BELOW.strip() for node in parsed.nodes
    )


@pytest.mark.parametrize(
    "note",
    ["〔注1〕名单另发。", "[1] 名单另发。", "注：名单另发。", "注1：名单另发。", "* 名单另发。"],
)
def test_a_note_stays_with_the_item_that_calls_it(note, nothing_lost):
    parsed = read(f"{HEAD}{INTRO}{CLOSED}{note}\n{NEXT}")
    nothing_lost(parsed, [])
    assert at(parsed, "（3）").text == f"通信中断。\n{note}"
