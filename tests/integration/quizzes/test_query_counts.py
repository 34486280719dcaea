"""Every page asks the database as often for three times as many rows."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.taxonomy.models import Hazard
from portal.people.models import User
from quizzes.attempts import services as attempts
from quizzes.certificates.enums import SchemeKind
from quizzes.certificates.models import Certificate, Scheme
from quizzes.papers import services as papers
from tests.samples.sitting import answer, right

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 6


def same_for_more(person, address, grow):
    """`grow(n)` brings the rows of the page to n; the page then holds more, and asks the same."""
    client = Client()
    client.force_login(person)
    sizes, asked = [], []
    for number in (FEW, MANY):
        grow(number)
        where = address() if callable(address) else address
        client.get(where)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(where)
        assert page.status_code == 200
        sizes.append(len(page.content))
        asked.append([query["sql"] for query in queries])
    assert sizes[1] > sizes[0]
    assert len(asked[0]) == len(asked[1]), "\n".join(asked[1])


class Rows:
    """Adds rows until there are as many as asked for."""

    def __init__(self, add):
        self.add, self.have = add, 0

    def __call__(self, number):
        for place in range(self.have, number):
            self.add(place)
        self.have = number


@pytest.fixture
def question(make_question):
    return make_question()


@pytest.fixture
def draft(world):
    paper = papers.create_assessment(
        by=world.examiner,
        owner_unit=world.county,
        slug="quake",
        title="地震避险考试",
        purpose="certification",
    )
    return paper.versions.get()


def compose(world, draft, questions):
    papers.compose_fixed(
        version=draft,
        by=world.examiner,
        questions=[papers.FixedQuestion(each, Decimal(5)) for each in questions],
    )


def sit(person, slug, *, well=True):
    attempt = attempts.start(person=person, slug=slug).attempt
    for item in attempt.items.all() if well else ():
        answer(attempt, item.slot, right(attempt, item.slot))
    attempts.submit(attempt=attempt)
    return attempt


@pytest.mark.parametrize("name", ["papers:index", "exams:list"])
def test_lists_of_papers(world, question, make_paper, name):
    grow = Rows(lambda place: make_paper(f"paper-{place}", questions=[question]))
    same_for_more(world.examiner, reverse(name), grow)


@pytest.mark.parametrize("name", ["paper", "fixed", "preview"])
def test_pages_of_a_fixed_draft(world, draft, make_question, name):
    questions = []

    def add(place):
        questions.append(make_question(stem=f"第 {place} 题"))
        compose(world, draft, questions)

    same_for_more(world.examiner, reverse(f"papers:{name}", args=["quake"]), Rows(add))


@pytest.mark.parametrize(
    ("name", "published"),
    [("paper", False), ("blueprint", False), ("paper", True), ("preview", True)],
)
def test_pages_of_a_blueprint(world, draft, make_question, name, published):
    hazards = list(Hazard.objects.all()[:MANY])
    for place, hazard in enumerate(hazards):
        make_question(stem=f"第 {place} 题", hazards=[hazard])

    def grow(number):
        papers.open_draft(assessment=draft.assessment, by=world.examiner)
        version = draft.assessment.versions.order_by("-number").first()
        papers.compose_blueprint(
            version=version,
            by=world.examiner,
            cells=[
                papers.CellDraft(count=1, mark=Decimal(2), hazard=hazard, aim="avoidance")
                for hazard in hazards[:number]
            ],
        )
        if published:
            papers.publish(version=version, by=world.examiner)

    same_for_more(world.examiner, reverse(f"papers:{name}", args=["quake"]), grow)


@pytest.mark.parametrize("name", ["question", "review", "result"])
def test_pages_of_an_attempt(world, make_question, make_paper, name):
    made = []

    def grow(number):
        questions = [
            make_question(stem=f"{number} 题之 {place}", pool="practice") for place in range(number)
        ]
        slug = f"paper-{number}"
        make_paper(slug, questions=questions, purpose="practice")
        made.append(attempts.start(person=world.learner, slug=slug).attempt)
        if name == "result":
            attempts.submit(attempt=made[-1])

    def address():
        slot = [1] if name == "question" else []
        return reverse(f"attempts:{name}", args=[made[-1].public_id, *slot])

    same_for_more(world.learner, address, grow)


def test_ones_own_attempts(world, question, make_paper):
    def add(place):
        make_paper(f"paper-{place}", questions=[question])
        sit(world.learner, f"paper-{place}", well=False)

    same_for_more(world.learner, reverse("attempts:mine"), Rows(add))


def test_the_examiners_list(world, question, make_paper):
    make_paper(questions=[question])

    def add(place):
        person = User.objects.create_user(
            username=f"person{place}", full_name=f"考生{place}", home_unit=world.town
        )
        late = sit(person, "quake")
        sit(person, "quake", well=False)
        answer(late, 1, right(late, 1))

    same_for_more(world.examiner, reverse("attempts:results", args=["quake"]), Rows(add))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_results_as_a_file(world, question, make_paper, kind):
    make_paper(questions=[question])

    def add(place):
        person = User.objects.create_user(
            username=f"person{place}", full_name=f"考生{place}", home_unit=world.town
        )
        sit(person, "quake")

    same_for_more(world.examiner, reverse(f"attempts:results_{kind}", args=["quake"]), Rows(add))


def test_the_record_of_an_attempt(world, make_question, make_paper):
    made = []

    def grow(number):
        questions = [make_question(stem=f"{number} 题之 {place}") for place in range(number)]
        make_paper(f"paper-{number}", questions=questions)
        made.append(sit(world.learner, f"paper-{number}"))

    def address():
        sat = made[-1]
        return reverse("attempts:record", args=[sat.assessment.slug, sat.public_id])

    same_for_more(world.examiner, address, grow)


def certify(world, make_paper, question, place):
    paper = make_paper(f"theory-{place}", questions=[question])
    Scheme.objects.create(
        slug=f"scheme-{place}",
        title=f"证书 {place}",
        kind=SchemeKind.VOLUNTEER,
        issuer=world.county,
        assessment=paper,
    )
    sit(world.volunteer, paper.slug)


@pytest.mark.parametrize("name", ["mine", "desk"])
def test_lists_of_certificates(world, question, make_paper, name):
    person = world.volunteer if name == "mine" else world.administrator
    world.volunteer.adult_confirmed_at = timezone.now()
    world.volunteer.save()
    grow = Rows(lambda place: certify(world, make_paper, question, place))
    same_for_more(person, reverse(f"certificates:{name}"), grow)
    assert Certificate.objects.count() == MANY


def test_asking_whether_a_certificate_waits(world, question, make_paper):
    from quizzes.certificates.services import waiting

    asked = []
    grow = Rows(lambda place: certify(world, make_paper, question, place))
    for number in (FEW, MANY):
        grow(number)
        with CaptureQueriesContext(connection) as queries:
            assert waiting(person=world.volunteer)
        asked.append(len(queries))
    assert asked == [4, 4]


@pytest.mark.parametrize("name", ["index", "queue"])
def test_lists_of_questions(world, make_question, name):
    hazards = list(Hazard.objects.all()[:2])

    def add(place):
        question = make_question(
            stem=f"第 {place} 题", hazards=hazards, published=False, owner=world.county
        )
        if name == "queue":
            from quizzes.bank.services import submit_for_review

            submit_for_review(question=question, by=world.examiner)

    same_for_more(world.examiner, reverse(f"bank:{name}"), Rows(add))
