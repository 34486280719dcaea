"""A draft that is older than what is in force says so, before it is sent in and published."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.plans import services
from portal.people.enums import Role
from tests.integration.conftest import make_person
from tests.samples.reviewed_plans import approved, asked, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    def run(person, version):
        client.force_login(person)
        response = client.get(reverse("plans_desk:review", args=[version.pk]))
        return BeautifulSoup(response.content.decode().replace("<wbr>", ""), "html.parser").main

    return run


@pytest.fixture
def three(import_small, small_text, world):
    """A draft that lies about, and two later texts that came into force."""
    first = import_small(publish=False).version
    slug = first.document.slug
    later = [
        import_small(small_text.replace("先桌面", words), publish=False, slug=slug).version
        for words in ("先讨论", "先沙盘")
    ]
    for version in later:
        published(version, world.editor, world.reviewer)
    first.document.refresh_from_db()
    return first, *later


def test_a_draft_older_than_what_is_in_force_says_so_and_leads_to_throwing_it_away(
    client, page, three, world
):
    first = three[0]
    shown = page(world.editor, first)
    words = "现行的第 3 版比它新"
    assert words in shown.get_text()
    assert shown.find("a", href="#discard") and shown.find(id="discard")
    held = asked(first, world.editor)
    assert words in page(world.reviewer, first).get_text()
    assert not page(world.reviewer, first).find("a", href="#discard")
    both = make_person("liang", "两样都行", world.town, Role.ADMINISTRATOR)
    for person, offered in ((world.reviewer, False), (both, True)):
        client.force_login(person)
        question = client.post(
            reverse("plans_desk:approve_and_publish", args=[first.pk]),
            {"round": held.pk, "state": "asked"},
        )
        main = BeautifulSoup(question.content.decode(), "html.parser").main
        assert words in main.get_text()
        assert bool(main.find("a", href=lambda one: one and one.endswith("#discard"))) is offered
    services.approve(round=held, actor=world.reviewer)
    question = client.post(reverse("plans_desk:publish", args=[first.pk]))
    assert words in question.content.decode()


def test_a_correction_of_the_old_text_says_that_a_newer_one_is_approved(
    page, import_small, small_text, world
):
    first = import_small()
    newer = import_small(
        small_text.replace("先桌面", "先讨论"), publish=False, slug=first.document.slug
    ).version
    draft = services.draft_of_published(version=first.version, actor=world.editor)
    assert "比它新" not in page(world.editor, draft).get_text()
    approved(newer, world.editor, world.reviewer)
    assert "第 2 版比它新，已经批准" in page(world.editor, draft).get_text()
    services.publish_version(version=newer, actor=world.reviewer)
    assert "现行的第 2 版比它新" in page(world.editor, draft).get_text()
    assert "比它新" not in page(world.editor, first.version).get_text()


def test_the_newest_draft_and_a_correction_of_what_is_in_force_are_not_called_old(
    page, three, import_small, small_text, world
):
    newest = import_small(
        small_text + "\n（三）经费。\n", publish=False, slug=three[0].document.slug
    )
    again = services.draft_of_published(version=three[2], actor=world.editor)
    for version in (newest.version, again):
        assert "比它新" not in page(world.editor, version).get_text()
