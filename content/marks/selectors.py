"""A person's marks, and what became of each marked clause since."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from content.marks.models import ClauseMark
from content.plans.enums import VersionState
from content.plans.models import Clause, PlanVersion
from content.plans.models.version import heavy
from content.plans.selectors import visible_to
from content.plans.selectors.anchored import path_of, text_of
from content.plans.selectors.lists import NO_LIST, lists_of, shown_hash, shown_to
from content.plans.selectors.readable import grades_for, readable_clauses
from portal.people.models import User

_CLAUSE: Final = "clause__parent__parent__parent__parent"


class Since(StrEnum):
    """What became of a marked clause."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    WITHHELD = "withheld"
    """Its document is no longer for this person: no word of it is shown."""


WORDS: Final = {
    Since.SAME: gettext_lazy("没有变"),
    Since.CHANGED: gettext_lazy("改过"),
    Since.GONE: gettext_lazy("删去了"),
    Since.WITHHELD: gettext_lazy("看不到了"),
}


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark ready to be shown. `was` are the marked words with their heading, `now` those in force
    (empty unless CHANGED), `version` the first that said something else or nothing of it. All but
    the mark itself are empty where the document is WITHHELD."""

    mark: ClauseMark
    since: Since
    title: str = ""
    label: str = ""
    path: tuple[str, ...] = ()
    was: str = ""
    now: str = ""
    version: PlanVersion | None = None

    @property
    def url(self) -> str:
        return reverse("marks:mark", args=[self.mark.anchor])

    @property
    def excerpt(self) -> str:
        """The marked words without their heading."""
        return self.was.removeprefix(self.label).strip()

    @property
    def clause_url(self) -> str:
        return reverse("plans:clause", args=[self.mark.anchor])


def marks_of(user: User, words: str = "") -> QuerySet[ClauseMark]:
    """All marks of a person; with `words` those whose note, document or marked text holds them.
    What the person may no longer read is found by its note alone."""
    found = ClauseMark.objects.filter(user=user)
    if words:
        readable = Q(clause__in=readable_clauses(user).order_by())
        said = (
            Q(clause__heading__icontains=words)
            | Q(clause__text__icontains=words)
            | Q(clause__version__document__title__icontains=words)
        )
        found = found.filter(Q(note__icontains=words) | readable & said)
    return found


def rows(user: User, marks: QuerySet[ClauseMark]) -> list[MarkRow]:
    """The marks with what became of their clauses. A fixed number of queries."""
    held = list(
        marks.select_related("clause__version__document", "clause__table", _CLAUSE)
        .prefetch_related("clause__table__cells")
        .defer(*heavy("clause__version"))
    )
    documents = {mark.clause.version.document_id for mark in held}
    seen = set(visible_to(user).filter(pk__in=documents).values_list("pk", flat=True))
    later = _later([mark.anchor for mark in held], seen)
    versions = _versions(seen)
    shown = [mark.clause for mark in held] + [one for ones in later.values() for one in ones]
    items = lists_of(shown)

    def hash_of(clause: Clause) -> str:
        return shown_hash(clause, items.get(clause.pk, NO_LIST))

    def words_of(clause: Clause, grades: Collection[str]) -> str:
        shown = shown_to(grades, items.get(clause.pk, NO_LIST))
        return "\n".join(filter(None, [clause.label, text_of(clause, shown)]))

    found = []
    for mark in held:
        document = mark.clause.version.document
        grades = grades_for(user, document.owner_unit_id)
        forms = later[mark.anchor]
        if document.pk not in seen or any(
            one.visibility not in grades for one in (mark.clause, *forms)
        ):
            found.append(MarkRow(mark, Since.WITHHELD))
            continue
        after = [one for one in forms if one.version.number > mark.clause.version.number]
        current = next((c for c in forms if c.version_id == document.current_version_id), None)
        since, first, now = Since.SAME, None, ""
        if current is None:
            last = after[-1].version.number if after else mark.clause.version.number
            first = next((v for v in versions[document.pk] if v.number > last), None)
            since = Since.GONE
        elif hash_of(current) != hash_of(mark.clause):
            differs = (one for one in after if hash_of(one) != hash_of(mark.clause))
            first = next((one.version for one in differs), current.version)
            since, now = Since.CHANGED, words_of(current, grades)
        found.append(
            MarkRow(
                mark=mark,
                since=since,
                title=document.title,
                label=mark.clause.label,
                path=path_of(mark.clause),
                was=words_of(mark.clause, grades),
                now=now,
                version=first,
            )
        )
    return found


def marked_among(user: User, anchors: Collection[UUID]) -> set[UUID]:
    """Which of these clauses the person has marked (one query)."""
    own = ClauseMark.objects.filter(user=user, anchor__in=anchors)
    return set(own.values_list("anchor", flat=True))


def _later(anchors: Sequence[UUID], documents: set[int]) -> dict[UUID, list[Clause]]:
    """Every published form of these clauses, oldest first."""
    found: dict[UUID, list[Clause]] = defaultdict(list)
    for clause in (
        Clause.objects.filter(
            anchor__in=anchors,
            version__state=VersionState.PUBLISHED,
            version__document__in=documents,
        )
        .select_related("version", "table")
        .prefetch_related("table__cells")
        .defer(*heavy("version"))
        .order_by("version__number")
    ):
        found[clause.anchor].append(clause)
    return found


def _versions(documents: set[int]) -> dict[int, list[PlanVersion]]:
    found: dict[int, list[PlanVersion]] = defaultdict(list)
    published = PlanVersion.objects.filter(
        document__in=documents, state=VersionState.PUBLISHED
    ).order_by("number")
    for version in published.only("number", "published_at", "document"):
        found[version.document_id].append(version)
    return found
