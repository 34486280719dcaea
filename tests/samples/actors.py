"""Who does what in a text, as tests ask for it."""

from itertools import chain
from pathlib import Path

from content.plans.domain.actors import Said, actors_of
from content.plans.domain.duty_tables import has_duties
from content.plans.domain.parse import NodeKind
from content.plans.domain.paths import Paths
from content.plans.domain.pipeline import parse_bytes

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "portal" / "operations" / "demonstration" / "documents"
LEFT_OUT = (NodeKind.TITLE, NodeKind.NOTICE, NodeKind.TABLE, NodeKind.CLOSING)


def said_in(data, name):
    parsed = parse_bytes(data, name)
    nodes = parsed.nodes
    chapters = []
    found = []
    paths = Paths()
    for at, node in enumerate(nodes):
        above = nodes[node.parent] if node.parent is not None else None
        label = f"{node.number}{node.heading}"
        chapters.append(label if above is None else chapters[node.parent])
        under = paths.down_to(at, node.parent, node.heading)
        rows = () if node.table is None else rows_of(parsed, node.table)
        is_read = has_duties(rows)
        cells = () if is_read else tuple(dict.fromkeys(filter(None, chain(*rows))))
        if node.kind not in LEFT_OUT or rows:
            found.append(
                Said(
                    str(at), chapters[at], node.number, node.heading, node.text, node.depth,
                    node.number, above.heading if above else "", under, rows if is_read else (),
                    cells=cells,
                )
            )  # fmt: skip
    return found


def rows_of(parsed, number):
    """The cells of a table as lines; one that spans several stands in each of them."""
    table = parsed.tables[number]
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in parsed.cells:
        if cell.table == number:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    grid[row][column] = cell.text
    return tuple(map(tuple, grid))


def duties_in(*texts):
    said = [Said(str(at), "", "", "", text) for at, text in enumerate(texts)]
    return {actor.name: [duty.sentence for duty in actor.duties] for actor in actors_of(said)}


def said(text, label="", depth=0, anchor=None, heading=""):
    return Said(anchor or text, "", label, heading, text, depth, label)


def actor_in(name, actor):
    said = said_in((DOCUMENTS / name).read_bytes(), name)
    return next(one for one in actors_of(said) if one.name == actor)
