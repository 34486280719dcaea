"""Reasons to revise a plan."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from content.plans.enums import DUE_KINDS
from content.plans.models import PlanDocument, PlanVersion, RevisionTrigger
from content.plans.selectors.triggers import revised_since
from content.plans.services.register import PlanRefused
from portal.foundation.audit.services import record
from portal.foundation.locks import hold_as_read
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
def settle_trigger(
    *,
    trigger: RevisionTrigger,
    on: date,
    actor: User | None,
    version: PlanVersion | None = None,
    because: str = "",
    was: Mapping[str, object] | None = None,
) -> None:
    """The plan was revised for this reason, in `version`, or need not be, `because` of something.
    Another answer takes the place of the first, with its day; the same again changes nothing.
    Raises PlanRefused for a day before it appeared, for both answers and for none, and for a
    version that was not published since; ChangedMeanwhile where it no longer is what it `was`."""
    if on < trigger.noticed_on:
        raise PlanRefused(_("了结的日期不能早于出现的日期。"))
    if (version is None) == (not because):
        raise PlanRefused(_("写在哪一版里改了，或者写为什么不用修订，只写一样。"))
    if version is not None and not revised_since(trigger).filter(pk=version.pk).exists():
        raise PlanRefused(_("选这个情形出现以后发布的一版。"), "version")
    rows = RevisionTrigger.objects.filter(pk=trigger.pk)
    hold_as_read(rows, was, by="reason")
    same = rows.filter(settled_on__isnull=False, settled_in=version, because=because)
    if same.exists():
        return
    if rows.update(settled_on=on, settled_in=version, because=because):
        _record(
            "content.plan.trigger_settled", trigger, actor,
            **({} if version is None else {"version": version.number}),
        )  # fmt: skip


def reopen_trigger(
    *, trigger: RevisionTrigger, actor: User | None, was: Mapping[str, object] | None = None
) -> None:
    """It is not settled after all. Raises PlanRefused where the same reason was registered anew
    meanwhile, ChangedMeanwhile where it no longer is what it `was`."""
    rows = RevisionTrigger.objects.filter(pk=trigger.pk)
    try:
        with transaction.atomic():
            hold_as_read(rows, was, by="reason")
            settled = rows.filter(settled_on__isnull=False)
            if settled.update(settled_on=None, settled_in=None, because=""):
                _record("content.plan.trigger_reopened", trigger, actor)
    except IntegrityError as error:
        raise PlanRefused(_("这个情形后来又登记了一条，还没了结。了结那一条就行。")) from error


def _record(action: str, trigger: RevisionTrigger, actor: User | None, **more: object) -> None:
    record(
        actor=actor,
        action=action,
        target=trigger.document,
        unit_id=trigger.document.owner_unit_id,
        data={"trigger": trigger.what, **more},
    )
