"""Who hears of the account of an expert. No message names the account: it may be erased."""

from django.urls import reverse

from content.experts.models import ExpertAccount
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.services import send, unlink
from portal.people.models import User


def asked(*, link: ExpertAccount) -> None:
    _tell(link.person, "asked", link, _own(link))


def answered(*, link: ExpertAccount) -> None:
    """Whoever asked, unless they answered themselves."""
    if link.asked_by_id != link.person_id:
        _tell(link.asked_by, link.state, link, _kept(link))


def ended(*, link: ExpertAccount, by: User, was_asked: bool) -> None:
    """The other side; `was_asked`: nobody had accepted it."""
    if by.pk != link.person_id:
        _tell(link.person, "taken_back" if was_asked else "ended", link, "")
    elif link.asked_by_id != link.person_id:
        _tell(link.asked_by, "left", link, _kept(link))


def unlinked(*, link: ExpertAccount) -> None:
    """What asked for an answer leads nowhere any more."""
    unlink(links=[_own(link)])


def _own(link: ExpertAccount) -> str:
    return reverse("experts:own", args=[link.pk])


def _kept(link: ExpertAccount) -> str:
    return reverse("experts:account", args=[link.expert_id]) if link.expert_id else ""


def _tell(person: User, template: str, link: ExpertAccount, page: str) -> None:
    if person.is_active:
        send(
            to=person,
            template=f"content/experts/{template}",
            context={"expert": str(link.expert or "")},
            channels=[Channel.INBOX],
            key=f"expert-account-{template}:{link.pk}",
            link=page,
        )
