"""At once: questions and papers."""

from decimal import Decimal
from uuid import uuid4

import pytest

from quizzes.bank import services as bank
from quizzes.bank.domain.lifecycle import FormOutdated, QuestionStepRefused
from quizzes.bank.domain.questions import FALSE_ID, TRUE_ID, Key, Option
from quizzes.bank.models import Question, QuestionVersion
from quizzes.papers import services as papers
from quizzes.papers.models import Assessment, AssessmentVersion, PublishedIsFixed
from tests.samples.threads import COMMITTING, at_once, audited, kinds

pytestmark = COMMITTING


def words(stem: str = "摇晃时先护住头？") -> bank.Wording:
    return bank.Wording(
        kind="true_false", stem=stem, options=(Option(TRUE_ID, "对"), Option(FALSE_ID, "错")),
        key=Key(correct=frozenset({TRUE_ID})),
    )  # fmt: skip


@pytest.fixture
def question(world):
    return bank.create_question(
        by=world.editor, owner_unit=world.county, wording=words(),
        filing=bank.Filing(aim="avoidance"), creation_key=uuid4(),
    )  # fmt: skip


def test_one_form_of_a_question_sent_four_times_is_one_question(world):
    key = uuid4()

    def create(_number: int) -> Question:
        return bank.create_question(
            by=world.editor, owner_unit=world.county, wording=words(),
            filing=bank.Filing(aim="avoidance"), creation_key=key,
        )  # fmt: skip

    assert kinds(at_once(create)) == {Question}
    assert Question.objects.count() == QuestionVersion.objects.count() == 1


def test_four_new_versions_at_once_have_numbers_of_their_own(world, question):
    def write(number: int) -> QuestionVersion:
        return bank.new_version(
            question=Question.objects.get(pk=question.pk), by=world.editor,
            wording=words(f"第 {number} 种问法？"), filing=bank.Filing(aim="avoidance"),
        )  # fmt: skip

    assert kinds(at_once(write)) <= {QuestionVersion, QuestionStepRefused}
    numbers = list(question.versions.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 1


def test_of_four_forms_drawn_from_one_version_one_is_stored(world, question):
    drawn = bank.drawn_from(question.versions.get())

    def write(number: int) -> QuestionVersion:
        return bank.new_version(
            question=Question.objects.get(pk=question.pk), by=world.editor, drawn=drawn,
            wording=words(f"第 {number} 种问法？"), filing=bank.Filing(aim="avoidance"),
        )  # fmt: skip

    assert kinds(at_once(write)) == {QuestionVersion, FormOutdated}
    assert question.versions.count() == 2


def test_a_question_published_by_four_is_published_once(world, question):
    bank.submit_for_review(question=question, by=world.editor)

    def publish(_number: int) -> Question:
        return bank.publish(question=Question.objects.get(pk=question.pk), by=world.reviewer)

    assert kinds(at_once(publish)) <= {Question, QuestionStepRefused}
    assert audited("quizzes.question.published") == 1


@pytest.fixture
def paper(world, question):
    bank.submit_for_review(question=question, by=world.editor)
    bank.publish(question=question, by=world.reviewer)
    paper = papers.create_assessment(
        by=world.examiner, owner_unit=world.county, slug="quake", title="地震避险",
        purpose="certification",
    )  # fmt: skip
    draft = AssessmentVersion.objects.get()
    papers.compose_fixed(
        version=draft, by=world.examiner, questions=[papers.FixedQuestion(question, Decimal(5))]
    )
    return paper


def test_of_four_papers_with_one_address_three_are_refused_in_words(world):
    results = at_once(
        lambda number: papers.create_assessment(
            by=world.examiner, owner_unit=world.county, slug="quake", title=f"第{number}份"
        )
    )
    assert kinds(results) == {Assessment, papers.SlugTaken}
    assert Assessment.objects.count() == AssessmentVersion.objects.count() == 1


def test_a_paper_published_by_four_is_published_once(world, paper):
    def publish(_number: int) -> AssessmentVersion:
        return papers.publish(version=AssessmentVersion.objects.get(), by=world.examiner)

    assert kinds(at_once(publish)) <= {AssessmentVersion, PublishedIsFixed}
    assert AssessmentVersion.objects.get().entries.count() == 1
    assert audited("quizzes.paper.published") == 1


def test_the_next_version_begun_by_four_is_one_draft(world, paper):
    papers.publish(version=AssessmentVersion.objects.get(), by=world.examiner)

    def begin(_number: int) -> AssessmentVersion:
        return papers.open_draft(assessment=Assessment.objects.get(), by=world.examiner)

    assert kinds(at_once(begin)) == {AssessmentVersion}
    assert AssessmentVersion.objects.count() == 2
