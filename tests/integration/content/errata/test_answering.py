"""报错: the editors of the unit say what became of a report."""

import pytest
from django.urls import reverse

from content.errata import personal_data as errata_data
from content.errata import plan_notes, selectors, services
from content.errata.enums import State
from content.errata.models import ErrorReport
from content.errata.refusals import ReportRefused
from content.plans import services as plans
from content.plans.models import PlanDocument
from portal.accounts import at_work
from portal.foundation.audit.models import AuditEvent
from portal.foundation.locks import ChangedMeanwhile
from portal.people import personal_data
from tests.integration.content.errata.conftest import TEXT, WORDS, said_of, words_of
from tests.samples.reviewed_plans import published


def test_the_editors_of_the_unit_see_the_clause_as_it_read_and_that_it_changed(
    client, world, plan, report
):
    made = plans.import_document(
        actor=world.editor, owner_unit=world.town, slug=plan.slug,
        text=TEXT.replace("每小时", "每半小时"),
    )  # fmt: skip
    published(made.version, world.editor, world.reviewer)
    client.force_login(world.editor)
    page = words_of(client.get(reverse("errata_desk:list")))
    assert WORDS in page and "每小时报告一次" in page and "改过或者删了" in page


def test_the_list_is_of_the_editors_of_the_unit_alone(client, world, plan, report):
    listed = reverse("errata_desk:list")
    form = reverse("errata_desk:answer", args=[report.pk])
    client.force_login(world.other_editor)
    assert WORDS not in client.get(listed).content.decode()
    assert client.get(form).status_code in (403, 404)
    for person, status in ((world.trainer, 200), (world.learner, 403)):
        client.force_login(person)
        answer = client.get(listed)
        assert answer.status_code == status and WORDS not in answer.content.decode()
    assert selectors.reports_for(world.editor).waiting().count() == 1
    assert selectors.reports_for(world.other_editor).waiting().count() == 0
    assert plan_notes.note_on(plan, world.other_editor) is None
    assert "1 条" in plan_notes.note_on(plan, world.editor).text


@pytest.mark.parametrize("slug", ["\x00", "x\x00", "没有这一份", "x" * 5000])
def test_the_list_of_a_plan_that_is_none_is_empty_or_of_all(client, world, report, slug):
    client.force_login(world.editor)
    page = client.get(reverse("errata_desk:list"), {"plan": slug})
    assert page.status_code == 200 and (WORDS in words_of(page)) == (slug == "\x00")


def test_an_editor_answers_and_the_report_leaves_the_list(client, world, report, rf):
    client.force_login(world.editor)
    form = reverse("errata_desk:answer", args=[report.pk])
    assert client.post(form, {"state": "", "answer": ""}).status_code == 422
    assert client.post(form, {"state": "open", "answer": "x"}).status_code == 422
    sent = client.post(form, {"state": "answered", "answer": "上级预案就是每小时。"})
    assert sent["Location"] == reverse("errata_desk:list")
    assert WORDS not in client.get(sent["Location"]).content.decode()
    settled = words_of(client.get(f"{sent['Location']}?state=settled"))
    assert WORDS in settled and "上级预案就是每小时。" in settled
    event = AuditEvent.objects.get(action="content.erratum.answered")
    assert event.data["state"] == "answered"


def test_who_answers_second_is_told_and_the_first_answer_stays(client, world, report):
    services.answer_report(report=report, state="promised", text="会改。", by=world.editor)
    services.answer_report(report=report, state="promised", text="会改。", by=world.editor)
    with pytest.raises(ChangedMeanwhile):
        services.answer_report(report=report, state="answered", text="不改。", by=world.editor)
    client.force_login(world.editor)
    page = client.post(
        reverse("errata_desk:answer", args=[report.pk]), {"state": "answered", "answer": "不改。"}
    )
    assert page.status_code == 422
    assert "别人刚处理了" in words_of(page) and "会改。" in words_of(page)
    assert ErrorReport.objects.get().state == State.PROMISED
    assert AuditEvent.objects.filter(action="content.erratum.answered").count() == 1


def test_a_promise_that_is_not_kept_is_answered_anew(client, world, plan, report):
    services.answer_report(report=report, state="promised", text="会改。", by=world.editor)
    client.force_login(world.editor)
    form = reverse("errata_desk:answer", args=[report.pk])
    assert form in client.get(reverse("errata_desk:list"), {"state": "settled"}).content.decode()
    drawn = client.get(form).context["form"]
    assert drawn["state"].value() == "promised" and drawn["answer"].value() == "会改。"
    sent = {"shown": drawn["shown"].value(), "state": "answered", "answer": "上级没有改。"}
    assert client.post(form, {**sent, "state": "mended"}).status_code == 422
    for _twice in range(2):
        assert client.post(form, sent).status_code == 302
    stored = ErrorReport.objects.get()
    assert (stored.state, stored.answer) == (State.ANSWERED, "上级没有改。")
    assert plan_notes.note_on(plan, world.editor) is None
    assert client.get(form).context["form"] is None
    assert AuditEvent.objects.filter(action="content.erratum.answered").count() == 2
    later = {**sent, "shown": stored.since, "state": "promised"}
    assert client.post(form, later).status_code == 422
    assert ErrorReport.objects.get().state == State.ANSWERED


def test_a_promise_made_anew_meanwhile_is_seen_before_it_is_replaced(client, world, report):
    services.answer_report(report=report, state="promised", text="会改。", by=world.editor)
    client.force_login(world.editor)
    form = reverse("errata_desk:answer", args=[report.pk])
    drawn = client.get(form).context["form"]
    sent = {"shown": drawn["shown"].value(), "state": "answered", "answer": "不改。"}
    stored = ErrorReport.objects.get()
    services.answer_report(
        report=stored, state="promised", text="明年改。", by=world.editor, seen=stored.since
    )
    refused = client.post(form, sent)
    assert refused.status_code == 422 and "明年改。" in words_of(refused)
    assert ErrorReport.objects.get().answer == "明年改。"
    sent["shown"] = refused.context["form"]["shown"].value()
    assert client.post(form, sent).status_code == 302
    assert ErrorReport.objects.get().answer == "不改。"


def test_a_promise_whose_words_are_taken_out_is_counted_no_more(world, plan, report):
    services.answer_report(report=report, state="promised", text="会改。", by=world.editor)
    services.take_out(report=report, reason="写了电话", by=world.reviewer)
    assert plan_notes.note_on(plan, world.editor) is None


def test_nobody_but_an_editor_of_the_plan_answers(world, report):
    for person in (world.other_editor, world.learner):
        with pytest.raises(ReportRefused):
            services.answer_report(report=report, state="promised", text="会改。", by=person)


def test_a_report_dropped_meanwhile_is_said_in_words(world, report):
    ErrorReport.objects.all().delete()
    with pytest.raises(ReportRefused):
        services.answer_report(report=report, state="promised", text="会改。", by=world.editor)


def test_an_editor_takes_along_what_they_answered(world, report):
    services.answer_report(report=report, state="promised", text="改成每半小时。", by=world.editor)
    assert "改成每半小时。" in str(personal_data.export_all(world.editor))
    assert "改成每半小时。" not in str(personal_data.export_all(world.learner))


@pytest.mark.parametrize("grade", ["public", "internal", "restricted"])
def test_an_editor_who_left_takes_no_title_of_what_they_read_no_more(world, plan, report, grade):
    services.answer_report(report=report, state="promised", text="改成每半小时。", by=world.editor)
    PlanDocument.objects.filter(pk=plan.pk).update(visibility=grade)
    assert plan.title in str(errata_data.export(world.editor))
    world.editor.memberships.all().delete()
    person = type(world.editor).objects.get(pk=world.editor.pk)
    taken = str(errata_data.export(person))
    assert (plan.title in taken) == (grade == "public") and "改成每半小时。" in taken


def test_where_reports_wait_the_workbench_has_a_door_to_them(world, report, rf):
    request = rf.get("/me/")
    request.user = world.editor
    doors = {row.title: row for row in at_work.rows(request, world.editor)}
    assert doors["读者报的错"].meta == "1 条等处理"
    services.answer_report(report=report, state="promised", text="会改。", by=world.editor)
    assert "读者报的错" not in {row.title for row in at_work.rows(request, world.editor)}


def test_the_list_costs_the_same_for_one_as_for_many(
    world, clause, report, django_assert_num_queries
):
    def read():
        rows = selectors.reports_for(world.editor).select_related("document")
        return selectors.reported(list(rows))

    read()
    with django_assert_num_queries(2):
        read()
    for number in range(9):
        said_of(clause, f"第{number}处")
    with django_assert_num_queries(2):
        assert len(read()) == 10


def test_nothing_is_called_mended_while_the_clause_reads_as_it_did(
    client, world, report, publish_mended
):
    with pytest.raises(ReportRefused, match="还和报错时一样"):
        services.answer_report(report=report, state="mended", text="改了。", by=world.editor)
    form = reverse("errata_desk:answer", args=[report.pk])
    client.force_login(world.editor)
    assert 'value="mended"' not in client.get(form).content.decode()
    assert client.post(form, {"state": "mended", "answer": "改了。"}).status_code == 422
    assert ErrorReport.objects.get().state == State.OPEN
    publish_mended()
    assert 'value="mended"' in client.get(form).content.decode()
    assert client.post(form, {"state": "mended", "answer": "改了。"}).status_code == 302
    assert ErrorReport.objects.get().state == State.MENDED


def test_what_was_promised_is_mended_by_itself_once_a_text_in_force_reads_otherwise(
    client, world, plan, report, publish_mended
):
    at = reverse("errata:receipt", args=[report.public_id])
    answered = services.answer_report(
        report=report, state="promised", text="下一版改成每半小时。", by=world.editor
    )
    assert "答应下一版改的有 1 条" in plan_notes.note_on(plan, world.editor).text
    publish_mended("保管名册", "保管、更新名册")
    shown = words_of(client.get(at))
    assert "编辑答应改，等下一版" in shown and "这里写“编辑改了”" in shown
    assert "编辑改了" not in shown.replace("这里写“编辑改了”", "")
    publish_mended()
    stored = ErrorReport.objects.get()
    assert stored.state == State.MENDED and stored.answered_at > answered.answered_at
    assert stored.answered_by == world.editor
    assert "编辑改了" in words_of(client.get(at))
    assert plan_notes.note_on(plan, world.editor) is None
    assert AuditEvent.objects.filter(action="content.erratum.mended").count() == 1


def test_a_clause_that_is_gone_keeps_the_promise_too(world, report, publish_mended):
    services.answer_report(report=report, state="promised", text="删去。", by=world.editor)
    publish_mended("1.1 监测\n\n县水利局负责监测，每小时报告一次。\n\n", "")
    assert ErrorReport.objects.get().state == State.MENDED
