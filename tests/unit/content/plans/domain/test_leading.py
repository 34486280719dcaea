"""Which clauses stand for their list, and where a list ends."""

from dataclasses import dataclass

import pytest

from content.plans.domain.leading import LONGEST, digest, leads_on, listed


@dataclass
class Row:
    depth: int
    number: str = ""
    heading: str = ""
    style: str = ""
    text: str = "做好下列工作："
    kind: str = "clause"


def items(count: int, depth: int = 2) -> list[Row]:
    return [Row(depth, f"（{n}）", "", "paren") for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("组织开展以下工作：", True),
        ("as follows:", True),
        ("工作：先转移。", False),
        ("下表由本县规定。", True),
        ("", True),
    ],
)
def test_only_a_colon_at_the_end_leads_on(text, leads):
    assert leads_on(Row(1, text=text)) is leads
    assert not leads_on(Row(1, text=text, kind="table"))


def test_the_list_is_what_stands_below():
    below = [*items(2), Row(3, "①"), *items(1)]
    assert listed(Row(1, "4.2"), [*below, Row(1, "4.3"), *items(3)]).rows == below


def test_beside_a_paragraph_stand_only_items_numbered_alike_without_headings():
    paragraph, own = Row(2), items(3)
    assert listed(paragraph, [*own, Row(2, "1.", "", "dot")]).rows == own
    assert listed(paragraph, [*own, Row(2)]).rows == own
    assert listed(paragraph, [Row(2, "（二）", "保障措施", "paren"), *own]).rows == []
    assert listed(Row(2, "1."), own).rows == []


def test_a_mere_heading_stands_for_its_items_and_for_no_section():
    heading, own = Row(1, "4.1.1", "报告时限", "multi", ""), items(2)
    assert listed(heading, [*own, Row(1, "4.1.2", "灾情速报", "multi")]).rows == own
    section = Row(2, "（一）", "工作目标", "paren")
    assert listed(heading, [section, *own]).rows == []
    assert listed(heading, [*own, section]).rows == own


def test_of_a_list_longer_than_is_shown_it_is_known_that_it_goes_on():
    whole = listed(Row(1, "一、"), [*items(LONGEST), Row(1, "二、")])
    assert (len(whole.rows), whole.goes_on) == (LONGEST, False)
    cut = listed(Row(1, "一、"), items(LONGEST + 1))
    assert (len(cut.rows), cut.goes_on) == (LONGEST, True)


def test_the_digest_tells_a_list_that_goes_on_from_one_that_ends():
    assert digest("a", ["b"], goes_on=True) != digest("a", ["b"])


def test_the_digest_of_a_clause_alone_is_its_own_and_order_counts():
    assert digest("a", []) == "a"
    assert len({digest("a", ["b", "c"]), digest("a", ["c", "b"]), digest("a", ["bc"]), "a"}) == 4
