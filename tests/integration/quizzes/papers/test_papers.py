"""Composing, publishing and fixing papers."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts import services as attempts
from quizzes.bank import services as bank
from quizzes.papers import services
from quizzes.papers.domain.assembly import PoolTooSmall
from quizzes.papers.enums import VersionState
from quizzes.papers.models import Assessment, AssessmentVersion, PaperEntry, PublishedIsFixed

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(world):
    paper = services.create_assessment(
        by=world.examiner,
        owner_unit=world.county,
        slug="flood",
        title="防汛考试",
        purpose="certification",
    )
    return paper.versions.get()


def cell(count, **extra):
    return services.CellDraft(count=count, mark=Decimal(2), **extra)


def test_a_published_version_is_fixed_by_model_service_and_database(world, make_paper):
    version = make_paper().current_version
    with pytest.raises(PublishedIsFixed):
        version.save()
    with pytest.raises(PublishedIsFixed):
        services.set_policies(version=version, by=world.examiner, policies=services.Policies())
    with pytest.raises(PublishedIsFixed):
        services.compose_fixed(version=version, by=world.examiner, questions=[])
    with pytest.raises(PublishedIsFixed):
        version.entries.first().delete()
    for sql in (
        "UPDATE quizzes_papers_assessmentversion SET pass_percent = 1",
        "UPDATE quizzes_papers_assessmentversion SET time_limit_minutes = 1",
        "UPDATE quizzes_papers_assessmentversion SET state = 'draft', published_at = NULL",
        "DELETE FROM quizzes_papers_assessmentversion",
        "UPDATE quizzes_papers_paperentry SET mark = 99",
        "DELETE FROM quizzes_papers_paperentry",
        "DELETE FROM quizzes_papers_assessment",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperEntry.objects.bulk_create(
            [
                PaperEntry(
                    version=version,
                    position=99,
                    question_version=version.entries.first().question_version,
                    mark=1,
                    part="avoidance",
                )
            ]
        )


def test_a_blueprint_freezes_its_pool_when_it_is_published(world, draft, make_question):
    first = [make_question(stem=f"题 {n}") for n in range(3)]
    services.compose_blueprint(version=draft, by=world.examiner, cells=[cell(2)])
    version = services.publish(version=draft, by=world.examiner)
    make_question(stem="后来的题")
    bank.retire(question=first[0], by=world.examiner, reason="过时")
    pool = set(version.entries.values_list("question_version__question_id", flat=True))
    assert pool == {question.pk for question in first}
    assert (version.question_count, version.total_mark) == (2, 4)
    attempt = attempts.start(person=world.learner, slug="flood").attempt
    drawn = attempt.items.values_list("question_version__question_id", flat=True)
    assert len(set(drawn)) == 2 and set(drawn) <= pool


def test_a_cell_that_cannot_be_filled_is_named_with_what_is_missing(world, draft, make_question):
    make_question(aim="avoidance")
    services.compose_blueprint(
        version=draft,
        by=world.examiner,
        cells=[cell(1, aim="avoidance"), cell(3, aim="self_rescue", kind="single")],
    )
    with pytest.raises(PoolTooSmall):
        services.publish(version=draft, by=world.examiner)
    client = Client()
    client.force_login(world.examiner)
    page = client.post(reverse("papers:publish", args=["flood"]))
    assert page.status_code == 422
    assert "第 2 格（自救、单选）要 3 题，能用的只够 0 题，还差 3 题" in page.content.decode()
    draft.refresh_from_db()
    assert draft.is_draft and not PaperEntry.objects.exists()


def test_an_empty_paper_is_not_published(world, draft):
    with pytest.raises(services.NothingAsked):
        services.publish(version=draft, by=world.examiner)


def test_a_question_that_cannot_be_asked_is_refused_at_composing_and_at_publishing(
    world, draft, make_question
):
    unpublished, good = make_question(published=False), make_question(stem="好题")
    with pytest.raises(services.QuestionNotUsable):
        services.compose_fixed(
            version=draft,
            by=world.examiner,
            questions=[services.FixedQuestion(unpublished, Decimal(1))],
        )
    services.compose_fixed(
        version=draft, by=world.examiner, questions=[services.FixedQuestion(good, Decimal(1))]
    )
    bank.retire(question=good, by=world.examiner, reason="错了")
    with pytest.raises(services.QuestionNotUsable):
        services.publish(version=draft, by=world.examiner)


def test_publishing_twice_is_harmless_and_a_new_version_supersedes(world, make_paper):
    paper = make_paper()
    first = paper.current_version
    assert services.publish(version=first, by=world.examiner) == first
    draft = services.open_draft(assessment=paper, by=world.examiner)
    assert services.open_draft(assessment=paper, by=world.examiner) == draft
    assert draft.entries.count() == 4
    services.publish(version=draft, by=world.examiner)
    first.refresh_from_db()
    paper.refresh_from_db()
    assert (first.state, paper.current_version) == (VersionState.SUPERSEDED, draft)


def test_the_same_form_gives_the_same_paper_and_a_taken_address_is_refused(world, draft):
    again = services.create_assessment(
        by=world.examiner, owner_unit=world.county, slug="flood", title="防汛考试"
    )
    assert again == draft.assessment
    with pytest.raises(services.SlugTaken):
        services.create_assessment(
            by=world.examiner, owner_unit=world.county, slug="flood", title="另一份"
        )


def test_questions_of_another_place_stay_out_of_a_blueprint(world, draft, make_question):
    from portal.people.models import Division

    elsewhere = Division.objects.create(code="999902", name="别县", level="county")
    foreign, own = make_question(stem="别县的题"), make_question(stem="本县的题")
    type(foreign).objects.filter(pk=foreign.pk).update(jurisdiction=elsewhere)
    type(own).objects.filter(pk=own.pk).update(jurisdiction=world.division)
    services.compose_blueprint(version=draft, by=world.examiner, cells=[cell(1)])
    version = services.publish(version=draft, by=world.examiner)
    assert list(version.entries.values_list("question_version__question_id", flat=True)) == [own.pk]


class TestScreens:
    def client(self, person):
        client = Client()
        client.force_login(person)
        return client

    def test_a_fixed_paper_is_made_by_forms_alone(self, world, make_question):
        questions = [make_question(stem=f"题 {n}") for n in range(2)]
        client = self.client(world.examiner)
        client.post(
            reverse("papers:new"),
            {
                "title": "防汛考试",
                "slug": "flood",
                "purpose": "certification",
                "owner_unit": world.county.pk,
            },
        )
        client.post(
            reverse("papers:policies", args=["flood"]),
            {
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
        client.post(reverse("papers:publish", args=["flood"]))
        version = Assessment.objects.get().current_version
        assert (version.time_limit_minutes, version.total_mark) == (30, 10)
        order = version.entries.order_by("position")
        assert [entry.question_version.question for entry in order] == questions[::-1]
        lobby = Client().get(reverse("exams:lobby", args=["flood"])).content.decode()
        assert "2 题，满分 10 分" in lobby and "30 分钟" in lobby and "满分的 80%" in lobby

    def test_a_blueprint_is_made_by_forms_and_a_half_filled_row_is_named(
        self, world, draft, make_question
    ):
        make_question()
        client = self.client(world.examiner)
        address = reverse("papers:blueprint", args=["flood"])
        base = {"cell-TOTAL_FORMS": "2", "cell-INITIAL_FORMS": "0", "cell-0-mark": "2"}
        half = client.post(address, {**base, "cell-0-kind": "single"})
        assert half.status_code == 422 and "写这一格要几题" in half.content.decode()
        done = client.post(address, {**base, "cell-0-count": "1"})
        assert done.status_code == 302
        assert draft.cells.get().count == 1

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"pass_percent": "101"}, "100"),
            ({"feedback": "after_close"}, "就要写截止时间"),
            (
                {"window_opens": "2026-05-02T08:00", "window_closes": "2026-05-01T08:00"},
                "截止时间要晚于开考时间",
            ),
        ],
    )
    def test_rules_that_cannot_hold_are_refused_in_words(self, world, draft, fields, words):
        base = {
            "pass_percent": "80",
            "window_meaning": "last_start",
            "cooldown_days": "0",
            "feedback": "after_submit",
            "grade_policy": "highest",
        }
        address = reverse("papers:policies", args=["flood"])
        answer = self.client(world.examiner).post(address, {**base, **fields})
        assert answer.status_code == 422 and words in answer.content.decode()

    def test_only_composers_of_the_unit_open_a_paper(self, world, draft):
        for person in (world.learner, world.editor, world.auditor):
            address = reverse("papers:paper", args=["flood"])
            assert self.client(person).get(address).status_code == 403
            publish = reverse("papers:publish", args=["flood"])
            assert self.client(person).post(publish).status_code == 403

    def test_the_public_pages_set_no_cookie_and_list_only_what_is_published(
        self, world, draft, make_paper
    ):
        make_paper()
        page = Client().get(reverse("exams:list"))
        text = page.content.decode().replace("<wbr>", "")
        assert "地震避险考试" in text and "防汛考试" not in text
        assert not page.cookies
        lobby = Client().get(reverse("exams:lobby", args=["quake"]))
        assert not lobby.cookies and "csrf" not in lobby.content.decode()
        assert Client().get(reverse("exams:lobby", args=["flood"])).status_code == 404

    def test_examiners_see_results_of_their_units_only(self, world, make_paper):
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
        county = self.client(world.examiner).get(address).content.decode()
        assert "学员小李" in county and "志愿者古丽" in county
        village = self.client(world.other_editor).get(address).content.decode()
        assert "志愿者古丽" in village and "学员小李" not in village
        assert self.client(world.learner).get(address).status_code == 403

    def test_a_paper_withdrawn_disappears_and_a_running_attempt_goes_on(
        self, world, make_paper, django_capture_on_commit_callbacks
    ):
        make_paper()
        running = attempts.start(person=world.learner, slug="quake").attempt
        assert Client().get(reverse("exams:lobby", args=["quake"])).status_code == 200
        with django_capture_on_commit_callbacks(execute=True):
            self.client(world.examiner).post(reverse("papers:withdraw", args=["quake"]))
        assert Client().get(reverse("exams:lobby", args=["quake"])).status_code == 404
        page = reverse("attempts:question", args=[running.public_id, 1])
        assert self.client(world.learner).get(page).status_code == 200


def test_a_version_has_one_draft_at_most(world, draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentVersion.objects.create(
            assessment=draft.assessment, number=2, created_by=world.examiner
        )
