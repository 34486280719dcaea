"""From what was said of who acts at a place of the original to the clause that holds it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import Final

from content.plans.domain.actor_told import Told
from content.plans.domain.parse import Parse, ToldOf
from content.plans.domain.repairs import Clean
from content.plans.domain.spans import SpanKind

from .locating import clean_offset
from .model import OWN, Hints

_OF_CLAUSES: Final = (SpanKind.HEADING, SpanKind.CLAUSE)


def with_told(parsed: Parse, clean: Clean, hints: Hints) -> Parse:
    """The same parse with what its clauses were told; `hints.astray` gets the others."""
    if not hints.actors:
        return parsed
    starts = [span.start for span in parsed.spans]
    found: list[ToldOf] = []
    for hint in hints.actors:
        at = clean_offset(clean.text, clean.origin, hint.offset)
        here = bisect_right(starts, clean.origin[at]) - 1
        span = parsed.spans[here]
        if span.kind == SpanKind.REPAIR and parsed.repairs[span.owner].replacement:
            # A mark that was mended belongs to the words behind it.
            span = parsed.spans[min(here + 1, len(starts) - 1)]
        if span.kind == SpanKind.CELL:
            cell = parsed.cells[span.owner]
            node, start = parsed.tables[cell.table].node, cell.row
        elif span.kind in _OF_CLAUSES and parsed.nodes[span.owner].text.strip():
            words = clean.text[at : at + OWN].split("\n")[0].rstrip()
            node, start = span.owner, max(parsed.nodes[span.owner].text.find(words), 0)
        else:
            hints.astray.append(hint.number)
            continue
        said = hint.said
        found.append(ToldOf(node, Told(said.kind.value, said.name, said.called, start)))
    return replace(parsed, told=tuple(found))
