"""What the editors said of the text of a document, and what is read at a place of it."""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from content.plans.domain.corrections.boundary import possible_ends
from content.plans.domain.corrections.locating import Squeezed, resolve
from content.plans.domain.corrections.model import Correction
from content.plans.domain.lines import LINE
from content.plans.domain.numbers import number_of
from content.plans.domain.script import folded
from content.plans.domain.spans import SpanKind
from content.plans.enums import ClauseKind
from content.plans.models import Clause, PlanCorrection, PlanDocument, PlanVersion

_SENTENCE: Final = re.compile(r"[。！!？?；;][”’）)》]*\s*(?=\S)")
POINTS_SHOWN: Final = 200
LINES_AHEAD: Final = 80


@dataclass(frozen=True, slots=True)
class Point:
    """A place where something may begin: a line, or a sentence inside one."""

    at: int
    words: str
    begins_line: bool


@dataclass(frozen=True, slots=True)
class End:
    """`ends` characters of the line are number and heading: these words."""

    ends: int
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is read from [start, end) of the original; `clause` where it is one.

    `what` is a span kind. `state` tells whether it is still read so.
    """

    start: int
    end: int
    what: str
    original: str
    clause: Clause | None
    state: str


def standing_of(document: PlanDocument) -> list[PlanCorrection]:
    """In the order they were made, as the notes of an import count them."""
    rows = PlanCorrection.objects.filter(document=document).standing()
    return list(rows.select_related("made_by"))


def corrections_of(version: PlanVersion) -> tuple[list[PlanCorrection], list[PlanCorrection]]:
    """Those that a version was read with, in the order in which its notes count them, and those
    that stand for the ones to come: of a draft all that stand, and none. A published text stays as
    it was read, whatever was said since; until then it is read with what is said on any draft.
    One query."""
    if not version.is_published or version.published_at is None:
        return standing_of(version.document), []
    published = version.published_at
    rows = PlanCorrection.objects.filter(document=version.document_id).order_by("pk")
    read: list[PlanCorrection] = []
    later: list[PlanCorrection] = []
    for row in rows.select_related("made_by"):
        if row.made_at > published:
            later += [row] if row.withdrawn_at is None else []
        elif row.withdrawn_at is None or row.withdrawn_at > published:
            read.append(row)
    return read, later


def corrections_told(document: PlanDocument) -> list[Correction]:
    """What an import of the document is told."""
    return [row.said for row in PlanCorrection.objects.filter(document=document).standing()]


def told_in(version: PlanVersion, stretch: Stretch) -> list[Correction]:
    """What stands of the places of a stretch. One query."""
    held = corrections_told(version.document)
    places = resolve(Squeezed(version.original), held)
    return [
        one
        for one, at in zip(held, places, strict=True)
        if at is not None and stretch.start <= at < stretch.end
    ]


def stretch_at(version: PlanVersion, at: int) -> Stretch | None:
    """What holds the character at `at` of the original; None behind its end."""
    clause = (
        Clause.objects.filter(version=version, source_start__lte=at, source_end__gt=at)
        .order_by("position")
        .first()
    )
    if clause is not None:
        what = "cell" if clause.kind == "table" else "clause"
        said = (clause.kind, clause.depth, clause.number, clause.heading, clause.mark, clause.told)
        return _stretch(version, clause.source_start, clause.source_end, what, clause, said)
    for index, (start, end, kind, owner) in enumerate(version.spans):
        if start <= at < end:
            last = end
            # A field goes on behind what is mended inside it.
            for _start, later, other, same in version.spans[index + 1 :]:
                if (other, same) != (kind, owner):
                    break
                last = later
            return _stretch(version, start, last, kind, None, (kind,))
    return None


def may_go_down(stretch: Stretch) -> bool:
    """Is there a heading before this one that it can stand below?"""
    clause = stretch.clause
    if clause is None:
        return False
    before = (
        Clause.objects.filter(
            version=clause.version_id, position__lt=clause.position,
            kind__in=(ClauseKind.CLAUSE, ClauseKind.ANNEX),
        )
        .order_by("-position")
        .first()
    )  # fmt: skip
    return before is not None and before.depth >= clause.depth


def _stretch(
    version: PlanVersion, start: int, end: int, what: str, clause: Clause | None, said: object
) -> Stretch:
    words = repr((said, start, end, clause.text if clause else ""))
    state = sha256(words.encode("utf-8", "replace")).hexdigest()[:16]
    return Stretch(start, end, what, version.original[start:end], clause, state)


def points_of(stretch: Stretch) -> list[Point]:
    """Where something may begin in a stretch: its lines, and the sentences inside them."""
    points: list[Point] = []
    for line in LINE.finditer(stretch.original):
        words = line[0]
        begin = len(words) - len(words.lstrip())
        if begin == len(words):
            continue
        for start in [begin, *(m.end() for m in _SENTENCE.finditer(words) if m.end() > begin)]:
            points.append(
                Point(stretch.start + line.start() + start, words[start:].strip(), start == begin)
            )
            if len(points) == POINTS_SHOWN:
                return points
    return points


def ends_of(stretch: Stretch) -> list[End]:
    """Where the heading at the head of a stretch may end."""
    line = next((m[0].strip() for m in LINE.finditer(stretch.original) if m[0].strip()), "")
    squeezed = re.sub(r"\s", "", line)
    ends = possible_ends(line, number_of(folded(line)))
    return [End(end, squeezed[:end]) for end in ends if end]


def lines_from(version: PlanVersion, at: int) -> list[Point]:
    """The line at `at` and those behind it, of which one may be the last of a table."""
    start = version.original.rfind("\n", 0, at) + 1
    points: list[Point] = []
    for line in LINE.finditer(version.original, start):
        if words := line[0].strip():
            points.append(Point(line.start() + len(line[0]) - len(line[0].lstrip()), words, True))
        if len(points) == LINES_AHEAD:
            break
    return points


def title_of(version: PlanVersion) -> tuple[int, int] | None:
    """The heading that is no clause, the document's own title: where it stands in the original,
    and which node of the parse it is."""
    headings: dict[int, tuple[int, int]] = {}
    for start, end, kind, owner in version.spans[:400]:
        if kind == SpanKind.HEADING:
            headings.setdefault(owner, (start, end))
    # Up to the title a clause stands at the number of its node.
    clauses = dict(
        version.clauses.filter(position__in=headings).values_list("position", "source_start")
    )
    for node, (start, end) in headings.items():
        if not start <= clauses.get(node, -1) < end:
            return start, node
    return None
