"""Lists as Word pastes them: a mark, a tab, words. Two columns to the eye of a program."""

import pytest

from content.plans.domain.extracted import RepairKind
from content.plans.domain.pipeline import extract_pasted, parse


def read(*lines: str):
    return parse(extract_pasted("\n".join(["一、总则", *lines])))


@pytest.mark.parametrize("mark", [*"•●▪■◆❖➢·○✓", "\uf0b7", "\uf0d8", "\uf09e"])
@pytest.mark.parametrize("items", [2, 3, 5])
def test_lines_that_begin_with_a_mark_and_a_tab_are_a_list_and_no_table(nothing_lost, mark, items):
    parsed = read(*(f"{mark}\t第{n}组巡堤。" for n in range(items)))
    nothing_lost(parsed)
    assert not parsed.tables
    assert [line.split("\t")[1] for line in parsed.nodes[-1].text.split("\n")] == [
        f"第{n}组巡堤。" for n in range(items)
    ]


@pytest.mark.parametrize("letter", "lnuo§Øü")
def test_a_letter_that_was_a_mark_is_shown_as_the_mark_and_recorded(nothing_lost, letter):
    parsed = read(f"{letter}\t巡堤。", f"  {letter}\t查险。", "", f"{letter}\t报告。")
    nothing_lost(parsed)
    assert not parsed.tables
    assert letter not in parsed.nodes[-1].text and "查险。" in parsed.nodes[-1].text
    assert [(r.kind, r.original) for r in parsed.repairs] == [(RepairKind.MARKUP, letter)] * 3


def test_a_list_with_lists_in_it_is_read_as_one(nothing_lost):
    parsed = read("l\t巡堤。", "n\t白天。", "n\t夜里。", "l\t查险。")
    nothing_lost(parsed)
    assert parsed.nodes[-1].text == "•\t巡堤。\n■\t白天。\n■\t夜里。\n•\t查险。"


def test_a_table_beside_a_list_stays_a_table(nothing_lost):
    parsed = read("•\t巡堤。", "•\t查险。", "单位\t人数", "水利局\t12", "应急局\t8", "•\t报告。")
    nothing_lost(parsed)
    assert [(table.rows, table.columns) for table in parsed.tables] == [(3, 2)]
    assert [cell.text for cell in parsed.cells][:2] == ["单位", "人数"]


@pytest.mark.parametrize(
    "rows",
    [
        ["n\t样本", "u\t均值", "o\t别的"],
        ["n\t样本", "1\t2", "3\t4"],
        ["水位\tl", "流量\tn", "雨量\tl"],
        ["1.\t水利局", "2.\t应急局", "3.\t气象局"],
    ],
)
def test_letters_and_numbers_that_are_no_marks_stay_cells(nothing_lost, rows):
    parsed = read(*rows)
    nothing_lost(parsed)
    assert not parsed.repairs
    assert [cell.text for cell in parsed.cells] == [c for row in rows for c in row.split("\t")]
