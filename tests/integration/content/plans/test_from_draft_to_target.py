"""From a draft to a final text and a target."""

import re
from datetime import date
from functools import partial

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from content.plans import services
from content.plans.models import (
    Clause,
    PlanVersion,
    TargetDraft,
)
from content.targets.models import Indicator, Target
from content.targets.services import TargetRefused
from tests.integration.content.plans.conftest import SMALL


def words(response):
    return response.content.decode().replace("<wbr>", "")


def _drills() -> Indicator:
    return Indicator.objects.create(
        slug="drills", name="演练次数", definition="按台账", measure="times"
    )


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (PlanVersion, {"title": "别的"}),
        (PlanVersion, {"original": "别的"}),
        (PlanVersion, {"state": "draft", "published_at": None}),
        (Clause, {"text": "别的"}),
        (Clause, {"depth": 7}),
    ],
)
def test_the_database_keeps_a_published_text(import_small, model, change):
    import_small()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**change)


def test_the_database_keeps_the_rows_of_a_published_text_and_frees_a_draft(import_small):
    published = import_small().version
    clause = published.clauses.filter(references__isnull=True, drafts__isnull=True).last()
    with pytest.raises(DatabaseError), transaction.atomic():
        Clause.objects.filter(pk=clause.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanVersion.objects.filter(pk=published.pk)._raw_delete("default")
    PlanVersion.objects.filter(pk=published.pk).update(imported_by=None)
    assert published.clauses.filter(pk=clause.pk).exists()


def test_an_editor_makes_a_target_of_a_number_beside_its_sentence(client, world, import_small):
    import_small()
    draft = TargetDraft.objects.get(subject="综合应急演练")
    _drills()
    client.force_login(world.administrator)
    listed = words(client.get(reverse("plans_desk:drafts", args=[draft.clause.version_id])))
    before, after = draft.sentence.split("2次")
    assert f"{before}<mark>2次</mark>{after}" in listed
    assert "等着确认的数字" in words(client.get(reverse("targets:desk")))
    address = reverse("plans_desk:decide", args=[draft.pk])
    shown = client.get(address)
    drawn = shown.context["form"]
    form = {
        **{
            name: drawn[name].field.widget.format_value(drawn[name].value())
            for name in ("name", "starts", "due", "slug")
        },
        **{name: drawn.initial[name] for name in ("comparator", "unit")},
        "indicator": Indicator.objects.get(slug="drills").pk, "value": "3", "stratum": "全县",
        "public": "on",
    }  # fmt: skip
    for bad in ("", "9" * 21, "-1", "\x00"):
        assert client.post(address, {**form, "value": bad}).status_code == 422
    assert not Target.objects.exists()
    assert client.post(address, form).status_code == 302
    target = Target.objects.get()
    assert (target.value, target.stratum, target.state) == (3, "", "confirmed")
    assert client.post(address, form).status_code == 302
    assert Target.objects.count() == 1


def test_two_who_confirm_one_number_at_one_moment_make_one_target(world, import_small):
    import_small()
    draft = TargetDraft.objects.get(subject="综合应急演练")
    _drills()
    both = [TargetDraft.objects.get(pk=draft.pk) for _person in range(2)]
    made = {
        services.confirm_draft(
            draft=seen, indicator=Indicator.objects.get(slug="drills"), slug=f"drills-{due}",
            starts=date(2026, 1, 1), due=date(due, 12, 31), unit=world.county,
            actor=world.administrator,
        )
        for seen, due in zip(both, (2026, 2030), strict=True)
    }  # fmt: skip
    assert Target.objects.count() == len(made) == 1
    draft.refresh_from_db()
    assert draft.target in made


@pytest.mark.parametrize("bad", ["1" + "0" * 20, "-1", "\x00", "x" * 1_000_000])
def test_a_hazard_that_is_none_is_refused_in_words(client, world, import_small, bad):
    plan = import_small().document
    client.force_login(world.editor)
    answer = client.post(
        reverse("plans_desk:change", args=[plan.slug]),
        {"kind": "scheme", "level": "town", "visibility": "public", "status": "in_force",
         "hazards": bad, "period_start": "1" + "0" * 20},
    )  # fmt: skip
    assert answer.status_code == 422


def test_the_figure_is_marked_in_its_sentence_which_stands_before_the_form(
    client, world, import_small
):
    import_small()
    _drills()
    draft = TargetDraft.objects.get(subject="综合应急演练")
    client.force_login(world.administrator)
    address = reverse("plans_desk:decide", args=[draft.pk])
    shown = words(client.get(address))
    assert "至少组织<mark>2次</mark>综合应急演练" in shown
    assert shown.index("<mark>") < shown.index('name="value"')
    TargetDraft.objects.filter(pk=draft.pk).update(value=7)
    assert f"<mark>{draft.sentence}</mark>" in words(client.get(address))


def test_a_round_number_is_offered_in_figures(client, world, import_small):
    import_small()
    _drills()
    TargetDraft.objects.filter(subject="综合应急演练").update(value=50)
    draft = TargetDraft.objects.get(subject="综合应急演练")
    client.force_login(world.administrator)
    shown = client.get(reverse("plans_desk:decide", args=[draft.pk])).content.decode()
    assert re.search(r'<input[^>]*name="value"[^>]*value="50"|value="50"[^>]*name="value"', shown)
    assert "---------" not in shown


def test_a_number_of_an_older_text_becomes_no_target_of_the_newer_one(
    world, import_small, small_text
):
    first = import_small()
    draft = TargetDraft.objects.get(subject="综合应急演练")
    changed = small_text.replace("至少组织2次综合应急演练", "至少组织2次桌面演练")
    import_small(changed, slug=first.document.slug)
    drills = Indicator.objects.create(
        slug="drills", name="演练次数", definition="按台账", measure="times"
    )
    with pytest.raises(TargetRefused):
        services.confirm_draft(
            draft=draft, indicator=drills, slug="drills", starts=date(2026, 1, 1),
            due=date(2026, 12, 31), unit=world.town, actor=world.administrator,
        )  # fmt: skip
    assert not Target.objects.exists()


@pytest.mark.parametrize(
    ("read", "value", "offered"),
    [("gt", 200, "gt"), ("lt", 3, "lt"), ("eq", 90, "ge"), ("eq", 0, "le"), ("decrease", 15, None)],
)
def test_the_form_offers_the_direction_that_the_sentence_has(
    client, world, import_small, read, value, offered
):
    import_small()
    _drills()
    drafts = TargetDraft.objects.filter(subject="综合应急演练")
    drafts.update(comparator=read, value=value)
    client.force_login(world.administrator)
    shown = client.get(reverse("plans_desk:decide", args=[drafts.get().pk]))
    assert shown.context["form"].initial["comparator"] == offered


def test_a_target_that_cannot_be_counted_leaves_nothing_behind(world, import_small, monkeypatch):
    import_small()
    draft = TargetDraft.objects.get(subject="综合应急演练")

    def away(*_arguments):
        raise DatabaseError

    monkeypatch.setattr("content.plans.services.drawing.snapshot", away)
    with pytest.raises(DatabaseError):
        services.draw_target(
            make=partial(services.confirm_draft, draft=draft), clause=draft.clause,
            actor=world.administrator, indicator=_drills(), slug="drills-2026",
            starts=date(2026, 1, 1), due=date(2026, 12, 31), unit=world.county,
        )  # fmt: skip
    draft.refresh_from_db()
    assert draft.state == "open" and not Target.objects.exists()


def test_where_a_goal_starts_from_goes_with_it_to_its_page_and_its_data(
    client, world, import_small
):
    goal = "到2028年，演练参与率由2025年的40%提高到80%。"
    plan = import_small(small_plan(goal)).document
    draft = TargetDraft.objects.get(value=80)
    assert (draft.baseline, draft.baseline_year) == (40, 2025)
    indicator = Indicator.objects.create(
        slug="share", name="参与率", definition="按台账", measure="percent"
    )
    client.force_login(world.administrator)
    address = reverse("plans_desk:decide", args=[draft.pk])
    shown = client.get(address)
    assert "2025 年 40" in " ".join(words(shown).split())
    offered = shown.context["form"].initial
    names = ("name", "comparator", "value", "starts", "due", "unit", "slug", "baseline",
             "baseline_year")  # fmt: skip
    form = {name: offered[name] for name in names}
    form |= {"indicator": indicator.pk, "stratum": "", "public": "on"}
    for bad in ({"baseline": "-1"}, {"baseline_year": "2029"}, {"baseline_year": "20"}):
        assert client.post(address, {**form, **bad}).status_code == 422
    assert client.post(address, form).status_code == 302
    target = Target.objects.get()
    assert (target.baseline, target.baseline_year) == (40, 2025)
    page = " ".join(words(client.get(reverse("targets:detail", args=[target.slug]))).split())
    assert "<dt>基期</dt> <dd>2025 年 40%</dd>" in page
    told = client.get(reverse("plans:json", args=[plan.slug])).json()["targets"]
    assert [(one["baseline"], one["baseline_year"]) for one in told] == [("40", 2025)]


def test_the_list_of_numbers_says_what_each_counts_from_and_where_it_is_said_again(
    client, world, import_small
):
    said = "到2028年，演练参与率由2025年的40%提高到80%。"
    version = import_small(small_plan(f"{said}力争到2028年，演练参与率达到80%。")).version
    first, second = TargetDraft.objects.filter(value=80)
    client.force_login(world.administrator)
    address = reverse("plans_desk:drafts", args=[version.pk])
    page = words(client.get(address))
    assert "基期 2025 年 40%" in page
    assert page.count("像是同一个目标：") == 2
    assert f"?state=open&amp;page=1#d-{second.pk}" in page
    services.dismiss_drafts(drafts=[first], actor=world.administrator, reason="说了两次。")
    page = words(client.get(address))
    assert f"?state=dismissed&amp;page=1#d-{first.pk}" in page and "（不是目标）" in page


def test_a_list_without_numbers_says_whether_there_ever_were_any(client, world, import_small):
    client.force_login(world.administrator)
    version = import_small().version
    address = reverse("plans_desk:drafts", args=[version.pk])
    every = TargetDraft.objects.filter(clause__version=version)
    services.dismiss_drafts(drafts=every, actor=world.administrator, reason="不是。")
    page = words(client.get(address))
    assert "都处理完了" in page and "没有读出数字" not in page
    TargetDraft.objects.all().delete()
    page = words(client.get(address))
    assert "没有读出数字" in page and "都处理完了" not in page


def small_plan(goal: str) -> str:
    return SMALL.replace("县人民政府每年至少组织2次综合应急演练。", goal)
