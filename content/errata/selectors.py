"""Who reads the reports: who edits or publishes the plan, and so reads all of its text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from content.errata.models import ErrorReport, ErrorReportQuerySet
from content.plans.enums import ClauseKind
from content.plans.models import Clause
from content.plans.selectors.anchored import Location, path_of, text_of
from content.plans.selectors.lists import NO_LIST, list_for, lists_of, shown_hash
from content.plans.selectors.register import makers_of
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action, Person

MOST_BELOW: Final = 200
_NAME_LENGTH: Final = 40
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Reported:
    """A report with its clause, and the list it leads into, as they read then. `is_changed`: it
    reads otherwise today, or is in no text in force any more; `is_itself_changed`: not only a
    point of its list does."""

    report: ErrorReport
    name: str
    path: Sequence[str]
    text: str
    is_changed: bool
    is_itself_changed: bool


def below(found: Location) -> list[tuple[UUID, str]]:
    """Anchor and name of clauses with words of their own that belong to one, its list among them:
    of a whole section, or of a sentence with its points, a reader means one. No more than
    MOST_BELOW. Three queries, one more with tables in the list."""
    clause = found.clause
    listed = [*list_for(found.text.grades, clause).rows]
    rows = found.text.clauses.filter(position__gt=clause.position).order_by("position")
    under = takewhile(lambda row: row.depth > clause.depth, rows[:MOST_BELOW])
    all_of_it = {
        row.pk: row for row in [*listed, *under] if row.text or row.kind == ClauseKind.TABLE
    }
    return [
        (row.anchor, Truncator(_called(row)).chars(_NAME_LENGTH))
        for row in sorted(all_of_it.values(), key=lambda row: row.position)[:MOST_BELOW]
    ]


def _called(row: Clause) -> str:
    words = f"{row.label} {row.text}".strip()
    if row.kind != ClauseKind.TABLE:
        return words
    return _("表：%(name)s") % {"name": words} if words else _("这里的表")


def shown_of(found: Location) -> str:
    """Hash of what the page of the form shows of a clause."""
    return shown_hash(found.clause, list_for(found.text.grades, found.clause))


def reports_for(person: Person) -> ErrorReportQuerySet:
    return ErrorReport.objects.filter(document__owner_unit__in=makers_of(person))


def alike(report: ErrorReport) -> ErrorReportQuerySet:
    """The others that wait on the same clause of the same plan."""
    rows = ErrorReport.objects.filter(document=report.document_id, anchor=report.anchor)
    return rows.waiting().exclude(pk=report.pk).select_related("document")


def who_takes_out(report: ErrorReport) -> list[User]:
    """Some of those who may take its words out, for who may not."""
    unit = report.document.owner_unit_id
    return [*rights.people_who_can(Action.PLAN_PUBLISH, unit)[:_NAMED]]


def reported(reports: Sequence[ErrorReport], against: int | None = None) -> list[Reported]:
    """Of reports with their documents (two queries, one more each with tables, with lists and
    where a clause is gone, whatever their number). Told is how far the text in force reads
    otherwise, or the version `against`."""
    anchors = {one.anchor for one in reports}
    today = {one.pk: against or one.document.current_version_id or 0 for one in reports}
    versions = {one.version_id for one in reports} | {*today.values()}
    rows = (
        Clause.objects.filter(anchor__in=anchors, version__in=versions)
        .select_related("table", "parent__parent__parent__parent__parent")
        .prefetch_related("table__cells")
    )
    clauses: dict[tuple[int, UUID], Clause] = {(row.version_id, row.anchor): row for row in rows}
    again = _under_other_anchors(reports, clauses, today)
    lists = lists_of([*clauses.values(), *again.values()])
    found = []
    for one in reports:
        then = clauses[one.version_id, one.anchor]
        now = clauses.get((today[one.pk], one.anchor)) or again.get(one.pk)
        listed = lists.get(then.pk, NO_LIST)
        is_itself = now is None or now.content_hash != then.content_hash
        is_changed = now is None or (
            shown_hash(now, lists.get(now.pk, NO_LIST)) != shown_hash(then, listed)
        )
        found.append(
            Reported(one, then.label, path_of(then), text_of(then, listed), is_changed, is_itself)
        )
    return found


def _under_other_anchors(
    reports: Sequence[ErrorReport],
    clauses: Mapping[tuple[int, UUID], Clause],
    today: Mapping[int, int],
) -> dict[int, Clause]:
    """By id of reports whose clause is gone: the one that reads word for word as it did. A clause
    that was moved far away has another anchor and says the same. One query where any is gone."""
    gone = [one for one in reports if (today[one.pk], one.anchor) not in clauses]
    if not gone:
        return {}
    then = {one.pk: clauses[one.version_id, one.anchor].content_hash for one in gone}
    alike = Clause.objects.filter(
        version__in={today[one.pk] for one in gone}, content_hash__in={*then.values()}
    )
    # 略 and 同上 stand in many places, and tell nothing.
    standing: dict[tuple[int, str], list[Clause]] = {}
    for row in alike:
        standing.setdefault((row.version_id, row.content_hash), []).append(row)
    found = {one.pk: standing.get((today[one.pk], then[one.pk]), []) for one in gone}
    return {pk: rows[0] for pk, rows in found.items() if len(rows) == 1}
