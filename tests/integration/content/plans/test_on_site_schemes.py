"""A firm's scheme for what is to be done on the spot is drilled every half year."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from content.plans import services
from content.plans.domain.dues import What
from content.plans.enums import Kind, Level, Regime
from content.plans.models import DueRule, PlanDocument
from content.plans.selectors.dues import due_list, rule_book

TEXT = """青河化工厂{name}

1 总则

1.1 编制目的

做好应急工作。

青河化工厂
2026年3月2日
"""
TODAY = date(2026, 11, 30)


def firms_plan(import_small, world, name, regime, kind=Kind.UNIT):
    plan = import_small(TEXT.format(name=name), kind=kind).document
    services.change_document(document=plan, actor=world.editor, regime=regime)
    return plan


@pytest.fixture
def tell():
    migration = import_module("content.plans.migrations.0036_on_site_schemes_every_half_year")
    return lambda: migration.tell(apps, None)


def test_it_is_due_after_six_months_and_other_plans_of_the_firm_after_a_year(import_small, world):
    scheme = firms_plan(import_small, world, "灼烫事故现场处置方案", Regime.ON_SITE)
    whole = firms_plan(import_small, world, "综合应急预案", Regime.WORK_SAFETY)
    rows = {row.plan: row.dues for row in due_list(world.editor, TODAY, rule_book()).rows}
    assert rows[scheme][What.DRILL].due_on == date(2026, 9, 2)
    assert rows[whole][What.DRILL].due_on == date(2027, 3, 2)


def test_those_in_the_register_are_found_by_their_title_and_once(import_small, world, tell):
    scheme = firms_plan(import_small, world, "灼烫事故现场处置方案", Regime.WORK_SAFETY)
    others = [
        firms_plan(import_small, world, "综合应急预案", Regime.WORK_SAFETY),
        firms_plan(import_small, world, "火灾现场处置方案", Regime.DANGEROUS_TRADE),
        firms_plan(import_small, world, "停水现场处置方案", Regime.NONE),
        firms_plan(import_small, world, "泄漏现场处置方案", Regime.WORK_SAFETY, Kind.SPECIAL),
    ]
    before = [plan.regime for plan in others]
    for _again in range(2):
        tell()
    scheme.refresh_from_db()
    assert scheme.regime == Regime.ON_SITE
    kept = dict(PlanDocument.objects.values_list("pk", "regime"))
    assert [kept[plan.pk] for plan in others] == before
    assert DueRule.objects.filter(what="drill", regime=Regime.ON_SITE).count() == 1


def test_a_scheme_is_known_by_its_title_and_said_to_be_until_it_is_published(import_small, world):
    name = "宏达化工液氨泄漏现场处置方案"
    text = TEXT.replace("青河化工厂{name}", name)
    scheme = import_small(text, unit=world.county)
    assert (scheme.document.kind, scheme.document.regime) == (Kind.UNIT, Regime.ON_SITE)
    assert scheme.document.level == Level.GRASSROOTS
    assert any("生产安全事故现场处置方案" in note["text"] for note in scheme.version.notes)
    rows = {row.plan: row.dues for row in due_list(world.editor, TODAY, rule_book()).rows}
    assert rows[scheme.document][What.DRILL].due_on == date(2026, 9, 2)
    again = import_small(
        text.replace("做好应急工作", "做好处置工作"), unit=world.county, slug=scheme.document.slug
    )
    assert not any(note["code"] == "regime_by_title" for note in again.version.notes)


@pytest.mark.parametrize(
    ("title", "given", "level"),
    [
        ("上坪村防灾避险应急预案", "", Level.GRASSROOTS),
        ("青河化工厂停水应急预案", "", Level.GRASSROOTS),
        ("安澜县防汛应急预案", "", Level.COUNTY),
        ("青河镇防汛应急预案", Kind.GRASSROOTS, Level.COUNTY),
    ],
)
def test_the_plan_of_a_village_or_a_firm_is_none_of_the_county_that_keeps_it(
    import_small, world, title, given, level
):
    text = TEXT.replace("青河化工厂{name}", title)
    document = import_small(text, unit=world.county, kind=given, publish=False).document
    assert document.level == level and document.regime == Regime.NONE
