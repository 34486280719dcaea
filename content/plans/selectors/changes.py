"""Published versions beside each other, and what became of a clause that is gone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from content.plans.domain.actor_told import told_by_row
from content.plans.domain.changes import Change, ChangeKind, Passage, compare
from content.plans.domain.corrections.model import OFFICES, CorrectionKind
from content.plans.domain.paths import Paths
from content.plans.domain.told_changes import ToldChange, compare_told
from content.plans.enums import ClauseKind, VersionState
from content.plans.models import Clause, PlanDocument, PlanVersion
from content.plans.selectors.readable import ReadableText, readable_clauses, readable_text
from portal.people.rights import Person

MOST_COMPARED: Final = 3
LONGEST_ASKED: Final = 2_000
_AS_READ: Final = frozenset({CorrectionKind.NO_ACTOR, CorrectionKind.ACTOR_NAMED, *OFFICES})
"""Of these the name is the one that was read, which another clause may have given in full."""


@dataclass(frozen=True, slots=True)
class Successors:
    """How a clause went, and where its words stand now: at the addresses of these anchors."""

    kind: ChangeKind
    passages: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class Compared:
    """What sets two texts apart: their clauses, and what the editors say of them."""

    changes: list[Change]
    told: list[ToldChange]


def published_versions(
    document: PlanDocument, *, before: PlanVersion | None = None
) -> list[PlanVersion]:
    """Newest first; with `before` those that came earlier."""
    found = PlanVersion.objects.filter(document=document, state=VersionState.PUBLISHED)
    if before is not None:
        found = found.filter(number__lt=before.number)
    return list(found.only("number", "published_at", "document", "script").order_by("-number"))


def compared(before: ReadableText, after: ReadableText) -> list[Change]:
    """All changes between two texts. Four queries, whatever their length."""
    return compare(passages_of(before), passages_of(after))


def compared_with_told(before: ReadableText, after: ReadableText) -> Compared:
    """Beside the changes what was said otherwise, without a name that the reader finds nowhere in
    what they see. Queries as `compared`, and two more where something was said."""
    old, new = passages_of(before), passages_of(after)
    told = compare_told(old, new)
    if told and (before.omits() or after.omits()):
        seen = "\n".join(f"{one.heading}\n{one.text}" for one in (*old, *new))
        told = [_without_unseen(one, seen) for one in told]
    return Compared(compare(old, new), told)


def _without_unseen(one: ToldChange, seen: str) -> ToldChange:
    """Called as the clause itself calls it, where that is all the reader sees."""
    if one.told.kind not in _AS_READ or one.told.name in seen:
        return one
    name = next((name for name in one.told.names if name in seen), "")
    return replace(one, told=replace(one.told, name=name))


def passages_of(readable: ReadableText) -> list[Passage]:
    """The clauses of a text, in reading order."""
    cells: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    bodied: set[tuple[int, int]] = set()
    for table_of, row, text, header in readable.cells.order_by(
        "table", "row", "column"
    ).values_list("table__clause", "row", "text", "header"):
        cells[table_of][row].append(text)
        if not header:
            bodied.add((table_of, row))
    rows = readable.clauses.order_by("position")
    anchors: dict[int, str] = {}
    paths = Paths()
    found: list[Passage] = []
    for clause in rows.only(
        "parent", "anchor", "kind", "number", "heading", "mark", "text", "told", "version"
    ):
        anchors[clause.pk] = str(clause.anchor)
        table = cells.get(clause.pk, {})
        found.append(
            Passage(
                anchor=anchors[clause.pk],
                parent=anchors.get(clause.parent_id) if clause.parent_id else None,
                path=paths.above(clause.pk, clause.parent_id, clause.label),
                number=clause.number,
                heading=clause.heading,
                text="\n".join(filter(None, [clause.text, *_lines(table)])),
                prose=clause.text if clause.pk in cells else "",
                table=tuple(tuple(row) for row in table.values()),
                headed=(clause.pk, min(cells.get(clause.pk, [0]))) not in bodied,
                told=told_by_row(clause.told, table),
                closes=clause.kind == ClauseKind.CLOSING,
            )
        )
    return found


def _lines(rows: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """Each row of a table as a line, so that a change can be read where it stands."""
    for cells in rows.values():
        yield " ｜ ".join(cells) if any(cells) else ""


def became(clause: Clause, user: Person) -> Successors | None:
    """What a clause became, as far as this person may read it, in the version after the last that
    had it; None: it was deleted."""
    later = (
        PlanVersion.objects.filter(
            document=clause.version.document_id,
            state=VersionState.PUBLISHED,
            number__gt=clause.version.number,
        )
        .only("number", "document")
        .order_by("number")
        .first()
    )
    if later is None:
        return None
    text = readable_text(clause.version, user)
    for change in compared(text, text.of(later)):
        if change.after and str(clause.anchor) in {p.anchor for p in change.before}:
            return Successors(change.kind, change.after)
    return None


def split_off(clause: Clause, text: ReadableText, user: Person) -> list[Clause]:
    """Other clauses in force whose words an earlier text said in this one, as far as its reader
    sees them. One query, and one more where versions say it differently; then four for each such
    version, MOST_COMPARED at most. Of a text of more than LONGEST_ASKED clauses none is told: any
    reader may ask, and texts are compared in the request."""
    told = list(
        readable_clauses(user)
        .filter(anchor=clause.anchor, version__document=clause.version.document_id)
        .only("content_hash", "version__number", "version__document")
        .select_related("version")
        .order_by("-version__number")
    )
    differing = [pair for pair in pairwise(told) if pair[0].content_hash != pair[1].content_hash]
    if not differing or text.clauses.count() > LONGEST_ASKED:
        return []
    anchors = {
        passage.anchor
        for after, before in differing[:MOST_COMPARED]
        for change in compared(text.of(before.version), text.of(after.version))
        if change.kind is ChangeKind.SPLIT
        and str(clause.anchor) in {passage.anchor for passage in change.before}
        for passage in change.after
    } - {str(clause.anchor)}
    return list(text.clauses.filter(anchor__in=anchors).order_by("position")) if anchors else []
