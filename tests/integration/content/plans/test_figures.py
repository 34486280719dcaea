"""The figures above the list of plans: what each counts, and that its door shows just that."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from content.plans.enums import Kind, Trigger, Visibility
from content.plans.models import PlanDocument
from content.plans.selectors.figures import Figures, figures_for
from content.plans.services import set_trigger, settle_trigger
from content.plans.tiles import tiles_for
from tests.samples.reviewed_plans import asked

TODAY = date(2026, 11, 30)
PLAN = """青河镇防汛应急预案

1 总则

做好防汛工作。

青河镇人民政府
2026年3月2日
"""


@pytest.fixture
def plan_of(import_small):
    """A plan in force, of which everything is done that falls due before `evaluated` and the
    drill are three years old."""

    def run(name, *, unit=None, **days):
        document = import_small(
            PLAN.replace("防汛", name), kind=Kind.SPECIAL, unit=unit
        ).document  # fmt: skip
        done = {
            "issued_on": date(2026, 3, 2), "filed_on": date(2026, 3, 9), "filing_receipt": "回执1",
            "disclosed_on": date(2026, 3, 2), **days,
        }  # fmt: skip
        PlanDocument.objects.filter(pk=document.pk).update(**done)
        return document

    return run


def titles(page):
    return [unescape(one) for one in re.findall(r'<th scope="row"><a[^>]*>([^<]+)', page)]


def test_who_neither_edits_nor_publishes_has_no_figures(world, plan_of):
    plan_of("防汛")
    assert figures_for(world.trainer, TODAY) is None
    assert tiles_for(world.learner, TODAY, 0) == []


def test_overdue_and_what_comes_within_thirty_days_are_counted_apart(world, plan_of):
    plan_of("防汛")
    plan_of("防火", filed_on=None, filing_receipt="")
    nearly = TODAY + timedelta(days=30)
    plan_of("地震", issued_on=nearly.replace(year=nearly.year - 3))
    assert figures_for(world.editor, TODAY) == Figures(overdue=1, month=1, undrilled=0)
    assert figures_for(world.editor, TODAY - timedelta(days=1)).month == 0
    assert figures_for(world.editor, nearly + timedelta(days=1)).month == 0


def test_plans_of_other_units_are_not_counted_though_they_may_be_read(world, plan_of):
    plan_of("防火", unit=world.other_town, filed_on=None, filing_receipt="")
    assert figures_for(world.editor, TODAY) == Figures(0, 0, 0)
    assert figures_for(world.other_editor, TODAY).overdue == 1


def test_a_restricted_plan_counts_for_those_who_work_on_it_alone(world, plan_of):
    plan = plan_of("防火", filed_on=None, filing_receipt="", visibility=Visibility.RESTRICTED)
    assert plan.owner_unit == world.town
    assert figures_for(world.editor, TODAY).overdue == 1
    assert figures_for(world.other_editor, TODAY).overdue == 0


def test_each_figure_leads_to_as_many_rows_as_it_says(client, world, plan_of, import_small):
    day = timezone.localdate()
    old = {"issued_on": day - timedelta(days=1), "filed_on": day, "disclosed_on": day}
    plan_of("防汛", **old)
    plan_of(
        "防火", **{**old, "filed_on": None, "filing_receipt": "", "issued_on": date(2020, 3, 2)}
    )
    plan_of("地震", unit=world.other_town, issued_on=date(2020, 3, 2))
    asked(
        import_small("一、总则\n每年演练2次。", title="演练计划", publish=False).version,
        world.editor,
    )
    client.force_login(world.reviewer)
    seen = {}
    for tile in client.get(reverse("plans_desk:list")).context["tiles"]:
        answer = client.get(tile.url)
        assert answer.status_code == 200
        seen[tile.label] = len(titles(answer.content.decode()))
        assert seen[tile.label] == tile.value, tile
    assert seen["逾期"] >= 1 and seen["等你审"] == 1


def test_what_others_have_to_decide_is_not_listed_as_mine(client, world, import_small):
    version = import_small(publish=False).version
    asked(version, world.editor)
    client.force_login(world.editor)
    answer = client.get(reverse("plans_desk:list") + "?state=mine")
    assert answer.status_code == 200 and answer.context["rows"] == []
    client.force_login(world.reviewer)
    [row] = client.get(reverse("plans_desk:list") + "?state=mine").context["rows"]
    assert row.plan == version.document


@pytest.mark.parametrize("query", ["?due=x", "?whose=%27", "?due=month&whose=all"])
def test_a_filter_that_cannot_be_is_refused_in_words(client, world, query):
    client.force_login(world.editor)
    answer = client.get(reverse("plans_desk:dues") + query)
    assert answer.status_code == 422 and "bad" in answer.content.decode()


def test_the_figures_read_as_often_for_many_plans_as_for_one(
    world, plan_of, django_assert_num_queries
):
    plan_of("防汛")
    figures_for(world.editor, TODAY)
    with django_assert_num_queries(10):
        figures_for(world.editor, TODAY)
    for number in range(4):
        plan_of(f"防汛{number}号水库")
    with django_assert_num_queries(10):
        figures_for(world.editor, TODAY)


def test_each_figure_above_the_dues_is_the_door_to_the_plans_that_it_counts(client, world, plan_of):
    today = timezone.localdate()
    plan_of("防火", filed_on=None, filing_receipt="")
    plan_of("防震", unit=world.other_town, filed_on=None, filing_receipt="")
    plan_of("防汛", issued_on=today, filed_on=today)
    client.force_login(world.editor)
    address = reverse("plans_desk:dues")
    for query, overdue in (("", 2), ("?q=防火", 1), ("?whose=own", 1)):
        tiles = client.get(address + query).context["tiles"]
        counted = {tile.label: tile.value for tile in tiles}
        assert (counted["逾期"], counted["都没到期或已办"]) == (overdue, int("q=" not in query))
        for tile in tiles:
            page = client.get(address + tile.url)
            assert len(titles(page.content.decode())) == tile.value
            assert [one.value for one in page.context["tiles"]] == [one.value for one in tiles]
    assert [tile.verdict for tile in tiles][:1] == ["missed"]


def test_a_plan_never_drilled_though_due_is_counted_and_listed(client, world, plan_of):
    old = {"issued_on": date(2020, 3, 2), "evaluated_on": timezone.localdate()}
    plan = plan_of("防火", **old)
    plan_of("防汛", issued_on=timezone.localdate())
    plan_of("防震", unit=world.other_town, **old)
    client.force_login(world.editor)
    [tile] = [
        one for one in client.get(reverse("plans_desk:list")).context["tiles"]
        if one.label == "演练逾期"
    ]  # fmt: skip
    assert (tile.value, tile.verdict) == (1, "missed")
    page = client.get(tile.url).content.decode()
    assert titles(page) == [plan.title] and "还没有演练记录" in page


def test_a_reason_to_revise_that_nobody_settled_is_counted_and_leads_to_it(client, world, plan_of):
    plan, other = plan_of("防火"), plan_of("防震", unit=world.other_town)
    for each in (plan, other):
        set_trigger(
            document=each, what=Trigger.EXPERIENCE, noticed_on=date(2026, 4, 1),
            reason="演练发现", actor=None,
        )  # fmt: skip
    client.force_login(world.editor)
    [tile] = [
        one for one in client.get(reverse("plans_desk:list")).context["tiles"]
        if one.label == "修订情形没了结"
    ]  # fmt: skip
    page = client.get(tile.url).content.decode()
    assert titles(page) == [plan.title] and tile.value == 1
    assert reverse("plans_desk:check", args=[plan.slug]) in page
    settle_trigger(
        trigger=plan.triggers.get(), on=date(2026, 5, 1), because="不涉及", actor=world.editor
    )  # fmt: skip
    assert figures_for(world.editor, TODAY).unsettled == 0
