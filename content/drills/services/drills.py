"""The yearly plan and the log."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.drills.enums import NUMBERS, State
from content.drills.models import Drill
from content.drills.refusals import DrillRefused
from content.plans.enums import DUE_KINDS
from content.plans.models import PlanDocument, PlanVersion
from portal.foundation.audit.services import record
from portal.foundation.locks import hold_as_read
from portal.foundation.sent import key_of
from portal.people.models import Unit, User

PLANNED_FIELDS: Final = (
    "title", "plan", "form", "scope", "notice", "planned_on", "aim", "partners",
)  # fmt: skip
LOG_FIELDS: Final = (
    "version", "held_on", "place", "lead", "summary", *NUMBERS, "onlookers",
)  # fmt: skip

Was = Mapping[str, object] | None


@transaction.atomic
def plan_drill(*, token: UUID, owner_unit: Unit, actor: User | None, **values: Any) -> Drill:
    """A drill enters the plan of its year. The same form sent twice is one drill, with other
    words it is another. Raises
    DrillRefused for a plan that is none or that nobody has published."""
    _refuse_unknown(values, PLANNED_FIELDS)
    _refuse_plan(values["plan"])
    said = {"owner_unit": owner_unit, **values}
    drill, made = Drill.objects.get_or_create(token=key_of(token, said), defaults=said)
    if made:
        _record("content.drill.planned", drill, actor)
    return drill


@transaction.atomic
def change_drill(*, drill: Drill, actor: User | None, was: Was = None, **values: Any) -> Drill:
    """What was planned, otherwise. Raises DrillRefused for a drill that is evaluated or
    cancelled and where the plan changes under a log, ChangedMeanwhile where it no longer is what
    it `was` on the page."""
    _refuse_unknown(values, PLANNED_FIELDS)
    stored = _held(drill, was)
    if stored.state not in (State.PLANNED, State.HELD):
        raise DrillRefused(_("评估完成或取消了的演练不能再改。"))
    if stored.state == State.HELD and values.get("plan", stored.plan) != stored.plan:
        raise DrillRefused(_("演练已有记录，不能换成另一件预案。"), "plan")
    _refuse_plan(values.get("plan", stored.plan), kept=stored.plan_id)
    if hasattr(stored, "evaluation") and values.get("form", stored.form) != stored.form:
        raise DrillRefused(_("已经开始评估，形式不能再改：评估表按它选。"), "form")
    _write(stored, values, actor, action="content.drill.changed")
    return stored


@transaction.atomic
def log_drill(*, drill: Drill, actor: User | None, was: Was = None, **values: Any) -> Drill:
    """What really took place. Raises DrillRefused for a day that has not come, a version of
    another plan, nobody who took part, and for a drill that is evaluated or cancelled;
    ChangedMeanwhile where it no longer is what it `was` on the page."""
    _refuse_unknown(values, LOG_FIELDS)
    stored = _held(drill, was)
    if stored.state not in (State.PLANNED, State.HELD):
        raise DrillRefused(_("评估完成或取消了的演练，记录不能再改。"))
    version: PlanVersion = values["version"]
    if version.document_id != stored.plan_id or not version.is_published:
        raise DrillRefused(_("选这件预案发布过的一版。"), "version")
    for field, message in wrong_in_log(values).items():
        raise DrillRefused(message, field)
    first = stored.state == State.PLANNED
    logged = values | {"state": State.HELD}
    if first:
        _write(stored, logged, actor, action="content.drill.logged")
    else:
        _write(stored, logged, actor, action="content.drill.log_changed")
    return stored


def wrong_in_log(values: Mapping[str, Any]) -> dict[str, str]:
    """By field, what to do about it; a field that is missing here is wrong already."""
    wrong = {}
    held_on: date | None = values.get("held_on")
    if held_on is not None and held_on > timezone.localdate():
        wrong["held_on"] = _("还没到这一天，演练完再记。")
    if all(name in values for name in NUMBERS) and not any(values[name] for name in NUMBERS):
        wrong[NUMBERS[0]] = _("至少写一类参加人员的人数，观摩的不算。")
    return wrong


@transaction.atomic
def cancel_drill(*, drill: Drill, because: str, actor: User | None) -> Drill:
    """It will not take place. The same sent twice is once. Raises DrillRefused where it did."""
    stored = _held(drill, None)
    if stored.state == State.CANCELLED:
        return stored
    if stored.state != State.PLANNED:
        raise DrillRefused(_("演练已有记录，不能取消。"))
    stored.state, stored.cancelled_because = State.CANCELLED, because
    stored.save(update_fields=["state", "cancelled_because"])
    _record("content.drill.cancelled", stored, actor)
    return stored


def _held(drill: Drill, was: Was) -> Drill:
    rows = Drill.objects.filter(pk=drill.pk)
    hold_as_read(rows, was, by="title")
    return rows.select_related("plan", "owner_unit").get()


def _write(drill: Drill, values: Mapping[str, Any], actor: User | None, *, action: str) -> None:
    changed = sorted(name for name, value in values.items() if getattr(drill, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(drill, name, values[name])
    drill.save(update_fields=changed)
    _record(action, drill, actor, fields=changed)


def _refuse_plan(plan: PlanDocument, *, kept: int | None = None) -> None:
    if plan.pk == kept:
        return
    if plan.kind not in DUE_KINDS:
        raise DrillRefused(_("演练的是预案。规划、计划和工作手册不在这里选。"), "plan")
    if plan.current_version_id is None:
        raise DrillRefused(_("这件预案还没有发布，发布以后再列演练。"), "plan")


def _refuse_unknown(values: Mapping[str, Any], known: tuple[str, ...]) -> None:
    unknown = set(values) - set(known)
    if unknown:
        raise TypeError(f"not a drill's: {sorted(unknown)}")


def _record(action: str, drill: Drill, actor: User | None, **data: Any) -> None:
    record(
        actor=actor, action=action, target=drill, unit_id=drill.owner_unit_id,
        data={"plan": drill.plan_id, **data},
    )  # fmt: skip
