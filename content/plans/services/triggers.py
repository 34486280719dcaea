"""Reasons to revise a plan."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from content.plans.enums import DUE_KINDS
from content.plans.models import PlanDocument, RevisionTrigger
from content.plans.services.register import PlanRefused
from portal.foundation.audit.services import record
from portal.people.models import User


def set_trigger(
    *, document: PlanDocument, what: str, noticed_on: date, reason: str, actor: User | None
) -> RevisionTrigger:
    """A reason to revise the plan has appeared. The same sent twice is one. Raises PlanRefused
    where this reason is open already, and for what is no plan."""
    if document.kind not in DUE_KINDS:
        raise PlanRefused(_("修订情形只登记在预案上。"))
    same = document.triggers.filter(what=what, settled_on__isnull=True).first()
    if same is not None:
        if (same.noticed_on, same.reason) == (noticed_on, reason):
            return same
        raise PlanRefused(_("这个情形已经登记着，先了结它，再登记新的。"), "what")
    try:
        with transaction.atomic():
            trigger = RevisionTrigger.objects.create(
                document=document, what=what, noticed_on=noticed_on, reason=reason
            )
            _record("content.plan.trigger_set", trigger, actor)
    except IntegrityError as error:
        raise PlanRefused(_("这个情形刚被登记了，刷新页面再看。"), "what") from error
    return trigger


@transaction.atomic
def settle_trigger(*, trigger: RevisionTrigger, on: date, actor: User | None) -> None:
    """The plan was revised for this reason, or need not be. Raises PlanRefused for a day before
    it appeared."""
    if on < trigger.noticed_on:
        raise PlanRefused(_("了结的日期不能早于出现的日期。"))
    open_one = RevisionTrigger.objects.filter(pk=trigger.pk, settled_on__isnull=True)
    if open_one.update(settled_on=on):
        _record("content.plan.trigger_settled", trigger, actor)


def _record(action: str, trigger: RevisionTrigger, actor: User | None) -> None:
    record(
        actor=actor,
        action=action,
        target=trigger.document,
        unit_id=trigger.document.owner_unit_id,
        data={"trigger": trigger.what},
    )
