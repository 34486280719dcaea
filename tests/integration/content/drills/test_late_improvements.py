"""What is overdue after drills: on one's own page, on the page of the year and in the list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.drills import services
from content.drills.models import Improvement
from content.drills.selectors.improving import improvements_in, late_of
from portal.accounts import at_work
from tests.samples import drills as samples

TODAY = timezone.localdate
LIST = "drills:improvements"


@pytest.fixture
def improvement_of(world, plan_of):
    """An item of a drill of `unit`, which `maker` has to see to, so many days past its day."""
    kept = {}

    def run(unit, maker, days=1, finding="广播没有响"):
        if unit not in kept:
            kept[unit] = samples.held(plan_of(unit), unit)
        made = services.add_improvement(
            drill=kept[unit], token=samples.uuid4(), actor=None, aspect="equipment",
            finding=finding, action="换电源", responsible_unit=maker, due_on=TODAY(),
        )  # fmt: skip
        Improvement.objects.filter(pk=made.pk).update(due_on=TODAY() - timedelta(days=days))
        return made

    return run


def tile_of(person):
    found = [one for one in at_work.tiles(person, TODAY()) if "improvements" in one.url]
    return found[0] if found else None


def findings(client, query):
    return [str(one.finding) for one, *_more in client.get(reverse(LIST) + query).context["rows"]]


def test_ones_own_page_counts_what_is_overdue_and_leads_to_just_that(client, world, improvement_of):
    late = improvement_of(world.town, world.town, finding="转移路线被淹")
    improvement_of(world.town, world.town, days=0)
    done = improvement_of(world.town, world.town, days=9, finding="名册旧了")
    Improvement.objects.filter(pk=done.pk).update(done_on=TODAY(), done_note="换了。")
    tile = tile_of(world.editor)
    assert (tile.value, tile.verdict) == (1, "missed")
    client.force_login(world.editor)
    assert [one.pk for one, *_ in client.get(tile.url).context["rows"]] == [late.pk]
    assert str(tile.label) in client.get("/me/").content.decode()


def test_what_another_unit_has_to_make_is_never_counted(client, world, improvement_of):
    improvement_of(world.other_town, world.other_town)
    assert tile_of(world.editor) is None and tile_of(world.trainer) is None
    assert tile_of(world.other_editor).value == tile_of(world.administrator).value == 1
    client.force_login(world.editor)
    assert findings(client, "") == findings(client, "?state=late") == []


def test_the_unit_that_has_to_make_it_counts_it_though_the_drill_is_anothers(world, improvement_of):
    improvement_of(world.county, world.town)
    assert late_of(world.editor, TODAY(), own=True) == 1
    assert late_of(world.other_editor, TODAY(), own=True) == 0


def test_the_list_keeps_what_is_asked_for(client, world, improvement_of):
    improvement_of(world.town, world.town, finding="过了的")
    improvement_of(world.town, world.town, days=-5, finding="还早的")
    made = improvement_of(world.town, world.town, finding="改好的")
    Improvement.objects.filter(pk=made.pk).update(done_on=TODAY(), done_note="换了。")
    client.force_login(world.editor)
    assert findings(client, "?state=late") == ["过了的"]
    assert findings(client, "?state=to_make&whose=own") == ["过了的", "还早的"]
    assert findings(client, "?state=made") == ["改好的"]
    assert len(findings(client, "")) == 3
    # Somebody who reads without making anything has the same list, and nothing of their own.
    client.force_login(world.trainer)
    assert len(findings(client, "?state=late")) == 1 and findings(client, "?whose=own") == []


@pytest.mark.parametrize("query", ["?state=x", "?whose=all", "?state=%00"])
def test_a_state_that_is_none_is_refused_in_words(client, world, improvement_of, query):
    improvement_of(world.town, world.town)
    client.force_login(world.editor)
    answer = client.get(reverse(LIST) + query)
    assert answer.status_code == 422 and not answer.context["rows"]


def test_the_year_says_what_is_overdue(client, world, improvement_of):
    client.force_login(world.editor)
    year = f"{reverse('drills:list')}?year=2026"
    made = improvement_of(world.town, world.town)
    page = client.get(year)
    assert "1 条逾期" in page.content.decode()
    [tile] = [one for one in page.context["tiles"] if one.get("url")]
    assert len(client.get(tile["url"]).context["rows"]) == tile["value"] == 1
    labels = [str(one["label"]) for one in page.context["tiles"]]
    assert "过了日期没演练" not in labels
    yesterday = TODAY() - timedelta(days=1)
    samples.planned(made.drill.plan, world.town, planned_on=yesterday)
    page = client.get(f"{reverse('drills:list')}?year={yesterday.year}")
    assert "过了日期没演练" in [str(one["label"]) for one in page.context["tiles"]]


def test_counting_asks_as_often_for_many_as_for_one(
    world, improvement_of, django_assert_num_queries
):
    improvement_of(world.town, world.town)
    late_of(world.editor, TODAY(), own=True)
    with django_assert_num_queries(1):
        late_of(world.editor, TODAY(), own=True)
    for number in range(5):
        improvement_of(world.town, world.town, finding=f"第{number}个")
    with django_assert_num_queries(1):
        assert late_of(world.editor, TODAY(), own=True) == 6
    assert improvements_in(world.editor, "late", TODAY()).count() == 6
