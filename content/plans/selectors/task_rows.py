"""The cells of tables as lines, and how a task is found again in its clause."""

from content.plans.models import Clause, ClauseTable, PlanTask


def rows_of(table: ClauseTable) -> tuple[tuple[str, ...], ...]:
    """The table line by line; a cell that spans several stands in each of them. Take `cells`
    along."""
    grid = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells.all():
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                grid[row][column] = cell.text
    return tuple(map(tuple, grid))


def line_of(row: tuple[str, ...]) -> str:
    """The words of a row, as a task has them."""
    return " · ".join(one.strip() for one in row if one.strip())


def place_of(task: PlanTask, clause: Clause) -> int | None:
    """Where the clause says the task: the offset in its text or the number of its row; None where
    it says something else now."""
    if hasattr(clause, "table"):
        lines = [line_of(row) for row in rows_of(clause.table)]
        return lines.index(task.wording) if task.wording in lines else None
    at = clause.text.find(task.wording)
    return at if at >= 0 else None
