"""Of two people who say what holds for the whole county, the second loses nothing unseen."""

from datetime import date

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.models import CalendarYear, LocalHazard
from content.taxonomy.models import Hazard
from portal.foundation.audit.models import AuditEvent
from portal.foundation.locks import ChangedMeanwhile

pytestmark = pytest.mark.django_db
SPRING = {date(2027, 2, 6): "春节"}
YEAR = {"source": "国办发明电〔2026〕9号", "off": "2月6日 春节", "worked": ""}


def enter(world, source, **options):
    return services.enter_year(
        year=2027, source=source, off=SPRING, worked={}, actor=world.administrator, **options
    )


def judge(world, slug, **options):
    return services.judge_hazards(
        frequent=Hazard.objects.filter(slug=slug), dangerous=(), source="风险普查",
        actor=world.administrator, **options,
    )  # fmt: skip


def between(monkeypatch, name, other):
    """Somebody else is through between the page's own look and its write."""
    save = getattr(services, name)

    def after_the_other(**options):
        monkeypatch.setattr(services, name, save)
        other()
        return save(**options)

    monkeypatch.setattr(services, name, after_the_other)


def test_a_year_entered_meanwhile_is_not_overwritten(world):
    shown = services.year_state(None)
    enter(world, "甲的通知", shown=shown)
    with pytest.raises(ChangedMeanwhile):
        enter(world, "乙的通知", shown=shown)
    stored = CalendarYear.objects.get(year=2027)
    assert stored.source == "甲的通知"
    enter(world, "乙的通知", shown=services.year_state(stored))
    assert CalendarYear.objects.get(year=2027).source == "乙的通知"


def test_a_day_entered_meanwhile_is_not_overwritten(world):
    shown = services.year_state(enter(world, "通知"))
    services.enter_year(
        year=2027, source="通知", off=SPRING | {date(2027, 10, 1): "国庆"}, worked={},
        actor=world.administrator,
    )  # fmt: skip
    with pytest.raises(ChangedMeanwhile):
        enter(world, "通知（改）", shown=shown)
    assert CalendarYear.objects.get(year=2027).days.count() == 2


def test_the_same_year_entered_twice_is_one_event(world):
    for _time in range(2):
        enter(world, "通知", shown="")
    assert AuditEvent.objects.filter(action="content.plan.calendar_entered").count() == 1


def test_the_page_of_a_year_shows_what_somebody_else_entered_a_moment_before(
    client, world, monkeypatch
):
    client.force_login(world.administrator)
    address = reverse("plans_desk:calendar_year", args=[2027])
    seen = client.get(address).context["form"].initial["seen"]
    between(monkeypatch, "enter_year", lambda: enter(world, "甲的通知"))
    answer = client.post(address, YEAR | {"seen": seen})
    said = answer.content.decode()
    assert answer.status_code == 422 and "别人改过" in said and YEAR["source"] in said
    assert CalendarYear.objects.get(year=2027).source == "甲的通知"


def test_hazards_judged_meanwhile_are_not_overwritten(world):
    shown = services.hazards_state()
    judge(world, "flood", shown=shown)
    with pytest.raises(ChangedMeanwhile):
        judge(world, "forest-fire", shown=shown)
    assert LocalHazard.objects.get().hazard.slug == "flood"
    judge(world, "forest-fire", shown=services.hazards_state())
    assert LocalHazard.objects.get().hazard.slug == "forest-fire"


def test_the_same_judgement_twice_is_one_event(world):
    for _time in range(2):
        judge(world, "flood", shown=repr(("", [])))
    assert AuditEvent.objects.filter(action="content.plan.hazards_judged").count() == 1


def test_the_page_of_hazards_shows_what_somebody_else_judged_a_moment_before(
    client, world, monkeypatch
):
    client.force_login(world.administrator)
    address = reverse("plans_desk:hazards")
    seen = client.get(address).context["form"].initial["seen"]
    between(monkeypatch, "judge_hazards", lambda: judge(world, "flood"))
    fire = Hazard.objects.get(slug="forest-fire")
    answer = client.post(address, {"frequent": [fire.pk], "source": "近十年灾情", "seen": seen})
    said = answer.content.decode()
    assert answer.status_code == 422 and "别人改过" in said and "近十年灾情" in said
    assert LocalHazard.objects.get().hazard.slug == "flood"
