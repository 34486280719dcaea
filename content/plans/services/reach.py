"""The visibility that holds for each clause of a version, out of what was said of clauses.

`ClauseVisibility` says it of anchors; here it comes down the tree, into the rows that readers
and the search take their clauses from. Everybody who writes clauses or says something of one
calls this in the same transaction.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.db.models.functions import Length

from content.plans.domain import reach
from content.plans.domain.changes import Passage, compare
from content.plans.enums import HiddenFor, VersionState, Visibility
from content.plans.models import ClauseVisibility, PlanDocument, PlanVersion, TableCell
from content.plans.models.version import heavy
from content.plans.selectors.changes import passages_of
from content.plans.selectors.readable import ReadableText

_SLICE: Final = 250
WHOLE: Final = tuple(Visibility)

Grades = Mapping[UUID, str]
Kin = Sequence[tuple[Sequence[str], Sequence[str]]]
"""Of each change between two texts: anchors of the clauses before and after."""


def settle(version: PlanVersion, *, besides: Grades | None = None) -> int:
    """Write what holds for each clause of a version, and on which page it stands; returns for how
    many clauses it is another grade than before. `besides`: grades of clauses of this version for
    whose words another version says more than their anchor. Nothing to do costs two queries.
    """
    said = _said_of(version.document_id)
    hidden = version.clauses.exclude(visibility=Visibility.PUBLIC)
    if not said and not besides and not hidden.exists():
        return 0
    rows = _rows(version)
    grades = reach.effective(_parents(rows), _own(rows, said, besides or {}))
    pages = reach.pages([row["depth"] for row in rows], _lengths(version, rows), grades)
    regraded = [
        (row["pk"], grade.value)
        for row, grade in zip(rows, grades, strict=True)
        if row["visibility"] != grade
    ]
    moved = [
        (row["pk"], page) for row, page in zip(rows, pages, strict=True) if row["page"] != page
    ]
    _update(version, "visibility", regraded)
    _update(version, "page", moved)
    PlanVersion.objects.filter(pk=version.pk).update(page_count=max(pages, default=1))
    return len(regraded)


def kin_of(
    document: PlanDocument, *, besides: PlanVersion | None = None
) -> dict[tuple[int, int], Kin]:
    """By older and newer version, of any two published ones that follow each other, `besides`
    taken for one. They stay as they are, so it is worked out before a transaction: of long texts
    it takes seconds, and nobody writes meanwhile."""
    chosen = Q(state=VersionState.PUBLISHED) | Q(pk=besides.pk if besides else 0)
    published = PlanVersion.objects.filter(chosen, document=document, ready=True)
    newest_first = published.defer(*heavy()).order_by("-number")
    return {(old.pk, new.pk): _kin(old, new) for new, old in pairwise(newest_first)}


def settle_document(
    document: PlanDocument, kin: Mapping[tuple[int, int], Kin] | None = None
) -> int:
    """All versions of a document, the newest first: the words of a clause that is hidden today
    are hidden in the clause of an earlier published version that they were split from or joined
    to. Returns for how many clauses of the version in force it is another grade than before.
    `kin`: `kin_of` as far as it is known; the rest is compared here."""
    versions = list(
        PlanVersion.objects.filter(document=document, ready=True)
        .defer(*heavy())
        .order_by("-number")
    )
    changed: dict[int, int] = {}
    newer: PlanVersion | None = None
    for version in versions:
        is_published = version.state == VersionState.PUBLISHED
        besides: Grades = {}
        if newer is not None and is_published:
            besides = _behind(version, newer, kin or {}, _hidden(newer))
        changed[version.pk] = settle(version, besides=besides)
        newer = version if is_published else newer
    return changed.get(document.current_version_id or 0, 0)


def freed_by(
    document: PlanDocument, anchor: UUID, wanted: str, kin: Mapping[tuple[int, int], Kin]
) -> dict[int, str]:
    """By id of the clauses in all published versions that more people would read if `wanted` were
    said of one: the grade of each. These are what stands below it, earlier wordings, and clauses
    that it was split from or joined to. `kin` as of `settle_document`."""
    published = PlanVersion.objects.filter(
        document=document, ready=True, state=VersionState.PUBLISHED
    )
    said = _said_of(document.pk) | {anchor: wanted}
    freed: dict[int, str] = {}
    newer: tuple[PlanVersion, dict[str, str]] | None = None
    for version in published.defer(*heavy()).order_by("-number"):
        besides = _behind(version, newer[0], kin, newer[1]) if newer is not None else {}
        rows = _rows(version)
        grades = reach.effective(_parents(rows), _own(rows, said, besides))
        judged = list(zip(rows, grades, strict=True))
        freed |= {
            row["pk"]: grade.value
            for row, grade in judged
            if reach.is_stricter(row["visibility"], grade)
        }
        held = {str(row["anchor"]): grade.value for row, grade in judged}
        newer = version, {at: grade for at, grade in held.items() if grade != Visibility.PUBLIC}
    return freed


def carry_over(version: PlanVersion) -> int:
    """Hide in a new text what was hidden in the one before it and in the one in force: a clause
    that was split, joined or lost the heading above it. Each is a proposal to be judged; returns
    how many there are."""
    before = PlanVersion.objects.filter(document=version.document_id, ready=True)
    before = before.exclude(pk=version.pk).defer(*heavy())
    nearest = before.order_by("-number").first()
    current = before.filter(pk=version.document.current_version_id or 0).first()
    wanted: dict[UUID, str] = {}
    for old in {one.pk: one for one in (nearest, current) if one is not None}.values():
        for anchor, grade in _heirs(old, version).items():
            wanted[anchor] = reach.strictest([grade, wanted.get(anchor, Visibility.PUBLIC)])
    return propose_where_open(version, wanted)


def propose_where_open(version: PlanVersion, wanted: Grades) -> int:
    """Hide the clauses of a version that would be read more widely than wanted."""
    if not wanted:
        return 0
    rows = _rows(version)
    parents, own = _parents(rows), _own(rows, _said_of(version.document_id), {})
    made = 0
    for at, row in enumerate(rows):
        grade = wanted.get(row["anchor"])
        # Anew for each: what was hidden above hides what stands below.
        if grade is None:
            continue
        held = reach.strictest(_up(at, parents, own))
        if reach.is_stricter(grade, held):
            own[at] = grade
            propose(
                version.document_id, row["anchor"], grade, HiddenFor.CARRIED, row["content_hash"]
            )
            made += 1
    return made


def propose(document: int, anchor: UUID, grade: str, reason: HiddenFor, content_hash: str) -> None:
    """Hide a clause until somebody judges it."""
    ClauseVisibility.objects.update_or_create(
        document_id=document,
        anchor=anchor,
        defaults={
            "visibility": grade, "reason": reason, "content_hash": content_hash,
            "judged_at": None, "judged_by": None,
        },
    )  # fmt: skip


def hidden_places(version: PlanVersion) -> list[tuple[int, int, str]]:
    """Where in the original the words lie that not everybody reads: start, end, grade."""
    hidden = version.clauses.exclude(visibility=Visibility.PUBLIC)
    return list(hidden.values_list("source_start", "source_end", "visibility"))


def hide_places(version: PlanVersion, places: Sequence[tuple[int, int, str]]) -> int:
    """The same words stay hidden, however the original is cut by now."""
    wanted: dict[UUID, str] = {}
    rows = version.clauses.values_list("anchor", "source_start", "source_end") if places else ()
    for anchor, start, end in rows:
        met = [grade for low, high, grade in places if low < end and start < high]
        if met:
            wanted[anchor] = reach.strictest(met)
    return propose_where_open(version, wanted)


def _said_of(document: int) -> dict[UUID, str]:
    rows = ClauseVisibility.objects.filter(document=document)
    return dict(rows.values_list("anchor", "visibility"))


def _rows(version: PlanVersion) -> Sequence[Mapping[str, Any]]:
    return list(
        version.clauses.order_by("position").values(
            "pk", "parent", "anchor", "depth", "visibility", "page", "content_hash"
        )
    )


def _parents(rows: Sequence[Mapping[str, Any]]) -> list[int | None]:
    places = {row["pk"]: at for at, row in enumerate(rows)}
    return [places.get(row["parent"]) for row in rows]


def _own(rows: Sequence[Mapping[str, Any]], said: Grades, besides: Grades) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, row in enumerate(rows):
        given = [held[row["anchor"]] for held in (said, besides) if row["anchor"] in held]
        if given:
            found[at] = reach.strictest(given)
    return found


def _up(at: int, parents: Sequence[int | None], own: Mapping[int, str]) -> Iterator[str]:
    above: int | None = at
    while above is not None:
        if above in own:
            yield own[above]
        above = parents[above]


def _lengths(version: PlanVersion, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """As the import counts them: heading, text, and the cells of a table with their breaks."""
    cells = {
        pk: characters + number
        for pk, characters, number in TableCell.objects.filter(table__clause__version=version)
        .order_by()
        .values_list("table__clause")
        .annotate(characters=Sum(Length("text")), number=Count("pk"))
    }
    own = {
        pk: text + heading
        for pk, text, heading in version.clauses.order_by().values_list(
            "pk", Length("text"), Length("heading")
        )
    }
    return [own[row["pk"]] + cells.get(row["pk"], 0) for row in rows]


def _update(version: PlanVersion, name: str, values: Iterable[tuple[int, Any]]) -> None:
    alike: dict[Any, list[int]] = defaultdict(list)
    for pk, value in values:
        alike[value].append(pk)
    for value, pks in alike.items():
        for at in range(0, len(pks), _SLICE):
            version.clauses.filter(pk__in=pks[at : at + _SLICE]).update(**{name: value})


def _hidden(version: PlanVersion) -> dict[str, str]:
    hidden = version.clauses.exclude(visibility=Visibility.PUBLIC)
    return {str(anchor): grade for anchor, grade in hidden.values_list("anchor", "visibility")}


def _passages(version: PlanVersion) -> list[Passage]:
    return passages_of(ReadableText(version, WHOLE))


def _kin(old: PlanVersion, new: PlanVersion) -> Kin:
    return [
        ([one.anchor for one in change.before], [one.anchor for one in change.after])
        for change in compare(_passages(old), _passages(new))
        if change.before and change.after
    ]


def _heirs(old: PlanVersion, new: PlanVersion) -> dict[UUID, str]:
    """By anchor of the new version: the grade that its words had in the old one."""
    hidden = _hidden(old)
    if not hidden:
        return {}
    found: dict[str, str] = dict(hidden)
    for before, after in _kin(old, new):
        grade = _strictest_of(before, hidden)
        for anchor in after if grade != Visibility.PUBLIC else ():
            found[anchor] = reach.strictest([grade, found.get(anchor, grade)])
    return {UUID(anchor): grade for anchor, grade in found.items()}


def _behind(
    older: PlanVersion,
    newer: PlanVersion,
    kin: Mapping[tuple[int, int], Kin],
    hidden: Mapping[str, str],
) -> dict[UUID, str]:
    """By anchor of the older version: the grade that its words have in the newer one, of which
    `hidden` names what not everybody reads."""
    if not hidden:
        return {}
    found: dict[UUID, str] = {}
    known = kin.get((older.pk, newer.pk))
    for before, after in _kin(older, newer) if known is None else known:
        grade = _strictest_of(after, hidden)
        if grade != Visibility.PUBLIC:
            found |= {UUID(anchor): grade for anchor in before}
    return found


def _strictest_of(anchors: Collection[str], hidden: Mapping[str, str]) -> str:
    return reach.strictest(hidden[anchor] for anchor in anchors if anchor in hidden)
