"""The rules by which something falls due: who changes them, and what comes along."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from content.plans.enums import RESPONSE_KINDS, Kind, Regime
from content.plans.models import DueRule
from content.plans.selectors.dues import due_list, rule_book
from portal.foundation.audit.models import AuditEvent

TODAY = date(2026, 11, 30)


def seen_on(client, address):
    """What the form on the page says of what it was drawn from."""
    return client.get(address).context["form"].initial["seen"]


def sent(rule, **changed):
    kinds = [each.kind for each in rule.kinds.all()]
    return {
        "what": rule.what, "amount": rule.amount, "span": rule.span, "kinds": kinds,
        "lowest_level": rule.lowest_level, "regime": rule.regime, "named": rule.named,
        "division": "",
        "source": rule.source, "article": rule.article, "confidence": rule.confidence,
        "valid_from": rule.valid_from, "valid_to": "",
    } | changed  # fmt: skip


def test_the_countys_administrator_changes_a_rule_and_the_dues_follow(client, flood_plan, world):
    rule = DueRule.objects.get(what="evaluation")
    client.force_login(world.administrator)
    address = reverse("plans_desk:due_rule", args=[rule.pk])
    changed = sent(rule, amount=2, seen=seen_on(client, address))
    assert client.post(address, changed).status_code == 302
    assert DueRule.objects.get(what="evaluation").amount == 2
    event = AuditEvent.objects.get(action="content.plan.rule_saved")
    assert event.data["fields"] == ["amount"]


def test_a_rule_that_names_its_plans_holds_for_no_other(client, flood_plan, world):
    client.force_login(world.administrator)
    address = reverse("plans_desk:due_rule_new")
    evaluation = DueRule.objects.get(what="evaluation")
    said = {"named": " 地震,雨雪冰冻 ", "article": "7.4（2）", "lowest_level": ""}
    typed = sent(evaluation, amount=1, **said)
    answer = client.post(address, typed | {"seen": seen_on(client, address)})
    assert answer.status_code == 302
    rule = DueRule.objects.get(article="7.4（2）")
    assert rule.named == "地震、雨雪冰冻"
    (row,) = due_list(world.editor, TODAY, rule_book()).rows
    assert "evaluation" not in row.dues
    assert "只管“地震”“雨雪冰冻”" in client.get(reverse("plans_desk:due_rules")).content.decode()
    DueRule.objects.filter(pk=rule.pk).update(named="地震、防汛")
    (row,) = due_list(world.editor, TODAY, rule_book()).rows
    assert row.dues["evaluation"].rule.key == rule.pk


def test_a_town_keeps_its_hands_off_the_rules_of_the_county(client, world, town_administrator):
    rule = DueRule.objects.get(what="evaluation")
    for person in (town_administrator, world.editor, world.auditor):
        client.force_login(person)
        address = reverse("plans_desk:due_rule", args=[rule.pk])
        assert client.post(address, sent(rule, amount=9)).status_code == 403
    assert DueRule.objects.get(what="evaluation").amount == 3


@pytest.mark.django_db
def test_every_rule_that_comes_along_has_a_source_and_says_how_far_it_was_read():
    rules = DueRule.objects.prefetch_related("kinds")
    assert rules.count() == 13
    for rule in rules:
        assert rule.source and rule.confidence in "HML"
        assert {each.kind for each in rule.kinds.all()} <= set(RESPONSE_KINDS)
    unproven = rules.filter(confidence="L")
    assert sorted((one.what, one.article, one.regime) for one in unproven) == [
        ("drill", "第三十三条", Regime.ON_SITE), ("drill", "第三十三条", Regime.WORK_SAFETY),
        ("filing", "", ""), ("receipt", "", ""),
    ]  # fmt: skip
    measured = rules.filter(what__in=("filing", "receipt"), regime="")
    assert {
        (one.confidence, frozenset(each.kind for each in one.kinds.all())) for one in measured
    } == {
        ("M", frozenset({Kind.GENERAL, Kind.SPECIAL, Kind.DEPARTMENTAL, Kind.GRASSROOTS})),
        ("L", frozenset({Kind.JOINT})),
    }  # fmt: skip


@pytest.mark.django_db
def test_what_a_county_found_out_of_a_rule_stays():
    tell = import_module("content.plans.migrations.0044_what_nobody_proved_of_the_rules").tell
    DueRule.objects.filter(what="drill", regime=Regime.ON_SITE).update(confidence="H")
    filing = DueRule.objects.get(what="filing", confidence="M", regime="")
    filing.kinds.create(kind=Kind.JOINT)
    DueRule.objects.filter(pk=filing.pk).update(article="第二十六条", confidence="H")
    for _again in range(2):
        tell(apps, None)
    assert DueRule.objects.count() == 13
    assert DueRule.objects.get(what="drill", regime=Regime.ON_SITE).confidence == "H"
    filing.refresh_from_db()
    assert (filing.article, filing.kinds.count()) == ("第二十六条", 5)
