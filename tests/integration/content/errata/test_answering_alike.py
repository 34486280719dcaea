"""报错: what many readers say of one clause is answered once."""

from django.urls import reverse

from content.errata import services
from content.errata.enums import State
from content.errata.models import ErrorReport
from portal.foundation.audit.models import AuditEvent
from tests.integration.content.errata.conftest import WORDS, said_of, words_of


def test_those_that_are_ticked_get_the_same_answer_and_no_others(
    client, world, plan, clause, report
):
    same = [said_of(clause, f"第{number}个人也这样说") for number in range(3)]
    elsewhere = said_of(plan.current_version.clauses.get(heading="名册"), "赤霄局不对")
    client.force_login(world.editor)
    form = reverse("errata_desk:answer", args=[report.pk])
    page = words_of(client.get(form))
    assert "第0个人也这样说" in page and "赤霄局不对" not in page
    sent = {"state": "answered", "answer": "上级就是每小时。", "also": [same[0].pk, same[2].pk]}
    told = words_of(client.post(form, sent, follow=True))
    assert "一起处理好了 3 条" in told
    for one in (report, same[0], same[2]):
        one.refresh_from_db()
        assert (one.state, one.answer) == (State.ANSWERED, "上级就是每小时。")
    for one in (same[1], elsewhere):
        one.refresh_from_db()
        assert one.state == State.OPEN
    assert AuditEvent.objects.filter(action="content.erratum.answered").count() == 3


def test_a_report_of_another_clause_cannot_be_ticked(client, world, plan, clause, report):
    said_of(clause, "也这样说")
    elsewhere = said_of(plan.current_version.clauses.get(heading="名册"), "赤霄局不对")
    client.force_login(world.editor)
    form = reverse("errata_desk:answer", args=[report.pk])
    sent = {"state": "answered", "answer": "不改。", "also": [elsewhere.pk]}
    page = client.post(form, sent)
    assert page.status_code == 422 and "不改。" in words_of(page)
    assert ErrorReport.objects.waiting().count() == 3


def test_one_that_was_answered_meanwhile_keeps_its_answer(world, clause, report):
    other = said_of(clause, "也这样说")
    stale = ErrorReport.objects.get(pk=other.pk)
    services.answer_report(report=other, state="promised", text="会改。", by=world.editor)
    left = services.answer_alike(
        report=report, also=[stale], state="answered", text="不改。", by=world.editor
    )
    assert left == [stale]
    other.refresh_from_db()
    report.refresh_from_db()
    assert (other.answer, report.answer) == ("会改。", "不改。")


def test_what_reads_as_it_did_is_not_called_mended_with_what_was_mended(
    client, world, plan, clause, report, publish_mended
):
    publish_mended()
    later = said_of(clause, "还是不对")
    client.force_login(world.editor)
    form = reverse("errata_desk:answer", args=[report.pk])
    sent = {"state": "mended", "answer": "改了。", "also": [later.pk]}
    told = words_of(client.post(form, sent, follow=True))
    assert "有 1 条没有一起答复" in told
    later.refresh_from_db()
    report.refresh_from_db()
    assert (report.state, later.state) == (State.MENDED, State.OPEN)


def test_where_no_other_waits_there_is_nothing_to_tick(client, world, report):
    client.force_login(world.editor)
    page = client.get(reverse("errata_desk:answer", args=[report.pk]))
    assert 'name="also"' not in page.content.decode() and WORDS in words_of(page)
