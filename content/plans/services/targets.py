"""From a number in a clause to a target that is measured, and back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from content.plans.enums import DraftComparator, DraftState
from content.plans.models import TargetDraft
from content.plans.services.register import PlanRefused
from content.targets.enums import Comparator
from content.targets.models import Indicator, Target
from content.targets.services import draft_target
from portal.foundation.audit.services import record
from portal.people.models import Unit, User

_COMPARATORS = {
    DraftComparator.AT_LEAST: Comparator.AT_LEAST,
    DraftComparator.MORE: Comparator.AT_LEAST,
    DraftComparator.EXACTLY: Comparator.AT_LEAST,
    DraftComparator.AT_MOST: Comparator.AT_MOST,
    DraftComparator.LESS: Comparator.AT_MOST,
}


@transaction.atomic
def confirm_draft(
    *,
    draft: TargetDraft,
    indicator: Indicator,
    slug: str,
    starts: date,
    due: date,
    unit: Unit,
    actor: User,
    name: str = "",
) -> Target:
    """Offer a draft to `content.targets` with its clause; twice is once.

    Raises PlanRefused where no direction fits, TargetRefused where the numbers do not.
    """
    if draft.target_id is not None and draft.target is not None:
        return draft.target
    comparator = _COMPARATORS.get(DraftComparator(draft.comparator))
    if comparator is None:
        raise PlanRefused(_("原文没写“不低于”还是“不高于”，请直接在目标里登记。"))
    target = draft_target(
        slug=slug,
        name=(name or draft.subject)[:80],
        indicator=indicator,
        clause_key=draft.clause.key,
        comparator=comparator,
        value=draft.value,
        starts=starts,
        due=due,
        unit=unit,
        actor=actor,
        stratum=draft.stratum[:40],
    )
    draft.state, draft.target = DraftState.CONFIRMED, target
    draft.save(update_fields=["state", "target"])
    return target


@transaction.atomic
def dismiss_draft(*, draft: TargetDraft, actor: User) -> TargetDraft:
    """Say that a number is no target. A confirmed one stays confirmed."""
    changed = TargetDraft.objects.filter(pk=draft.pk, state=DraftState.OPEN).update(
        state=DraftState.DISMISSED
    )
    if changed:
        record(
            actor=actor,
            action="content.plan.draft_dismissed",
            target_key=draft.clause.key,
            data={"position": draft.position},
        )
    draft.refresh_from_db()
    return draft
