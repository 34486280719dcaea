"""What people practise with never certifies anybody, and a paper asks what its unit may use."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people import selectors as people
from portal.people.enums import Role
from portal.people.models import Membership, UnitParent
from quizzes.bank import services as bank
from quizzes.bank.domain.lifecycle import PoolBound
from quizzes.bank.domain.questions import Key
from quizzes.bank.enums import Pool
from quizzes.bank.models import Question
from quizzes.bank.release import key_for_editor
from quizzes.papers import selectors, services
from quizzes.papers.enums import Purpose
from quizzes.papers.models import Assessment, PaperEntry
from tests.samples.confirming import confirmed

pytestmark = pytest.mark.django_db


def make_draft(world, purpose, slug="flood", unit=None):
    paper = services.create_assessment(
        by=world.examiner,
        owner_unit=unit or world.county,
        slug=slug,
        title=f"防汛{slug}",
        purpose=purpose,
    )
    return paper.versions.get()


def fix(world, draft, *questions):
    services.compose_fixed(
        version=draft,
        by=world.examiner,
        questions=[services.FixedQuestion(question, Decimal(5)) for question in questions],
    )


def refile(question, by, pool):
    latest = question.versions.order_by("-number").first()
    key = key_for_editor(latest, editor=by)
    bank.new_version(
        question=question,
        by=by,
        wording=bank.Wording(
            kind=latest.kind,
            stem=latest.stem,
            options=latest.content.options,
            key=Key(correct=key.correct, accepted=key.accepted),
            explanation=key.explanation,
        ),
        filing=bank.Filing(aim=question.aim, pool=pool),
    )
    question.refresh_from_db()


@pytest.mark.parametrize(
    ("purpose", "good", "bad"),
    [
        ("certification", "certification", "practice"),
        ("practice", "practice", "certification"),
        ("mock", "practice", "certification"),
    ],
)
def test_a_fixed_paper_takes_questions_of_its_pool_only(world, make_question, purpose, good, bad):
    draft = make_draft(world, purpose)
    own, other = make_question(pool=good, stem="合适的题"), make_question(pool=bad, stem="另一池")
    with pytest.raises(services.QuestionNotUsable) as refused:
        fix(world, draft, own, other)
    assert refused.value.unfit == (services.Unfit(other, "pool"),)
    assert not PaperEntry.objects.exists()
    fix(world, draft, own)
    assert services.publish(version=draft, by=world.examiner).question_count == 1


def test_a_blueprint_draws_from_its_pool_only(world, make_question):
    for pool in Pool.values:
        for n in range(3):
            make_question(pool=pool, stem=f"{pool} {n}")
    drawn = {}
    for purpose in Purpose.values:
        draft = make_draft(world, purpose, slug=purpose)
        services.compose_blueprint(
            version=draft, by=world.examiner, cells=[services.CellDraft(count=2, mark=Decimal(1))]
        )
        version = services.publish(version=draft, by=world.examiner)
        drawn[purpose] = set(version.entries.values_list("question_version__stem", flat=True))
    assert drawn["certification"] == {f"certification {n}" for n in range(3)}
    assert drawn["practice"] == drawn["mock"] == {f"practice {n}" for n in range(3)}


def test_a_question_moved_while_the_paper_was_composed_is_named_when_it_is_published(
    world, make_question
):
    draft = make_draft(world, "certification")
    question = make_question(stem="接报后多久报告？")
    fix(world, draft, question)
    refile(question, world.examiner, Pool.PRACTICE)
    client = Client()
    client.force_login(world.examiner)
    page = client.post(reverse("papers:publish", args=["flood"]))
    assert page.status_code == 422
    assert "“接报后多久报告？”是练习题，答案是公开的，不能进认证考试" in page.content.decode()
    draft.refresh_from_db()
    assert draft.is_draft


def test_the_database_publishes_no_paper_with_a_question_of_the_other_pool(world, make_question):
    draft = make_draft(world, "certification")
    question = make_question()
    fix(world, draft, question)
    Question.objects.filter(pk=question.pk).update(pool=Pool.PRACTICE)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(draft).objects.filter(pk=draft.pk).update(
            state="published", published_at=timezone.now(), question_count=1, total_mark=5
        )


@pytest.mark.parametrize("purpose", ["practice", "mock"])
def test_what_practice_has_shown_never_becomes_a_certification_question(
    world, make_paper, make_question, purpose
):
    question = make_question(pool=Pool.PRACTICE)
    make_paper(purpose=purpose, questions=[question])
    services.withdraw(assessment=Assessment.objects.get(), by=world.examiner)
    with pytest.raises(PoolBound) as bound:
        refile(question, world.examiner, Pool.CERTIFICATION)
    assert bound.value.papers == ("地震避险考试",)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(pool=Pool.CERTIFICATION)
    question.refresh_from_db()
    assert question.pool == Pool.PRACTICE and question.versions.count() == 1


def test_a_practice_question_that_nobody_saw_may_still_be_kept_back(world, make_question):
    question = make_question(pool=Pool.PRACTICE)
    fix(world, make_draft(world, "practice"), question)
    refile(question, world.examiner, Pool.CERTIFICATION)
    assert question.pool == Pool.CERTIFICATION


def test_a_certifying_paper_binds_its_questions_as_long_as_it_can_be_sat(
    world, make_paper, make_question
):
    question = make_question()
    paper = make_paper(questions=[question])
    with pytest.raises(PoolBound):
        refile(question, world.examiner, Pool.PRACTICE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(pool=Pool.PRACTICE)
    services.withdraw(assessment=paper, by=world.examiner)
    refile(question, world.examiner, Pool.PRACTICE)
    assert question.pool == Pool.PRACTICE


def test_the_purpose_of_a_paper_stays_what_it_was(world, make_paper):
    make_paper(purpose="practice")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE quizzes_papers_assessment SET purpose = 'certification'")


class TestAfterAnUpgrade:
    """A certifying paper in use that asks what practice had shown before questions had pools."""

    @pytest.fixture
    def paper(self, world, make_paper, make_question):
        shown, kept = make_question(stem="练过的题"), make_question(stem="保密的题")
        paper = make_paper(questions=[shown, kept])
        services.withdraw(assessment=paper, by=world.examiner)
        refile(shown, world.examiner, Pool.PRACTICE)
        Assessment.objects.update(withdrawn_at=None)
        paper.refresh_from_db()
        return paper

    @pytest.fixture
    def desk(self, world):
        client = Client()
        client.force_login(world.examiner)
        return client

    def test_the_desk_marks_it_and_names_the_questions(self, paper, desk, make_paper):
        make_paper("sound", questions=None)
        rows = desk.get(reverse("papers:index")).content.decode().split("<tr>")[2:]
        marked = ["含练习题" in row for row in rows if "quake" in row or "sound" in row]
        assert sorted(marked) == [False, True]
        page = desk.get(reverse("papers:paper", args=["quake"])).content.decode()
        note = page.split("1 道练习题")[1].split("</ul>")[0]
        assert "练过的题" in note and "保密的题" not in note
        assert "道练习题" not in desk.get(reverse("papers:paper", args=["sound"])).content.decode()

    def test_its_next_version_is_not_published_before_they_are_replaced(
        self, world, paper, desk, make_question
    ):
        before = paper.current_version
        desk.post(reverse("papers:open_draft", args=["quake"]))
        refused = desk.post(reverse("papers:publish", args=["quake"]))
        assert refused.status_code == 422
        assert "“练过的题”是练习题，答案是公开的，不能进认证考试。换一道认证题。" in (
            refused.content.decode()
        )
        paper.refresh_from_db()
        assert paper.current_version == before
        fix(world, paper.versions.get(state="draft"), make_question(stem="换上的题"))
        published = confirmed(desk, reverse("papers:publish", args=["quake"]))
        assert published.status_code == 302
        page = desk.get(reverse("papers:paper", args=["quake"])).content.decode()
        assert "道练习题" not in page

    def test_practice_and_withdrawn_papers_carry_no_mark(self, world, paper, desk, make_paper):
        make_paper("drill", purpose="practice")
        services.withdraw(assessment=paper, by=world.examiner)
        assert "含练习题" not in desk.get(reverse("papers:index")).content.decode()
        for slug in ("drill", "quake"):
            page = desk.get(reverse("papers:paper", args=[slug])).content.decode()
            assert "道练习题" not in page


class TestReach:
    def offered(self, draft):
        found = selectors.offered(draft.assessment, timezone.localdate())
        return set(found.values_list("owner_unit__name", flat=True))

    @pytest.fixture
    def everywhere(self, world, make_question):
        """A question of each pool in each unit."""
        return {
            (unit.name, pool): make_question(owner=unit, pool=pool, stem=f"{unit.name} {pool}")
            for unit in (world.county, world.town, world.other_town, world.village)
            for pool in Pool.values
        }

    def test_a_certifying_paper_asks_what_its_unit_and_those_below_keep(self, world, everywhere):
        assert self.offered(make_draft(world, "certification", unit=world.town)) == {
            "青河镇",
            "柳树村",
        }

    def test_a_practice_paper_may_borrow_from_above_but_not_from_the_side(self, world, everywhere):
        assert self.offered(make_draft(world, "practice", unit=world.town)) == {
            "安澜县",
            "青河镇",
            "柳树村",
        }

    def test_a_blueprint_of_a_town_leaves_the_county_s_certification_questions_alone(
        self, world, everywhere
    ):
        draft = make_draft(world, "certification", unit=world.town)
        services.compose_blueprint(
            version=draft, by=world.examiner, cells=[services.CellDraft(count=1, mark=Decimal(1))]
        )
        version = services.publish(version=draft, by=world.examiner)
        owners = version.entries.values_list("question_version__question__owner_unit__name")
        assert {name for (name,) in owners} == {"青河镇", "柳树村"}

    def test_another_unit_s_question_is_refused_by_name(self, world, everywhere):
        draft = make_draft(world, "certification", unit=world.town)
        with pytest.raises(services.QuestionNotUsable) as refused:
            fix(world, draft, everywhere["安澜县", "certification"])
        assert [each.why for each in refused.value.unfit] == ["reach"]

    def test_the_picking_page_offers_what_the_paper_may_ask(self, world, everywhere):
        Membership.objects.create(
            user=world.editor,
            unit=world.town,
            role=Role.EXAMINER,
            valid_from=timezone.localdate() - timedelta(days=1),
        )
        make_draft(world, "certification", unit=world.town)
        client = Client()
        client.force_login(world.editor)
        page = client.get(reverse("papers:fixed", args=["flood"])).content.decode()
        assert "青河镇 certification" in page and "柳树村 certification" in page
        assert "安澜县 certification" not in page and "practice" not in page

    def test_the_tree_of_the_day_counts(self, world):
        today = timezone.localdate()
        assert people.units_below(world.town.pk, today) == {world.town.pk, world.village.pk}
        assert people.units_above(world.village.pk, today) == {
            world.village.pk,
            world.town.pk,
            world.county.pk,
        }
        UnitParent.objects.filter(unit=world.village).update(valid_to=today)
        assert people.units_below(world.town.pk, today) == {world.town.pk}
        assert people.units_above(world.village.pk, today) == {world.village.pk}
