"""From a number in a clause to a target that is measured, and back."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from content.plans.enums import DraftComparator, DraftState
from content.plans.models import TargetDraft
from content.plans.selectors.lists import hash_of
from content.plans.services.register import PlanRefused
from content.targets.domain.measures import in_measure
from content.targets.enums import Comparator
from content.targets.models import Indicator, Target
from content.targets.services import draft_target
from portal.foundation.audit.services import record
from portal.foundation.locks import hold
from portal.people.models import Unit, User

REASON_LENGTH: Final = 200
_COMPARATORS = {
    DraftComparator.AT_LEAST: Comparator.AT_LEAST,
    DraftComparator.MORE: Comparator.MORE,
    DraftComparator.EXACTLY: Comparator.AT_LEAST,
    DraftComparator.AT_MOST: Comparator.AT_MOST,
    DraftComparator.LESS: Comparator.LESS,
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
    comparator: Comparator | None = None,
    value: Decimal | None = None,
    stratum: str | None = None,
    public: bool = True,
    baseline: Decimal | None = None,
    baseline_year: int | None = None,
) -> Target:
    """Offer a draft to `content.targets` with its clause; twice is once.

    What an editor adjusted wins over what was read. Raises PlanRefused where no direction
    fits, TargetRefused where the numbers do not, or where the clause says something else now.
    """
    # Of two who confirm at one moment the second finds what the first made.
    hold(TargetDraft.objects.filter(pk=draft.pk), by="reason")
    draft = TargetDraft.objects.select_related("clause__version", "target").get(pk=draft.pk)
    if draft.target is not None:
        return draft.target
    comparator = comparator or suggested_comparator(draft)
    if comparator is None:
        raise PlanRefused(_("原文没写“不低于”还是“不高于”，请直接在目标里登记。"))
    target = draft_target(
        slug=slug,
        name=(name or draft.subject)[:80],
        indicator=indicator,
        clause_key=draft.clause.key,
        comparator=comparator,
        value=in_measure(draft.value, draft.unit) if value is None else value,
        starts=starts,
        due=due,
        unit=unit,
        actor=actor,
        read=hash_of(draft.clause),
        stated=draft.unit,
        stratum=draft.stratum[:40] if stratum is None else stratum,
        public=public,
        baseline=baseline,
        baseline_year=baseline_year,
    )
    draft.state, draft.target = DraftState.CONFIRMED, target
    draft.save(update_fields=["state", "target"])
    return target


def suggested_comparator(draft: TargetDraft) -> Comparator | None:
    """The direction the text gives, or None where somebody has to choose."""
    if draft.comparator == DraftComparator.EXACTLY and not draft.value:
        # 零死亡: at least none would be reached by any number of them.
        return Comparator.AT_MOST
    return _COMPARATORS.get(DraftComparator(draft.comparator))


@transaction.atomic
def dismiss_drafts(*, drafts: Iterable[TargetDraft], actor: User, reason: str) -> int:
    """Say that these numbers are no targets, and why. Confirmed ones stay confirmed.

    Returns how many were open. Raises PlanRefused without a reason.
    """
    reason = reason.strip()[:REASON_LENGTH]
    if not reason:
        raise PlanRefused(_("写一句为什么不是目标，例如：这是响应时限。"))
    dismissed = 0
    for draft in drafts:
        changed = TargetDraft.objects.filter(pk=draft.pk, state=DraftState.OPEN).update(
            state=DraftState.DISMISSED, reason=reason
        )
        if changed:
            dismissed += 1
            record(
                actor=actor,
                action="content.plan.draft_dismissed",
                target_key=draft.clause.key,
                unit_id=draft.clause.version.document.owner_unit_id,
                data={"position": draft.position},
            )
    return dismissed


@transaction.atomic
def reopen_draft(*, draft: TargetDraft, actor: User) -> bool:
    """Take a dismissal back."""
    changed = TargetDraft.objects.filter(pk=draft.pk, state=DraftState.DISMISSED).update(
        state=DraftState.OPEN, reason=""
    )
    if changed:
        record(
            actor=actor,
            action="content.plan.draft_reopened",
            target_key=draft.clause.key,
            unit_id=draft.clause.version.document.owner_unit_id,
            data={"position": draft.position},
        )
    return bool(changed)


def decide_anew(*, target: Target) -> int:
    """The numbers that a target was made of wait for a decision again, once it is undone."""
    return TargetDraft.objects.filter(target=target).update(state=DraftState.OPEN, target=None)
