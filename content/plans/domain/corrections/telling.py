"""From what was said of a clause at a place of the original to the clause that holds it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from content.plans.domain.actor_told import HEADING, SEVERAL, Told
from content.plans.domain.actors import aliases_of, spellings
from content.plans.domain.parse import NodeKind, Parse, ToldOf
from content.plans.domain.repairs import Clean
from content.plans.domain.script import folded
from content.plans.domain.spans import SpanKind

from .locating import clean_offset
from .model import ACTORS, OFFICES, OWN, CorrectionKind, Hints, ToldHint

_OF_CLAUSES: Final = (SpanKind.HEADING, SpanKind.CLAUSE)


def with_told(parsed: Parse, clean: Clean, hints: Hints) -> Parse:
    """The same parse with what its clauses were told; `hints.astray` gets the others."""
    if not hints.told:
        return parsed
    aliases = aliases_of(parsed.nodes) if any(_is_read(hint) for hint in hints.told) else {}
    starts = [span.start for span in parsed.spans]
    found: list[ToldOf] = []
    for hint in hints.told:
        at = clean_offset(clean.text, clean.origin, hint.offset)
        here = bisect_right(starts, clean.origin[at]) - 1
        span = parsed.spans[here]
        if span.kind == SpanKind.REPAIR and parsed.repairs[span.owner].replacement:
            # A mark that was mended belongs to the words behind it.
            span = parsed.spans[min(here + 1, len(starts) - 1)]
        column = 0
        if span.kind == SpanKind.CELL:
            cell = parsed.cells[span.owner]
            node, start = parsed.tables[cell.table].node, cell.row
            column = sum(
                one.column < cell.column
                for one in parsed.cells
                if (one.table, one.row) == (cell.table, cell.row)
            )
        elif span.kind == SpanKind.HEADING and _is_of_heading(parsed, span.owner, hint):
            node, start = span.owner, HEADING
        elif span.kind in _OF_CLAUSES and parsed.nodes[span.owner].text.strip():
            words = clean.text[at : at + OWN].split("\n")[0].rstrip()
            node, start = span.owner, max(parsed.nodes[span.owner].text.find(words), 0)
        else:
            hints.astray.append(hint.number)
            continue
        said = hint.said
        written = _written(parsed, node, said.name, aliases) if _is_read(hint) else ""
        told = Told(said.kind.value, said.name, said.called, start, column, written)
        found.append(ToldOf(node, told))
    return replace(parsed, told=tuple(found))


def _is_read(hint: ToldHint) -> bool:
    """Was the name read in the sentence, not added to it?"""
    return hint.said.kind in (CorrectionKind.NO_ACTOR, CorrectionKind.ACTOR_NAMED)


def _written(parsed: Parse, node: int, name: str, aliases: Mapping[str, str]) -> str:
    """What this clause itself writes for the name: nothing of any other clause gets into it."""
    clause = parsed.nodes[node]
    texts = [folded(clause.text)]
    if clause.table is not None:
        texts += [folded(cell.text) for cell in parsed.cells if cell.table == clause.table]
    own = [one for one in spellings(name, aliases) if any(one in text for text in texts)]
    return SEVERAL.join(own)


def _is_of_heading(parsed: Parse, owner: int, hint: ToldHint) -> bool:
    """Who acts and who holds an office is said of sentences alone; the title heads no clause."""
    node = parsed.nodes[owner]
    is_clause = node.kind not in (NodeKind.TITLE, NodeKind.NOTICE)
    return bool(node.heading) and is_clause and hint.said.kind not in ACTORS | OFFICES
