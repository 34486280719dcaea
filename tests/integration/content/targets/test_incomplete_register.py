"""What a register knows nothing of decides nothing, and what is entered later completes the day."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from content.targets import counting, registry
from content.targets.domain.verdicts import Standing
from content.targets.enums import Measure
from content.targets.models import Indicator, Target
from portal.operations import first_county
from tests.samples.due_day import DUE, indicator_of, standing, target_of
from tests.samples.targets import unbound


@pytest.fixture
def indicator(world, monkeypatch):
    return indicator_of(monkeypatch)


def _register_of_villages(**stand):
    """24 villages as `stand` says: with_officer, certified."""
    registry._sources.pop("test.due")
    registry.register(
        "test.due",
        lambda on: registry.Measurement.rate(
            stand["certified"], 24, **{n: v for n, v in stand.items() if n != "certified"}
        ),
        title="测试名册",
        explain=lambda inputs: f"登记 {inputs['with_officer']} 个",
        unregistered=lambda inputs: 24 - inputs["with_officer"],
        could_count=lambda inputs: inputs.get("could", 24 - inputs["with_officer"]),
    )
    return stand


def test_how_complete_the_register_is_stands_beside_the_figure_and_in_the_files(
    client, world, indicator, settings
):
    settings.PAGECACHE_ENABLED = False
    first_county.load_pages()
    _register_of_villages(with_officer=10, certified=6)
    Indicator.objects.filter(pk=indicator.pk).update(measure=Measure.PERCENT)
    target_of(world, indicator, due=date(2099, 12, 31), value=Decimal(60))
    counting.snapshot_all(timezone.localdate())
    for address in ("/", reverse("targets:list")):
        page = client.get(address).content.decode().replace("\xa0", " ")
        assert "名册不全：14 个没有登记" in page, address
    client.force_login(world.administrator)
    for name, args in [("detail", ["due"]), ("csv", ["due"]), ("desk_csv", [])]:
        page = client.get(reverse(f"targets:{name}", args=args)).content.decode()
        assert "登记 10 个" in page, name


def test_an_undercount_after_the_due_day_is_not_missed_until_the_register_is_complete(
    client, world, indicator, settings
):
    settings.PAGECACHE_ENABLED = False
    stand = _register_of_villages(with_officer=10, certified=6)
    Indicator.objects.filter(pk=indicator.pk).update(measure=Measure.PERCENT)
    target = target_of(world, indicator, value=Decimal(60))
    counting.snapshot_all(timezone.localdate())
    assert standing(target, timezone.localdate()).verdict.standing is Standing.UNDECIDED
    page = unbound(client.get(reverse("targets:list")).content.decode())
    assert "1 项登记不全，还不能判定" in page and "补上没有登记的 14 个再判定" in page
    assert "0 项没达到" in page
    stand.update(with_officer=24, certified=14)
    counting.snapshot_all(timezone.localdate())
    row = standing(target, timezone.localdate())
    assert (row.verdict.standing, row.next_step) == (Standing.MISSED, "还差 1\xa0个")
    assert row.figure.revision == 2
    stand.update(certified=24)
    counting.snapshot_all(timezone.localdate())
    assert standing(target, timezone.localdate()).verdict.standing is Standing.MISSED


def test_a_register_that_nobody_could_complete_far_enough_is_missed(
    client, world, indicator, settings
):
    settings.PAGECACHE_ENABLED = False
    stand = _register_of_villages(with_officer=10, certified=6, could=8)
    Indicator.objects.filter(pk=indicator.pk).update(measure=Measure.PERCENT)
    target = target_of(world, indicator, value=Decimal(60))  # 15 of 24
    counting.snapshot_all(timezone.localdate())
    row = standing(target, timezone.localdate())
    assert row.verdict.standing is Standing.MISSED and row.unregistered == 14
    assert "补齐登记就可能够的" in row.rule_text
    page = client.get(reverse("targets:list")).content.decode().replace("\xa0", " ")
    assert "名册不全：14 个没有登记" in page and "还不能判定" not in page
    target.delete()
    indicator.values.all().delete()
    stand.update(could=9)
    target = target_of(world, indicator, value=Decimal(60))
    counting.snapshot_all(timezone.localdate())
    assert standing(target, timezone.localdate()).verdict.standing is Standing.UNDECIDED


@pytest.mark.parametrize(
    "later",
    [
        {"certified": 14, "with_officer": 9},  # somebody left, and is forgotten by the register
        {"certified": 5, "with_officer": 12},
    ],
)
def test_a_day_is_not_counted_again_for_what_was_lost_since(world, indicator, later):
    stand = _register_of_villages(with_officer=10, certified=6)
    Indicator.objects.filter(pk=indicator.pk).update(measure=Measure.PERCENT)
    target = target_of(world, indicator, value=Decimal(60))
    counting.snapshot_all(timezone.localdate())
    stand.update(later)
    counting.snapshot_all(timezone.localdate())
    assert indicator.values.filter(holds_for=DUE).count() == 1
    assert standing(target, timezone.localdate()).figure.numerator == 6


def test_a_settled_day_is_not_counted_again_and_none_by_a_later_definition(world, indicator):
    stand = _register_of_villages(with_officer=10, certified=15)
    Indicator.objects.filter(pk=indicator.pk).update(measure=Measure.PERCENT)
    target = target_of(world, indicator, value=Decimal(60))
    counting.snapshot_all(timezone.localdate())
    assert standing(target, timezone.localdate()).verdict.standing is Standing.REACHED
    stand.update(with_officer=20, certified=20)
    counting.snapshot_all(timezone.localdate())
    assert indicator.values.filter(holds_for=DUE).count() == 1
    Target.objects.filter(pk=target.pk).update(value=Decimal(70))
    Indicator.objects.filter(pk=indicator.pk).update(definition="从明年起只算行政村。")
    counting.snapshot_all(timezone.localdate())
    assert indicator.values.filter(holds_for=DUE).count() == 1
