"""Entries on the progress of a planning document: added, corrected by another, shown or not."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from content.plans.enums import Family
from content.plans.models import PlanDocument, PlanTask, ProgressAttachment, ProgressNote
from content.plans.services.register import PlanRefused
from content.plans.task_states import TaskState
from content.targets.models import Target
from portal.foundation.audit.services import record
from portal.foundation.locks import hold
from portal.foundation.pagecache.services import purge
from portal.people.models import User


@dataclass(frozen=True, slots=True)
class Said:
    """What an entry says; see `ProgressNote`."""

    kind: str
    covers_from: date
    covers_to: date
    noted_on: date
    text: str
    clause_key: str = ""
    task: PlanTask | None = None
    standing: str = ""
    target: Target | None = None
    figure_name: str = ""
    figure: Decimal | None = None
    figure_unit: str = ""
    source: str = ""
    source_url: str = ""

    def as_fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def note_progress(
    *,
    document: PlanDocument,
    said: Said,
    public: bool,
    actor: User | None,
    corrects: ProgressNote | None = None,
) -> ProgressNote:
    """Add an entry; with `corrects` in the place of an earlier one, whose attachments go with it.
    The same twice is once.
    Raises PlanRefused for what is no published planning document, for an entry of another document
    or one that is corrected already, and for dates in the wrong order."""
    if document.family != Family.PLANNING:
        raise PlanRefused(_("进展只记在规划与计划上，预案记演练、评估和修订。"))
    if document.current_version_id is None:
        raise PlanRefused(_("这份文件还没发布。先发布，再登记进展。"))
    if corrects is not None and corrects.document_id != document.pk:
        raise PlanRefused(_("要更正的那一条不在这份文件里。"))
    if said.covers_to < said.covers_from:
        raise PlanRefused(_("期间的“止”不能早于“起”。"), "covers_to")
    if said.noted_on < said.covers_from:
        raise PlanRefused(_("期间还没开始，写不出进展。改日期或者改期间。"), "noted_on")
    if said.task is not None:
        said = _of_task(said, said.task, document)
    fields = said.as_fields() | {"document": document, "corrects": corrects}
    same = ProgressNote.objects.filter(
        corrected_by=None,
        **{f"{k}__isnull" if v is None else k: True if v is None else v for k, v in fields.items()},
    ).first()
    if same is not None:
        return same
    try:
        with transaction.atomic():
            if said.task is not None and not hold(_standing(said.task), by="state"):
                raise _no_such_task()
            if corrects is not None:
                hold(ProgressNote.objects.filter(pk=corrects.pk), by="kind")
            note = ProgressNote.objects.create(**fields, public=public, entered_by=actor)
            if corrects is not None:
                ProgressAttachment.objects.filter(note=corrects).update(note=note)
            _record("content.plan.progress_noted", note, actor)
            purge(reason="plan")
    except IntegrityError as error:
        raise PlanRefused(_("这一条刚被更正过了，回到列表再看。")) from error
    return note


def _of_task(said: Said, task: PlanTask, document: PlanDocument) -> Said:
    """An entry on a task is one on its clause, and says how far the task is."""
    if task.document_id != document.pk or task.state != TaskState.CONFIRMED:
        raise _no_such_task()
    if said.clause_key not in ("", task.key):
        raise PlanRefused(_("选了任务，条文就不用选，它就是任务所在的那一条。"), "clause")
    if not said.standing:
        raise PlanRefused(_("选这条任务做到哪一步。"), "standing")
    return replace(said, clause_key=task.key)


def _standing(task: PlanTask) -> QuerySet[PlanTask]:
    return PlanTask.objects.filter(pk=task.pk, state=TaskState.CONFIRMED)


def _no_such_task() -> PlanRefused:
    return PlanRefused(_("这份文件里没有这一条任务，重新选。"), "task")


@transaction.atomic
def show_progress(*, note: ProgressNote, public: bool, actor: User | None) -> bool:
    """Let everybody read an entry, or nobody but who keeps the plan. False where it is so."""
    changed = ProgressNote.objects.filter(pk=note.pk).exclude(public=public).update(public=public)
    if changed:
        note.public = public
        if public:
            _record("content.plan.progress_shown", note, actor)
        else:
            _record("content.plan.progress_hidden", note, actor)
        purge(reason="plan")
    return bool(changed)


def _record(action: str, note: ProgressNote, actor: User | None) -> None:
    record(
        actor=actor,
        action=action,
        target=note.document,
        unit_id=note.document.owner_unit_id,
        data={"progress": note.pk},
    )
