"""What falls due of the response plans, and who sees and changes what."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from content.plans import drilled, services
from content.plans.domain.dues import Standing, What
from content.plans.enums import Kind, Level, Regime, Visibility
from content.plans.models import CalendarYear, DueRule, DueRuleKind, PlanDocument, PlanVersion
from content.plans.selectors.dues import due_list, facts_of, rule_book
from portal.foundation.audit.models import AuditEvent
from tests.integration.content.plans.conftest import FLOOD_PLAN

TODAY = date(2026, 11, 30)


def seen_on(client, address):
    """What the form on the page says of what it was drawn from."""
    return client.get(address).context["form"].initial["seen"]


def listed(person, today=TODAY):
    return due_list(person, today, rule_book())


def disclosed_on():
    [(_pk, _title, facts)] = facts_of(PlanDocument.objects.all(), {})
    return facts.disclosed_on or facts.shown_on


def test_a_plan_nobody_filed_is_overdue_and_stands_before_one_that_was(
    import_small, flood_plan, world
):
    filed = import_small(FLOOD_PLAN.replace("防汛", "防火"), kind=Kind.SPECIAL).document
    services.change_document(
        document=filed, actor=world.editor, filed_on=date(2026, 3, 20), filing_receipt="2026-1",
        disclosed_on=date(2026, 3, 10),
    )  # fmt: skip
    found = listed(world.editor)
    assert [row.plan for row in found.rows] == [flood_plan, filed]
    assert found.rows[0].dues[What.FILING].due_on == date(2026, 3, 30)
    assert found.rows[1].dues[What.FILING].standing == Standing.DONE
    assert len(found.found) == len(found.rows)


def test_planning_documents_and_historic_plans_are_not_on_the_list(import_small, flood_plan, world):
    import_small()
    services.change_document(document=flood_plan, actor=world.editor, status="historic")
    assert len(listed(world.editor).rows) == 0


def test_a_plan_of_a_higher_government_is_kept_without_dues(flood_plan, world):
    PlanDocument.objects.filter(pk=flood_plan.pk).update(level=Level.NATIONAL)
    [row] = listed(world.editor).rows
    assert (row.plan, row.dues) == (flood_plan, {})


def test_a_joint_plan_is_filed_and_a_firms_plan_is_drilled_every_year(import_small, world):
    joint = import_small(FLOOD_PLAN.replace("青河镇防汛", "跨县洪水联合"), kind=Kind.JOINT).document
    firm = import_small(FLOOD_PLAN.replace("青河镇防汛", "青河化工厂"), kind=Kind.UNIT).document
    services.change_document(document=firm, actor=world.editor, regime=Regime.WORK_SAFETY)
    rows = {row.plan: row.dues for row in listed(world.editor).rows}
    assert rows[joint][What.FILING].due_on == date(2026, 3, 30)
    assert rows[firm][What.DRILL].due_on == date(2027, 3, 2)
    assert What.FILING not in rows[firm]


def test_the_list_shows_no_plan_and_counts_none_that_the_person_may_not_read(flood_plan, world):
    services.change_document(
        document=flood_plan, actor=world.editor, visibility=Visibility.RESTRICTED
    )
    assert len(listed(world.editor).rows) == 1
    for person in (world.other_editor, world.auditor, world.trainer):
        found = listed(person)
        assert (len(found.rows), len(found.found), found.without) == (0, 0, 0)


def test_the_drills_come_from_the_room_that_keeps_them(flood_plan, world, monkeypatch):
    monkeypatch.setattr(drilled, "_sources", [])
    assert listed(world.editor).rows[0].dues[What.DRILL].due_on == date(2029, 3, 2)
    drilled.register(lambda ids: {one: date(2026, 6, 1) for one in ids})
    row = listed(world.editor).rows[0]
    assert (row.drilled_on, row.dues[What.DRILL].due_on) == (date(2026, 6, 1), date(2029, 6, 1))


def test_the_list_takes_the_same_queries_however_many_plans_there_are(
    import_small, flood_plan, world, django_assert_num_queries
):
    book = rule_book()
    listed(world.editor)
    with django_assert_num_queries(2):
        due_list(world.editor, TODAY, book)
    for word in ("防火", "防震"):
        import_small(FLOOD_PLAN.replace("防汛", word), kind=Kind.SPECIAL)
    with django_assert_num_queries(2):
        found = due_list(world.editor, TODAY, book)
    assert len(found.rows) == 3
    with django_assert_num_queries(1):
        assert len(found.rows[1:]) == 2
    with django_assert_num_queries(4):
        rule_book()


def test_the_page_says_in_words_what_is_overdue_by_which_rule_and_how_sure_that_is(
    client, flood_plan, world
):
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:dues")).content.decode()
    days = (timezone.localdate() - date(2026, 3, 30)).days
    assert f"逾期 {days} 天" in page
    assert "国办发〔2024〕5号" in page and "据转载，待对原文" in page
    assert "第二十条第十二项、第二十六条" in page and "读过原文" in page


def test_a_year_without_its_holidays_is_named_on_the_page(client, flood_plan, world):
    CalendarYear.objects.filter(year=2026).delete()
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:dues")).content.decode()
    assert "2026 年的放假安排还没有登记" in page and "只扣了周末" in page


def test_entering_the_holidays_moves_the_days(client, flood_plan, world):
    CalendarYear.objects.filter(year=2026).delete()
    before = listed(world.editor).rows[0].dues[What.FILING].due_on
    client.force_login(world.administrator)
    address = reverse("plans_desk:calendar_year", args=[2026])
    typed = {"source": "通知", "off": "3月3日至3月4日 校庆", "worked": ""}
    answer = client.post(address, typed | {"seen": seen_on(client, address)})
    assert answer.status_code == 302
    assert listed(world.editor).rows[0].dues[What.FILING].due_on == before + timedelta(days=2)
    assert AuditEvent.objects.filter(action="content.plan.calendar_entered").count() == 1


@pytest.mark.parametrize(
    ("off", "worked", "words"),
    [
        ("春节放七天", "", "读不成日期"), ("2月30日", "", "日历上没有"),
        ("1月1日", "1月1日", "又放假又上班"), ("1月1日", "1月5日", "本来就是工作日"),
        ("", "", "把通知里的放假日写进来"),
    ],
)  # fmt: skip
def test_a_notice_that_cannot_be_read_is_refused_in_words_and_kept(
    client, world, off, worked, words
):
    client.force_login(world.administrator)
    address = reverse("plans_desk:calendar_year", args=[2027])
    typed = {"source": "通知", "off": off, "worked": worked}
    answer = client.post(address, typed | {"seen": seen_on(client, address)})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert off in answer.content.decode()
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_the_database_refuses_a_due_of_a_planning_document(import_small, world):
    plan = import_small().document
    for values in (
        {"filed_on": TODAY}, {"filed_with": "县应急管理局"}, {"receipt_on": TODAY},
        {"evaluated_on": TODAY}, {"disclosed_on": TODAY}, {"issued_on": TODAY},
        {"regime": "work_safety"},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanDocument.objects.filter(pk=plan.pk).update(**values)
    rule = DueRule.objects.earliest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        DueRuleKind.objects.create(rule=rule, kind=Kind.FIVE_YEAR)


def test_a_receipt_comes_after_its_filing(client, flood_plan, world):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanDocument.objects.filter(pk=flood_plan.pk).update(receipt_on=TODAY)
    with pytest.raises(services.PlanRefused, match="回执日期"):
        services.change_document(
            document=flood_plan, actor=None, filed_on=TODAY, receipt_on=date(2026, 1, 1)
        )


def test_a_text_that_says_when_it_was_disclosed_counts_from_that_day(import_small):
    head = "索引号：AL001-2026-00100\n发布日期：2026年3月4日\n\n"
    import_small(head + FLOOD_PLAN, kind=Kind.SPECIAL)
    assert disclosed_on() == date(2026, 3, 4)


def test_what_was_public_and_is_opened_again_keeps_the_day_it_was_disclosed_first(
    import_small, world
):
    plan = import_small(FLOOD_PLAN, kind=Kind.SPECIAL).document
    PlanVersion.objects.update(published_at=timezone.now() - timedelta(days=60))
    first = disclosed_on()
    assert first == timezone.localdate(PlanVersion.objects.get().published_at)
    for grade in ("internal", "restricted", "public"):
        services.change_document(
            document=PlanDocument.objects.get(pk=plan.pk), actor=None, visibility=grade
        )
    assert disclosed_on() == first


def test_an_old_plan_that_is_registered_now_is_not_accused_of_late_disclosure(
    client, flood_plan, world
):
    [row] = listed(world.editor, timezone.localdate()).rows
    assert row.dues[What.DISCLOSURE].standing == Standing.UNKNOWN
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:dues")).content.decode()
    assert "缺主动公开日期" in page and "#id_disclosed_on" in page and "已办，晚了" not in page
    registered = timezone.make_aware(datetime(2026, 3, 5, 9))
    PlanDocument.objects.filter(pk=flood_plan.pk).update(created_at=registered)
    [row] = listed(world.editor, timezone.localdate()).rows
    late = row.dues[What.DISCLOSURE]
    assert (late.standing, late.done_on) == (Standing.LATE, timezone.localdate())
    services.change_document(
        document=flood_plan, actor=world.editor, disclosed_on=date(2026, 3, 10)
    )
    [row] = listed(world.editor, timezone.localdate()).rows
    assert row.dues[What.DISCLOSURE].standing == Standing.DONE


def test_what_has_no_dues_gets_no_day_of_disclosure_when_it_is_made_public(import_small, world):
    plan = import_small(FLOOD_PLAN.replace("应急预案", "工作计划"), visibility="internal").document
    services.change_document(document=plan, actor=None, visibility="public")
    plan.refresh_from_db()
    assert (plan.family, plan.visibility, plan.disclosed_on) == ("planning", "public", None)


def test_what_was_published_for_fewer_people_is_disclosed_on_the_day_that_it_is_made_public(
    import_small, world
):
    plan = import_small(FLOOD_PLAN, kind=Kind.SPECIAL, visibility="internal").document
    PlanVersion.objects.update(published_at=timezone.now() - timedelta(days=60))
    services.change_document(
        document=plan, actor=world.editor, confirmed_by=world.reviewer, visibility="public"
    )
    stored = PlanDocument.objects.get()
    assert disclosed_on() == timezone.localdate()
    services.change_document(document=stored, actor=world.editor, visibility="internal")
    said = date(2026, 3, 9)
    services.change_document(
        document=stored,
        actor=world.editor,
        confirmed_by=world.reviewer,
        visibility="public",
        disclosed_on=said,
    )
    assert PlanDocument.objects.get().disclosed_on == said
