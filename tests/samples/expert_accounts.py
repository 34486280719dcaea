"""Accounts asked to be experts of the pool."""

from datetime import date

from wagtail.models import Page

from content.experts import services
from content.experts.models import ExpertAccount, ExpertPage
from portal.people.models import User
from tests.samples.things import Things


def asked(index: Page, things: Things, by: User) -> ExpertAccount:
    """The holder was asked to be an expert of whom no page is published yet."""
    name = f"专家{things.holder.username}{things.unit.code}"
    expert = ExpertPage(
        title=name, slug=f"asked-{things.holder.username}", owner_unit=things.unit,
        category="natural", live=False, term_start=date(2025, 1, 1), term_end=date(2098, 1, 1),
    )  # fmt: skip
    index.add_child(instance=expert)
    return ExpertAccount.objects.create(expert=expert, person=things.holder, asked_by=by)


def connected(things: Things) -> ExpertAccount:
    link = things.expert_account
    return services.accept(link=link, by=link.person)


def asked_of_the_pool(things: Things) -> ExpertAccount:
    """Somebody was asked to be the expert whose contact is kept."""
    return services.ask_to_be(
        expert=things.contact.expert, person=things.holder,
        by=User.objects.get(username="p-administrator"),
    )  # fmt: skip
