"""How a target ends: a draft is thrown away, a confirmed one counts no longer and says why."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.targets import signals
from content.targets.enums import RetireReason, TargetState
from content.targets.models import Target
from content.targets.services import TargetRefused
from portal.foundation.audit.services import record
from portal.foundation.locks import hold_as_read
from portal.foundation.pagecache.services import purge
from portal.people.models import User


@transaction.atomic
def discard_target(*, target: Target, actor: User) -> None:
    """Throw a draft away; the number it was made of waits for a decision again."""
    draft = Target.objects.filter(pk=target.pk, state=TargetState.DRAFT)
    # Written before it goes, so that nobody confirms what is on its way out.
    if not draft.update(state=TargetState.DRAFT):
        if not Target.objects.filter(pk=target.pk).exists():
            raise TargetRefused(_("“%(name)s”的草稿已经删掉了。") % {"name": target.name})
        raise TargetRefused(
            _("“%(name)s”已经确认了，不能删掉。登记错了可以停用。") % {"name": target.name}
        )
    record(actor=actor, action="content.target.discarded", target=target, unit_id=target.unit_id)
    signals.undone.send(sender=None, target=target)
    draft.delete()


@transaction.atomic
def retire_target(*, target: Target, reason: RetireReason, actor: User, note: str = "") -> bool:
    """A confirmed target counts no longer from today on, and its place at the clause is free.
    Retired twice it keeps the first reason; False says that it was."""
    changed = (
        Target.objects.confirmed()
        .filter(pk=target.pk)
        .update(
            state=TargetState.RETIRED,
            retired_on=timezone.localdate(),
            retired_reason=reason,
            retired_note=note,
        )
    )
    target.refresh_from_db()
    if target.state == TargetState.DRAFT:
        raise TargetRefused(_("“%(name)s”还是草稿，删掉就行。") % {"name": target.name})
    if not changed:
        return False
    record(
        actor=actor,
        action="content.target.retired",
        target=target,
        unit_id=target.unit_id,
        data={"reason": str(reason)},
    )
    if reason == RetireReason.MISTAKEN:
        signals.undone.send(sender=None, target=target)
    purge(reason="content.target.retired")
    return True


@transaction.atomic
def correct_note(
    *, target: Target, note: str, actor: User, was: Mapping[str, object] | None = None
) -> bool:
    """Put right what was written beside the reason; the reason and the day stay. False where it
    says that already. The audit keeps that it was done and no words, which may name somebody.
    Raises ChangedMeanwhile unless it still is what it `was` when the page was drawn."""
    row = Target.objects.filter(pk=target.pk, state=TargetState.RETIRED)
    hold_as_read(row, was, by="retired_note")
    if not row.exclude(retired_note=note).update(retired_note=note):
        return False
    record(
        actor=actor,
        action="content.target.note_corrected",
        target=target,
        unit_id=target.unit_id,
    )
    purge(reason="content.target.note_corrected")
    target.refresh_from_db()
    return True
