"""Screens of the workbench stand in its frame, so that the way back to the desk never vanishes."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.people.rights import Action
from tests.samples import county as samples
from tests.samples.addresses import ADDRESSES, Address, own_addresses
from tests.samples.things import County

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("staff_frame")]
WORKED_AT_BY = "superuser"


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker) -> Iterator[County]:
    with pytest.MonkeyPatch.context() as patch, samples.building(django_db_blocker) as built:
        patch.setattr(settings, "SECOND_FACTOR_FOR_STAFF", False, raising=False)
        yield built


def screens(county: County) -> Iterator[tuple[str, str]]:
    """Name and path of every screen that a right of the staff opens."""
    things = county.objects["own"]
    for own in own_addresses():
        if not isinstance(own.entry.callback.access, Action):
            continue
        for address in ADDRESSES.get(own.name, [Address("everybody", lambda _things: {})]):
            path = reverse(own.name, kwargs=address.arguments(things))
            yield own.name, path + address.query(things)


def test_every_screen_of_the_workbench_shows_its_doors(county: County) -> None:
    client = Client()
    client.force_login(county.people[WORKED_AT_BY])
    seen, bare = 0, []
    for name, path in screens(county):
        answer = client.get(path)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        if re.search(r"<body[^>]*\bwagtail\b|<html[^>]*\bw-", page):
            continue
        seen += 1
        if not re.search(r'<html[^>]* class="[^"]*\bstaff\b', page):
            bare.append(f"{name} {path}")
    assert not bare, "\n".join(bare)
    assert seen > 15
