"""超过200人 and 低于3%: the number itself is not enough, or is too much."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from content.targets import counting, selectors, services
from content.targets.enums import Comparator
from content.targets.models import Target
from tests.samples.targets import STAND, draft, unbound


def _row(day):
    return selectors.rows(Target.objects.all(), on=day)[0]


@pytest.fixture
def more_than(world, indicator):
    STAND["text"] = "到2026年底，全县持证应急志愿者超过200人。"
    target = draft(
        world, indicator, comparator=Comparator.MORE, value=Decimal(200), due=date(2026, 12, 31)
    )
    return services.confirm_target(target=target, actor=world.administrator)


@pytest.mark.parametrize(
    ("count", "words", "missing"), [(200, "落后于进度", "还差 1 人"), (201, "达到", "")]
)
def test_more_than_two_hundred_is_reached_by_one_more(client, more_than, count, words, missing):
    STAND["count"] = count
    day = date(2026, 12, 31)
    counting.snapshot(more_than.indicator, day)
    row = _row(day)
    assert (row.words, unbound(row.next_step)) == (words, missing)
    assert unbound(row.goal_text) == "> 200 人"
    page = unbound(client.get(reverse("targets:detail", args=[more_than.slug])).content.decode())
    assert "&gt; 200 人" in page and "目标高于 200 人" in page


def test_its_way_is_the_way_to_one_more(more_than):
    STAND["count"] = 1
    counting.snapshot(more_than.indicator, date(2026, 12, 31))
    assert "今天应到 201 人" in unbound(_row(date(2026, 12, 31)).expected_text)


@pytest.mark.parametrize(
    ("comparator", "value", "measure"),
    [(Comparator.LESS, 0, "people"), (Comparator.MORE, 100, "percent")],
)
def test_what_nothing_can_be_over_or_under_is_refused(world, indicator, comparator, value, measure):
    indicator.measure = measure
    indicator.save()
    STAND["text"] = "照计划办。"
    with pytest.raises(services.TargetRefused) as refused:
        draft(world, indicator, comparator=comparator, value=Decimal(value))
    assert refused.value.field == "comparator" and not Target.objects.exists()
