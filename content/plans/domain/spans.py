"""The proof that nothing is lost: an ordered, gap-free list of spans over the original text.

Every stage *claims* the characters it understood. `assemble` turns the claims into spans and
refuses a claim set that overlaps or leaves anything but white space unclaimed. White space
between two claims goes to the one before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class SpanKind(StrEnum):
    HEADER = "header"
    HEADING = "heading"
    CLAUSE = "clause"
    CELL = "cell"
    REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class Claim:
    """Half-open range [start, end) of the *clean* text, owned by one element."""

    start: int
    end: int
    kind: SpanKind
    owner: int


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range [start, end) of the *original* text, owned by one element.

    `owner` indexes the parse's fields (header), nodes (heading, clause), cells or repairs.
    """

    start: int
    end: int
    kind: SpanKind
    owner: int


class CoverageError(Exception):
    """Claims overlap or leave text out. Always a defect of a stage, never of a document."""

    def __init__(self, start: int, end: int, reason: str) -> None:
        self.start, self.end, self.reason = start, end, reason
        super().__init__(f"{reason} at [{start}, {end})")


def assemble(
    clean: str,
    origin: Sequence[int],
    length: int,
    claims: Iterable[Claim],
    inline: Sequence[tuple[int, int, int]],
) -> tuple[Span, ...]:
    """Join claims over `clean` and inline repairs over the original into one cover.

    `origin[i]` is the original offset of clean character i (`origin[len(clean)]` = `length`);
    `inline` holds (start, end, repair index) in original offsets, sorted, disjoint.
    Raises CoverageError.
    """
    ordered = sorted((c for c in claims if c.end > c.start), key=lambda c: (c.start, c.end))
    previous = 0
    for claim in ordered:
        if claim.start < previous:
            raise CoverageError(claim.start, previous, "overlapping claims")
        if clean[previous : claim.start].strip():
            raise CoverageError(previous, claim.start, "unclaimed text")
        previous = claim.end
    if clean[previous:].strip():
        raise CoverageError(previous, len(clean), "unclaimed text")
    if not ordered:
        return (Span(0, length, SpanKind.REPAIR, inline[0][2]),) if inline and length else ()

    starts = [repair[0] for repair in inline]
    spans: list[Span] = []
    position = 0
    for index, claim in enumerate(ordered):
        end = origin[ordered[index + 1].start] if index + 1 < len(ordered) else length
        at = bisect_left(starts, position)
        while at < len(inline) and inline[at][0] < end:
            start, stop, owner = inline[at]
            if start > position:
                spans.append(Span(position, start, claim.kind, claim.owner))
            spans.append(Span(start, stop, SpanKind.REPAIR, owner))
            position = max(stop, position)
            at += 1
        if end > position:
            spans.append(Span(position, end, claim.kind, claim.owner))
            position = end
    return tuple(spans)


def verify(original: str, spans: Sequence[Span]) -> None:
    """Raise CoverageError unless `spans` cover `original` in order, without gap or overlap."""
    position = 0
    for span in spans:
        if span.start != position or span.end <= span.start:
            raise CoverageError(position, span.start, "gap or overlap")
        position = span.end
    if position != len(original):
        raise CoverageError(position, len(original), "text after the last span")
