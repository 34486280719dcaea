"""The lines of a draft that look like one of which an editor said what it is."""

from bisect import bisect_right
from typing import Final

from content.plans.domain.corrections.alike import shape_of
from content.plans.domain.corrections.locating import Squeezed
from content.plans.domain.corrections.model import CorrectionKind, Slot
from content.plans.domain.lines import LINE
from content.plans.enums import ClauseKind
from content.plans.models import PlanCorrection
from content.plans.selectors.corrections import POINTS_SHOWN, Point
from content.plans.selectors.readable import ReadableText

SPREADS: Final = (CorrectionKind.HEADING, CorrectionKind.TEXT)
_OF: Final = (ClauseKind.CLAUSE, ClauseKind.PARAGRAPH)


def said_at(text: ReadableText, pk: str, at: int) -> PlanCorrection | None:
    """The correction `pk` where it holds of the line at `at` and may hold of others. One query."""
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 18):
        return None
    standing = PlanCorrection.objects.filter(document=text.version.document_id).standing()
    row = standing.filter(pk=pk, kind__in=SPREADS).first()
    is_here = row is not None and Squeezed(text.version.original).locate(at) == row.said.at
    return row if is_here else None


def alike(text: ReadableText, row: PlanCorrection, at: int) -> list[Point]:
    """The lines that are written like the one at `at` and not read as `row` says of it, without
    those of which an editor said something already; POINTS_SHOWN at most. Two queries."""
    original = text.version.original
    fields = ("source_start", "source_end", "kind", "depth", "heading")
    clauses = sorted(text.clauses.values_list(*fields))
    starts = [clause[0] for clause in clauses]
    first = next((m[0] for m in LINE.finditer(original, at)), "")
    if original[original.rfind("\n", 0, at) + 1 : at].strip() or not first.strip():
        return []
    shape = shape_of(first)
    squeezed = Squeezed(original)
    held = PlanCorrection.objects.filter(document=text.version.document_id).standing()
    told = {one.said.at for one in held.filter(slot=Slot.LINE)}
    found: list[Point] = []
    for line in LINE.finditer(original):
        words = line[0].strip()
        begins = line.start() + len(line[0]) - len(line[0].lstrip())
        here = bisect_right(starts, begins) - 1
        if not words or here < 0 or begins == at or not shape.is_like(shape_of(words)):
            continue
        start, end, kind, depth, heading = clauses[here]
        level = depth + 1 if heading and original[start:begins].strip() == "" else 0
        is_so = level == row.level if row.kind == CorrectionKind.HEADING else level == 0
        if begins >= end or kind not in _OF or is_so or squeezed.locate(begins) in told:
            continue
        found.append(Point(begins, words, begins_line=True))
        if len(found) == POINTS_SHOWN:
            break
    return found
