"""Who is told of a draft that waits for its review, and what became of it."""

from collections.abc import Iterable
from typing import Any

from django.template.defaultfilters import truncatechars
from django.urls import reverse

from content.plans.models import PlanVersion, ReviewRound, Widening
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.services import send, settle, unlink
from portal.people.models import User


def asked(*, round: ReviewRound, deciders: Iterable[User]) -> None:
    """Everybody who may decide, but not whoever asked."""
    for person in deciders:
        if person.pk != round.asked_by_id:
            _tell(person, "asked", round, note=round.note.rstrip("。"))


def decided(*, round: ReviewRound, published: bool = False) -> None:
    """Whoever asked: what was decided, and the reason of a return."""
    over(round=round)
    told = "published" if published else round.state
    open_ones = round.version.document.triggers.filter(settled_on__isnull=True)
    _tell(
        round.asked_by, told, round, reason=round.reason.rstrip("。"),
        unanswered=open_ones.count() if published else 0,
    )  # fmt: skip


def void(*, round: ReviewRound, by: User | None) -> None:
    """Whoever asked, unless it was their own edit."""
    over(round=round)
    if by is None or by.pk != round.asked_by_id:
        _tell(round.asked_by, "void", round, why=round.get_void_for_display())


def over(*, round: ReviewRound) -> None:
    """Nobody has to decide any more."""
    settle(about=f"plan-review-asked:{round.pk}:")


def widening_asked(*, widening: Widening, deciders: Iterable[User]) -> None:
    """Everybody who may confirm it."""
    for person in deciders:
        _tell_of_widening(person, "asked", widening)


def widening_decided(*, widening: Widening) -> None:
    """Whoever proposed it: confirmed or declined."""
    widening_over(widening=widening)
    _tell_of_widening(widening.proposed_by, widening.state, widening)


def widening_void(*, widening: Widening, by: User | None) -> None:
    """Whoever proposed it, unless it was their own edit."""
    widening_over(widening=widening)
    if by is None or by.pk != widening.proposed_by_id:
        _tell_of_widening(widening.proposed_by, "void", widening)


def widening_over(*, widening: Widening) -> None:
    """Nobody has to confirm it any more."""
    settle(about=f"plan-widening-asked:{widening.pk}:")


def _tell_of_widening(person: User, template: str, widening: Widening) -> None:
    # Neither title nor words: the message stays when its reader may not read them any more.
    if person.is_active:
        send(
            to=person,
            template=f"content/plans/widening_{template}",
            context={"wanted": widening.get_wanted_display()},
            channels=[Channel.INBOX],
            key=f"plan-widening-{template}:{widening.pk}:{person.pk}",
            link=reverse("plans_desk:widening", args=[widening.pk]),
        )


def thrown_away(*, version: PlanVersion) -> None:
    """What was said of a draft that goes leads nowhere any more, and nobody has to decide."""
    for round in ReviewRound.objects.filter(version=version):
        over(round=round)
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
