"""How an examiner finds, takes out and voids results among many."""

import csv
import io
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from portal.foundation.audit.models import AuditEvent
from portal.foundation.exports import download
from portal.people.models import User
from quizzes.attempts import services
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Attempt
from tests.samples.sitting import answer, right, sit

pytestmark = pytest.mark.django_db

RESULTS = "/papers/quake/results"


@pytest.fixture
def sat(world, make_paper):
    """古丽 passes, 小李 hands in a blank paper."""
    make_paper(time_limit_minutes=60)
    passed = sit(world.volunteer, "quake")
    blank = services.start(person=world.learner, slug="quake").attempt
    services.submit(attempt=blank)
    passed.refresh_from_db()
    return passed, blank


def listed(client, **asked):
    page = client.get(f"{RESULTS}/", asked)
    assert page.status_code == 200
    return [attempt.person.username for attempt in page.context["page"]]


def voided(attempt, count):
    """`count` more attempts of the same person, as cheap as the rules allow."""
    now = timezone.now()
    Attempt.objects.bulk_create(
        [
            Attempt(
                person=attempt.person, unit=attempt.unit, assessment=attempt.assessment,
                assessment_version=attempt.assessment_version, number=number, seed=1,
                state=AttemptState.VOID, void_reason="演练", started_at=now,
                submitted_at=now - timedelta(days=1),
            )
            for number in range(100, 100 + count)
        ],
        batch_size=40,
    )  # fmt: skip


def test_results_are_found_by_name_user_name_receipt_and_state(examiner, sat, world):
    passed, _blank = sat
    assert set(listed(examiner)) == {world.volunteer.username, world.learner.username}
    for q in (world.volunteer.full_name, world.volunteer.username, passed.receipt_code):
        assert listed(examiner, q=q) == [world.volunteer.username]
    assert listed(examiner, state="passed") == [world.volunteer.username]
    assert listed(examiner, state="failed") == [world.learner.username]
    assert listed(examiner, state="void") == []
    nothing = examiner.get(f"{RESULTS}/?state=void").content.decode()
    assert f'href="{RESULTS}/"' in nothing and "导出 CSV" not in nothing


def test_results_are_sorted_by_score(examiner, sat, world):
    best, worst = world.volunteer.username, world.learner.username
    assert listed(examiner, order="best") == [best, worst]
    assert listed(examiner, order="worst") == [worst, best]


def test_results_are_sorted_by_the_pinyin_of_the_name(examiner, sat, world):
    world.volunteer.full_name, world.learner.full_name = "张三", "阿依古丽·买买提"
    third = User.objects.create_user(username="x", full_name="李四", home_unit=world.town)
    services.submit(attempt=services.start(person=third, slug="quake").attempt)
    world.volunteer.save()
    world.learner.save()
    by_pinyin = [world.learner.username, "x", world.volunteer.username]
    assert listed(examiner, order="name") == by_pinyin


@pytest.mark.parametrize(
    "bad",
    [{"q": "\0"}, {"q": "李" * 61}, {"state": "\0"}, {"state": "9" * 5_000}, {"order": "'; --"}],
)
def test_a_filter_that_cannot_be_read_finds_nobody_and_keeps_what_was_typed(examiner, sat, bad):
    page = examiner.get(f"{RESULTS}/", {"q": "古丽", **bad})
    assert page.status_code == 422 and list(page.context["page"]) == []
    typed = {"q": "古丽", **bad}["q"]
    assert f'value="{typed}"' in page.content.decode()
    assert "没有符合的记录" not in page.content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("bad", [{"q": "\0"}, {"q": "李" * 100}, {"state": "gone"}])
def test_a_filter_that_cannot_be_read_takes_nobody_out(examiner, sat, bad, kind):
    answered = examiner.get(f"{RESULTS}.{kind}", bad)
    assert answered.status_code == 302
    assert answered["Location"] == f"{RESULTS}/?{urlencode(bad)}"
    assert not AuditEvent.objects.filter(action="quizzes.attempt.results_exported").exists()


@pytest.mark.parametrize("odd", ["'; --", "%", "=1+1"])
def test_odd_signs_are_looked_for_like_any_other(examiner, sat, odd):
    assert listed(examiner, q=odd) == []


def test_who_still_answers_comes_after_who_handed_in(examiner, sat, world):
    running = services.start(person=world.learner, slug="quake").attempt
    page = examiner.get(f"{RESULTS}/")
    assert [attempt == running for attempt in page.context["page"]] == [False, False, True]


def test_two_thousand_results_cost_the_queries_of_two_and_come_fifty_a_page(examiner, sat):
    examiner.get(f"{RESULTS}/")
    with CaptureQueriesContext(connection) as few:
        examiner.get(f"{RESULTS}/")
    voided(sat[0], 2_000)
    with CaptureQueriesContext(connection) as many:
        page = examiner.get(f"{RESULTS}/")
    assert len(page.context["page"]) == 50 and page.context["page"].paginator.count == 2_002
    assert len(many) == len(few)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_results_leave_as_a_file_without_a_formula_and_with_an_event(examiner, sat, world, kind):
    world.volunteer.full_name = "=HYPERLINK(1)"
    world.volunteer.save()
    answered = examiner.get(f"{RESULTS}.{kind}", {"state": "passed"})
    assert answered.status_code == 200 and "attachment" in answered["Content-Disposition"]
    if kind == "csv":
        table = answered.content.decode("utf-8-sig")
        assert '"\'=HYPERLINK(1)"' in table and len(table.strip().splitlines()) == 2
    else:
        sheet = load_workbook(io.BytesIO(answered.content)).active
        assert sheet.max_row == 2 and sheet["A2"].data_type == "s" and sheet["A2"].quotePrefix
    event = AuditEvent.objects.get(action="quizzes.attempt.results_exported")
    assert event.data == {"format": kind, "rows": 1, "searched": False, "state": "passed"}


def test_the_audit_of_an_export_keeps_that_a_name_was_searched_for_and_not_the_name(
    examiner, sat, world
):
    examiner.get(f"{RESULTS}.csv", {"q": world.volunteer.username})
    event = AuditEvent.objects.get(action="quizzes.attempt.results_exported")
    assert event.data == {"format": "csv", "rows": 1, "searched": True, "state": "all"}


def test_more_rows_than_a_file_holds_lead_back_to_the_filtered_list(examiner, sat, monkeypatch):
    monkeypatch.setattr(download, "MOST", 1)
    assert examiner.get(f"{RESULTS}.csv", {"state": "passed"}).status_code == 200
    back = examiner.get(f"{RESULTS}.csv", {"order": "best"}, follow=True)
    assert back.redirect_chain == [(f"{RESULTS}/?order=best", 302)]
    assert "超过 1 条" in back.content.decode()


def test_an_examiner_takes_out_the_people_of_his_own_units_only(sat, world, other_examiner):
    theirs = User.objects.create_user(
        username="theirs", full_name="别镇的人", home_unit=world.other_town
    )
    sit(theirs, "quake")
    table = other_examiner.get(f"{RESULTS}.csv").content.decode("utf-8-sig")
    assert "theirs" in table and len(table.strip().splitlines()) == 2


def test_who_is_no_examiner_takes_out_nothing(sat, world):
    client = Client()
    client.force_login(world.learner)
    assert client.get(f"{RESULTS}.csv").status_code == 403


def test_the_form_for_extra_time_stands_above_the_results(examiner, sat):
    page = examiner.get(f"{RESULTS}/").content.decode()
    assert page.index("给考生延长时间") < page.index("考试记录")


def test_voiding_is_a_step_of_its_own_that_says_what_it_does(examiner, sat):
    passed, _blank = sat
    address = reverse("attempts:record", args=["quake", passed.public_id])
    results = examiner.get(f"{RESULTS}/").content.decode()
    assert address in results and "作废这次考试" not in results
    step = examiner.get(address).content.decode()
    assert "不能恢复" in step and "作废这次考试" in step
    passed.refresh_from_db()
    assert passed.state == AttemptState.SCORED


def test_the_record_tells_the_key_that_marked_each_question_and_never_the_answer(
    examiner, world, make_paper
):
    make_paper(time_limit_minutes=60)
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    answer(attempt, 1, right(attempt, 1))
    services.submit(attempt=attempt)
    page = examiner.get(reverse("attempts:record", args=["quake", attempt.public_id]))
    items = list(page.context["items"])
    assert [item.key_number for item in items] == [item.asked_number for item in items]
    assert items[0].answered_at and items[1].answered_at is None
    text = page.content.decode()
    first = attempt.items.get(slot=1).question_version
    assert not any(option.get("text", "") and option["text"] in text for option in first.options)


def test_a_voided_sitting_leaves_as_neither_passed_nor_scored(examiner, sat, world):
    passed, _blank = sat
    services.void(attempt=passed, by=world.examiner, reason="考场停电")
    table = list(
        csv.DictReader(io.StringIO(examiner.get(f"{RESULTS}.csv").content.decode("utf-8-sig")))
    )
    (row,) = [row for row in table if row["状态"] == "作废"]
    assert (row["得分"], row["通过"], row["作废原因"]) == ("", "", "考场停电")


def test_the_record_says_when_the_answer_that_counts_was_kept(examiner, world, make_paper):
    make_paper(time_limit_minutes=60)
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    answer(attempt, 1, right(attempt, 1))
    services.submit(attempt=attempt)
    answer(attempt, 2, right(attempt, 2))
    assert attempt.events.get(slot=2).late
    page = examiner.get(reverse("attempts:record", args=["quake", attempt.public_id]))
    kept = {item.slot: item.answered_at for item in page.context["items"]}
    assert kept[1] and kept[2] is None
