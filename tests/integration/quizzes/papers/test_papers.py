"""Composing, publishing and fixing papers."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from portal.foundation.audit.models import AuditEvent
from quizzes.attempts import services as attempts
from quizzes.bank import services as bank
from quizzes.papers import services
from quizzes.papers.domain.assembly import PoolTooSmall
from quizzes.papers.enums import VersionState
from quizzes.papers.models import AssessmentVersion, PaperEntry, PublishedIsFixed

pytestmark = pytest.mark.django_db


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
    assert page.status_code == 422 and "发布这一版？" not in page.content.decode()
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


@pytest.mark.parametrize("number", [2, 12])
def test_a_new_draft_of_a_paper_is_recorded_and_costs_the_same_queries_for_any_length(
    world, make_paper, make_question, django_assert_num_queries, number
):
    questions = [make_question(stem=f"第 {n} 道题的题干？") for n in range(number)]
    paper = make_paper(questions=questions)
    with django_assert_num_queries(9):
        draft = services.open_draft(assessment=paper, by=world.examiner)
    assert [entry.question_version_id for entry in draft.entries.order_by("position")] == [
        question.published_version_id for question in questions
    ]
    opened = AuditEvent.objects.filter(action="quizzes.paper.draft_opened").latest("pk")
    assert opened.unit_id == world.county.pk
    before = AuditEvent.objects.count()
    services.open_draft(assessment=paper, by=world.examiner)
    assert AuditEvent.objects.count() == before, "the open draft is found again"


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


def test_a_version_has_one_draft_at_most(world, draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentVersion.objects.create(
            assessment=draft.assessment, number=2, created_by=world.examiner
        )
