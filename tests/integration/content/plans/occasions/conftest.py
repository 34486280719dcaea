"""A draft in which levels and situations are read, and what its editor says of them."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.selectors.corrections import stretch_at
from content.plans.selectors.readable import readable_text
from content.plans.selectors.responses import ladders
from content.plans.selectors.situations import situations_by_chapter
from tests.samples.what_when import PLAN
from tests.samples.who_acts import at


@pytest.fixture
def draft(import_small):
    return import_small(PLAN, publish=False, kind="special").version


@pytest.fixture
def tell(world, draft):
    def run(kind, words, called="", version=None, **values):
        version = version or draft
        return services.correct_draft(
            version=version, actor=world.editor, kind=kind, at=at(version, words), called=called,
            **values,
        )  # fmt: skip

    return run


@pytest.fixture
def levels(world):
    def run(version, person=None):
        return {
            response.name: [
                [one.text for one in said]
                for said in (response.conditions, response.deciders, response.actions)
            ]
            for ladder in ladders(readable_text(version, person or world.editor))
            for response in ladder.responses
        }

    return run


@pytest.fixture
def cases(world):
    def run(version, person=None):
        text = readable_text(version, person or world.editor)
        return [one.name for part in situations_by_chapter(text) for one in part.situations]

    return run


@pytest.fixture
def page(client, world, draft):
    """Open the page of the stretch with these words, or send one of its forms."""

    def run(words, sent="", **named):
        client.force_login(world.editor)
        place = at(draft, words)
        address = reverse("plans_desk:correct", args=[draft.pk, place])
        if not sent:
            return client.get(address)
        values = {"state": stretch_at(draft, place).state, **named}
        return client.post(
            address, {"form": sent, **{f"{sent}-{key}": value for key, value in values.items()}}
        )

    return run
