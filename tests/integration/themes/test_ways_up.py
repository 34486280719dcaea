"""In 长辈版 the tabs and all but the last crumb are gone: each page of the desk still leads up."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from portal.people.models import User
from tests.samples import county as samples
from tests.samples.addresses import Own, own_addresses, path_of, tried_with
from tests.samples.things import County, Things
from themes.management.commands import build_styles

FIRST_LEVEL = {"/me/"}
"""Doors that are no page of the workbench; its own stand beside the mark of each of its pages."""


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker) -> Iterator[County]:
    with pytest.MonkeyPatch.context() as patch, samples.building(django_db_blocker) as built:
        patch.setattr("django.conf.settings.PAGECACHE_ENABLED", False, raising=False)
        yield built


def pages(county: County, person: User, things: Things, wanted) -> Iterator[tuple[str, object]]:
    """Each page in 长辈版 that this person may open, with its path."""
    client = Client()
    client.force_login(person)
    client.cookies["display"] = "elder"
    for own in own_addresses():
        if not wanted(own):
            continue
        for address in tried_with(own):
            path = path_of(own, address, things)
            caches["default"].clear()
            with transaction.atomic():
                answer = client.get(path)
                transaction.set_rollback(True)
            if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
                yield path, BeautifulSoup(b"".join(answer), "html.parser")


def leads_up(path: str, page) -> bool:
    """The last crumb, which alone is shown, is a link to another page."""
    crumbs = page.select(".crumbs li")
    links = crumbs[-1].select("a[href]") if crumbs else []
    return any(link["href"].partition("?")[0] != path.partition("?")[0] for link in links)


@pytest.mark.django_db
def test_every_page_below_the_doors_of_the_workbench_leads_up(county):
    def of_ours(own: Own) -> bool:
        return not own.route.startswith(("/admin/", "/accounts/"))

    without, seen = [], 0
    for path, page in pages(county, county.people["administrator"], county.objects["own"], of_ours):
        if "staff" not in page.html.get("class", []):
            continue
        assert "elder" in page.html["class"]
        doors = {link["href"] for link in page.select("header a[href]")} | FIRST_LEVEL
        if path.partition("?")[0] in doors:
            continue
        seen += 1
        if not leads_up(path, page):
            without.append(path)
    assert without == [] and seen > 60


@pytest.mark.django_db
def test_what_one_is_asked_for_leads_back_to_ones_own_page(county):
    asked = {"comments:invited", "comments:invited_clause", "experts:own"}
    mine, person = county.mine["learner"], county.people["learner"]
    shown = list(pages(county, person, mine, lambda own: own.name in asked))
    assert len(shown) == len(asked)
    assert [path for path, page in shown if not leads_up(path, page)] == []


def test_the_sheet_leaves_the_last_crumb_in_its_place():
    sheet = build_styles.BUILT.read_text("utf-8")
    hides = re.findall(r"([^{}]*)\{display:none\}", sheet)
    elder = [one for rule in hides for one in rule.split(",") if one.startswith(".elder .crumbs")]
    assert elder == [".elder .crumbs li:not(:last-child)"]
