"""Response levels of a text, as tests ask for them."""

from collections import defaultdict

from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes
from content.plans.domain.response_parts import Part
from content.plans.domain.responses import ladders_of
from tests.samples.actors import DOCUMENTS

HEAD = "安澜县预案\n1 总则\n为了安全。\n4 应急响应\n"


def parts_of(parsed):
    grid = {}
    for cell in parsed.cells:
        rows = grid.setdefault(parsed.tables[cell.table].node, {})
        rows.setdefault(cell.row, []).append(cell.text)
    told = defaultdict(list)
    for one in parsed.told:
        told[one.node].append(one.told)
    return [
        Part(
            str(at), None if node.parent is None else str(node.parent), node.number, node.heading,
            node.text, tuple(tuple(row) for _at, row in sorted(grid.get(at, {}).items())),
            tuple(told[at]),
        )
        for at, node in enumerate(parsed.nodes)
    ]  # fmt: skip


def ladders_in(name):
    return ladders_of(parts_of(parse_bytes((DOCUMENTS / name).read_bytes(), name)))


def said_in(text):
    text = text.replace("\n", "\n\n")
    return [
        (r.name, *[[each.text for each in told] for told in (r.conditions, r.deciders, r.actions)])
        for ladder in ladders_of(parts_of(parse(extract_pasted(text))))
        for r in ladder.responses
    ]


def notes_in(text):
    text = text.replace("\n", "\n\n")
    ladders = ladders_of(parts_of(parse(extract_pasted(text))))
    return [[each.text for each in ladder.notes] for ladder in ladders]
