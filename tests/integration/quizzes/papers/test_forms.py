"""The forms of a paper against everything a request can carry: said in words, typed text kept,
nothing half-written."""

import html
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from portal.people.enums import Role
from portal.people.models import Membership
from quizzes.papers import services
from quizzes.papers.models import Assessment, BlueprintCell, PaperEntry

pytestmark = pytest.mark.django_db

HUGE, LONG, NUL = "1" + "0" * 20, "长" * 100_000, "带\0空字符"
ENGLISH = ("Select a valid", "Ensure this", "Enter a ", "This field", "Null characters")
RULES = {
    "pass_percent": "80",
    "time_limit_minutes": "30",
    "window_meaning": "last_start",
    "cooldown_days": "0",
    "feedback": "after_submit",
    "grade_policy": "highest",
}


@pytest.fixture
def client(world):
    client = Client()
    client.force_login(world.examiner)
    return client


def refused(answer) -> str:
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422 and "处要改" in page
    assert not [words for words in ENGLISH if words in page]
    return page


def at(name):
    return reverse(f"papers:{name}", args=["flood"])


def new_paper(world, **extra):
    return {
        "title": "防汛考试",
        "slug": "flood",
        "summary": "留着我",
        "purpose": "mock",
        "owner_unit": world.county.pk,
        **extra,
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("title", each) for each in ("", " ", "长" * 81, "防\u202e汛", LONG, NUL)),
        *(("slug", each) for each in ("", "两个字", "a b", "new", "a" * 61, "a\0", LONG)),
        *(("slug", each) for each in ("a-13812345678", "a-138-1234-5678")),
        *(("summary", each) for each in ("长" * 201, "一\u200b句话", NUL)),
        *(("purpose", each) for each in ("", "nonsense", "\0", LONG)),
        *(("owner_unit", each) for each in ("", HUGE, "-1", "x", "\0", LONG)),
    ],
    ids=lambda each: str(each)[:8].encode("unicode_escape").decode(),
)
def test_a_paper_that_cannot_be_made_is_refused_in_words(world, client, name, value):
    page = refused(client.post(reverse("papers:new"), new_paper(world, **{name: value})))
    kept = "防汛考试" if name == "summary" else "留着我"
    assert kept in page
    assert not Assessment.objects.exists()


def test_an_empty_form_and_one_of_a_unit_one_does_not_keep_make_no_paper(world, client):
    refused(client.post(reverse("papers:new"), {}))
    Membership.objects.filter(user=world.examiner).update(unit=world.town, role=Role.EXAMINER)
    page = refused(client.post(reverse("papers:new"), new_paper(world)))
    assert "留着我" in page and not Assessment.objects.exists()


def test_an_address_that_is_taken_is_named_and_the_form_stays(world, client, draft):
    page = refused(client.post(reverse("papers:new"), new_paper(world, title="另一份")))
    assert "“flood”已经有试卷在用" in page and "留着我" in page and "另一份" in page
    assert Assessment.objects.get().title == "防汛考试"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("time_limit_minutes", each) for each in ("0", "-1", "1441", HUGE, "x", "1.5", "\0")),
        *(("pass_percent", each) for each in ("", "-1", "101", "NaN", "Infinity", "80.001", "\0")),
        *(("attempts_allowed", each) for each in ("0", HUGE, "x")),
        *(("cooldown_days", each) for each in ("", "-1", HUGE)),
        *(
            ("window_opens", each)
            for each in ("昨天", "0001-01-01T00:00", "9999-12-31T23:59", "\0")
        ),
        *(("feedback", each) for each in ("", "nonsense", LONG)),
        *(("grade_policy", each) for each in ("", "average", "\0")),
        ("window_meaning", "nonsense"),
    ],
    ids=lambda each: str(each)[:8].encode("unicode_escape").decode(),
)
def test_rules_that_cannot_be_are_refused_in_words_and_change_nothing(client, draft, name, value):
    sent = {**RULES, "attempts_allowed": "7", name: value}
    page = refused(client.post(at("policies"), sent))
    assert 'value="30"' in page or name == "time_limit_minutes"
    draft.refresh_from_db()
    assert draft.time_limit_minutes is None and draft.attempts_allowed is None


@pytest.mark.parametrize("mark", ["", "0", "-1", "101", "NaN", "1.001", HUGE, "\0", "两分"])
def test_a_mark_that_is_none_leaves_the_list_as_it_was(client, draft, make_question, mark):
    first, second = make_question(stem="第一题"), make_question(stem="第二题")
    sent = {
        f"q{first.pk}-chosen": "on",
        f"q{first.pk}-mark": "17",
        f"q{second.pk}-chosen": "on",
        f"q{second.pk}-mark": mark,
    }
    page = refused(client.post(at("fixed"), sent))
    assert 'value="17"' in page and not PaperEntry.objects.exists()


def test_questions_of_other_units_and_of_nobody_are_not_taken(world, client, draft, make_question):
    Membership.objects.filter(user=world.examiner).update(unit=world.town, role=Role.EXAMINER)
    Assessment.objects.update(owner_unit=world.town)
    foreign, own = make_question(owner=world.county), make_question(owner=world.town, stem="自己的")
    sent = {}
    for key in (foreign.pk, own.pk, HUGE, "-1", "x"):
        sent |= {f"q{key}-chosen": "on", f"q{key}-mark": "5"}
    assert client.post(at("fixed"), sent).status_code == 302
    assert PaperEntry.objects.get().question_version.question == own


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"cell-TOTAL_FORMS": "x", "cell-INITIAL_FORMS": "\0"},
        {"cell-TOTAL_FORMS": "-1", "cell-INITIAL_FORMS": "0"},
        *(
            {
                "cell-TOTAL_FORMS": "1",
                "cell-INITIAL_FORMS": "0",
                "cell-0-count": "3",
                "cell-0-mark": "17",
                **bad,
            }
            for bad in (
                {"cell-0-count": "501"},
                {"cell-0-count": HUGE},
                {"cell-0-count": "\0"},
                {"cell-0-hazard": "nonsense"},
                {"cell-0-hazard": "\0"},
                {"cell-0-hazard": LONG},
                {"cell-0-kind": HUGE},
                {"cell-0-aim": "\0"},
            )
        ),
        {"cell-TOTAL_FORMS": "1", "cell-INITIAL_FORMS": "0", "cell-0-count": "3"},
    ],
    ids=range(12),
)
def test_a_blueprint_that_cannot_be_is_refused_in_words(world, client, draft, sent):
    services.compose_blueprint(
        version=draft, by=world.examiner, cells=[services.CellDraft(count=1, mark=Decimal(2))]
    )
    page = refused(client.post(at("blueprint"), sent))
    assert 'value="17"' in page or "cell-0-mark" not in sent
    assert BlueprintCell.objects.get().count == 1


def test_more_rows_than_fields_come_from_no_page_of_ours(client, draft):
    answer = client.post(at("blueprint"), {"cell-TOTAL_FORMS": HUGE, "cell-INITIAL_FORMS": "0"})
    assert answer.status_code == 400 and "没有写进任何地方" in answer.content.decode()
    assert not BlueprintCell.objects.exists()


@pytest.mark.parametrize("name", ["policies", "fixed", "blueprint"])
def test_a_form_that_comes_after_a_colleague_published_is_refused_and_stays(
    world, client, draft, make_question, name
):
    question = make_question()
    services.compose_fixed(
        version=draft, by=world.examiner, questions=[services.FixedQuestion(question, Decimal(5))]
    )
    seen = client.get(at("policies")).context["form"]["seen"].value()
    services.publish(version=draft, by=world.examiner)
    sent = {
        "policies": {**RULES, "attempts_allowed": "17", "seen": seen},
        "fixed": {f"q{question.pk}-chosen": "on", f"q{question.pk}-mark": "17"},
        "blueprint": {
            "cell-TOTAL_FORMS": "1",
            "cell-INITIAL_FORMS": "0",
            "cell-0-count": "1",
            "cell-0-mark": "17",
        },
    }[name]
    page = refused(client.post(at(name), sent))
    assert "这一版已经发布，不能再改" in page and 'value="17"' in page
    assert PaperEntry.objects.get().mark == 5
    assert client.get(at(name)).status_code == 404


@pytest.mark.parametrize("name", ["policies", "fixed", "blueprint"])
def test_a_form_sent_after_the_session_ended_leads_to_sign_in_and_writes_nothing(
    client, draft, name
):
    client.logout()
    answer = client.post(at(name), {**RULES, "cell-TOTAL_FORMS": "0", "cell-INITIAL_FORMS": "0"})
    assert answer.status_code == 302 and answer.url.startswith(reverse("account_login"))
    draft.refresh_from_db()
    assert draft.time_limit_minutes is None
