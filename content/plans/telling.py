"""Who is told of a draft that waits for its review, and what became of it."""

from collections.abc import Iterable
from typing import Any

from django.template.defaultfilters import truncatechars
from django.urls import reverse

from content.plans.models import PlanVersion, ReviewRound
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.services import send, unlink
from portal.people.models import User


def asked(*, round: ReviewRound, deciders: Iterable[User]) -> None:
    """Everybody who may decide, but not whoever asked."""
    for person in deciders:
        if person.pk != round.asked_by_id:
            _tell(person, "asked", round, note=round.note.rstrip("。"))


def decided(*, round: ReviewRound, published: bool = False) -> None:
    """Whoever asked: what was decided, and the reason of a return."""
    told = "published" if published else round.state
    _tell(round.asked_by, told, round, reason=round.reason.rstrip("。"))


def void(*, round: ReviewRound, by: User | None) -> None:
    """Whoever asked, unless it was their own edit."""
    if by is None or by.pk != round.asked_by_id:
        _tell(round.asked_by, "void", round, why=round.get_void_for_display())


def thrown_away(*, version: PlanVersion) -> None:
    """What was said of a draft that goes leads nowhere any more."""
    unlink(links=[_page(version)])


def _page(version: PlanVersion) -> str:
    return reverse("plans_desk:review", args=[version.pk])


def _tell(person: User, template: str, round: ReviewRound, **words: Any) -> None:
    if person.is_active:
        send(
            to=person,
            template=f"content/plans/{template}",
            context={
                "title": truncatechars(round.version.title, 40),
                "number": round.version.number,
                **words,
            },
            channels=[Channel.INBOX],
            key=f"plan-review-{template}:{round.pk}:{person.pk}",
            link=_page(round.version),
        )
