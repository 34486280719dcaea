"""The doors of the workbench: each shown to exactly those whom it lets in."""

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory

from portal.people.enums import Role
from portal.people.models import Membership, User
from tests.integration.conftest import SINCE
from tests.samples import pages as samples
from themes import navigation

pytestmark = pytest.mark.django_db
PEOPLE = ("learner", "volunteer", "trainer", "editor", "reviewer", "examiner", "administrator")


def shown_to(person: object, path: str = "/workbench/plans/") -> list[navigation.Link]:
    request = RequestFactory().get(path)
    request.user = person
    return navigation.staff_links(request)


@pytest.mark.parametrize("name", [*PEOPLE, "auditor"])
def test_a_door_is_shown_to_exactly_those_whom_it_lets_in(world, client: Client, name: str) -> None:
    person = getattr(world, name)
    client.force_login(person)
    shown = {link.url for link in shown_to(person)}
    opened = {door.path for door in navigation.STAFF if client.get(door.path).status_code == 200}
    assert shown == opened


def test_the_administrator_finds_every_door_but_the_auditors(world) -> None:
    assert [link.url for link in shown_to(world.administrator)] == [
        door.path for door in navigation.STAFF if door.path != "/audit/"
    ]
    assert "/audit/" in [link.url for link in shown_to(world.auditor)]


def test_nobody_finds_a_door_before_signing_in() -> None:
    request = RequestFactory().get("/workbench/plans/")
    assert navigation.staff_links(request) == []


def test_a_right_that_ended_closes_its_door(world) -> None:
    Membership.objects.filter(user=world.editor).delete()
    Membership.objects.create(
        user=world.editor, unit=world.county, role=Role.REVIEWER, valid_from=SINCE
    )
    again = User.objects.get(pk=world.editor.pk)
    urls = {link.url for link in shown_to(again)}
    assert "/bank/" not in urls and "/bank/review/" in urls


def test_only_the_nearest_door_is_the_current_one(world) -> None:
    links = shown_to(world.administrator, "/bank/review/")
    assert [link.url for link in links if link.is_current] == ["/bank/review/"]


def test_every_door_of_header_and_footer_that_is_shown_answers(client: Client) -> None:
    request = RequestFactory().get("/")
    for door in navigation.links((*navigation.MAIN, *navigation.FOOT), request):
        assert client.get(door.url).status_code == 200, door.url


def test_the_footer_names_the_office_and_its_registrations(client: Client, settings) -> None:
    settings.SITE_OPERATOR = "安澜县应急管理局"
    settings.SITE_PHONE = "0000-0000000"
    settings.SITE_IDENTIFICATION_CODE = "6500000000"
    settings.SITE_ICP_NUMBER = "示ICP备00000000号"
    settings.SITE_POLICE_NUMBER = "示公网安备00000000000000号"
    settings.SITE_IPV6 = True
    foot = client.get("/no-such-footer/").content.decode().partition("<footer")[2]
    for words in ("主办：安澜县应急管理局", "0000-0000000", "6500000000", "示ICP备00000000号"):
        assert words in foot
    assert "示公网安备00000000000000号" in foot and "本站支持 IPv6" in foot
    assert 'href="/privacy/account/"' in foot


def test_the_footer_is_silent_on_numbers_that_are_not_set(client: Client, settings) -> None:
    settings.SITE_PHONE = settings.SITE_ICP_NUMBER = settings.SITE_POLICE_NUMBER = ""
    settings.SITE_IDENTIFICATION_CODE, settings.SITE_IPV6 = "", False
    foot = client.get("/display/").content.decode().partition("<footer")[2]
    assert "咨询电话" not in foot and "beian" not in foot and "IPv6" not in foot
    assert "网站标识码" not in foot


def test_the_pool_of_experts_is_found_from_the_foot_of_every_page(world, client: Client) -> None:
    samples.experts(samples.home())
    foot = client.get("/display/").content.decode().partition("<footer")[2]
    assert '<a href="/experts/">专家库</a>' in foot


def test_a_place_withdrawn_a_moment_ago_has_no_door_on_the_next_page(
    world, client: Client, django_capture_on_commit_callbacks
) -> None:
    index = samples.guides(samples.home())
    assert 'href="/guides/"' in client.get("/display/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        index.unpublish()
    assert 'href="/guides/"' not in client.get("/display/").content.decode()


def test_the_header_needs_no_cache(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise OSError("no cache")

    for name in ("get", "set", "add", "get_many"):
        monkeypatch.setattr(caches["pages"], name, away)
    assert client.get("/display/").status_code == 200
