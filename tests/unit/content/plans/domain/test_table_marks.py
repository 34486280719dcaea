"""A changed table stays a table, and says which cell changed."""

import time

from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.marks import Mark
from content.plans.domain.table_marks import marked_table, plain_table

HEAD = ("名称", "数量")
OLD = [HEAD, ("沙袋", "200"), ("水泵", "3"), ("铁锹", "40")]
tables = st.lists(st.lists(st.text("甲乙丙12", max_size=3), max_size=4).map(tuple), max_size=8)


def said(rows):
    """Each row as what its cells say: -went +came, and what stayed."""
    signs = {Mark.GONE: "-", Mark.CAME: "+", Mark.SAME: ""}
    return [
        [" ".join(signs[one.mark] + one.text for one in cell.pieces) for cell in row.cells]
        for row in rows
    ]


def test_only_the_cell_that_changed_is_marked():
    new = [HEAD, ("沙袋", "200"), ("水泵", "5"), ("铁锹", "40")]
    rows = marked_table(OLD, new, headed=True)
    assert said(rows) == [[*HEAD], ["沙袋", "200"], ["水泵", "-3 +5"], ["铁锹", "40"]]
    assert [row.is_head for row in rows] == [True, False, False, False]
    assert [cell.is_changed for cell in rows[2].cells] == [False, True]


def test_a_row_that_came_and_one_that_went_are_marked_whole():
    new = [HEAD, ("水泵", "3"), ("铁锹", "40"), ("帐篷", "12")]
    assert said(marked_table(OLD, new, headed=True)) == [
        [*HEAD], ["-沙袋", "-200"], ["水泵", "3"], ["铁锹", "40"], ["+帐篷", "+12"],
    ]  # fmt: skip


def test_a_row_is_known_by_its_name_though_its_number_and_figures_changed():
    old = [("1", "沙袋", "200"), ("2", "水泵", "3")]
    new = [("1", "帐篷", "12"), ("2", "沙袋", "300"), ("3", "水泵", "3")]
    first, second, third = said(marked_table(old, new, headed=False))
    assert first == ["+1", "+帐篷", "+12"]
    assert second[1:] == ["沙袋", "-200 +300"] and third[1:] == ["水泵", "3"]


def test_a_column_that_came_is_marked_alone():
    new = [("名称", "单位", "数量"), ("沙袋", "条", "200")]
    assert said(marked_table(OLD[:2], new, headed=True)) == [
        ["名称", "+单位", "数量"], ["沙袋", "+条", "200"],
    ]  # fmt: skip


def test_of_a_long_table_the_rows_without_change_are_counted():
    old = [HEAD, *((f"物资{at}", str(at)) for at in range(100))]
    new = [*old[:50], ("物资49", "0"), *old[51:]]
    rows = marked_table(old, new, headed=True)
    assert [row.left_out for row in rows] == [0, 49, 0, 50]
    assert sum(row.left_out or 1 for row in rows) == len(new)


def test_a_table_that_came_whole_keeps_all_its_rows():
    rows = plain_table([HEAD] * 100, headed=True)
    assert len(rows) == 100 and not any(row.is_changed for row in rows)


@given(tables, tables)
def test_no_word_of_either_table_is_lost_or_invented(old, new):
    rows = marked_table(old, new, headed=False)
    if any(row.left_out for row in rows):
        return
    pieces = [piece for row in rows for cell in row.cells for piece in cell.pieces]
    for table, other in ((old, Mark.CAME), (new, Mark.GONE)):
        words = sorted("".join(one.text for one in pieces if one.mark != other))
        assert words == sorted("".join(cell for row in table for cell in row))


def test_two_huge_tables_with_nothing_in_common_keep_nobody_waiting():
    started = time.process_time()
    old, new = ([(f"{name}{at}", "") for at in range(3000)] for name in "甲乙")
    assert len(marked_table(old, new, headed=False)) == 6000
    assert time.process_time() - started < 20
