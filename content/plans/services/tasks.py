"""Tasks and projects of planning documents: confirmed as read, corrected, refused, thought of
again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.domain.tasks import Proposal
from content.plans.models import PlanDocument, PlanTask, PlanVersion, TaskUnit
from content.plans.selectors.task_proposals import Found, found_in
from content.plans.services.register import PlanRefused
from content.plans.task_states import DueRead, TaskKind, TaskState
from portal.foundation import locks
from portal.foundation.audit.services import record
from portal.foundation.pagecache.services import purge
from portal.people.models import Unit, User


@dataclass(frozen=True, slots=True)
class Told:
    """What a task is, as read or as an editor says; see `PlanTask`."""

    kind: TaskKind
    name: str
    leads: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    deadline: str = ""
    due_on: date | None = None
    due_read: DueRead = DueRead.UNREAD
    recurring: bool = False
    costs: str = ""
    built: str = ""

    def as_fields(self) -> dict[str, Any]:
        fields = {name: getattr(self, name) for name in self.__slots__}
        return fields | {"leads": [*self.leads], "helps": [*self.helps]}


def as_read(proposal: Proposal) -> Told:
    return Told(
        kind=TaskKind(proposal.kind), name=proposal.name, leads=proposal.leads,
        helps=proposal.helps, deadline=proposal.deadline, due_on=proposal.due,
        due_read=DueRead(proposal.rule or ""), recurring=proposal.recurring,
        costs=proposal.costs, built=proposal.built,
    )  # fmt: skip


_TAKEN_OVER: Final = (
    "digest", "wording", "corrected", "decided_by", "decided_at", *Told.__slots__,
)  # fmt: skip
_DAY: Final = frozenset({"due_on", "due_read"})


def told_of(found: Found) -> Told:
    """What stands of it; else what was read, but for what an editor had said otherwise of the
    same task in other words."""
    task, told = found.task, as_read(found.proposal)
    if task is not None:
        return _stored(task, Told.__slots__, told)
    return _stored(found.earlier, found.earlier.corrected, told) if found.earlier else told


def _stored(task: PlanTask, names: Iterable[str], told: Told) -> Told:
    fields: dict[str, Any] = {name: getattr(task, name) for name in names}
    for name in fields.keys() & {"leads", "helps"}:
        fields[name] = tuple(fields[name])
    return replace(told, **fields)


def _corrected(found: Found, told: Told) -> list[str]:
    read, said = as_read(found.proposal).as_fields(), told.as_fields()
    other = {name for name in said if said[name] != read[name]}
    # A day and its rule go together.
    return sorted(other | _DAY if other & _DAY else other)


@transaction.atomic
def confirm_tasks(*, version: PlanVersion, chosen: Collection[str], actor: User) -> int:
    """Confirm the chosen proposals (`Found.value`) as `told_of` says them. Returns how many nobody
    had said anything of; those that the version does not say any more are left out."""
    done = sum(
        _confirm(found, told_of(found), actor) for found in _open(version) if found.value in chosen
    )
    if done:
        purge(reason="plan")
    return done


@transaction.atomic
def refuse_tasks(*, version: PlanVersion, chosen: Collection[str], actor: User) -> int:
    """Say that these are no tasks. Returns how many nobody had said anything of."""
    done = 0
    for found in _open(version):
        if found.value in chosen and _write(
            found, TaskState.REFUSED, as_read(found.proposal), actor
        ):
            _record("content.plan.task_refused", found, actor)
            done += 1
    return done


@transaction.atomic
def correct_task(
    *, found: Found, told: Told, actor: User, was: Mapping[str, object] | None = None
) -> PlanTask:
    """Confirm a task as the editor says it is; `was`: what was read of one that stands already.
    Raises ChangedMeanwhile, and PlanRefused where somebody said that it is none."""
    task = found.task
    if task is None:
        if not _confirm(found, told, actor):
            raise PlanRefused(_("这一条刚处理过了，看下面现在的。"))
        purge(reason="plan")
        return PlanTask.objects.get(
            document=found.clause.version.document_id, anchor=found.clause.anchor,
            digest=found.proposal.digest,
        )  # fmt: skip
    rows = PlanTask.objects.filter(pk=task.pk, state=TaskState.CONFIRMED)
    locks.hold_as_read(rows, was, by="state")
    fields = told.as_fields()
    same = rows.first()
    if same is None:
        raise PlanRefused(_("这一条刚处理过了，看下面现在的。"))
    if all(getattr(same, name) == value for name, value in fields.items()):
        return same
    for name, value in fields.items():
        setattr(same, name, value)
    same.corrected = _corrected(found, told)
    same.decided_by = actor
    same.save()
    _record("content.plan.task_corrected", found, actor)
    purge(reason="plan")
    return same


@transaction.atomic
def take_over_days(*, version: PlanVersion, chosen: Collection[str], actor: User) -> int:
    """Give the chosen tasks (`Found.value`) the day that their words are read as now. Returns how
    many; none of which somebody said another day meanwhile."""
    done = 0
    for found in found_in(version):
        task, read = found.task, as_read(found.proposal)
        if task is None or found.value not in chosen or not found.reads_another_day:
            continue
        stands = {"due_on": task.due_on} if task.due_on else {"due_on__isnull": True}
        changed = PlanTask.objects.filter(pk=task.pk, state=task.state, **stands).update(
            deadline=read.deadline, due_on=read.due_on, due_read=read.due_read,
            recurring=read.recurring, decided_by=actor, decided_at=timezone.now(),
        )  # fmt: skip
        if changed:
            _record("content.plan.task_day_read_anew", found, actor)
            done += 1
    if done:
        purge(reason="plan")
    return done


@transaction.atomic
def reopen_task(*, found: Found, actor: User) -> bool:
    """Let it wait for a decision again. Raises PlanRefused where progress was noted on it."""
    task = found.task
    if task is None:
        return False
    rows = PlanTask.objects.filter(pk=task.pk)
    locks.hold(rows, by="state")
    try:
        gone, _rows = rows.delete()
    except ProtectedError as error:
        raise PlanRefused(_("这一条已经登记过进展，不能撤回；写错了的地方用“改”。")) from error
    if gone:
        _record("content.plan.task_reopened", found, actor)
        purge(reason="plan")
    return bool(gone)


@transaction.atomic
def restore_tasks(*, version: PlanVersion, actor: User) -> int:
    """Let all that the version says and somebody said to be none wait again. Returns how many."""
    refused = [
        found for found in found_in(version)
        if found.task is not None and found.task.state == TaskState.REFUSED
    ]  # fmt: skip
    return sum(reopen_task(found=found, actor=actor) for found in refused)


@transaction.atomic
def name_unit(*, document: PlanDocument, written: str, unit: Unit | None, actor: User) -> bool:
    """Say which unit the document means by a name; None: none of the tree. False where it was so
    already."""
    rows = TaskUnit.objects.filter(document=document, written=written)
    if unit is None:
        changed = bool(rows.delete()[0])
    elif rows.filter(unit=unit).exists():
        changed = False
    else:
        TaskUnit.objects.update_or_create(
            document=document, written=written, defaults={"unit": unit}
        )
        changed = True
    if changed:
        record(
            actor=actor, action="content.plan.task_unit_named", target=document,
            unit_id=document.owner_unit_id, data={"unit": unit.pk if unit else None},
        )  # fmt: skip
        purge(reason="plan")
    return changed


def _open(version: PlanVersion) -> list[Found]:
    return [found for found in found_in(version) if found.task is None]


def _confirm(found: Found, told: Told, actor: User) -> bool:
    version, earlier = found.clause.version, found.earlier
    if earlier is not None and version.document.current_version_id == version.pk:
        done = _carry_on(found, earlier, told, actor)
    else:
        done = _write(found, TaskState.CONFIRMED, told, actor, follows=earlier)
    if done:
        _record("content.plan.task_confirmed", found, actor)
    return done


def _carry_on(found: Found, earlier: PlanTask, told: Told, actor: User) -> bool:
    """The task is said in other words now: it keeps its row, and with it its progress."""
    try:
        with transaction.atomic():
            return bool(
                PlanTask.objects.filter(pk=earlier.pk, digest=earlier.digest).update(
                    digest=found.proposal.digest, wording=found.proposal.wording,
                    decided_by=actor, decided_at=timezone.now(),
                    corrected=_corrected(found, told), **told.as_fields(),
                )
            )  # fmt: skip
    except IntegrityError:
        return False


def settle_tasks(version: PlanVersion) -> int:
    """A version is in force now: its tasks that follow an earlier one take over the row of that,
    and with it its progress. Returns how many did."""
    waiting = PlanTask.objects.filter(document=version.document_id, follows__isnull=False)
    if not waiting.exists():
        return 0
    read = {
        (found.clause.anchor, (found.task or found.proposal).digest) for found in found_in(version)
    }
    settled: set[int] = set()
    for task in waiting.select_related("follows"):
        earlier = task.follows
        if earlier is None or (task.anchor, task.digest) not in read:
            continue
        both_stand = (earlier.anchor, earlier.digest) in read or earlier.pk in settled
        if both_stand or task.notes.exists():
            PlanTask.objects.filter(pk=task.pk).update(follows=None)
            continue
        fields = {name: getattr(task, name) for name in _TAKEN_OVER}
        if earlier.decided_at > task.decided_at:
            since = {name: getattr(earlier, name) for name in earlier.corrected}
            fields |= since | {"corrected": sorted({*task.corrected, *since})}
        task.delete()
        PlanTask.objects.filter(pk=earlier.pk).update(**fields)
        settled.add(earlier.pk)
    return len(settled)


def _write(
    found: Found, state: TaskState, told: Told, actor: User, follows: PlanTask | None = None
) -> bool:
    try:
        with transaction.atomic():
            PlanTask.objects.create(
                document_id=found.clause.version.document_id, anchor=found.clause.anchor,
                digest=found.proposal.digest, wording=found.proposal.wording, state=state,
                decided_by=actor, corrected=_corrected(found, told), follows=follows,
                **told.as_fields(),
            )  # fmt: skip
    except IntegrityError:
        return False
    return True


def _record(action: str, found: Found, actor: User) -> None:
    record(
        actor=actor,
        action=action,
        target_key=found.clause.key,
        unit_id=found.clause.version.document.owner_unit_id,
        data={"position": found.proposal.row or found.proposal.start},
    )
