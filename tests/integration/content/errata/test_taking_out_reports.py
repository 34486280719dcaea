"""The words of a report and of its answer can be taken out for ever; a trace stays."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from content.errata import personal_data, selectors, services
from content.errata.enums import State
from content.errata.models import ErrorReport
from content.errata.refusals import ReportRefused
from portal.foundation.audit.models import AuditEvent
from tests.integration.content.errata.conftest import said_of, words_of

SECRET = "张三就是那个会计"
WHY = "写了姓名"


def receipt(client, report):
    return words_of(client.get(reverse("errata:receipt", args=[report.public_id])))


@pytest.fixture
def report(clause):
    return said_of(clause, SECRET)


def test_of_an_answered_report_too_the_words_go_from_every_place_and_the_trace_stays(
    client, world, plan, report
):
    services.answer_report(report=report, state="answered", text=f"不写{SECRET}", by=world.editor)
    assert SECRET in receipt(client, report)
    address = reverse("errata_desk:take_out", args=[report.pk])
    settled = f"{reverse('errata_desk:list')}?state=settled"
    client.force_login(world.reviewer)
    assert address in client.get(settled).content.decode()
    assert SECRET in words_of(client.get(address))
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "打 13812345678"}).status_code == 422
    assert client.post(address, {"reason": WHY})["Location"] == reverse("errata_desk:list")
    stored = ErrorReport.objects.get()
    assert (stored.text, stored.answer, stored.state) == ("", "", State.ANSWERED)
    for person in (world.editor, world.reviewer):
        client.force_login(person)
        shown = words_of(client.get(settled))
        assert SECRET not in shown and WHY in shown
        assert SECRET not in json.dumps(personal_data.export(person), ensure_ascii=False)
    assert WHY in json.dumps(personal_data.export(world.reviewer), ensure_ascii=False)
    client.logout()
    shown = receipt(client, report)
    assert "拿掉了" in shown and WHY in shown and SECRET not in shown
    event = AuditEvent.objects.get(action="content.erratum.taken_out")
    assert event.data == {"report": report.pk}


def test_an_open_one_waits_for_nobody_any_more(client, world, report):
    assert services.take_out(report=report, reason=WHY, by=world.reviewer)
    assert not services.take_out(report=report, reason="别的", by=world.administrator)
    assert ErrorReport.objects.get().taken_out_for == WHY
    assert selectors.reports_for(world.editor).waiting().count() == 0
    with pytest.raises(ReportRefused, match="拿掉"):
        services.answer_report(report=report, state="answered", text="不改。", by=world.editor)
    client.force_login(world.editor)
    assert WHY not in words_of(client.get(reverse("errata_desk:list")))
    form = client.get(reverse("errata_desk:answer", args=[report.pk]))
    assert form.context["form"] is None


def test_only_who_publishes_the_plan_takes_out(client, world, report):
    for person in (world.editor, world.other_editor, world.learner, world.trainer):
        with pytest.raises(ReportRefused, match="能发布"):
            services.take_out(report=report, reason=WHY, by=person)
    client.force_login(world.editor)
    assert "拿掉文字" not in words_of(client.get(reverse("errata_desk:list")))
    ErrorReport.objects.all().delete()
    with pytest.raises(ReportRefused, match="删除"):
        services.take_out(report=report, reason=WHY, by=world.reviewer)


def test_the_database_keeps_what_was_taken_out_whole(world, report):
    rows = ErrorReport.objects.filter(pk=report.pk)
    for wrong in (
        {"taken_out_at": timezone.now(), "taken_out_by": world.reviewer, "taken_out_for": "x"},
        {"taken_out_at": timezone.now(), "text": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
