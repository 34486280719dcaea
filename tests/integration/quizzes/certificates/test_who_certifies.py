"""Whose certificates the public figures count: the issuers of county rank on the day counted."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from content.targets import selectors as targets
from content.targets.domain.verdicts import Standing
from content.targets.models import Indicator, IndicatorValue
from portal.people import services as people
from portal.people.enums import UnitKind
from portal.people.models import Unit, UnitParent
from quizzes.certificates import selectors
from quizzes.certificates.models import Certificate
from tests.integration.conftest import SINCE, make_unit
from tests.samples.certificates import rewrite
from tests.samples.due_day import target_of

SOURCE = "certified_volunteers"


@pytest.fixture
def issued_by(world, scheme, sit, adult):
    """`issued_by(unit)`: a volunteer's certificate of that unit."""

    def issue(unit: Unit) -> Certificate:
        scheme.issuer = unit
        scheme.save()
        sit(adult(world.volunteer), scheme)
        return Certificate.objects.get()

    return issue


@pytest.fixture
def bureau(world) -> Unit:
    return make_unit("bureau", "应急管理局", UnitKind.DEPARTMENT, world.county)


def counted(on=None):
    return selectors.certified_volunteers(on or timezone.localdate()).value


@pytest.mark.parametrize(
    ("issuer", "number"), [("county", 1), ("bureau", 1), ("town", 0), ("station", 0)]
)
def test_in_a_prefecture_what_its_counties_and_their_departments_issue_counts(
    world, issued_by, issuer, number
):
    Unit.objects.filter(pk=world.county.pk).update(kind=UnitKind.PREFECTURE)
    county = make_unit("wenquan", "温泉县", UnitKind.COUNTY, world.county)
    town = make_unit("zhen", "镇", UnitKind.TOWN, county)
    issuers = {
        "county": county, "town": town,
        "bureau": make_unit("xianju", "县应急管理局", UnitKind.DEPARTMENT, county),
        "station": make_unit("zhan", "镇应急站", UnitKind.DEPARTMENT, town),
    }  # fmt: skip
    issued_by(issuers[issuer])
    assert counted() == number


@pytest.mark.parametrize(("below", "number"), [("department", 1), ("town", 0)])
def test_a_department_that_moves_below_another_keeps_its_count_and_its_targets_their_figures(
    client, world, bureau, issued_by, settings, below, number
):
    settings.PAGECACHE_ENABLED = False
    today = timezone.localdate()
    issued_by(bureau)
    indicator = Indicator.objects.create(
        slug="holders", name="持证人数", definition="截至当日。", measure="people", source=SOURCE
    )
    target = target_of(
        world, indicator, unit=bureau, value=Decimal(1), due=today + timedelta(days=30)
    )
    IndicatorValue.objects.create(
        indicator=indicator, holds_for=today, value=1, numerator=1, n=1, definition="截至当日。"
    )
    parent = world.town
    if below == "department":
        parent = make_unit("office", "政府办", UnitKind.DEPARTMENT, world.county)
    people.move_unit(actor=world.administrator, unit=bureau, parent=parent, since=today)
    assert counted() == number
    (row,) = targets.public_rows(on=today)
    assert row.counted is bool(number) and len(targets.history_of(row)) == number
    assert (row.verdict.standing is Standing.NOT_MEASURED) is not bool(number)
    file = client.get(reverse("targets:csv", args=[target.slug])).content.decode("utf-8-sig")
    assert len(file.splitlines()) == 1 + number


def test_a_past_day_is_counted_by_the_tree_of_that_day(world, bureau, issued_by):
    today = timezone.localdate()
    rewrite(Certificate.objects.filter(pk=issued_by(bureau).pk), valid_from=SINCE)
    UnitParent.objects.filter(unit=bureau).update(valid_to=today)
    UnitParent.objects.create(unit=bureau, parent=world.town, valid_from=today)
    assert counted(today - timedelta(days=1)) == 1
    assert counted() == 0


def test_one_walk_of_the_tree_however_many_departments_there_are(
    world, bureau, issued_by, django_assert_num_queries
):
    issued_by(bureau)
    today = timezone.localdate()
    for more in (0, 5):
        for number in range(more):
            make_unit(f"d{number}", f"第{number}科", UnitKind.DEPARTMENT, bureau)
        with django_assert_num_queries(2):
            selectors.certified_volunteers(today)
        with django_assert_num_queries(5):
            selectors.villages_with_trained_officer(today)
