"""What each role finds on the list of plans of the workbench."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.plans.models import PlanDocument
from portal.people.enums import STAFF_ROLES, Role
from portal.people.models import Membership
from tests.integration.conftest import SINCE, make_person

READERS = (Role.TRAINER, Role.EXAMINER, Role.ASSESSOR, Role.AUDITOR)
EMPTY = "还没有预案"


@pytest.fixture
def shown(client):
    def run(person):
        client.force_login(person)
        page = client.get(reverse("plans_desk:list")).content.decode().replace("<wbr>", "")
        return page[page.index("<h1") : page.index("</main>")]

    return run


def links(page):
    return re.findall(r'href="([^"#]+)', page)


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_every_link_on_the_list_of_plans_opens_for_whom_it_is_shown(
    client, world, import_small, shown, role
):
    import_small(number := "一、总则\n（一）每年至少组织3次演练。", title="甲镇计划", publish=False)
    import_small(title="乙镇计划", unit=world.town)
    import_small(number.replace("3", "4"), title="丙镇计划", unit=world.town)
    for unit in (world.county, world.town, world.other_town):
        person = make_person(f"{role}-{unit.code}", "某某", unit, role)
        page = shown(person)
        for address in links(page):
            assert client.get(address).status_code == 200, (role, unit, address)
        assert EMPTY not in page and "丙镇计划" in page


@pytest.mark.parametrize("role", READERS)
def test_who_only_reads_finds_the_internal_plans_of_the_unit_and_nothing_to_register(
    world, import_small, shown, role
):
    plan = import_small(title="内部计划").document
    PlanDocument.objects.update(visibility="internal")
    page = shown(make_person("reader", "某某", world.town, role))
    assert plan.get_absolute_url() in links(page) and "可以阅读的" in page
    assert reverse("plans_desk:upload") not in page
    elsewhere = shown(make_person("elsewhere", "某某", world.other_town, role))
    assert "内部计划" not in elsewhere and EMPTY in elsewhere


def test_an_empty_list_asks_only_those_to_register_who_may(world, shown):
    assert "登记第一件" in shown(world.editor)
    for person in (world.reviewer, world.examiner, world.auditor):
        page = shown(person)
        assert EMPTY in page and "登记第一件" not in page


def test_a_reviewer_is_led_to_the_proof_and_reads_the_open_numbers_as_words(
    world, import_small, shown
):
    imported = import_small(publish=False)
    review = reverse("plans_desk:review", args=[imported.version.pk])
    lists = {
        reverse(f"plans_desk:{name}") for name in ("dues", "revisions", "coverage", "structure")
    }
    desk, dues = reverse("plans_desk:list"), reverse("plans_desk:dues")
    figures = {
        *(f"{desk}?state={state}" for state in ("mine", "undrilled")),
        *(f"{dues}?due={due}&amp;whose=own" for due in ("overdue", "month")),
    }
    assert set(links(shown(world.reviewer))) == {review, *lists, *figures}
    assert "1 个" in shown(world.reviewer)
    edited = links(shown(world.editor))
    assert reverse("plans_desk:change", args=[imported.document.slug]) in edited
    assert reverse("plans_desk:drafts", args=[imported.version.pk]) in edited


def test_who_edits_in_one_town_and_reviews_in_another_changes_only_the_first(
    world, import_small, shown
):
    imported = import_small()
    Membership.objects.create(
        user=world.other_editor, unit=world.town, role=Role.REVIEWER, valid_from=SINCE
    )
    found = links(shown(world.other_editor))
    assert reverse("plans_desk:change", args=[imported.document.slug]) not in found
    assert reverse("plans_desk:review", args=[imported.version.pk]) in found


def test_the_list_reads_as_often_for_many_plans_as_for_one(client, world, import_small):
    def reads(person):
        client.force_login(person)
        client.get(reverse("plans_desk:list"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("plans_desk:list"))
        return len(queries)

    import_small()
    once = [reads(person) for person in (world.editor, world.auditor)]
    for number in range(3):
        import_small(f"一、总则\n每年至少组织{number + 2}次演练。", title=f"计划{number}")
    assert [reads(person) for person in (world.editor, world.auditor)] == once
