"""The screens of a paper, for its composers and for everybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts import services as attempts
from quizzes.papers.models import Assessment
from tests.samples.confirming import confirmed

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def test_a_fixed_paper_is_made_by_forms_alone(world, make_question):
    questions = [make_question(stem=f"题 {n}") for n in range(2)]
    client = client_of(world.examiner)
    client.post(
        reverse("papers:new"),
        {
            "title": "防汛考试",
            "slug": "flood",
            "purpose": "certification",
            "owner_unit": world.county.pk,
        },
    )
    address = reverse("papers:policies", args=["flood"])
    client.post(
        address,
        {
            "seen": client.get(address).context["form"]["seen"].value(),
            "pass_percent": "80",
            "time_limit_minutes": "30",
            "window_meaning": "last_start",
            "cooldown_days": "0",
            "feedback": "after_submit",
            "grade_policy": "highest",
        },
    )
    data = {}
    for place, question in enumerate(reversed(questions), start=1):
        data |= {
            f"q{question.pk}-chosen": "on",
            f"q{question.pk}-position": place,
            f"q{question.pk}-mark": "5",
        }
    client.post(reverse("papers:fixed", args=["flood"]), data)
    assert client.get(reverse("papers:preview", args=["flood"])).status_code == 200
    confirmed(client, reverse("papers:publish", args=["flood"]))
    version = Assessment.objects.get().current_version
    assert (version.time_limit_minutes, version.total_mark) == (30, 10)
    order = version.entries.order_by("position")
    assert [entry.question_version.question for entry in order] == questions[::-1]
    lobby = Client().get(reverse("exams:lobby", args=["flood"])).content.decode()
    assert "2 题，满分 10 分" in lobby and "30 分钟" in lobby and "满分的 80%" in lobby


def test_a_question_without_its_mark_is_named_in_the_summary(world, draft, make_question):
    chosen = [make_question(stem=f"第{each}问：地震时先做哪一件事最要紧？") for each in "甲乙"]
    data = {f"q{question.pk}-chosen": "on" for question in chosen}
    page = client_of(world.examiner).post(reverse("papers:fixed", args=["flood"]), data)
    summary = page.content.decode().split('class="summary"')[1].split("</ul>")[0]
    assert page.status_code == 422
    for each in "甲乙":
        assert f"“第{each}问：地震时先做哪一件事最要…”，分值：写这题几分。" in summary


def test_a_blueprint_is_made_by_forms_and_a_half_filled_row_is_named(world, draft, make_question):
    make_question()
    client = client_of(world.examiner)
    address = reverse("papers:blueprint", args=["flood"])
    base = {"cell-TOTAL_FORMS": "2", "cell-INITIAL_FORMS": "0", "cell-0-mark": "2"}
    half = client.post(address, {**base, "cell-0-kind": "single"})
    assert half.status_code == 422 and "第 1 格，题数：写这一格要几题" in half.content.decode()
    done = client.post(address, {**base, "cell-0-count": "1"})
    assert done.status_code == 302
    assert draft.cells.get().count == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"pass_percent": "101"}, "100"),
        ({"feedback": "after_close"}, "就要写截止时间"),
        (
            {"feedback": "after_close", "window_closes": "2026-05-01T08:00"},
            "写截止时间，再写时间（分钟）或选“到时一律收卷”",
        ),
        (
            {"window_opens": "2026-05-02T08:00", "window_closes": "2026-05-01T08:00"},
            "截止时间要晚于开考时间",
        ),
    ],
)
def test_rules_that_cannot_hold_are_refused_in_words(world, draft, fields, words):
    base = {
        "pass_percent": "80",
        "window_meaning": "last_start",
        "cooldown_days": "0",
        "feedback": "after_submit",
        "grade_policy": "highest",
    }
    address = reverse("papers:policies", args=["flood"])
    answer = client_of(world.examiner).post(address, {**base, **fields})
    assert answer.status_code == 422 and words in answer.content.decode()


def test_only_composers_of_the_unit_open_a_paper(world, draft):
    for person in (world.learner, world.editor, world.auditor):
        address = reverse("papers:paper", args=["flood"])
        assert client_of(person).get(address).status_code == 403
        publish = reverse("papers:publish", args=["flood"])
        assert client_of(person).post(publish).status_code == 403


def test_the_public_pages_set_no_cookie_and_list_only_what_is_published(world, draft, make_paper):
    make_paper()
    page = Client().get(reverse("exams:list"))
    text = page.content.decode().replace("<wbr>", "")
    assert "地震避险考试" in text and "防汛考试" not in text
    assert not page.cookies
    lobby = Client().get(reverse("exams:lobby", args=["quake"]))
    assert not lobby.cookies and "csrf" not in lobby.content.decode()
    assert Client().get(reverse("exams:lobby", args=["flood"])).status_code == 404


def test_examiners_see_results_of_their_units_only(world, make_paper):
    from portal.people.enums import Role
    from portal.people.models import Membership

    make_paper(time_limit_minutes=10)
    for person in (world.learner, world.volunteer):
        attempts.submit(attempt=attempts.start(person=person, slug="quake").attempt)
    Membership.objects.create(
        user=world.other_editor,
        unit=world.village,
        role=Role.EXAMINER,
        valid_from=timezone.localdate() - timedelta(days=1),
    )
    address = reverse("attempts:results", args=["quake"])
    county = client_of(world.examiner).get(address).content.decode()
    assert "学员小李" in county and "志愿者古丽" in county
    village = client_of(world.other_editor).get(address).content.decode()
    assert "志愿者古丽" in village and "学员小李" not in village
    assert client_of(world.learner).get(address).status_code == 403


def test_a_paper_withdrawn_disappears_and_a_running_attempt_goes_on(
    world, make_paper, django_capture_on_commit_callbacks
):
    make_paper()
    running = attempts.start(person=world.learner, slug="quake").attempt
    assert Client().get(reverse("exams:lobby", args=["quake"])).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        address = reverse("papers:withdraw", args=["quake"])
        confirmed(client_of(world.examiner), address)
    assert Client().get(reverse("exams:lobby", args=["quake"])).status_code == 404
    page = reverse("attempts:question", args=[running.public_id, 1])
    assert client_of(world.learner).get(page).status_code == 200


@pytest.mark.parametrize(("step", "words"), [("publish", "不能再改"), ("withdraw", "可以考完")])
def test_publishing_and_withdrawing_say_what_they_do_and_do_nothing_before_the_second_press(
    world, make_paper, step, words
):
    paper = make_paper()
    client = client_of(world.examiner)
    client.post(reverse("papers:open_draft", args=[paper.slug]))
    before = Assessment.objects.values("current_version", "withdrawn_at").get()
    address = reverse(f"papers:{step}", args=[paper.slug])
    page = client.get(reverse("papers:paper", args=[paper.slug])).content.decode()
    assert f'action="{address}"' in page
    assert client.get(address).url == reverse("papers:paper", args=[paper.slug])
    asked = client.post(address)
    assert asked.templates[0].name == "frames/confirm.html"
    assert words in asked.content.decode()
    assert Assessment.objects.values("current_version", "withdrawn_at").get() == before
    confirmed(client, address)
    assert Assessment.objects.values("current_version", "withdrawn_at").get() != before
