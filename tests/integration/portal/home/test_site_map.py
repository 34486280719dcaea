"""The map of the site, for people and for search engines."""

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from content.pages.services import withdraw
from content.plans import services as plans
from content.plans.enums import Visibility
from portal.home.models import HomePage
from tests.samples import pages as samples
from tests.samples.english import english_in
from tests.samples.reviewed_plans import published

pytestmark = pytest.mark.django_db

TEXT = "安澜县{name}\n\n1 总则\n\n1.1 目的\n为了做好准备，制定本预案。\n"


@pytest.fixture
def home(world: Any) -> HomePage:
    return samples.home()


def plan(world: Any, slug: str, visibility: Visibility) -> None:
    made = plans.import_document(
        actor=world.editor,
        owner_unit=world.county,
        text=TEXT.format(name=slug),
        slug=slug,
        title=f"安澜县预案{slug}",
        kind="general",
        visibility=visibility,
    )
    published(made.version, world.editor, world.reviewer)


def mapped(client: Client) -> set[str]:
    page = client.get("/sitemap/").content.decode()
    main = page[page.index('<main id="main"') : page.index("</main>")]
    return set(re.findall(r'href="([^"]+)"', main))


def listed(client: Client) -> set[str]:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = {node.text or "" for node in tree.iter() if node.tag.endswith("}loc")}
    return {re.sub(r"^https?://[^/]+", "", url) for url in found}


def test_the_map_shows_every_open_page_below_the_page_it_belongs_to(
    client: Client, world: Any, home: HomePage
) -> None:
    samples.guide(samples.guides(home), world.county)
    page = client.get("/sitemap/").content.decode()
    index, guide = page.index('<a href="/guides/">'), page.rindex('<a href="/guides/earthquake/">')
    assert index < guide
    assert {"/guides/", "/guides/earthquake/"} <= mapped(client)
    assert {"/", "/guides/", "/guides/earthquake/"} <= listed(client)


def test_what_a_stranger_may_not_read_is_on_neither_map(
    client: Client, world: Any, home: HomePage
) -> None:
    guide = samples.guide(samples.guides(home), world.county)
    assert "/guides/earthquake/" in mapped(client) & listed(client)
    PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.LOGIN)
    assert "/guides/earthquake/" not in mapped(client) | listed(client)


def test_a_withdrawn_guide_is_on_neither_map(client: Client, world: Any, home: HomePage) -> None:
    guide = samples.guide(samples.guides(home), world.county)
    withdraw(page=guide, actor=world.reviewer, reason="旧了")
    assert "/guides/earthquake/" not in mapped(client) | listed(client)


def test_an_internal_plan_stays_off_both_maps(client: Client, world: Any, home: HomePage) -> None:
    plan(world, "open-plan", Visibility.PUBLIC)
    plan(world, "inner-plan", Visibility.INTERNAL)
    assert "/plans/open-plan/" in mapped(client) & listed(client)
    assert not {url for url in mapped(client) | listed(client) if "inner-plan" in url}


def test_every_place_on_the_map_answers(client: Client, world: Any, home: HomePage) -> None:
    samples.guide(samples.guides(home), world.county)
    plan(world, "open-plan", Visibility.PUBLIC)
    for url in mapped(client):
        assert client.get(url).status_code == 200, url


def test_the_footer_leads_to_the_map_and_to_the_statement(client: Client) -> None:
    page = client.get("/accessibility/").content.decode()
    foot = page[page.index('<footer class="foot"') :]
    assert 'href="/sitemap/"' in foot and 'href="/accessibility/"' in foot


@pytest.mark.parametrize("path", ["/accessibility/", "/sitemap/"])
def test_both_pages_speak_chinese(client: Client, home: HomePage, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert english_in(answer.content.decode()) == set()


def test_the_statement_gives_the_telephone_only_where_there_is_one(
    client: Client, settings: Any
) -> None:
    settings.SITE_PHONE = ""
    assert "还没有登记咨询电话" in client.get("/accessibility/").content.decode()
    settings.SITE_PHONE = "0000-8888888"
    assert "打 0000-8888888" in client.get("/accessibility/").content.decode()


def test_the_statement_says_when_it_was_compared_with_the_pages(client: Client) -> None:
    page = client.get("/accessibility/").content.decode()
    day = re.search(r"对照的日期：(\d{4}-\d\d-\d\d)", page)
    assert day is not None and date.fromisoformat(day.group(1)) > date(2026, 1, 1)


def test_search_engines_are_told_what_is_not_for_them_and_where_the_map_is(client: Client) -> None:
    answer = client.get("/robots.txt")
    lines = answer.content.decode().splitlines()
    assert answer["Content-Type"].startswith("text/plain") and lines[0] == "User-agent: *"
    assert {"Disallow: /accounts/", "Disallow: /admin/"} <= {*lines}
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_the_name_of_the_site_stays_in_the_script_of_its_sign(client: Client) -> None:
    client.cookies["display"] = "hant"
    page = client.get("/sitemap/").content.decode()
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert "網站地圖 - 安澜" in title and "安瀾" not in page
