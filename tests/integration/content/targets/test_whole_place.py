"""全县, 安澜县, 不分 and nothing are one stratum: one promise, judged by one rule."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from content.targets import selectors, services
from content.targets.enums import RetireReason, TargetState
from content.targets.models import Target
from tests.samples.due_day import target_of
from tests.samples.targets import CLAUSE, draft

WHOLE = ["", "全县", "安澜县", "不分", " 全县范围内 "]


def migrated() -> dict[str, str]:
    """Strata by address, once the rows that an older release kept were put right."""
    moved = import_module("content.targets.migrations.0003_whole_place_is_no_stratum")
    moved.whole_place_is_no_stratum(apps, SimpleNamespace(connection=connection))
    return dict(Target.objects.values_list("slug", "stratum"))


@pytest.mark.parametrize("stratum", WHOLE)
def test_the_whole_place_is_stored_as_no_stratum(world, indicator, stratum):
    assert draft(world, indicator, stratum=stratum).stratum == ""


@pytest.mark.parametrize("stratum", ["城镇", "全镇"])
def test_a_part_keeps_its_words(world, surveyed, stratum):
    assert draft(world, surveyed, stratum=stratum).stratum == stratum


def test_the_same_promise_in_other_words_is_the_target_that_is_there(world, surveyed):
    first = draft(world, surveyed)
    assert draft(world, surveyed, stratum="全县", slug="again") == first
    with pytest.raises(services.PlaceTaken):
        draft(world, surveyed, stratum="不分", slug="again", value=Decimal(13))
    assert Target.objects.count() == 1


def test_the_form_takes_the_whole_county_in_words(client, world, surveyed):
    client.force_login(world.administrator)
    typed = {
        "name": "持证志愿者", "indicator": surveyed.pk, "comparator": "ge", "value": "12",
        "stratum": "全县", "starts": "2026-01-01", "due": "2099-12-31",
        "unit": world.county.pk, "public": "on", "slug": "holders",
    }  # fmt: skip
    answer = client.post(f"{reverse('targets:desk_new')}?clause={CLAUSE}", typed)
    assert answer.status_code == 302 and Target.objects.get().stratum == ""


@pytest.mark.parametrize("stratum", WHOLE[1:])
def test_a_row_that_kept_its_words_is_a_step_on_the_same_way(world, indicator, stratum):
    today = timezone.localdate()
    goal = target_of(world, indicator, due=date(2099, 12, 31), value=Decimal(600))
    target_of(
        world, indicator, slug="step", clause_key="clause:y", stratum=stratum,
        due=date(2099, 6, 30), value=Decimal(40),
    )  # fmt: skip
    (row,) = selectors.rows(Target.objects.filter(pk=goal.pk), on=today)
    assert [step.value for step in row.goal.steps] == [40]


def test_stored_rows_lose_the_words_for_the_whole_and_keep_those_for_a_part(world, indicator):
    for place, stratum in enumerate([*WHOLE, "城镇"]):
        target_of(
            world, indicator, slug=f"t-{place}", clause_key=f"clause:{place}", stratum=stratum
        )
    kept = migrated()
    assert kept.pop("t-5") == "城镇" and set(kept.values()) == {""}
    assert migrated() == kept | {"t-5": "城镇"}


def test_of_one_promise_stored_twice_the_confirmed_one_takes_the_place_and_none_is_lost(
    world, indicator
):
    waiting = {"state": TargetState.DRAFT, "confirmed_at": None}
    ended = {
        "state": TargetState.RETIRED, "retired_on": date(2026, 3, 1),
        "retired_reason": RetireReason.MISTAKEN,
    }  # fmt: skip
    target_of(world, indicator, slug="draft", stratum="全县", **waiting)
    target_of(world, indicator, slug="confirmed", stratum="安澜县")
    target_of(world, indicator, slug="retired", stratum="不分", **ended)
    assert migrated() == {"draft": "全县", "confirmed": "", "retired": ""}
    assert migrated() == {"draft": "全县", "confirmed": "", "retired": ""}
