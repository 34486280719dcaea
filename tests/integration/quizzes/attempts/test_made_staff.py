"""Whoever is made staff while sitting an exam goes on with it, and is asked everywhere else."""

import pytest
from django.utils import timezone

from portal.accounts import hashers
from portal.people.enums import Role
from portal.people.models import Membership
from tests.samples.sitting import form_of, option, page_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["second factor", "short password"])
def made_editor(request, settings, world, browser, attempt):
    """Signed in, and given the role only then."""
    if request.param == "second factor":
        settings.SECOND_FACTOR_FOR_STAFF = True
    else:
        settings.PASSWORD_HASHERS = ["portal.accounts.hashers.PortalArgon2"]
        world.volunteer.password = hashers.encode("秋天的稻子熟", strong=False)
        world.volunteer.save()
        browser.force_login(world.volunteer)
    form = form_of(browser, attempt, 1)
    Membership.objects.create(
        user=world.volunteer, unit=world.town, role=Role.EDITOR, valid_from=timezone.localdate()
    )
    return form


def test_no_answer_is_lost_and_the_paper_is_handed_in(browser, attempt, made_editor):
    assert browser.get("/me/").url.startswith("/accounts/")
    moved = save(browser, attempt, 1, made_editor, choice=option(attempt, 1))
    assert moved.url == page_of(attempt, 2)
    assert attempt.items.get(slot=1).response == {"chosen": [option(attempt, 1)]}
    assert browser.get(moved.url).status_code == 200
    start = f"/attempts/{attempt.public_id}/"
    assert browser.get(start).url.startswith(start)
    assert browser.get(f"{start}review/").status_code == 200
    assert browser.post(f"{start}submit/").url.startswith(start)
    assert browser.get(f"{start}result/").headers.get("Location", start).startswith(start)


def test_nothing_else_opens(browser, made_editor):
    for path in ("/attempts/", "/papers/", "/questions/", "/admin/"):
        assert browser.get(path).url.startswith("/accounts/"), path
