"""A revised plan is filed anew; what was filed before stays with the text it was filed for."""

from datetime import date
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse

from content.plans import services
from content.plans.domain.dues import Standing, What
from content.plans.enums import Kind
from content.plans.models import FormerDays, PlanDocument
from content.plans.selectors.dues import due_list, rule_book
from portal.foundation.audit.models import AuditEvent
from tests.samples.reviewed_plans import asked

pytestmark = pytest.mark.django_db

PLAN = "青河镇防汛应急预案\n\n1 总则\n\n做好防汛工作。\n\n青河镇人民政府\n2026年3月2日\n"
REVISED = PLAN.replace("做好防汛", "做好防汛抗旱").replace("3月2日", "9月1日")
FILED = {
    "approved_on": date(2026, 2, 27), "issued_on": date(2026, 3, 5), "filed_with": "安澜县人民政府",
    "filed_on": date(2026, 3, 20), "filing_receipt": "安备〔2026〕4号",
    "receipt_on": date(2026, 9, 3), "disclosed_on": date(2026, 3, 6),
}  # fmt: skip
EMPTY = {name: "" if name == "filing_receipt" else None for name in FILED if name != "filed_with"}


@pytest.fixture
def first(import_small):
    document = import_small(PLAN, kind=Kind.SPECIAL).document
    return services.change_document(document=document, actor=None, **FILED)


def register(document):
    row = PlanDocument.objects.get(pk=document.pk)
    return {name: getattr(row, name) for name in FILED}


def dues(person):
    (row,) = due_list(person, date(2026, 9, 10), rule_book()).rows
    return row.dues


def page(client, person, name, *args, **sent):
    client.force_login(person)
    address = reverse(f"plans_desk:{name}", args=args)
    answer = client.post(address, sent) if sent else client.get(address)
    return BeautifulSoup(answer.content.decode().replace("<wbr>", ""), "html.parser").main


def test_a_revised_plan_is_due_for_filing_from_its_own_day(first, import_small, world):
    assert dues(world.editor)[What.FILING].done_on == FILED["filed_on"]
    import_small(REVISED, slug=first.slug, kind=Kind.SPECIAL)
    found = dues(world.editor)
    assert found[What.FILING].counted_from == date(2026, 9, 1)
    assert found[What.FILING].standing == Standing.CALM and found[What.FILING].done_on is None
    assert What.RECEIPT not in found
    assert register(first) == {**EMPTY, "filed_with": FILED["filed_with"]}
    event = AuditEvent.objects.filter(action="content.plan.changed").latest("pk")
    assert set(event.data["fields"]) == set(EMPTY)


def test_what_was_filed_stays_readable_beside_the_version_it_was_filed_for(
    client, first, import_small, world
):
    assert "以前版本的日期" not in page(client, world.editor, "change", first.slug).get_text()
    import_small(REVISED, slug=first.slug, kind=Kind.SPECIAL)
    filing = page(client, world.editor, "change", first.slug).find(id="filing")
    assert filing.find("dt").get_text() == "第 1 版"
    said = filing.find("dd").get_text()
    for words in ("印发日期 2026-03-05", "备案日期 2026-03-20", "安备〔2026〕4号"):
        assert words in said
    assert said.endswith("送 安澜县人民政府 备案")


def test_who_approves_it_reads_that_it_is_to_be_filed_anew(client, first, import_small, world):
    draft = import_small(REVISED, slug=first.slug, kind=Kind.SPECIAL, publish=False).version
    seen = {"round": asked(draft, world.editor).pk, "state": "asked"}
    question = page(client, world.reviewer, "approve_and_publish", draft.pk, **seen)
    assert "备案日期 2026-03-20" in question.get_text()
    assert "重新起算" in question.get_text()


def test_a_text_without_a_day_keeps_the_days_and_its_approver_is_told(
    client, first, import_small, world
):
    undated = REVISED.replace("2026年9月1日\n", "")
    draft = import_small(undated, slug=first.slug, kind=Kind.SPECIAL, publish=False).version
    seen = {"round": asked(draft, world.editor).pk, "state": "asked"}
    question = page(client, world.reviewer, "approve_and_publish", draft.pk, **seen)
    assert "没写成文日期，登记里的批准日期 2026-02-27" in question.get_text()
    services.publish_version(version=draft, actor=None)
    assert register(first) == FILED


def test_a_correction_of_the_same_text_keeps_what_was_filed(first, import_small):
    again = PLAN.replace("做好防汛", "做好防汛抗旱")
    import_small(again, slug=first.slug, kind=Kind.SPECIAL)
    assert register(first) == FILED and not FormerDays.objects.exists()


def test_the_days_come_back_with_the_text_they_belong_to(client, first, import_small, world):
    old = first.current_version
    new = import_small(REVISED, slug=first.slug, kind=Kind.SPECIAL).version
    filed_anew = {
        "filed_on": date(2026, 9, 8), "filing_receipt": "安备〔2026〕9号",
        "filed_with": "清源市应急管理局",
    }  # fmt: skip
    services.change_document(
        document=PlanDocument.objects.get(pk=first.pk), actor=None, **filed_anew
    )
    question = page(client, world.reviewer, "publish", old.pk, yes="")
    assert "换回这份文字从前的批准日期 2026-02-27" in question.get_text()
    for _twice in range(2):
        services.publish_version(version=old, actor=None)
        assert register(first) == FILED
        assert FormerDays.objects.get().version == new
    services.publish_version(version=new, actor=None)
    assert register(first) == {**EMPTY, **filed_anew}
    assert FormerDays.objects.get().version == old


def test_readers_and_register_name_the_same_day_of_issue(client, first):
    for address in (first.get_absolute_url(), reverse("plans:list")):
        shown = client.get(address).content.decode()
        assert "2026-03-05" in shown and "2026-03-02" not in shown


def test_days_of_a_text_replaced_before_they_were_kept_apart_are_put_aside_at_the_upgrade(
    first, import_small
):
    new = import_small(REVISED, slug=first.slug, kind=Kind.SPECIAL).version
    FormerDays.objects.all().delete()
    PlanDocument.objects.update(**FILED | {"disclosed_on": date(2026, 9, 2)})
    part = import_module("content.plans.migrations.0037_days_of_former_texts").part
    for _twice in range(2):
        part(apps, None)
        kept = FormerDays.objects.get()
        assert kept.version == first.versions.exclude(pk=new.pk).get()
        assert (kept.filed_on, kept.filing_receipt) == (FILED["filed_on"], "安备〔2026〕4号")
        assert kept.receipt_on == FILED["receipt_on"] and kept.disclosed_on is None
        assert register(first) == {
            **EMPTY, "filed_with": FILED["filed_with"], "disclosed_on": date(2026, 9, 2),
        }  # fmt: skip


def test_days_put_aside_at_the_upgrade_go_to_the_text_that_was_signed_before_them(
    first, import_small
):
    import_small(REVISED, slug=first.slug, kind=Kind.SPECIAL)
    latest = REVISED.replace("9月1日", "11月2日")
    import_small(latest, slug=first.slug, kind=Kind.SPECIAL)
    part = import_module("content.plans.migrations.0037_days_of_former_texts").part
    for days, number in (
        (FILED, 1),
        (FILED | {"filed_on": date(2026, 8, 31), "receipt_on": date(2026, 9, 3)}, 1),
        (EMPTY | {"issued_on": date(2026, 9, 1), "filed_on": date(2026, 9, 20)}, 2),
        (EMPTY | {"issued_on": date(2026, 1, 5)}, 1),
        (EMPTY | {"filing_receipt": "安备〔2026〕4号"}, 2),
    ):
        FormerDays.objects.all().delete()
        PlanDocument.objects.update(**{"filed_with": "安澜县人民政府", **days})
        part(apps, None)
        kept = FormerDays.objects.get()
        assert kept.version.number == number
        assert {name: getattr(kept, name) for name in EMPTY} == {name: days[name] for name in EMPTY}
