"""What came of a reason to revise a plan: in which version it was changed, or why it was not."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.enums import Kind
from content.plans.models import RevisionTrigger
from content.plans.selectors.revisions import revisions
from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.models import Message
from tests.samples.reviewed_plans import asked

pytestmark = pytest.mark.django_db

PLAN = "青河镇防汛应急预案\n\n1 总则\n\n做好防汛工作。\n\n青河镇人民政府\n2026年3月2日\n"
REVISED = PLAN.replace("做好防汛", "做好防汛抗旱")
WHY = "水利站没有写进预案"


@pytest.fixture
def plan(import_small):
    return import_small(PLAN, kind=Kind.SPECIAL).document


@pytest.fixture
def reason(plan):
    return services.set_trigger(
        document=plan, what="command", noticed_on=timezone.localdate() - timedelta(days=1),
        reason="水利站并入农业站", actor=None,
    )  # fmt: skip


@pytest.fixture
def pages(client, world):
    client.force_login(world.editor)

    def run(name, *args, **sent):
        address = reverse(f"plans_desk:{name}", args=args)
        answer = client.post(address, sent) if sent else client.get(address)
        return BeautifulSoup(answer.content.decode().replace("<wbr>", ""), "html.parser").main

    return run


def settle(client, reason, **typed):
    """Send the page of a reason as it stands, with these answers."""
    address = reverse("plans_desk:trigger_settle", args=[reason.document.slug, reason.pk])
    form = client.get(address).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    return client.post(address, shown | typed)


def test_before_a_new_version_is_there_only_a_reason_not_to_revise_settles_it(
    client, world, reason, pages
):
    first = reason.document.current_version
    assert "还没了结" not in pages("review", first.pk).get_text()
    page = pages("trigger_settle", reason.document.slug, reason.pk)
    assert "还没有发布新的一版" in page.get_text()
    assert [one["value"] for one in page.find_all("input", type="radio")] == ["not_needed"]
    for typed, words in (
        ({}, "选一种"), ({"answer": "changed"}, "怎样了"),
        ({"answer": "not_needed"}, "写一句为什么"),
        ({"answer": "not_needed", "because": "张三 13812345678"}, "手机号"),
    ):  # fmt: skip
        answer = settle(client, reason, **typed)
        assert answer.status_code == 422 and words in answer.content.decode()
    assert len(revisions(world.editor, timezone.localdate())) == 1
    settle(client, reason, answer="not_needed", because=WHY)
    assert len(revisions(world.editor, timezone.localdate())) == 0
    assert f"不用修订：{WHY}" in pages("check", reason.document.slug).get_text()


def test_the_version_in_which_it_was_changed_is_said_and_can_be_taken_back(
    client, world, plan, reason, import_small, pages
):
    new = import_small(REVISED, slug=plan.slug, kind=Kind.SPECIAL).version
    answer = settle(client, reason, answer="changed")
    assert answer.status_code == 302
    assert f"第 {new.number} 版里改了" in pages("check", plan.slug).get_text()
    event = AuditEvent.objects.get(action="content.plan.trigger_settled")
    assert event.data == {"trigger": "command", "version": new.number}
    again = settle(client, reason, answer="changed")
    assert again.status_code == 302
    assert AuditEvent.objects.filter(action="content.plan.trigger_settled").count() == 1
    settle(client, reason, answer="not_needed", because=WHY)
    reason.refresh_from_db()
    assert (reason.settled_in, reason.because) == (None, WHY)
    settle(client, reason, answer="open")
    reason.refresh_from_db()
    assert (reason.settled_on, reason.because) == (None, "")
    assert AuditEvent.objects.filter(action="content.plan.trigger_reopened").count() == 1


def test_an_older_page_does_not_answer_for_who_answered_meanwhile(
    client, world, plan, reason, import_small
):
    import_small(REVISED, slug=plan.slug, kind=Kind.SPECIAL)
    client.force_login(world.editor)
    address = reverse("plans_desk:trigger_settle", args=[plan.slug, reason.pk])
    seen = client.get(address).context["form"].initial["seen"]
    settle(client, reason, answer="changed")
    late = client.post(address, {"answer": "not_needed", "because": WHY, "seen": seen})
    assert late.status_code == 422 and "别人改过" in late.content.decode()
    reason.refresh_from_db()
    assert reason.settled_in is not None and not reason.because


def test_who_approves_and_who_edits_are_asked_whether_the_new_version_answers_it(
    client, world, plan, reason, import_small, pages
):
    draft = import_small(REVISED, slug=plan.slug, kind=Kind.SPECIAL, publish=False).version
    held = asked(draft, world.editor)
    client.force_login(world.reviewer)
    question = pages("approve_and_publish", draft.pk, round=held.pk, state="asked")
    assert "还没了结的修订情形：指挥机构或职责有重大调整" in question.get_text()
    services.approve_and_publish(round=held, actor=world.reviewer)
    told = Message.objects.get(to=world.editor, template__endswith="published")
    assert "1 个修订情形还没了结" in told.body
    client.force_login(world.editor)
    proof = pages("review", draft.pk)
    door = proof.find("a", href=reverse("plans_desk:check", args=[plan.slug]) + "#triggers")
    assert "1 个修订情形还没了结" in proof.get_text() and door
    services.settle_trigger(trigger=reason, on=timezone.localdate(), actor=None, version=draft)
    assert "还没了结" not in pages("review", draft.pk).get_text()


def test_no_other_plans_version_no_draft_and_not_both_answers_settle_it(
    plan, reason, import_small, world
):
    today = timezone.localdate()
    other = import_small(PLAN.replace("防汛", "防火"), kind=Kind.SPECIAL).version
    draft = import_small(REVISED, slug=plan.slug, kind=Kind.SPECIAL, publish=False).version
    for wrong in (
        {}, {"version": other}, {"version": draft},
        {"version": plan.current_version, "because": WHY},
    ):  # fmt: skip
        with pytest.raises(services.PlanRefused):
            services.settle_trigger(trigger=reason, on=today, actor=None, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        RevisionTrigger.objects.update(because=WHY)


def test_what_was_settled_is_not_opened_beside_the_same_reason(plan, reason):
    today = timezone.localdate()
    services.settle_trigger(trigger=reason, on=today, actor=None, because=WHY)
    services.set_trigger(
        document=plan, what="command", noticed_on=today, reason="又并了一次", actor=None
    )
    with pytest.raises(services.PlanRefused, match="又登记了一条"):
        services.reopen_trigger(trigger=reason, actor=None)


def test_a_unit_settles_no_reason_of_another(client, world, reason):
    client.force_login(world.other_editor)
    address = reverse("plans_desk:trigger_settle", args=[reason.document.slug, reason.pk])
    sent = {"answer": "not_needed", "because": WHY}
    assert client.post(address, sent).status_code in (403, 404)
    reason.refresh_from_db()
    assert reason.settled_on is None


def test_reasons_that_drills_gave_lose_the_day_that_stands_beside_them(plan):
    begun, other = "2026-05-12 的演练发现：路线被淹", "2026-05-01 的演练发现：没有接通"
    day = date(2026, 5, 12)
    rows = [
        RevisionTrigger.objects.create(
            document=plan, what="experience", noticed_on=day, reason=reason, settled_on=day
        )
        for reason in (begun, other)
    ]
    import_module("content.plans.migrations.0039_answers_to_reasons").shorten(apps, None)
    for row in rows:
        row.refresh_from_db()
    assert [row.reason for row in rows] == ["演练发现：路线被淹", other]
