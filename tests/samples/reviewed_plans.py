"""Versions of plans as they come into force: one person asks, another approves and publishes."""

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind
from content.plans.models import PlanCorrection, PlanDocument, PlanVersion, ReviewRound
from portal.foundation.audit.models import AuditEvent
from portal.people.models import User


def asked(version: PlanVersion, asked_by: User, note: str = "") -> ReviewRound:
    return services.submit(version=version, actor=asked_by, note=note)


def approved(version: PlanVersion, asked_by: User, approved_by: User) -> ReviewRound:
    return services.approve(round=asked(version, asked_by), actor=approved_by)


def published(version: PlanVersion, asked_by: User, approved_by: User) -> PlanDocument:
    """`version` is read again, as publishing does."""
    approved(version, asked_by, approved_by)
    return services.publish_version(version=version, actor=approved_by)


def correct(version: PlanVersion, actor: User) -> PlanCorrection:
    """An edit of a draft of the small plan: a heading of it is text."""
    at = version.original.index("二、主要任务")
    return services.correct_draft(version=version, actor=actor, kind=CorrectionKind.TEXT, at=at)


def hide(version: PlanVersion, actor: User, visibility: str = "internal") -> None:
    """An edit of a draft of the small plan: who reads one of its clauses."""
    clause = version.clauses.get(heading="编制计划")
    services.set_visibility(clause=clause, visibility=visibility, actor=actor)


def as_seen(held: ReviewRound, state: str) -> ReviewRound:
    """The round as somebody has it before them who opened the page earlier."""
    held = ReviewRound.objects.get(pk=held.pk)
    held.state = state
    return held


def steps_audited() -> list[str]:
    """What the audit has of reviews, the oldest first."""
    events = AuditEvent.objects.filter(action__startswith="content.plan.review")
    return list(events.order_by("pk").values_list("action", flat=True))
