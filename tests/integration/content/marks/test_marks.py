"""A person marks a clause, notes on it, and follows it through later versions."""

import io
import re

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.urls import reverse
from openpyxl import load_workbook

from content.marks import services
from content.marks.models import NOTE_LENGTH, ClauseMark
from content.marks.selectors import Since, marks_of, rows
from content.plans.enums import Visibility
from content.plans.models import Clause, PlanDocument
from portal.foundation.audit.models import AuditEvent
from portal.foundation.locks import ChangedMeanwhile
from tests.integration.content.marks.conftest import NOTE, SENTENCE


def words_of(answer):
    """What a reader reads, without the marks between words where a line may break."""
    return re.sub(r"<[^>]+>|[\u2060\u200b]", "", answer.content.decode())


def page_of(clause):
    return reverse("marks:mark", args=[clause.anchor])


def the_row(user):
    (row,) = rows(user, marks_of(user))
    return row


def test_a_clause_is_marked_and_noted_from_its_own_place_in_the_plan(client, world, plan, clause):
    client.force_login(world.learner)
    read = client.get(plan.get_absolute_url()).content.decode()
    assert f'<a href="{page_of(clause)}">标记和分享</a>' in read
    sent = client.post(page_of(clause), {"note": NOTE, "seen": ""}, follow=True)
    assert "已标记。" in sent.content.decode() and NOTE in sent.content.decode()
    assert (
        f'<a href="{page_of(clause)}">已标记</a>'
        in client.get(plan.get_absolute_url()).content.decode()
    )


def test_sent_twice_it_is_one_mark_and_one_line_in_the_audit_that_names_no_clause(world, clause):
    for _time in range(2):
        services.save_mark(user=world.learner, anchor=clause.anchor, note=NOTE)
    assert ClauseMark.objects.count() == 1
    event = AuditEvent.objects.get(action="content.mark.made")
    said = f"{event.target_key} {event.data}"
    assert str(clause.anchor) not in said and str(clause.version.document_id) not in event.data
    assert NOTE not in said


def test_the_clause_page_gives_title_and_lasting_address_to_copy_without_a_script(
    client, world, plan, clause, settings
):
    client.force_login(world.learner)
    page = client.get(page_of(clause)).content.decode()
    address = settings.BASE_URL + reverse("plans:clause", args=[clause.anchor])
    shared = page.split('<textarea id="shared"')[1].split("</textarea>")[0].split(">", 1)[1]
    assert shared.splitlines() == [f"《{plan.title}》 {clause.label}", address]
    assert client.get(address).url.endswith(f"#c-{clause.anchor}")


def test_a_change_of_the_clause_is_said_with_its_version_and_the_words_that_were_marked(
    client, world, publish, clause
):
    services.save_mark(user=world.learner, anchor=clause.anchor, note=NOTE)
    publish(("2次综合", "3次综合"))
    assert the_row(world.learner).since is Since.SAME
    publish(("2次综合", "3次综合"), ("先桌面、后实战", "先桌面、后实战、再复盘"))
    row = the_row(world.learner)
    assert (row.since, row.version.number) == (Since.CHANGED, 3)
    assert SENTENCE in row.was and "再复盘" in row.now
    client.force_login(world.learner)
    page = client.get(page_of(clause)).content.decode()
    assert "第 3 版" in page and "<ins>" in page and NOTE in page
    assert SENTENCE in page.split("你标记时的文字")[1]


def test_the_mark_moves_to_the_new_words_when_its_person_says_so(client, world, publish, clause):
    services.save_mark(user=world.learner, anchor=clause.anchor, note=NOTE)
    publish(("先桌面、后实战", "先桌面、后实战、再复盘"))
    client.force_login(world.learner)
    follow = reverse("marks:follow", args=[clause.anchor])
    assert client.post(follow).url == page_of(clause)
    assert the_row(world.learner).since is Since.SAME
    assert the_row(world.learner).mark.note == NOTE
    assert not services.follow_text(user=world.learner, anchor=clause.anchor)


def test_a_clause_that_is_gone_says_since_when_and_keeps_its_words(client, world, publish, clause):
    services.save_mark(user=world.learner, anchor=clause.anchor, note=NOTE)
    publish(("（二）工作原则。先桌面、后实战。\n", ""))
    publish(("（二）工作原则。先桌面、后实战。\n", ""), ("2次综合", "3次综合"))
    row = the_row(world.learner)
    assert (row.since, row.version.number) == (Since.GONE, 2)
    client.force_login(world.learner)
    page = client.get(page_of(clause)).content.decode()
    assert "第 2 版" in page and "起没有这一条" in page and SENTENCE in page


def test_a_note_typed_on_an_older_page_undoes_nothing(client, world, clause):
    client.force_login(world.learner)
    services.save_mark(user=world.learner, anchor=clause.anchor, note="第一句")
    seen = client.get(page_of(clause)).context["form"].initial["seen"]
    services.save_mark(user=world.learner, anchor=clause.anchor, note="手机上写的")
    answer = client.post(page_of(clause), {"note": "电脑上写的", "seen": seen})
    page = answer.content.decode()
    assert answer.status_code == 422 and "你在别的窗口改过这条附注" in page
    assert "手机上写的" in page and "电脑上写的" in page
    assert ClauseMark.objects.get().note == "手机上写的"
    again = answer.context["form"].data["seen"]
    client.post(page_of(clause), {"note": "合起来的", "seen": again})
    assert ClauseMark.objects.get().note == "合起来的"
    with pytest.raises(ChangedMeanwhile):
        services.save_mark(user=world.learner, anchor=clause.anchor, note="x", was="第一句")


def test_a_note_that_is_too_long_is_kept_on_the_page_and_refused_by_the_database(
    client, world, clause
):
    client.force_login(world.learner)
    long = "长" * (NOTE_LENGTH + 1)
    answer = client.post(page_of(clause), {"note": long})
    assert answer.status_code == 422 and long in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        services.save_mark(user=world.learner, anchor=clause.anchor, note=long)


def test_the_database_keeps_marks_off_drafts_and_on_their_own_anchor(world, clause, publish):
    mark = services.save_mark(user=world.learner, anchor=clause.anchor, note="")
    other = Clause.objects.filter(version=clause.version).exclude(pk=clause.pk).first()
    with pytest.raises(DatabaseError), transaction.atomic():
        ClauseMark.objects.filter(pk=mark.pk).update(clause=other)


def test_a_person_has_so_many_marks_and_no_more(client, world, clause, monkeypatch):
    monkeypatch.setattr(services, "MOST", 0)
    client.force_login(world.learner)
    answer = client.post(page_of(clause), {"note": NOTE})
    assert answer.status_code == 422
    assert "一个人最多标记 0 条" in words_of(answer) and NOTE in answer.content.decode()


def test_taking_a_noted_mark_away_asks_once_more(client, world, clause):
    services.save_mark(user=world.learner, anchor=clause.anchor, note=NOTE)
    client.force_login(world.learner)
    address = reverse("marks:remove", args=[clause.anchor])
    asked = client.post(address)
    assert "附注一起删掉" in asked.content.decode() and ClauseMark.objects.exists()
    client.post(address, {"confirmed": asked.context["asked"]})
    assert not ClauseMark.objects.exists()
    services.save_mark(user=world.learner, anchor=clause.anchor, note="")
    assert client.post(address).url == reverse("marks:list")
    assert not ClauseMark.objects.exists()


def test_the_list_is_searched_by_note_by_title_and_by_the_marked_words(client, world, clause):
    services.save_mark(user=world.learner, anchor=clause.anchor, note=NOTE)
    client.force_login(world.learner)
    address = reverse("marks:list")
    for word in ("推演一遍", "演练工作计划", "后实战"):
        assert page_of(clause) in client.get(address, {"q": word}).content.decode(), word
    missed = client.get(address, {"q": "防汛"})
    assert "没有找到" in words_of(missed) and page_of(clause) not in missed.content.decode()
    assert client.get(address, {"q": "字" * 61}).status_code == 422


def test_own_marks_are_taken_along_as_a_table(client, world, publish, clause):
    services.save_mark(user=world.learner, anchor=clause.anchor, note="=1+1")
    publish(("先桌面、后实战", "先推演、后实战"))
    client.force_login(world.learner)
    answer = client.get(reverse("marks:workbook"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    _head, row = sheet.iter_rows(values_only=True)
    assert row[3] == "=1+1" and row[4] == "改过"
    assert SENTENCE in row[2] and "先推演" in row[5]
    assert sheet["D2"].data_type == "s"


def test_my_page_lists_the_latest_marks_and_never_a_note(client, world, clause):
    client.force_login(world.learner)
    assert "还没有标记过条款" in words_of(client.get("/me/"))
    services.save_mark(user=world.learner, anchor=clause.anchor, note=NOTE)
    page = client.get("/me/").content.decode()
    assert page_of(clause) in page and NOTE not in page


def test_the_list_costs_the_same_for_one_mark_as_for_all(
    world, plan, clause, django_assert_max_num_queries
):
    for one in Clause.objects.filter(version=plan.current_version):
        services.save_mark(user=world.learner, anchor=one.anchor, note="")
    with django_assert_max_num_queries(11):
        assert len(rows(world.learner, marks_of(world.learner))) > 3


def test_a_plan_that_is_withheld_leaves_the_note_and_no_word_of_the_text(
    client, world, plan, clause
):
    services.save_mark(user=world.learner, anchor=clause.anchor, note=NOTE)
    PlanDocument.objects.filter(pk=plan.pk).update(visibility=Visibility.RESTRICTED)
    client.force_login(world.learner)
    for address in (reverse("marks:list"), page_of(clause), "/me/"):
        page = client.get(address).content.decode()
        assert SENTENCE not in page and plan.title not in page and clause.label not in page
    assert NOTE in client.get(reverse("marks:list")).content.decode()
    assert "没有找到" in words_of(client.get(reverse("marks:list"), {"q": "后实战"}))
    sheet = load_workbook(io.BytesIO(client.get(reverse("marks:workbook")).content)).active
    assert SENTENCE not in str(list(sheet.iter_rows(values_only=True)))
    seen = client.get(page_of(clause)).context["form"].initial["seen"]
    assert client.post(page_of(clause), {"note": "还能改", "seen": seen}).status_code == 302


def test_who_may_not_read_a_clause_may_not_mark_it(client, world, publish):
    plan = publish(visibility=Visibility.INTERNAL)
    clause = Clause.objects.get(version=plan.current_version, text=SENTENCE)
    client.force_login(world.learner)
    assert client.get(page_of(clause)).status_code == 404
    assert client.post(page_of(clause), {"note": NOTE}).status_code == 404
    with pytest.raises(services.MarkRefused):
        services.save_mark(user=world.learner, anchor=clause.anchor, note=NOTE)
    client.force_login(world.editor)
    page = client.get(page_of(clause)).content.decode()
    assert "只有能看这份文件的人打得开" in page


def test_a_clause_that_is_withheld_alone_leaves_no_word_in_its_mark(client, world, clause):
    services.save_mark(user=world.learner, anchor=clause.anchor, note=NOTE)
    Clause.objects.filter(pk=clause.pk).update(visibility=Visibility.RESTRICTED)
    client.force_login(world.learner)
    for address in (reverse("marks:list"), page_of(clause), "/me/"):
        page = client.get(address).content.decode()
        assert SENTENCE not in page and clause.label not in page
    assert "没有找到" in words_of(client.get(reverse("marks:list"), {"q": "后实战"}))
