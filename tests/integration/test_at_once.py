"""Whoever sends at the same moment: one of each thing that can be only once, and for everybody
either that thing or a refusal in words. Attempts and certificates have tests of their own."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone

from content.plans import services as plans
from content.plans.models import Clause, Intake, PlanDocument, PlanVersion
from content.targets import services as targets
from content.targets.models import Indicator, IndicatorValue, Target
from portal.accounts.adapter import AccountAdapter
from portal.foundation.audit.models import AuditEvent
from portal.foundation.consent import services as consent
from portal.foundation.consent.models import ConsentRecord
from portal.people import services as people
from portal.people.enums import Role
from portal.people.models import Membership, User
from portal.people.reasons import EndReason, StartReason
from quizzes.bank import services as bank
from quizzes.bank.domain.lifecycle import QuestionStepRefused
from quizzes.bank.domain.questions import FALSE_ID, TRUE_ID, Key, Option
from quizzes.bank.models import Question, QuestionVersion
from quizzes.papers import services as papers
from quizzes.papers.models import Assessment, AssessmentVersion, PublishedIsFixed
from tests.samples.county import PASSWORD, TEXT
from tests.samples.threads import at_once

TODAY = date(2026, 3, 1)
if connection.vendor != "sqlite":
    pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
else:
    pytestmark = pytest.mark.slow


@pytest.fixture
def db(committing_db):
    """Every fixture of this module writes where threads can see it."""


def kinds(results: list[object]) -> set[type]:
    return {type(one) for one in results}


def audited(action: str) -> int:
    return AuditEvent.objects.filter(action=action).count()


def words(stem: str = "摇晃时先护住头？") -> bank.Wording:
    return bank.Wording(
        kind="true_false", stem=stem, options=(Option(TRUE_ID, "对"), Option(FALSE_ID, "错")),
        key=Key(correct=frozenset({TRUE_ID})),
    )  # fmt: skip


# People -----------------------------------------------------------------------------


def test_one_user_name_signed_up_at_once_is_one_account(world):
    def sign_up(_number: int) -> int:
        data = {
            "username": "xiaowang", "phone": "", "email": "", "password1": PASSWORD,
            "password2": PASSWORD, "agree": "on",
        }  # fmt: skip
        return Client().post("/accounts/signup/", data).status_code

    assert set(at_once(sign_up)) <= {200, 302}
    assert User.objects.filter(username="xiaowang").count() == 1


def test_one_phone_proved_at_once_has_one_holder(world):
    claimants = [User.objects.create_user(username=f"claimant-{number}") for number in range(4)]

    def prove(number: int) -> None:
        AccountAdapter().set_phone(claimants[number], "+8613800138000", True)

    assert kinds(at_once(prove)) == {type(None), IntegrityError}
    assert User.objects.filter(phone="+8613800138000", phone_verified=True).count() == 1


def test_one_mail_address_proved_at_once_has_one_holder(world):
    addresses = [
        User.objects.create_user(username=f"claimant-{number}").emailaddress_set.create(
            email="wang@example.cn"
        )
        for number in range(4)
    ]
    at_once(lambda number: addresses[number].set_verified())
    assert EmailAddress.objects.filter(email="wang@example.cn", verified=True).count() == 1


def test_one_membership_given_by_four_is_one(world):
    def give(_number: int) -> Membership:
        return people.add_membership(
            actor=world.administrator, user=User.objects.get(pk=world.learner.pk),
            unit=world.town, role=Role.TRAINER, reason=StartReason.APPOINTED, valid_from=TODAY,
        )  # fmt: skip

    assert kinds(at_once(give)) <= {Membership, people.Overlaps}
    assert Membership.objects.filter(user=world.learner, role=Role.TRAINER).count() == 1
    assert audited("people.membership.added") == 1


def test_two_administrators_who_end_each_other_leave_one(world):
    second = Membership.objects.create(
        user=world.learner, unit=world.county, role=Role.ADMINISTRATOR, valid_from=TODAY
    )
    first = Membership.objects.get(user=world.administrator, role=Role.ADMINISTRATOR)
    root = User.objects.create_superuser(username="root", password=PASSWORD)

    def end(number: int) -> Membership:
        return people.end_membership(
            actor=User.objects.get(pk=root.pk),
            membership=Membership.objects.get(pk=(first, second)[number].pk),
            valid_to=timezone.localdate(), reason=EndReason.RESIGNED,
        )  # fmt: skip

    at_once(end, threads=2)
    assert Membership.objects.filter(role=Role.ADMINISTRATOR, valid_to=None).count() == 1


def test_consent_given_in_four_tabs_is_one_record(world):
    consent.publish(actor=None, purpose="rehearsal", title="演练报名", body="只收手机号。")
    results = at_once(lambda _n: consent.give(user=world.learner, purpose="rehearsal", version=1))
    assert kinds(results) == {ConsentRecord}
    assert ConsentRecord.objects.count() == 1


# Plans and targets ------------------------------------------------------------------


@pytest.fixture
def imported(world):
    return plans.import_document(
        actor=world.editor, owner_unit=world.town, kind="work_plan",
        text=TEXT.format(name="青河镇", number=12),
    )  # fmt: skip


def test_one_document_imported_by_four_is_one(world):
    def load(_number: int) -> plans.Imported:
        return plans.import_document(
            actor=None, owner_unit=world.town, text=TEXT.format(name="青河镇", number=12)
        )

    results = at_once(load)
    assert kinds(results) == {plans.Imported}
    assert sum(one.created for one in results) == 1
    assert PlanDocument.objects.count() == PlanVersion.objects.count() == 1


def test_one_upload_sent_four_times_is_one(world):
    token, data = uuid4(), TEXT.format(name="青河镇", number=12).encode()

    def send(_number: int) -> Intake:
        return plans.receive(
            token=token, data=data, name="计划.txt", pasted=False, owner_unit=world.town,
            actor=User.objects.get(pk=world.editor.pk),
        )  # fmt: skip

    assert kinds(at_once(send)) == {Intake}
    assert Intake.objects.count() == PlanVersion.objects.count() == 1


def test_a_version_published_by_four_is_published_once(world, imported):
    def publish(_number: int) -> PlanDocument:
        version = PlanVersion.objects.get(pk=imported.version.pk)
        return plans.publish_version(version=version, actor=world.administrator)

    assert kinds(at_once(publish)) <= {PlanDocument, plans.PlanRefused}
    assert PlanDocument.objects.get().current_version_id == imported.version.pk
    assert audited("content.plan.published") == 1


@pytest.fixture
def drafting(world, imported):
    plans.publish_version(version=imported.version, actor=world.administrator)
    indicator = Indicator.objects.create(
        slug="volunteers", name="持证志愿者", definition="人数。", measure="people",
        source="certified_volunteers",
    )  # fmt: skip
    clause = Clause.objects.filter(version=imported.version, text__contains="持证").get()
    return {
        "indicator": indicator, "clause_key": clause.key, "comparator": "ge",
        "value": Decimal(12), "starts": TODAY, "due": date(2028, 12, 31), "unit": world.town,
        "slug": "volunteers", "name": "持证志愿者", "actor": world.administrator,
    }  # fmt: skip


def test_one_target_drafted_by_four_is_one(drafting):
    results = at_once(lambda _n: targets.draft_target(**drafting))
    assert kinds(results) == {Target}
    assert Target.objects.count() == audited("content.target.drafted") == 1


def test_of_four_targets_with_one_address_three_are_refused_in_words(drafting):
    results = at_once(
        lambda number: targets.draft_target(**drafting | {"stratum": f"第{number}组"})
    )
    assert kinds(results) == {Target, targets.TargetRefused}
    assert Target.objects.count() == 1


def test_a_target_confirmed_by_four_is_confirmed_and_counted_once(drafting, world):
    target = targets.draft_target(**drafting)

    def confirm(_number: int) -> IndicatorValue | None:
        mine = Target.objects.get(pk=target.pk)
        targets.confirm_target(target=mine, actor=world.administrator)
        return targets.snapshot(mine.indicator, TODAY)

    assert kinds(at_once(confirm)) == {IndicatorValue}
    assert audited("content.target.confirmed") == IndicatorValue.objects.count() == 1


# Questions and papers ---------------------------------------------------------------


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
