"""From a passage of a guide to a question, and what hangs on a passage already."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from content.guides.models import GuidePage
from content.pages.models import Paragraph
from quizzes.bank import services
from quizzes.bank.wagtail_hooks import ask_about_it
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db

KEYS = [UUID(int=n) for n in (1, 2, 3)]


@pytest.fixture
def guide(world):
    root = Page.objects.get(depth=1)
    page = root.add_child(
        instance=GuidePage(title="地震指南", slug="quake-guide", owner_unit=world.county, live=True)
    )
    now = timezone.now()
    for position, key in enumerate(KEYS):
        Paragraph.objects.create(
            key=key,
            block_id=uuid4(),
            page=page,
            page_title=page.title,
            kind="step",
            section="发生时",
            text=f"第 {position + 1} 段",
            content_hash="a" * 64,
            first_hash="a" * 64,
            position=position,
            fragment=f"p{position}",
            first_seen=now,
            changed_at=now,
            withdrawn_at=now if position == 2 else None,
        )
    return page


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def test_an_editor_goes_from_a_passage_to_the_form_with_it_beside(world, guide):
    client = client_of(world.editor)
    index = client.get(reverse("bank:index")).content.decode()
    assert reverse("bank:sources") in index
    listing = client.get(reverse("bank:sources")).content.decode()
    address = reverse("bank:passages", args=[guide.pk])
    assert address in listing and "2 段" in listing.replace("\u00a0", " ")
    page = client.get(address).content.decode()
    door = f"{reverse('bank:new')}?source=paragraph%3A{KEYS[0]}"
    assert door in page and "第 3 段" not in page
    assert "第 1 段" in client.get(door).content.decode()


def test_guides_and_courses_stand_before_experts_among_what_can_be_asked_about(world):
    home = samples.home()
    pages = [
        samples.guide(samples.guides(home), world.town),
        samples.lesson(samples.course(samples.courses(home), world.town), world.town),
        samples.expert(samples.experts(home), world.town),
    ]
    listing = client_of(world.editor).get(reverse("bank:sources")).content.decode()
    places = [listing.find(reverse("bank:passages", args=[page.pk])) for page in pages]
    assert -1 not in places and places == sorted(places)


def test_a_passage_says_how_many_questions_of_each_pool_hang_on_it(world, guide, make_question):
    key = f"paragraph:{KEYS[0]}"
    for pool in ("practice", "certification", "certification"):
        make_question(pool=pool, source_key=key, stem=f"{pool} 题？")
    gone = make_question(pool="practice", source_key=key, stem="停用的题？")
    services.retire(question=gone, by=world.examiner, reason="过时")
    client = client_of(world.examiner)
    address = reverse("bank:passages", args=[guide.pk])
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page = client.get(address).content.decode()
    found = f"{reverse('bank:index')}?source=paragraph%3A{KEYS[0]}&amp;pool="
    assert f'{found}certification">2</a>' in page and f'{found}practice">1</a>' in page
    assert len(few) < 25
    listed = client.get(found.replace("&amp;", "&") + "practice").content.decode()
    assert "practice 题？" in listed and "certification 题？" not in listed


def test_how_often_another_unit_asks_about_a_passage_stays_with_that_unit(
    world, guide, make_question
):
    make_question(pool="certification", source_key=f"paragraph:{KEYS[0]}")
    page = client_of(world.other_editor).get(reverse("bank:passages", args=[guide.pk]))
    assert page.status_code == 200
    assert f"source=paragraph%3A{KEYS[0]}&amp;pool=" not in page.content.decode()


@pytest.mark.parametrize("page_id", ["999999", "99999999999999999999"])
def test_a_page_that_there_is_not_is_not_found(world, guide, page_id):
    address = reverse("bank:passages", args=[guide.pk]).replace(f"/{guide.pk}/", f"/{page_id}/")
    assert client_of(world.editor).get(address).status_code == 404


def test_a_page_taken_off_the_site_offers_nothing(world, guide):
    Page.objects.filter(pk=guide.pk).update(live=False)
    client = client_of(world.editor)
    assert client.get(reverse("bank:passages", args=[guide.pk])).status_code == 404
    assert guide.title not in client.get(reverse("bank:sources")).content.decode()


def test_the_page_editor_leads_there_only_those_who_write_questions(world, guide):
    buttons = list(ask_about_it(guide, world.editor, "edit"))
    assert [button.url for button in buttons] == [reverse("bank:passages", args=[guide.pk])]
    assert not list(ask_about_it(guide, world.reviewer, "edit"))


def test_a_reviewer_is_led_to_no_page_that_is_closed_to_them(world, make_question):
    question = make_question(published=False)
    client = client_of(world.reviewer)
    closed = f'href="{reverse("bank:index")}"'
    for address in (reverse("bank:queue"), question.get_absolute_url()):
        page = client.get(address)
        main = page.content.decode().split("<main", 1)[1]
        assert page.status_code == 200 and closed not in main
    assert client.get(reverse("bank:index")).status_code == 403
