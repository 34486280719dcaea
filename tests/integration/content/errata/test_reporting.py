"""报错: anybody says what is wrong in a clause they read."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from content.errata import services
from content.errata.enums import State
from content.errata.models import ErrorReport
from content.errata.refusals import ReportRefused
from content.plans import services as plans
from portal.foundation.audit.models import AuditEvent
from portal.foundation.locks import ChangedMeanwhile
from tests.integration.content.errata.conftest import TEXT, WORDS, address, said_of, words_of
from tests.samples.reviewed_plans import published


def test_every_clause_leads_to_the_form_and_the_page_is_kept_for_all(client, plan, clause):
    at = reverse("plans:document", args=[plan.slug])
    page = client.get(at)
    assert f'<a class="desk" href="{address(clause)}">报错</a>' in page.content.decode()
    assert client.get(at)["X-Page-Cache"] == "hit"


SECTIONS = """安澜县防汛应急预案

1 职责

1.1 监测

各单位分工如下，遇到变化及时调整。

（1）县水利局负责水情。

（2）县气象局负责雨情。

1.2 名册

县赤霄局负责保管名册。
"""


def test_on_a_phone_each_lowest_section_ends_with_one_way_to_report_in_it(client, world):
    made = plans.import_document(actor=world.editor, owner_unit=world.town, text=SECTIONS)
    published(made.version, world.editor, world.reviewer)
    clauses = {one.heading or one.number: one for one in made.version.clauses.all()}
    page = client.get(made.document.get_absolute_url()).content.decode()
    ends = re.findall(r'<p class="mnote phone screen"><a href="([^"]+)"', page)
    assert ends == [address(clauses["监测"]), address(clauses["名册"])]
    form = client.get(ends[0]).content.decode()
    assert "先点有错的那一条" in words_of(client.get(ends[0])) and 'class="src"' in form
    for number in ("（1）", "（2）"):
        assert f'href="{address(clauses[number])}"' in form
    assert "先点有错的那一条" not in client.get(ends[1]).content.decode()


def test_the_form_of_a_mere_heading_quotes_nothing_and_lists_what_is_below(client, world):
    made = plans.import_document(actor=world.editor, owner_unit=world.town, text=SECTIONS)
    published(made.version, world.editor, world.reviewer)
    clauses = {one.heading or one.number: one for one in made.version.clauses.all()}
    hidden = clauses["名册"]
    plans.set_visibility(clause=hidden, visibility="restricted", actor=world.editor)
    form = client.get(address(clauses["职责"])).content.decode()
    assert 'class="src"' not in form and f'href="{address(clauses["监测"])}"' in form
    assert "赤霄" not in form and address(hidden) not in form
    sent = client.post(address(clauses["职责"]), {"text": WORDS, "token": uuid4()})
    assert sent.status_code == 302 and ErrorReport.objects.get().anchor == clauses["职责"].anchor


def test_a_reader_without_an_account_reports_and_comes_back_to_see_what_became_of_it(
    client, world, clause
):
    form = client.get(address(clause))
    assert "每小时报告一次" in words_of(form) and "no-store" in form["Cache-Control"]
    sent = client.post(address(clause), {"text": WORDS, "token": uuid4()})
    one = ErrorReport.objects.get()
    assert (one.anchor, one.version, one.text) == (clause.anchor, clause.version, WORDS)
    assert sent["Location"] == reverse("errata:receipt", args=[one.public_id])
    receipt = words_of(client.get(sent["Location"]))
    assert "等编辑处理" in receipt and "监测" in receipt and WORDS in receipt
    assert settings.BASE_URL + sent["Location"] in receipt
    assert f"编号 {one.pk}" in receipt
    services.answer_report(report=one, state=State.PROMISED, text="改成每半小时。", by=world.editor)
    receipt = words_of(client.get(sent["Location"]))
    assert "编辑答应改" in receipt and "改成每半小时。" in receipt
    assert "编辑陈" not in receipt and str(world.editor) not in receipt


def test_nothing_tells_who_reported_also_where_somebody_is_signed_in(client, world, clause):
    client.force_login(world.learner)
    client.post(address(clause), {"text": WORDS, "token": uuid4()}, REMOTE_ADDR="203.0.113.9")
    row = str(ErrorReport.objects.values().get())
    event = AuditEvent.objects.get(action="content.erratum.reported")
    assert event.request_id == ""
    assert event.actor_public_id is None and event.unit_id == clause.version.document.owner_unit_id
    for trace in ("203.0.113.9", world.learner.username, str(world.learner)):
        assert trace not in row and trace not in str(event.data)


def test_the_proxy_writes_no_line_about_who_reports():
    proxy = (Path(__file__).resolve().parents[4] / "deploy/nginx.conf").read_text("utf-8")
    part = proxy.partition("location /errata/ {")[2].partition("}")[0]
    assert "access_log off;" in part and "proxy_pass" in part
    assert reverse("errata:receipt", args=[uuid4()]).startswith("/errata/")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "必填"), ("   ", "必填"), ("字" * 501, "501"), ("打 13812345678 问我", "手机号"),
        ("反\u202e了", "看不见"), ("空\x00字", "空字符"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_in_words_and_kept(client, clause, text, said):
    answer = client.post(address(clause), {"text": text, "token": uuid4()})
    assert answer.status_code == 422 and not ErrorReport.objects.exists()
    page = answer.content.decode()
    assert 'class="' in page and ("error" in page or said in page)
    if text.startswith("打"):
        assert said in page and text in page


def test_the_same_form_twice_is_one_report_and_with_other_words_another(clause):
    token = uuid4()
    assert said_of(clause, token=token) == said_of(clause, token=token)
    assert said_of(clause, "另一处", token=token).pk and ErrorReport.objects.count() == 2
    assert AuditEvent.objects.filter(action="content.erratum.reported").count() == 2


@pytest.mark.parametrize("spoiled", [{"token": "x"}, {"token": "\x00"}, {"token": "x" * 5000}, {}])
def test_a_report_is_taken_whatever_became_of_the_field_that_nobody_sees(client, clause, spoiled):
    assert client.post(address(clause), {"text": WORDS} | spoiled).status_code == 302
    assert ErrorReport.objects.get().text == WORDS


def test_one_address_may_report_so_often_and_keeps_what_it_typed(client, clause, settings):
    cache.clear()
    settings.ERROR_REPORT_RATE_LIMITS = {"report": "2/10m/ip", "report_of_a_clause": "9/d/ip"}
    token = uuid4()
    for text in ("一", "二", "二"):
        assert client.post(address(clause), {"text": text, "token": token}).status_code == 302
    refused = client.post(address(clause), {"text": "三处不对", "token": token})
    assert refused.status_code == 429 and "三处不对" in refused.content.decode()
    assert "no-store" in refused["Cache-Control"] and ErrorReport.objects.count() == 2
    other = client.post(address(clause), {"text": "三", "token": token}, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 302


def test_one_address_alone_fills_no_clause_and_reports_others_meanwhile(client, plan, clause):
    cache.clear()
    sent = [client.post(address(clause), {"text": f"第{n}处"}) for n in range(30)]
    assert {one.status_code for one in sent} == {302, 429} and "第29处" in words_of(sent[-1])
    assert ErrorReport.objects.count() * 5 <= services.MOST_OF_A_CLAUSE
    other = plan.current_version.clauses.get(heading="附表")
    assert client.post(address(other), {"text": "不对"}).status_code == 302
    again = client.post(address(clause), {"text": "不对"}, REMOTE_ADDR="192.0.2.7")
    assert again.status_code == 302


def test_a_flood_from_many_addresses_ends_at_what_editors_can_read(clause, plan, monkeypatch):
    monkeypatch.setattr(services, "MOST_OF_A_CLAUSE", 2)
    monkeypatch.setattr(services, "MOST_OF_A_PLAN", 3)
    other = plan.current_version.clauses.get(heading="附表")
    for one in (clause, clause, other):
        said_of(one, "不对")
    for one in (clause, other):
        with pytest.raises(ReportRefused):
            said_of(one, "不对")
    assert ErrorReport.objects.count() == 3


@pytest.mark.parametrize("grade", ["internal", "restricted"])
def test_a_hidden_clause_is_not_there_to_be_reported(client, world, plan, grade):
    hidden = plan.current_version.clauses.get(heading="名册")
    plans.set_visibility(clause=hidden, visibility=grade, actor=world.editor)
    assert client.get(address(hidden)).status_code == 404
    sent = client.post(address(hidden), {"text": WORDS, "token": uuid4()})
    assert sent.status_code == 404 and not ErrorReport.objects.exists()
    with pytest.raises(ReportRefused):
        said_of(hidden)
    client.force_login(world.editor)
    assert "赤霄" in words_of(client.get(address(hidden)))


def test_what_was_being_written_when_the_clause_was_hidden_comes_back_to_be_copied(
    client, world, plan
):
    hidden = plan.current_version.clauses.get(heading="名册")
    plans.set_visibility(clause=hidden, visibility="restricted", actor=world.editor)
    for text in (WORDS, f"{WORDS}{'字' * 501}"):
        sent = client.post(address(hidden), {"text": text, "token": uuid4()})
        shown = words_of(sent)
        assert sent.status_code == 404 and text in shown and "没有报上。先复制下来" in shown
        assert not any(trace in shown for trace in ("赤霄", "名册", plan.title))
        unknown = client.post(reverse("errata:report", args=[uuid4()]), {"text": text})
        assert words_of(unknown) == shown
    assert client.post(address(hidden), {"text": " "}).status_code == 404
    assert not ErrorReport.objects.exists()


def test_the_receipt_of_a_clause_hidden_later_names_nothing_of_it(client, world, plan):
    hidden = plan.current_version.clauses.get(heading="名册")
    one = said_of(hidden)
    services.answer_report(report=one, state="promised", text="赤霄局会改。", by=world.editor)
    plans.set_visibility(clause=hidden, visibility="restricted", actor=world.editor)
    receipt = words_of(client.get(reverse("errata:receipt", args=[one.public_id])))
    assert "不对你公开" in receipt
    for trace in ("赤霄", "名册", plan.title, WORDS):
        assert trace not in receipt


def test_a_clause_that_the_text_in_force_has_no_more_takes_no_report(client, world, plan, clause):
    made = plans.import_document(
        actor=world.editor, owner_unit=world.town, slug=plan.slug,
        text=TEXT.replace("1.1 监测\n\n县水利局负责监测，每小时报告一次。\n\n", ""),
    )  # fmt: skip
    published(made.version, world.editor, world.reviewer)
    assert client.get(address(clause)).status_code == 404
    with pytest.raises(ReportRefused):
        said_of(clause)


def test_reports_go_when_the_time_that_the_form_promised_is_over(world, clause):
    now = timezone.now()
    kept = {said_of(clause, text).pk: text for text in ("等着", "旧的等着", "答了", "旧的答了")}
    for pk, text in kept.items():
        one = ErrorReport.objects.get(pk=pk)
        if "答" in text:
            services.answer_report(report=one, state="answered", text="好。", by=world.editor)
    old = ErrorReport.objects.filter(text="旧的等着")
    old.update(received_at=now - services.OPEN_KEPT - timedelta(hours=1))
    old = ErrorReport.objects.filter(text="旧的答了")
    old.update(answered_at=now - services.ANSWERED_KEPT - timedelta(hours=1))
    assert services.drop_old(now) == 2 and services.drop_old(now) == 0
    assert {one.text for one in ErrorReport.objects.all()} == {"等着", "答了"}
    assert AuditEvent.objects.get(action="content.erratum.dropped").data == {"count": 2}


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "mended"}, {"state": "gone"}, {"text": ""}, {"text": "字" * 501},
        {"answer": "没有人答"}, {"taken_out_for": "没有人拿"},
    ],
)  # fmt: skip
def test_the_database_keeps_a_report_whole(report, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ErrorReport.objects.filter(pk=report.pk).update(**wrong)


def test_an_unknown_address_is_not_there(client, db):
    assert client.get(reverse("errata:receipt", args=[uuid4()])).status_code == 404
    assert client.get(reverse("errata:report", args=[uuid4()])).status_code == 404


def test_no_report_is_filed_against_words_that_its_reader_never_saw(client, world, plan, clause):
    cache.clear()
    form = client.get(address(clause)).context["form"]
    sent = {"text": WORDS, "token": str(uuid4()), "shown": form["shown"].value()}
    made = plans.import_document(
        actor=world.editor, owner_unit=world.town, slug=plan.slug,
        text=TEXT.replace("每小时", "每半小时"),
    )  # fmt: skip
    published(made.version, world.editor, world.reviewer)
    refused = client.post(address(clause), sent)
    assert refused.status_code == 422 and not ErrorReport.objects.exists()
    shown = words_of(refused)
    assert "没有收下" in shown and "每半小时报告一次" in shown and WORDS in shown
    with pytest.raises(ChangedMeanwhile):
        services.report_error(
            reader=AnonymousUser(), anchor=clause.anchor, text=WORDS, token=uuid4(),
            shown=sent["shown"],
        )  # fmt: skip
    again = {**sent, "shown": refused.context["form"]["shown"].value()}
    assert client.post(address(clause), again).status_code == 302
    assert ErrorReport.objects.get().version == made.version
    # The same press again comes back to the same report, from an older page too.
    assert client.post(address(clause), sent).status_code == 302
    assert ErrorReport.objects.count() == 1
