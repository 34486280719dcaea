"""Tasks of planning documents whose day is over, over all plans that a person keeps."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from content.plans.enums import Family, Status
from content.plans.models import Clause, PlanTask
from content.plans.selectors.readable import readable_clauses
from content.plans.selectors.register import makers_of
from content.plans.selectors.task_rows import place_of
from content.plans.selectors.tasks import Standing, latest_notes, standing_of
from content.plans.task_states import TaskState
from portal.people import rights
from portal.people.rights import Action, Person


@dataclass(frozen=True, slots=True)
class LateTask:
    """`clause` says it in the text in force; `days` since its day."""

    task: PlanTask
    clause: Clause
    standing: Standing
    days: int
    may_edit: bool


def late_tasks(person: Person, on: date) -> list[LateTask]:
    """Of the planning documents in force that the person edits or publishes, as far as their
    text still says them, as `tasks_in` does; the longest overdue first. Five queries beside those
    of the rights, however many there are."""
    confirmed = PlanTask.objects.filter(
        state=TaskState.CONFIRMED, due_on__lt=on, document__family=Family.PLANNING,
        document__status=Status.IN_FORCE, document__current_version__isnull=False,
        document__owner_unit__in=makers_of(person),
    )  # fmt: skip
    tasks = list(confirmed.select_related("document__owner_unit", "follows").order_by("due_on"))
    notes = latest_notes(tasks, everybody=False)
    late = [
        (task, standing)
        for task in tasks
        if (standing := standing_of(task, notes.get(task.pk), on)).is_late
    ]
    if not late:
        return []
    said = _said([task for task, _standing in late], person)
    edits = rights.units_for(person, Action.PLAN_EDIT)
    found = []
    for task, standing in late:
        clause = _says(task, said)
        # What took the place of an earlier task is that one until its version is in force.
        if clause is None or (task.follows is not None and _says(task.follows, said) is not None):
            continue
        days = (on - task.due_on).days if task.due_on else 0
        may_edit = task.document.owner_unit_id in edits
        found.append(LateTask(task, clause, standing, days, may_edit))
    return sorted(found, key=lambda one: (-one.days, one.task.document.title, one.clause.position))


def _said(tasks: Collection[PlanTask], person: Person) -> Mapping[tuple[int, UUID], Clause]:
    """By document and anchor the clauses in force that set these tasks."""
    followed = {task.follows.anchor for task in tasks if task.follows is not None}
    documents = {task.document.current_version_id: task.document_id for task in tasks}
    clauses = readable_clauses(person).filter(
        version__in=documents, anchor__in={task.anchor for task in tasks} | followed
    )
    read = clauses.select_related("table").prefetch_related("table__cells")
    return {(documents[one.version_id], one.anchor): one for one in read}


def _says(task: PlanTask, said: Mapping[tuple[int, UUID], Clause]) -> Clause | None:
    clause = said.get((task.document_id, task.anchor))
    return clause if clause is not None and place_of(task, clause) is not None else None
