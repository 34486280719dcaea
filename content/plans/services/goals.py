"""A goal without a number gets a measurable proxy, or is said not to be measurable."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from content.plans.models import GoalAnswer
from content.plans.models.goal import REASON_LENGTH
from content.plans.selectors.goals import Goal
from content.plans.selectors.lists import hash_of
from content.plans.services.register import PlanRefused
from content.targets.enums import Comparator
from content.targets.models import Indicator, Target
from content.targets.services import draft_target
from portal.foundation.audit.services import record
from portal.people.models import Unit, User


@transaction.atomic
def set_proxy(
    *,
    goal: Goal,
    reason: str,
    name: str,
    slug: str,
    indicator: Indicator,
    comparator: Comparator,
    value: Decimal,
    starts: date,
    due: date,
    unit: Unit,
    actor: User,
    stratum: str = "",
    public: bool = True,
    baseline: Decimal | None = None,
    baseline_year: int | None = None,
) -> Target:
    """Draft a target that stands for the goal, marked as set by the county; twice is once. Raises
    PlanRefused without a reason or where the goal was answered otherwise, TargetRefused where the
    target is none."""
    answered = _answered(goal)
    if answered is not None and answered.target is not None:
        return answered.target
    _refuse_no_reason(reason, answered)
    target = draft_target(
        slug=slug, name=name, indicator=indicator, clause_key=goal.clause.key,
        comparator=comparator, value=value, starts=starts, due=due, unit=unit, actor=actor,
        stratum=stratum, public=public, read=hash_of(goal.clause), proxy_reason=reason,
        baseline=baseline, baseline_year=baseline_year,
    )  # fmt: skip
    _answer(goal, reason, actor, target)
    _record("content.plan.goal_proxied", goal, actor)
    return target


@transaction.atomic
def decline_goal(*, goal: Goal, reason: str, actor: User) -> GoalAnswer:
    """Say that nothing measures this goal, and why; twice is once."""
    answered = _answered(goal)
    if answered is not None and answered.target is None:
        return answered
    _refuse_no_reason(reason, answered)
    answer = _answer(goal, reason, actor, None)
    _record("content.plan.goal_declined", goal, actor)
    return answer


@transaction.atomic
def reopen_goal(*, goal: Goal, actor: User) -> bool:
    """Take back that nothing measures it. A proxy is undone where targets are."""
    gone, _rows = GoalAnswer.objects.filter(
        document=goal.clause.version.document_id, anchor=goal.clause.anchor,
        digest=goal.goal.digest, target__isnull=True,
    ).delete()  # fmt: skip
    if gone:
        _record("content.plan.goal_reopened", goal, actor)
    return bool(gone)


def ask_anew(*, target: Target) -> int:
    """A goal whose proxy is undone waits for an answer again."""
    gone, _rows = GoalAnswer.objects.filter(target=target).delete()
    return gone


def _answered(goal: Goal) -> GoalAnswer | None:
    return GoalAnswer.objects.filter(
        document=goal.clause.version.document_id, anchor=goal.clause.anchor,
        digest=goal.goal.digest,
    ).select_related("target").first()  # fmt: skip


def _refuse_no_reason(reason: str, answered: GoalAnswer | None) -> None:
    if answered is not None:
        raise PlanRefused(_("这一句刚处理过了，看下面现在的。"))
    if not reason.strip() or len(reason) > REASON_LENGTH:
        most = {"most": REASON_LENGTH}
        raise PlanRefused(_("写一句理由，不超过 %(most)d 个字。") % most, "reason")


def _answer(goal: Goal, reason: str, actor: User, target: Target | None) -> GoalAnswer:
    try:
        with transaction.atomic():
            return GoalAnswer.objects.create(
                document_id=goal.clause.version.document_id, anchor=goal.clause.anchor,
                digest=goal.goal.digest, sentence=goal.goal.sentence, target=target,
                reason=reason.strip(), answered_by=actor,
            )  # fmt: skip
    except IntegrityError as error:
        raise PlanRefused(_("这一句刚处理过了，看下面现在的。")) from error


def _record(action: str, goal: Goal, actor: User) -> None:
    record(
        actor=actor,
        action=action,
        target_key=goal.clause.key,
        unit_id=goal.clause.version.document.owner_unit_id,
        data={"position": goal.goal.start},
    )
