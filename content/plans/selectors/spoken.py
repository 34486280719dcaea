"""The sentences of a version as the readers of actors and situations take them."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby, islice, product, takewhile
from operator import itemgetter
from typing import Final, NamedTuple

from content.plans.domain.actor_told import told_by_row
from content.plans.domain.actors import Said
from content.plans.domain.corrections.model import SITUATIONS
from content.plans.domain.duty_tables import HEADS_WITHIN, has_duties
from content.plans.domain.paths import Paths
from content.plans.enums import ClauseKind
from content.plans.models import Clause
from content.plans.selectors.readable import ReadableText

_READ: Final = (ClauseKind.PREAMBLE, ClauseKind.CLAUSE, ClauseKind.PARAGRAPH, ClauseKind.ANNEX)
_SPREAD: Final = 200_000
"""Places of the tables of a text that are filled again with a cell that spans them. A page of a
few kilobytes can ask for millions."""
_FULL_NUMBER: Final = re.compile(r"\d+(?:[.．]\d+)+$")
_Row = tuple[str, ...]
_Rows = Mapping[int, _Row]
"""By their numbers in the file, in the order of these."""


class _Cell(NamedTuple):
    row: int
    column: int
    down: int
    across: int
    text: str


def said_in(text: ReadableText) -> Sequence[Said]:
    """What the reader sees of it, in its order. One query, and one more where it has tables."""
    chapters: dict[int, str] = {}
    places: dict[int, str] = {}
    headings: dict[int, str] = {}
    paths = Paths()
    found: list[Said] = []
    rows = text.clauses.order_by("position").only(
        "version", "parent", "anchor", "kind", "depth", "number", "heading", "text", "told"
    )
    tables = [clause for clause in rows if clause.kind == ClauseKind.TABLE]
    told = {clause.pk for clause in tables if _tells_of_situations(clause)}
    grids, words = _cells(text, told) if tables else ({}, {})
    for clause in rows:
        above = chapters.get(clause.parent_id) if clause.parent_id else None
        chapters[clause.pk] = clause.label if above is None else above
        places[clause.pk] = _place(clause, places.get(clause.parent_id or 0, ""))
        headings[clause.pk] = clause.heading
        under = paths.down_to(clause.pk, clause.parent_id, clause.heading)
        grid, cells = grids.get(clause.pk, {}), words.get(clause.pk, ())
        if clause.kind in _READ or clause.pk in told or grid or cells:
            found.append(
                Said(
                    anchor=str(clause.anchor),
                    chapter=chapters[clause.pk],
                    label=clause.label,
                    heading=clause.heading,
                    text=clause.text,
                    depth=clause.depth,
                    place=places[clause.pk],
                    above=headings.get(clause.parent_id or 0, ""),
                    under=under,
                    rows=tuple(grid.values()),
                    told=told_by_row(clause.told, grid),
                    cells=cells,
                )
            )
    return found


def _tells_of_situations(clause: Clause) -> bool:
    return any(one["kind"] in SITUATIONS for one in clause.told)


def _cells(text: ReadableText, told: Collection[int]) -> tuple[dict[int, _Rows], dict[int, _Row]]:
    """By clause the rows of its table, if it is one of duties or `told`; a cell that spans several
    stands in each of them, as long as all that do so fit into `_SPREAD` places. Of every other
    table what its cells say, each of them once."""
    found: dict[int, _Rows] = {}
    words: dict[int, _Row] = {}
    left = _SPREAD
    cells = text.cells.order_by("table__clause", "row", "column").values_list(
        "table__clause", "row", "column", "row_span", "column_span", "text"
    )
    for clause, group in groupby(cells.iterator(), key=itemgetter(0)):
        own = [_Cell(*one[1:]) for one in group]
        if clause not in told and not has_duties(_first_rows(own)):
            words[clause] = tuple(dict.fromkeys(cell.text for cell in own if cell.text))
            continue
        more = sum(cell.down * cell.across for cell in own) - len(own)
        fits = more <= left
        left -= more if fits else 0
        found[clause] = _grid(own, spread=fits)
    return found, words


def _first_rows(cells: Sequence[_Cell]) -> list[tuple[str, ...]]:
    """Enough of a table to find its head, each cell once in a row."""
    rows = [*islice((row for row, _own in groupby(cell.row for cell in cells)), HEADS_WITHIN)]
    near = [*takewhile(lambda cell: cell.row <= rows[-1], cells)]
    return [
        tuple(cell.text for cell in near if cell.row <= row < cell.row + cell.down) for row in rows
    ]


def _grid(cells: Sequence[_Cell], *, spread: bool) -> _Rows:
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    for cell in cells:
        down, across = (cell.down, cell.across) if spread else (1, 1)
        for at, place in product(range(down), range(across)):
            rows[cell.row + at].setdefault(cell.column + place, cell.text)
    return {at: _line(rows[at]) for at in sorted(rows)}


def _line(cells: Mapping[int, str]) -> _Row:
    return tuple(cells.get(column, "") for column in range(1 + max(cells)))


def _place(clause: Clause, above: str) -> str:
    """As a plan cites it: a number that counts only inside its clause stands behind that of it."""
    number = clause.number.strip().rstrip("、.．")
    return number if _FULL_NUMBER.match(number) else above + number
