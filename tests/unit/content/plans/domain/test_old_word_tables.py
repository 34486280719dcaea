"""Tables of Word 97–2003 files: cells, and what they span."""

from pathlib import Path

from content.plans.domain.doc import read_doc
from content.plans.domain.pipeline import parse_bytes
from tests.samples.word97 import (
    IN_TABLE,
    P,
    Word97,
    row,
)

REAL = Path(__file__).parents[4] / "data" / "plans" / "poi"


def cells_of(*paragraphs):
    read = read_doc(Word97(paragraphs).bytes())
    return [
        (c.row, c.column, c.row_span, c.column_span, read.text[c.start : c.end])
        for c in read.cells
    ]  # fmt: skip


def test_a_table_is_read_cell_by_cell(nothing_lost):
    made = Word97(
        [P("安澜县方案"), P("一、分级"), *row("级别", "条件", head=True),
         *row("Ⅰ级", "三十人\n以上"), *row("Ⅱ级", ""), P("二、附则"), P("完。")]
    )  # fmt: skip
    parsed = parse_bytes(made.bytes(), "a.doc")
    nothing_lost(parsed)
    assert [(c.row, c.column, c.text, c.header) for c in parsed.cells] == [
        (0, 0, "级别", True), (0, 1, "条件", True), (1, 0, "Ⅰ级", False),
        (1, 1, "三十人\n以上", False), (2, 0, "Ⅱ级", False), (2, 1, "", False),
    ]  # fmt: skip
    assert [n.kind for n in parsed.nodes] == ["title", "clause", "table", "clause"]


def test_merged_cells_are_one():
    first, goes_on = 0x60, 0x20
    assert cells_of(
        *row("级别", "条件", edges=(0, 1000, 3000)),
        *row("一级", "死亡", "失踪", edges=(0, 1010, 2000, 3000), flags=(first, 0, 0)),
        *row("", "三十", "五十", edges=(0, 1000, 2000, 3000), flags=(goes_on, 0, 0)),
        *row("合计", "", "八十", edges=(0, 1000, 2000, 3000), flags=(1, 2, 0)),
        *row("也有字", "的", "并格", edges=(0, 1000, 2000, 3000), flags=(1, 2, goes_on)),
    ) == [
        (0, 0, 1, 1, "级别"), (0, 1, 1, 2, "条件"),
        (1, 0, 2, 1, "一级"), (1, 1, 1, 1, "死亡"), (1, 2, 1, 1, "失踪"),
        (2, 1, 1, 1, "三十"), (2, 2, 1, 1, "五十"),
        (3, 0, 1, 2, "合计"), (3, 2, 1, 1, "八十"),
        (4, 0, 1, 1, "也有字"), (4, 1, 1, 1, "的"), (4, 2, 1, 1, "并格"),
    ]  # fmt: skip


def test_no_two_cells_of_a_row_are_in_one_place():
    assert cells_of(
        *row("甲", "乙", "丙", edges=(0, 20, 40, 3000)), *row("丁", "戊", edges=(0, 2000, 2010))
    ) == [
        (0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (0, 2, 1, 2, "丙"),
        (1, 0, 1, 1, "丁"), (1, 1, 1, 1, "戊"),
    ]  # fmt: skip


def test_a_row_without_a_shape_or_without_an_end_loses_no_word():
    bare = [P("甲", "\x07", mods=IN_TABLE), P("乙", "\x07", mods=IN_TABLE)]
    assert cells_of(P("表"), *row("丙", "丁")[:2], P("", "\x07", mods=row("")[-1].mods)) == [
        (0, 0, 1, 1, "丙"), (0, 1, 1, 1, "丁"),
    ]  # fmt: skip
    assert read_doc(Word97([P("前"), *bare, P("后")]).bytes()).text == "前\n甲\n乙\n后\n"


def test_cells_of_a_real_table_span_what_they_span_in_word():
    read = read_doc((REAL / "table-merges.doc").read_bytes())
    assert [(c.row, c.column, c.column_span) for c in read.cells] == [
        (0, 0, 3), (0, 3, 2), (1, 0, 1), (1, 1, 1), (1, 2, 2), (1, 4, 1), (2, 0, 1), (2, 1, 1),
        (2, 2, 2), (2, 4, 1), (3, 0, 5),
    ]  # fmt: skip
