"""One information officer may serve several villages: how far registration could still bring the
share of villages that have a certified one."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from content.targets import registry
from content.targets import selectors as targets
from content.targets.domain.verdicts import Standing
from content.targets.models import Indicator, IndicatorValue, Target
from portal.people.enums import Post, UnitKind
from portal.people.models import Membership, Unit
from quizzes.certificates import selectors
from quizzes.certificates.enums import SchemeKind
from quizzes.certificates.models import Scheme
from tests.samples.due_day import target_of


@pytest.fixture
def officers(world, make_paper) -> Scheme:
    Unit.objects.create(code="other-village", name="上坝村", kind=UnitKind.VILLAGE)
    return Scheme.objects.create(
        slug="officer", title="灾害信息员", kind=SchemeKind.INFORMATION_OFFICER,
        issuer=world.county, assessment=make_paper("officer-theory"),
    )  # fmt: skip


def test_one_certified_officer_may_serve_every_village_where_nobody_is_registered(
    world, officers, sit, adult
):
    today = timezone.localdate()
    source = registry.get("villages_with_trained_officer")
    assert source.could_add(source.compute(today).inputs) == 0, "nobody holds a certificate"
    sit(adult(world.volunteer), officers)
    assert source.could_add(source.compute(today).inputs) == 2
    Membership.objects.filter(user=world.volunteer).update(post=Post.INFORMATION_OFFICER)
    measured = source.compute(today)
    assert (measured.numerator, source.could_add(measured.inputs)) == (1, 1)
    Membership.objects.create(
        user=world.volunteer, unit=Unit.objects.get(code="other-village"), role="volunteer",
        post=Post.INFORMATION_OFFICER, valid_from=today,
    )  # fmt: skip
    measured = source.compute(today)
    assert (measured.numerator, measured.denominator) == (2, 2)
    assert source.could_add(measured.inputs) == 0


@pytest.mark.parametrize(
    ("told", "could_add"),
    [
        ({"villages": 3, "with_officer": 1, "certified": 1, "spare": 0}, 2),
        ({"villages": 3, "with_officer": 1, "certified": 0, "spare": 2}, 2),
        ({"villages": 3, "with_officer": 1, "certified": 0, "spare": 0}, 0),
        ({"villages": 3, "with_officer": 1, "certified": 0}, 2),
        ({"day": "2026-01-01"}, 0),
    ],
)
def test_a_figure_that_was_stored_before_it_said_how_many_hold_one_is_still_read(told, could_add):
    source = registry.get("villages_with_trained_officer")
    assert source.could_add(told) == could_add


def test_a_target_that_one_more_registration_could_save_is_not_called_missed(
    world, officers, sit, adult
):
    sit(adult(world.volunteer), officers)
    Membership.objects.filter(user=world.volunteer).update(post=Post.INFORMATION_OFFICER)
    today = timezone.localdate()
    indicator = Indicator.objects.create(
        slug="villages", name="村", definition="截至当日。", measure="percent",
        source="villages_with_trained_officer",
    )  # fmt: skip
    measured = selectors.villages_with_trained_officer(today)
    target_of(world, indicator, value=Decimal(100), due=today)
    IndicatorValue.objects.create(
        indicator=indicator, holds_for=today, value=measured.value, definition="截至当日。",
        numerator=1, denominator=2, n=2, inputs=measured.inputs,
    )  # fmt: skip
    (row,) = targets.rows(Target.objects.all(), on=today + timedelta(days=1))
    assert row.verdict.standing is Standing.UNDECIDED
