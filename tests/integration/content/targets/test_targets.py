"""From a clause to a number on a public page, and back."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from content.pages import anchors
from content.targets import counting, selectors, services
from content.targets.enums import Measure
from content.targets.models import IndicatorValue, Target
from content.targets.models.indicator import FigureIsFinal
from portal.people.enums import UnitKind
from tests.integration.conftest import make_unit
from tests.samples import pages as samples
from tests.samples.targets import STAND, TEXT, draft, unbound


@pytest.fixture(autouse=True)
def without_page_cache(settings):
    """Commits do not happen inside these tests, so purges do not either; the last test has both."""
    settings.PAGECACHE_ENABLED = False


def test_another_number_for_the_same_clause_and_date_is_refused_and_changes_nothing(
    world, indicator, target
):
    assert draft(world, indicator).pk == target.pk
    with pytest.raises(services.TargetRefused) as refused:
        draft(world, indicator, slug="another", name="另一个目标", value=Decimal(5))
    assert target.name in refused.value.message
    assert Target.objects.get().value == Decimal(12)


def test_a_citizen_reads_number_n_date_definition_target_and_clause(client, target):
    page = unbound(client.get(reverse("targets:detail", args=[target.slug])).content.decode())
    for words in (
        "8 人",
        "≥ 12 人",
        "还差 4 人",
        TEXT,
        "<strong>有效</strong>",
        "/plans/five-year/#c-7",
    ):
        assert words in page, words
    assert timezone.localdate().isoformat() in page


def test_a_line_begins_where_the_plan_says_that_it_began(client, target):
    begun = {"baseline": Decimal(8), "baseline_year": 2025, "starts": timezone.localdate()}
    Target.objects.update(**begun)
    page = unbound(client.get(reverse("targets:detail", args=[target.slug])).content.decode())
    assert "的基期数（2025 年 8 人）起，到" in page and "的 12 人，平均摊到每一天。" in page
    assert "从基期的数起按天平均算，今天应到 8 人" in page and "从零起" not in page
    # Who was over a floor already stays there: below it, one is behind.
    Target.objects.update(baseline=Decimal(20))
    page = unbound(client.get(reverse("targets:detail", args=[target.slug])).content.decode())
    assert "今天应到 12 人" in page


def test_a_ceiling_comes_down_from_where_it_began(client, target):
    begun = {"baseline": Decimal(10), "baseline_year": 2025, "starts": timezone.localdate()}
    Target.objects.update(comparator="le", value=4, **begun)
    page = unbound(client.get(reverse("targets:detail", args=[target.slug])).content.decode())
    assert "的基期数（2025 年 10 人）起，到" in page and "超出那一天的数就写“落后于进度”" in page
    assert "从基期的数起按天平均算，今天不超过 9 人" in page and "进行中" in page
    Target.objects.update(baseline=None)
    page = unbound(client.get(reverse("targets:detail", args=[target.slug])).content.decode())
    assert "期限没过就超出的，写“落后于进度”" in page and "今天不超过" not in page


def test_the_list_says_how_many_are_reached_and_links_each_clause(client, target):
    page = client.get(reverse("targets:list")).content.decode()
    assert "<b>0 项达到</b>" in page
    assert "/plans/five-year/#c-7" in page
    STAND["count"] = 12
    counting.snapshot(target.indicator, timezone.localdate())
    assert "<b>1 项达到</b>" in client.get(reverse("targets:list")).content.decode()


def test_the_list_costs_the_same_queries_for_one_target_and_for_many(
    client, world, indicator, target, django_assert_num_queries
):
    client.get("/display/")  # the header's doors are read once for all pages
    with django_assert_num_queries(4):
        client.get(reverse("targets:list"))
    for number in range(5):
        other = draft(world, indicator, slug=f"t{number}", due=date(2098, 12, 1 + number))
        services.confirm_target(target=other, actor=world.administrator)
    with django_assert_num_queries(4):
        client.get(reverse("targets:list"))


def test_drafts_and_internal_targets_are_on_no_public_page(client, world, indicator):
    hidden = draft(world, indicator, public=False, due=date(2098, 12, 31))
    services.confirm_target(target=hidden, actor=world.administrator)
    waiting = draft(world, indicator, slug="waiting")
    assert client.get(reverse("targets:detail", args=[waiting.slug])).status_code == 404
    assert client.get(reverse("targets:csv", args=[waiting.slug])).status_code == 404
    page = client.get(reverse("targets:list")).content.decode()
    assert waiting.name not in page


def test_the_same_figure_is_kept_once_and_a_correction_is_a_new_revision(target):
    today = timezone.localdate()
    first = counting.snapshot(target.indicator, today)
    assert counting.snapshot(target.indicator, today) == first
    STAND["count"] = 9
    second = counting.snapshot(target.indicator, today)
    assert (second.revision, second.value) == (2, 9)
    assert IndicatorValue.objects.get(pk=first.pk).value == 8
    assert [v.value for v in selectors.history(target.indicator)] == [9]


def test_a_published_figure_is_neither_changed_nor_deleted(target):
    figure = target.indicator.values.get()
    with pytest.raises(FigureIsFinal):
        figure.save()
    with pytest.raises(FigureIsFinal):
        figure.delete()


def test_a_target_whose_clause_vanished_still_shows_its_number(client, target):
    STAND["status"] = "withdrawn"
    with pytest.raises(services.TargetRefused):
        services.confirm_target(target=target, actor=target.confirmed_by)
    Target.objects.filter(pk=target.pk).update(
        clause_key=anchors.key_of("targetclause", uuid.uuid4())
    )
    page = client.get(reverse("targets:detail", args=[target.slug])).content.decode()
    assert "条文已撤下" in page
    assert "8\xa0人" in page


def test_the_same_clause_twice_is_one_target(world, indicator):
    assert draft(world, indicator) == draft(world, indicator, slug="again")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"clause_key": "targetclause:nonsense"}, "找不到"),
        ({"due": date(2020, 1, 1)}, "不能早于"),
    ],
)
def test_a_bad_target_is_refused_with_what_to_do(world, indicator, changes, says):
    with pytest.raises(services.TargetRefused, match=says):
        draft(world, indicator, **changes)
    assert not Target.objects.exists()


def test_a_rate_above_a_hundred_is_refused(world, indicator):
    indicator.measure = Measure.PERCENT
    indicator.save()
    with pytest.raises(services.TargetRefused, match="0 到 100"):
        draft(world, indicator, value=Decimal("100.5"))


def test_csv_carries_the_definition_and_opens_in_excel(client, target):
    answer = client.get(reverse("targets:csv", args=[target.slug]))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "有效" in answer.content.decode()


def test_the_list_names_each_unit_and_puts_the_county_and_its_departments_first(
    client, world, surveyed
):
    bureau = make_unit("bureau", "应急管理局", UnitKind.DEPARTMENT, world.county)
    office = make_unit("office", "镇应急办", UnitKind.DEPARTMENT, world.town)
    for day, unit in enumerate((world.town, office, bureau, world.county), start=1):
        made = draft(
            world, surveyed, slug=f"t-{unit.code}", name=f"{unit.name}的目标", unit=unit,
            due=date(2099, 12, day),
        )  # fmt: skip
        services.confirm_target(target=made, actor=world.administrator)
    order = [bureau, world.county, world.town, office]
    found = selectors.public_rows(on=timezone.localdate())
    assert [row.target.unit for row in found] == order
    county = selectors.county_rows(on=timezone.localdate())
    assert [row.target.unit for row in county] == order[:2]
    page = client.get(reverse("targets:list")).content.decode()
    for unit in order:
        assert f'负责：<span translate="no">{unit.name}</span>' in page, unit
    samples.home()
    front = client.get("/").content.decode()
    assert "/targets/t-bureau/" in front and "/targets/t-anlan/" in front
    assert "/targets/t-qinghe/" not in front and "/targets/t-office/" not in front


def test_a_new_figure_is_on_the_cached_page_as_soon_as_it_is_counted(
    client, settings, target, django_capture_on_commit_callbacks
):
    settings.PAGECACHE_ENABLED = True
    address = reverse("targets:detail", args=[target.slug])
    assert "8\xa0人" in client.get(address).content.decode()
    assert client.get(address)["X-Page-Cache"] == "hit"
    STAND["count"] = 11
    with django_capture_on_commit_callbacks(execute=True):
        counting.snapshot(target.indicator, timezone.localdate())
    assert "11\xa0人" in client.get(address).content.decode()


@pytest.mark.parametrize(("measure", "baseline"), [("percent", 101), ("people", -1)])
def test_a_start_that_cannot_be_is_refused(world, indicator, measure, baseline):
    type(indicator).objects.filter(pk=indicator.pk).update(measure=measure)
    indicator.refresh_from_db()
    with pytest.raises(services.TargetRefused, match="基期的数不能是负的"):
        draft(world, indicator, baseline=Decimal(baseline), proxy_reason="没有数字")
    assert not Target.objects.exists()


def test_the_same_target_from_another_start_is_not_dropped_without_a_word(world, indicator):
    first = draft(world, indicator, baseline=Decimal(4), baseline_year=2025)
    assert draft(world, indicator, baseline=Decimal(4), baseline_year=2025) == first
    with pytest.raises(services.PlaceTaken):
        draft(world, indicator, baseline=Decimal(5), baseline_year=2025)
