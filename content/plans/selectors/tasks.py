"""Confirmed tasks and projects of a planning document, as the words of its clauses still say
them, with how far each is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.enums import Family
from content.plans.models import Clause, PlanDocument, PlanTask, ProgressNote, TaskUnit
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.task_rows import place_of
from content.plans.task_states import TaskStanding, TaskState
from portal.people.models import Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """`note`: the latest entry that says it; without one nothing is known. `is_late`: the day is
    over and no entry says that it is done. `everybody`: as public entries say, and then only of
    these it speaks: others may say more."""

    note: ProgressNote | None
    is_late: bool
    everybody: bool = False

    @property
    def is_done(self) -> bool:
        return self.note is not None and self.note.standing == TaskStanding.DONE

    @property
    def text(self) -> str:
        if self.everybody:
            return self._in_public
        if self.note is None:
            return _("过了期限，没有登记进展") if self.is_late else _("没有登记进展")
        said = self.note.get_standing_display()
        return _("逾期，登记的是“%(said)s”") % {"said": said} if self.is_late else said

    @property
    def _in_public(self) -> str:
        if self.note is None:
            return _("期限已过，没有公开的进展") if self.is_late else _("没有公开的进展")
        said = self.note.get_standing_display()
        return _("期限已过，公开的进展是“%(said)s”") % {"said": said} if self.is_late else said


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with the clause that sets it, and each of its units by the name under which it is
    looked for."""

    task: PlanTask
    clause: Clause
    standing: Standing
    units: frozenset[str]


def tasks_in(text: ReadableText, *, everybody: bool, on: date) -> list[TaskRow]:
    """In the order of the text, as far as it is read and still says them; none of a response
    plan. `everybody`: as public entries say (seven queries)."""
    document = text.version.document
    if document.family != Family.PLANNING:
        return []
    tasks = list(PlanTask.objects.filter(document=document, state=TaskState.CONFIRMED))
    if not tasks:
        return []
    clauses = {
        clause.anchor: clause
        for clause in text.clauses.filter(anchor__in={task.anchor for task in tasks})
        .select_related("table")
        .prefetch_related("table__cells")
    }
    notes = latest_notes(tasks, everybody=everybody)
    names = canonical_names(document, tasks)
    placed = []
    for task in tasks:
        clause = clauses.get(task.anchor)
        place = place_of(task, clause) if clause else None
        if clause is None or place is None:
            continue
        units = frozenset(names[one] for one in (*task.leads, *task.helps) if one in names)
        standing = standing_of(task, notes.get(task.pk), on, everybody=everybody)
        placed.append((clause.position, place, task.pk, TaskRow(task, clause, standing, units)))
    here = {row.task.pk for *_place, row in placed}
    return [
        row
        for *_place, row in sorted(placed, key=lambda one: one[:3])
        if row.task.follows_id not in here
    ]


def has_tasks(plan: PlanDocument, text: ReadableText) -> bool:
    """Whether this reader may find any of them; a response plan has none (one query)."""
    if plan.family != Family.PLANNING:
        return False
    confirmed = PlanTask.objects.filter(document=plan, state=TaskState.CONFIRMED)
    return confirmed.filter(anchor__in=text.clauses.values("anchor")).exists()


def standing_of(
    task: PlanTask, note: ProgressNote | None, on: date, *, everybody: bool = False
) -> Standing:
    done = note is not None and note.standing == TaskStanding.DONE
    is_late = task.due_on is not None and task.due_on < on and not done
    return Standing(note, is_late, everybody)


def latest_notes(tasks: Iterable[PlanTask], *, everybody: bool) -> dict[int, ProgressNote]:
    """By task: the entry with the latest day, but for those that another took the place of."""
    notes = ProgressNote.objects.filter(task__in=[task.pk for task in tasks])
    standing = notes.filter(corrected_by__isnull=True).order_by("noted_on", "pk")
    rows = standing.filter(public=True) if everybody else standing
    return {note.task_id: note for note in rows if note.task_id}


def canonical_names(document: PlanDocument, tasks: Iterable[PlanTask]) -> dict[str, str]:
    """By the name that the document writes: the name of the unit that it means, else the same.
    等部门 is nobody's name."""
    written = {one for task in tasks for one in (*task.leads, *task.helps)}
    units = units_named(document, written)
    return {one: units[one].name if one in units else one for one in written if one[:1] != "等"}


def units_named(document: PlanDocument, written: Collection[str]) -> dict[str, Unit]:
    """The units that these names mean: as an editor said, else the one open unit so called."""
    found: dict[str, list[Unit]] = {}
    for unit in Unit.objects.filter(name__in=written).open_on(timezone.localdate()):
        found.setdefault(unit.name, []).append(unit)
    named = {name: units[0] for name, units in found.items() if len(units) == 1}
    said = TaskUnit.objects.filter(document=document, written__in=written).select_related("unit")
    return named | {one.written: one.unit for one in said}
