"""A target is a promise for a date: the figure of that day decides, before and after it."""

import csv
from datetime import date, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from content.targets import counting, registry
from content.targets.domain.verdicts import Standing
from content.targets.enums import Comparator, Measure, TargetState
from content.targets.models import Indicator, Target
from portal.operations import first_county
from tests.samples.due_day import COUNTS, DUE, count, figure, indicator_of, standing, target_of
from tests.samples.targets import unbound


@pytest.fixture
def indicator(world, monkeypatch):
    return indicator_of(monkeypatch)


def test_a_number_reached_after_the_due_day_does_not_make_the_target_reached(world, indicator):
    target = target_of(world, indicator)
    figure(indicator, DUE, 11)
    later = figure(indicator, DUE + timedelta(days=5), 12)
    row = standing(target, DUE + timedelta(days=10))
    assert row.verdict.standing is Standing.MISSED
    assert (row.figure.value, row.later) == (11, later)
    assert "按 2026-06-30 的数判定" in row.basis_text


def test_a_number_that_falls_after_the_due_day_leaves_the_target_reached(world, indicator):
    target = target_of(world, indicator)
    figure(indicator, DUE - timedelta(days=3), 12)
    figure(indicator, DUE + timedelta(days=700), 2)
    row = standing(target, DUE + timedelta(days=800))
    assert row.verdict.standing is Standing.REACHED
    assert row.figure.value == 12


def test_before_the_due_day_the_latest_figure_decides_and_nothing_is_later(world, indicator):
    target = target_of(world, indicator)
    figure(indicator, DUE - timedelta(days=9), 12)
    figure(indicator, DUE - timedelta(days=2), 10)
    row = standing(target, DUE - timedelta(days=1))
    assert row.verdict.standing is Standing.BEHIND
    assert row.later is None
    assert not row.settled


def test_a_due_day_on_which_nothing_ran_is_counted_once_it_has_passed(world, indicator):
    target = target_of(world, indicator)
    COUNTS.update({DUE: 12, DUE + timedelta(days=1): 3})
    counting.snapshot_all(DUE + timedelta(days=1))
    assert {v.holds_for: v.value for v in indicator.values.all()} == {
        DUE: 12, DUE + timedelta(days=1): 3,
    }  # fmt: skip
    assert standing(target, DUE + timedelta(days=1)).verdict.standing is Standing.REACHED
    COUNTS[DUE] = 0
    counting.snapshot_all(DUE + timedelta(days=2))
    assert indicator.values.filter(holds_for=DUE).count() == 1


@pytest.mark.parametrize(
    ("goal", "part", "whole"),
    [(60, 241, 402), (85, 96, 113), (95, 113, 119), (30, 62, 207), (100, 1999, 2000)],
)
def test_a_share_one_short_of_the_goal_is_not_reached_by_rounding(
    world, indicator, goal, part, whole
):
    indicator.measure = Measure.PERCENT
    indicator.save()
    target = target_of(world, indicator, value=Decimal(goal))
    value = registry.Measurement.rate(part, whole).value
    figure(indicator, DUE, value, numerator=part, denominator=whole)
    row = standing(target, DUE)
    assert row.verdict.standing is not Standing.REACHED
    assert row.next_step == "还差 1\xa0个"


def test_a_ceiling_that_is_passed_says_by_how_many(world, indicator):
    target = target_of(world, indicator, comparator=Comparator.AT_MOST, value=Decimal(10))
    figure(indicator, DUE, 13)
    row = standing(target, DUE)
    assert row.verdict.standing is Standing.BEHIND
    assert "期限没过就超出的，写“落后于进度”" in row.rule_text
    row = standing(target, DUE + timedelta(days=1))
    assert row.verdict.standing is Standing.MISSED
    assert row.next_step == "多出 3\xa0人"


def test_the_public_page_names_the_deciding_day_and_shows_the_later_figure(
    client, world, indicator
):
    target = target_of(world, indicator)
    figure(indicator, DUE, 11)
    figure(indicator, DUE + timedelta(days=5), 14)
    page = client.get(reverse("targets:detail", args=[target.slug])).content.decode()
    late = '14\xa0人（<span class="nb">2026-07-05</span>，不影响判定）'
    for words in ("没达到", "按 2026-06-30 的数判定", late, "11\xa0人"):
        assert words in page, words


def test_a_running_floor_says_what_the_calendar_asks_by_today_and_by_which_rule(
    client, world, indicator, settings
):
    settings.PAGECACHE_ENABLED = False
    today = timezone.localdate()
    target = target_of(
        world, indicator, starts=today - timedelta(days=4), due=today + timedelta(days=5)
    )
    figure(indicator, today, 5)
    said = "按天平均算，今天应到 6 人"
    assert standing(target, today).verdict.standing is Standing.BEHIND
    for address in (reverse("targets:list"), reverse("targets:detail", args=["due"])):
        page = client.get(address).content.decode()
        assert said in unbound(page), address
        assert "今天应到 6\xa0人" in page, address
    assert (
        "从零起平均摊到每一天"
        in client.get(reverse("targets:detail", args=["due"])).content.decode()
    )
    file = client.get(reverse("targets:csv", args=["due"])).content.decode("utf-8-sig")
    (row,) = csv.DictReader(file.splitlines())
    assert row["按天平均应到"] == "6"
    figure(indicator, today, 12, revision=2)
    assert not standing(target, today).expected_text


def test_the_way_to_a_target_goes_through_the_public_steps_of_its_indicator_and_stratum(
    client, world, indicator, settings
):
    settings.PAGECACHE_ENABLED = False
    today = timezone.localdate()
    step, due = today + timedelta(days=9), today + timedelta(days=99)
    span = {"starts": today - timedelta(days=10)}
    target_of(world, indicator, **span, due=due, value=Decimal(600))
    others = [
        {"value": Decimal(40)},
        {"value": Decimal(300), "state": TargetState.DRAFT, "confirmed_at": None},
        {"value": Decimal(310), "public": False},
        {"value": Decimal(320), "stratum": "农村"},
        {"value": Decimal(330), "comparator": Comparator.AT_MOST},
        {"value": Decimal(340), "unit": world.town},
    ]
    for place, other in enumerate(others):
        target_of(
            world, indicator, slug=f"step-{place}", clause_key=f"clause:{place}",
            **span, due=step, **other,
        )  # fmt: skip
    figure(indicator, today, 22)
    page = unbound(client.get(reverse("targets:detail", args=["due"])).content.decode())
    assert "照各步目标按天平均算，今天应到 22 人" in page and "进行中" in page
    words = BeautifulSoup(page, "html.parser").get_text()
    assert (
        f"从 {span['starts']} 的零起，到 {step} 的 40 人、{due} 的 600 人，"
        "每两个目标之间平均摊到每一天。"
    ) in words
    figure(indicator, today, 21, revision=2)
    assert standing(Target.objects.get(slug="due"), today).verdict.standing is Standing.BEHIND


def test_what_a_count_leaves_out_stands_beside_every_figure(client, world, indicator, settings):
    settings.PAGECACHE_ENABLED = False
    first_county.load_pages()
    registry.register("test.due", count, title="测试名册", caveat="只看理论考试")
    target_of(world, indicator, due=date(2099, 12, 31))
    figure(indicator, timezone.localdate(), 3)
    for address in ("/", reverse("targets:list"), reverse("targets:detail", args=["due"])):
        assert "只看理论考试" in client.get(address).content.decode(), address
    assert "只看理论考试" in client.get(reverse("targets:csv", args=["due"])).content.decode()


@pytest.mark.parametrize(
    ("comparator", "said"),
    [(Comparator.AT_LEAST, "还差 12.5\xa0个百分点"), (Comparator.AT_MOST, "多出 12.5\xa0个百分点")],
)
def test_two_rates_differ_by_points(world, indicator, comparator, said):
    Indicator.objects.filter(pk=indicator.pk).update(measure=Measure.PERCENT)
    target = target_of(world, indicator, comparator=comparator, value=Decimal(60))
    figure(indicator, DUE, "47.5" if comparator == Comparator.AT_LEAST else "72.5")
    assert standing(target, DUE).next_step == said


def test_a_figure_at_its_goal_that_leaves_something_out_is_nowhere_called_reached(
    client, world, indicator, settings
):
    settings.PAGECACHE_ENABLED = False
    first_county.load_pages()
    registry.register("test.due", count, title="测试名册", caveat="只看理论考试")
    target_of(world, indicator, due=date(2099, 12, 31))
    figure(indicator, timezone.localdate(), 12)
    said = "数字到了，口径不全"
    addresses = ["/", reverse("targets:list"), reverse("targets:detail", args=["due"])]
    pages = [client.get(address).content.decode() for address in addresses]
    assert all(said in page for page in pages)
    assert "<b>0 项达到</b>" in pages[1] and "1 项数字到了" in pages[1]
    assert "口径补全以前，不能判定达到" in pages[2] and "正好达到" not in pages[2]
    client.force_login(world.administrator)
    (row,) = csv.DictReader(
        client.get(reverse("targets:desk_csv")).content.decode("utf-8-sig").splitlines()
    )
    assert (row["进度"], row["没有算进去的"]) == (said, "只看理论考试")


def test_a_share_above_its_ceiling_never_reads_as_the_ceiling(world, indicator):
    Indicator.objects.filter(pk=indicator.pk).update(measure=Measure.PERCENT)
    ceiling = target_of(world, indicator, comparator=Comparator.AT_MOST, value=Decimal(10))
    figure(indicator, DUE, "10.0", numerator=1004, denominator=10000)
    row = standing(ceiling, DUE + timedelta(days=1))
    assert row.verdict.standing is Standing.MISSED
    assert row.figure_text == "10.1%"
    assert standing(ceiling, DUE).verdict.standing is Standing.BEHIND
    Target.objects.filter(pk=ceiling.pk).update(comparator=Comparator.AT_LEAST)
    assert standing(ceiling, DUE).figure_text == "10%"


def test_a_rate_of_none_among_none_is_not_judged(client, world, indicator, settings):
    settings.PAGECACHE_ENABLED = False
    Indicator.objects.filter(pk=indicator.pk).update(measure=Measure.PERCENT)
    target = target_of(world, indicator, value=Decimal(60))
    figure(indicator, DUE, 0, numerator=0, denominator=0)
    row = standing(target, DUE + timedelta(days=10))
    assert row.verdict.standing is Standing.NOT_MEASURED
    page = client.get(reverse("targets:detail", args=["due"])).content.decode()
    assert "没达到" not in page and "还差" not in page
