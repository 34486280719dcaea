"""From a finding to what was mended, and to a reason to revise the plan."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.drills.models import Drill, Improvement
from content.drills.refusals import DrillRefused
from content.drills.services.drills import Was
from content.plans.enums import Trigger
from content.plans.models import RevisionTrigger
from content.plans.models.trigger import REASON_LENGTH
from content.plans.services import PlanRefused, set_trigger
from portal.foundation.audit.services import record
from portal.foundation.locks import hold_as_read
from portal.foundation.sent import key_of
from portal.people.models import User

FIELDS: Final = ("aspect", "finding", "action", "responsible_unit", "due_on")


@transaction.atomic
def add_improvement(*, drill: Drill, token: UUID, actor: User | None, **values: Any) -> Improvement:
    """A finding with who mends it until when. The same form sent twice is one, with other words
    it is another. Raises
    DrillRefused for a drill that was not held, and a deadline before it."""
    _refuse_unknown(values)
    if drill.held_on is None:
        raise DrillRefused(_("先记录演练，再写发现的问题。"))
    _refuse_too_early(drill, values["due_on"])
    said = {"drill": drill, **values}
    made, is_new = Improvement.objects.get_or_create(token=key_of(token, said), defaults=said)
    if is_new:
        _record("content.drill.improvement_added", made, actor)
    return made


@transaction.atomic
def change_improvement(
    *, improvement: Improvement, actor: User | None, was: Was = None, **values: Any
) -> Improvement:
    """Put right what was registered of it. Raises DrillRefused where it was made or withdrawn,
    and for a deadline before the drill; ChangedMeanwhile where it no longer is what it `was` on
    the page."""
    _refuse_unknown(values)
    stored = _held(improvement, was)
    if not stored.is_open:
        raise DrillRefused(_("完成了或者撤回了的整改，不能再改。要补充的，另登记一条。"))
    _refuse_too_early(stored.drill, values["due_on"])
    changed = sorted(name for name, value in values.items() if getattr(stored, name) != value)
    if changed:
        for name in changed:
            setattr(stored, name, values[name])
        stored.save(update_fields=changed)
        _record("content.drill.improvement_changed", stored, actor, fields=changed)
    return stored


@transaction.atomic
def withdraw_improvement(
    *, improvement: Improvement, because: str, actor: User | None, was: Was = None
) -> Improvement:
    """It should not have been registered; it stays to be read, with the reason. The same said
    twice is said once. Raises DrillRefused where it was made, and where it was withdrawn for
    another reason; ChangedMeanwhile where it no longer is what it `was` on the page."""
    stored = _held(improvement, was)
    if stored.done_on is not None:
        raise DrillRefused(_("这条整改已经完成，不能撤回。"))
    if stored.withdrawn_on is not None:
        if stored.withdrawn_because == because:
            return stored
        raise DrillRefused(_("别人已经撤回了这条整改，原因没有再改。"))
    stored.withdrawn_on, stored.withdrawn_because = timezone.localdate(), because
    stored.save(update_fields=["withdrawn_on", "withdrawn_because"])
    _record("content.drill.improvement_withdrawn", stored, actor)
    return stored


@transaction.atomic
def finish_improvement(
    *, improvement: Improvement, on: date, note: str, actor: User | None, was: Was = None
) -> Improvement:
    """It was mended. The same said twice is said once. Raises DrillRefused where it was finished
    in other words, without evidence, and for a day before the drill or one that has not come;
    ChangedMeanwhile where it no longer is what it `was` on the page: who mended one thing has
    not mended another."""
    stored = _held(improvement, was)
    if stored.done_on is not None:
        if (stored.done_on, stored.done_note) == (on, note):
            return stored
        raise DrillRefused(_("这条整改已经完成，没有再改。要补充的，另登记一条。"))
    if stored.withdrawn_on is not None:
        raise DrillRefused(_("这条整改已经撤回，不用完成。"))
    if not stored.evidence.exists():
        raise DrillRefused(_("传一份证明改好了的材料，再完成整改。"), "file")
    if on > timezone.localdate():
        raise DrillRefused(_("还没到这一天，改好了再填。"), "done_on")
    if stored.drill.held_on is not None and on < stored.drill.held_on:
        raise DrillRefused(_("完成日期不能早于演练日期。"), "done_on")
    stored.done_on, stored.done_note = on, note
    stored.save(update_fields=["done_on", "done_note"])
    _record("content.drill.improvement_finished", stored, actor)
    return stored


@transaction.atomic
def propose_revision(*, improvement: Improvement, actor: User | None) -> RevisionTrigger:
    """Make the finding a reason to revise the plan that was drilled. Where such a reason is open
    already, the finding hangs on it. Raises DrillRefused where the item was withdrawn, and where
    somebody registers one at the same moment."""
    stored = _held(improvement, None)
    if stored.trigger is not None:
        return stored.trigger
    if stored.withdrawn_on is not None:
        raise DrillRefused(_("这条整改已经撤回，不能再据它提出修订。"))
    plan, held_on = stored.drill.plan, stored.drill.held_on
    trigger = plan.triggers.filter(what=Trigger.EXPERIENCE, settled_on__isnull=True).first()
    if trigger is None:
        try:
            trigger = set_trigger(
                document=plan,
                what=Trigger.EXPERIENCE,
                noticed_on=held_on or timezone.localdate(),
                reason=_reason(stored),
                actor=actor,
            )
        except PlanRefused as refused:
            raise DrillRefused(refused.message) from refused
    stored.trigger = trigger
    stored.save(update_fields=["trigger"])
    _record("content.drill.revision_proposed", stored, actor)
    return trigger


def _reason(improvement: Improvement) -> str:
    said = _("演练发现：%(finding)s") % {"finding": improvement.finding}
    return said if len(said) <= REASON_LENGTH else said[: REASON_LENGTH - 1] + "…"


def _held(improvement: Improvement, was: Was) -> Improvement:
    rows = Improvement.objects.filter(pk=improvement.pk)
    hold_as_read(rows, was, by="finding")
    return rows.select_related("drill__plan", "responsible_unit", "trigger").get()


def _refuse_unknown(values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not an improvement's: {sorted(unknown)}")


def _refuse_too_early(drill: Drill, due_on: date) -> None:
    if drill.held_on is not None and due_on < drill.held_on:
        raise DrillRefused(_("期限不能早于演练日期。"), "due_on")


def _record(action: str, improvement: Improvement, actor: User | None, **more: Any) -> None:
    record(
        actor=actor, action=action, target=improvement.drill,
        unit_id=improvement.drill.owner_unit_id,
        data={
            "improvement": improvement.pk, "responsible_unit": improvement.responsible_unit_id,
            **more,
        },
    )  # fmt: skip
