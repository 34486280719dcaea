"""Versions of plans as they come into force: one person asks, another approves and publishes."""

from content.plans import services
from content.plans.models import PlanDocument, PlanVersion, ReviewRound
from portal.people.models import User


def asked(version: PlanVersion, asked_by: User, note: str = "") -> ReviewRound:
    return services.submit(version=version, actor=asked_by, note=note)


def approved(version: PlanVersion, asked_by: User, approved_by: User) -> ReviewRound:
    return services.approve(round=asked(version, asked_by), actor=approved_by)


def published(version: PlanVersion, asked_by: User, approved_by: User) -> PlanDocument:
    """`version` is read again, as publishing does."""
    approved(version, asked_by, approved_by)
    return services.publish_version(version=version, actor=approved_by)
