"""What only planning documents have, as data: tasks and projects, proxies of goals, progress."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from content.pages import anchors
from content.plans.enums import Family
from content.plans.models import Clause, GoalAnswer, PlanDocument
from content.plans.search import KIND
from content.plans.selectors.progress import entries
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.tasks import tasks_in
from content.targets.enums import TargetState


def planning(
    plan: PlanDocument, text: ReadableText, *, on: date
) -> dict[str, list[dict[str, Any]]]:
    """Of what the reader may read; progress as everybody reads it. All empty for a response
    plan."""
    if plan.family != Family.PLANNING:
        return {"tasks": [], "proxies": [], "progress": []}
    return {
        "tasks": list(_tasks(text, on)),
        "proxies": list(_proxies(plan, text)),
        "progress": list(_progress(plan, text)),
    }


def _tasks(text: ReadableText, on: date) -> Iterator[dict[str, Any]]:
    for row in tasks_in(text, everybody=True, on=on):
        task, note = row.task, row.standing.note
        yield {
            "clause": str(task.anchor),
            "kind": task.kind,
            "name": task.name,
            "wording": task.wording,
            "leads": task.leads,
            "helps": task.helps,
            "deadline": task.deadline,
            "due": task.due_on.isoformat() if task.due_on else None,
            "due_rule": task.due_read,
            "recurring": task.recurring,
            "investment": task.costs,
            "build_period": task.built,
            "standing": note.standing if note else None,
            "standing_on": note.noted_on.isoformat() if note else None,
        }


def _proxies(plan: PlanDocument, text: ReadableText) -> Iterator[dict[str, Any]]:
    """Public targets that stand for a goal without a number, as long as the clause says it."""
    answers = list(
        GoalAnswer.objects.filter(
            document=plan, target__public=True, target__state=TargetState.CONFIRMED
        ).select_related("target__indicator")
    )
    clauses = _clauses(text, {answer.anchor for answer in answers})
    for answer in answers:
        clause = clauses.get(answer.anchor)
        if clause is None or answer.target is None or answer.sentence not in clause.text:
            continue
        yield {
            "clause": str(answer.anchor),
            "goal": answer.sentence,
            "target": answer.target.name,
            "indicator": answer.target.indicator.slug,
            "reason": answer.reason,
        }


def _progress(plan: PlanDocument, text: ReadableText) -> Iterator[dict[str, Any]]:
    every = entries(plan, everybody=True)
    keys = {entry.note.pk: anchors.parse(entry.note.clause_key) for entry in every if entry.about}
    named = {anchor for kind, anchor in keys.values() if kind == KIND}
    shown = _clauses(text, named)
    for entry in every:
        note = entry.note
        _kind, anchor = keys.get(note.pk, ("", None))
        is_shown = anchor in shown
        yield {
            "kind": note.kind,
            "from": note.covers_from.isoformat(),
            "to": note.covers_to.isoformat(),
            "noted_on": note.noted_on.isoformat(),
            "clause": str(anchor) if is_shown else None,
            "task": note.task.name if note.task and is_shown else None,
            "standing": note.standing or None,
            "target": entry.target.name if entry.target else None,
            "figure": _figure(note.figure_name, note.figure, note.figure_unit),
            "text": note.text,
            "source": note.source,
            "source_url": note.source_url,
        }


def _figure(name: str, value: Any, unit: str) -> dict[str, str] | None:
    if value is None:
        return None
    return {"name": name, "value": format(value.normalize(), "f"), "unit": unit}


def _clauses(text: ReadableText, named: set[UUID]) -> dict[UUID, Clause]:
    if not named:
        return {}
    return {clause.anchor: clause for clause in text.clauses.filter(anchor__in=named)}
