"""Whether plans are whole, why they are revised, which first, and what the library covers."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.enums import DUE_KINDS, Kind, Trigger
from content.plans.models import LocalHazard, RevisionTrigger
from content.plans.selectors.revisions import revisions
from content.taxonomy.models import Hazard
from portal.foundation.audit.models import AuditEvent

PLAN = """青河镇{name}应急预案

1 总则

1.1 编制目的

做好工作。

2 组织指挥体系

镇长任指挥长。

青河镇人民政府
2026年3月2日
"""
TODAY = date(2026, 11, 30)


@pytest.fixture
def plan_of(import_small):
    def run(name, hazard="", **options):
        plan = import_small(PLAN.format(name=name), kind=Kind.SPECIAL, **options).document
        if hazard:
            plan.hazards.set(Hazard.objects.filter(slug=hazard))
        return plan

    return run


def trigger(plan, what="risk", on=date(2026, 9, 1)):
    return services.set_trigger(
        document=plan, what=what, noticed_on=on, reason="河堤加高了", actor=None
    )


def test_the_check_names_the_clause_of_a_part_and_what_no_heading_says(client, plan_of, world):
    plan = plan_of("防汛")
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:check", args=[plan.slug])).content.decode()
    clause = plan.current_version.clauses.get(heading="组织指挥体系")
    assert f"{plan.get_absolute_url()}#{clause.fragment}" in page
    assert "标题里没有找到：事件分级、预防与预警、信息报告" in page
    assert "这是给编辑的提示" in page


def test_an_editor_registers_a_reason_and_settles_it(client, plan_of, world):
    plan = plan_of("防汛")
    client.force_login(world.editor)
    address = reverse("plans_desk:check", args=[plan.slug])
    typed = {"what": "command", "noticed_on": "2026-09-01", "reason": "水利站并入农业站"}
    assert client.post(address, typed).status_code == 302
    assert client.post(address, typed).status_code == 302
    found = RevisionTrigger.objects.get()
    again = client.post(address, typed | {"reason": "又并了一次"})
    assert again.status_code == 422 and "先了结它" in again.content.decode()
    assert [one.plan for one in revisions(world.editor, TODAY)] == [plan]
    services.settle_trigger(
        trigger=found, on=timezone.localdate(), actor=world.editor, because="水利站没有写进去"
    )
    assert len(revisions(world.editor, TODAY)) == 0
    actions = AuditEvent.objects.filter(action__startswith="content.plan.trigger")
    assert actions.count() == 2


def test_a_day_that_has_not_come_is_no_reason_yet(client, plan_of, world):
    plan = plan_of("防汛")
    client.force_login(world.editor)
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = client.post(
        reverse("plans_desk:check", args=[plan.slug]),
        {"what": "law", "noticed_on": tomorrow.isoformat(), "reason": "新法"},
    )
    assert answer.status_code == 422 and "还没到这一天" in answer.content.decode()


def test_an_auditor_reads_the_check_and_changes_nothing(client, plan_of, world):
    plan = plan_of("防汛")
    client.force_login(world.auditor)
    address = reverse("plans_desk:check", args=[plan.slug])
    assert "登记一种情形" not in client.get(address).content.decode()
    typed = {"what": "law", "noticed_on": "2026-09-01", "reason": "新法"}
    assert client.post(address, typed).status_code == 403
    assert not RevisionTrigger.objects.exists()
    page = client.get(reverse("plans_desk:relations", args=[plan.slug])).content.decode()
    assert reverse("plans_desk:relation_add", args=[plan.slug]) not in page


def test_plans_for_frequent_and_dangerous_hazards_are_revised_first(plan_of, world):
    fire, flood = plan_of("防火", "forest-fire"), plan_of("防汛", "flood")
    for what in ("law", "risk"):
        trigger(fire, what)
    trigger(flood)
    assert [one.plan for one in revisions(world.editor, TODAY)] == [fire, flood]
    services.judge_hazards(
        frequent=Hazard.objects.filter(slug="flood"),
        dangerous=Hazard.objects.filter(slug="flood"),
        source="风险普查",
        actor=world.administrator,
    )
    first, second = revisions(world.editor, TODAY)
    assert (first.plan, second.plan) == (flood, fire)
    assert first.hazards[0][1].source == "风险普查"


def test_an_evaluation_overdue_and_an_upper_plan_that_was_replaced_are_reasons(plan_of, world):
    low, high = plan_of("防汛"), plan_of("总体")
    services.change_document(document=low, actor=None, level="town", issued_on=date(2020, 1, 1))
    services.relate(document=low, kind="parent", other=high, actor=None)
    assert len(revisions(world.editor, TODAY)) == 0
    services.change_document(document=high, actor=None, status="historic")
    (found,) = revisions(world.editor, TODAY)
    assert (found.plan, list(found.upper)) == (low, [high])


def test_the_list_of_revisions_takes_the_same_queries_for_more_plans(
    plan_of, world, django_assert_max_num_queries
):
    for name in ("防汛", "防火", "防震"):
        trigger(plan_of(name, "flood"))
    revisions(world.editor, TODAY)
    with django_assert_max_num_queries(9):
        found = revisions(world.editor, TODAY)
    with django_assert_max_num_queries(6):
        assert len(found[:2]) == 2
    assert len(found) == 3


def test_only_the_county_judges_its_hazards(client, world, town_administrator):
    address = reverse("plans_desk:hazards")
    for person, status in ((town_administrator, 403), (world.editor, 403)):
        client.force_login(person)
        assert client.post(address, {"source": "普查"}).status_code == status
    client.force_login(world.administrator)
    seen = client.get(address).context["form"].initial["seen"]
    flood = Hazard.objects.get(slug="flood").pk
    typed = {"frequent": [flood], "source": "普查", "seen": seen}
    assert client.post(address, typed).status_code == 302
    assert LocalHazard.objects.get().frequent


def test_the_database_keeps_reasons_whole(plan_of):
    plan = plan_of("防汛")
    row = {"document": plan, "what": "law", "noticed_on": TODAY, "reason": "新法"}
    for wrong in ({"what": "eighth"}, {"reason": ""}, {"settled_on": date(2026, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RevisionTrigger.objects.create(**(row | wrong))
    assert len(Trigger) == 7 and Kind.MANUAL not in DUE_KINDS


def test_a_planning_document_is_given_no_reason_to_be_revised(import_small):
    with pytest.raises(services.PlanRefused, match="只登记在预案上"):
        trigger(import_small().document)
