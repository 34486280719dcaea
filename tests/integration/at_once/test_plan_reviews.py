"""At once: drafts of plans in review."""

import pytest

from content.plans import services as plans
from content.plans.domain.corrections.model import CorrectionKind
from content.plans.models import PlanCorrection, PlanDocument, PlanVersion, ReviewRound
from content.plans.services.approvals import present
from portal.people.models import User
from tests.samples.county_plans import TEXT
from tests.samples.reviewed_plans import asked
from tests.samples.threads import COMMITTING, at_once, audited, kinds

pytestmark = COMMITTING


@pytest.fixture
def draft(world):
    return plans.import_document(
        actor=world.editor, owner_unit=world.town, kind="work_plan",
        text=TEXT.format(name="青河镇", number=12),
    ).version  # fmt: skip


def own(person: User) -> User:
    return User.objects.get(pk=person.pk)


def seen(held: ReviewRound) -> ReviewRound:
    return ReviewRound.objects.select_related("version__document").get(pk=held.pk)


def test_one_draft_sent_in_by_four_is_one_round(world, draft):
    def send(_number: int) -> ReviewRound:
        return asked(PlanVersion.objects.get(pk=draft.pk), own(world.editor))

    results = at_once(send)
    assert kinds(results) == {ReviewRound} and len({one.pk for one in results}) == 1
    assert ReviewRound.objects.count() == audited("content.plan.review_asked") == 1


def test_a_draft_approved_by_four_is_approved_once(world, draft):
    held = asked(draft, world.editor)

    def approve(_number: int) -> ReviewRound:
        return plans.approve(round=seen(held), actor=own(world.reviewer))

    assert kinds(at_once(approve)) == {ReviewRound}
    assert audited("content.plan.review_approved") == 1


def test_of_a_draft_approved_returned_and_withdrawn_at_once_one_happens(world, draft):
    held = asked(draft, world.editor)
    as_seen = [seen(held) for _ in range(3)]
    people = [own(one) for one in (world.reviewer, world.administrator, world.editor)]

    def decide(number: int) -> ReviewRound:
        if number == 0:
            return plans.approve(round=as_seen[0], actor=people[0])
        if number == 1:
            return plans.return_(round=as_seen[1], actor=people[1], reason="第一章不对")
        return plans.withdraw(round=as_seen[2], actor=people[2])

    results = at_once(decide, threads=3)
    assert kinds(results) == {ReviewRound, plans.PlanRefused}
    assert sum(isinstance(one, ReviewRound) for one in results) == 1
    assert sum(audited(f"content.plan.review_{one}") for one in DECIDED) == 1


DECIDED = ("approved", "returned", "withdrawn")


@pytest.mark.parametrize("turn", range(3))
def test_a_draft_corrected_as_it_is_approved_and_published_is_one_or_the_other(world, draft, turn):
    held = asked(draft, world.editor)
    at = draft.original.index("（四）发展目标")

    def press(number: int) -> object:
        if number == turn % 2:
            return plans.approve_and_publish(round=seen(held), actor=own(world.reviewer))
        return plans.correct_draft(
            version=PlanVersion.objects.get(pk=draft.pk), actor=own(world.editor),
            kind=CorrectionKind.TEXT, at=at,
        )  # fmt: skip

    results = at_once(press, threads=2)
    assert kinds(results) in (
        {PlanDocument, plans.PlanRefused},
        {PlanCorrection, plans.PlanRefused},
    )
    held.refresh_from_db()
    if PlanDocument.objects.get().current_version_id:
        assert held.state == "approved" and held.fingerprint == present(draft)
        assert not PlanCorrection.objects.exists()
    else:
        assert held.state == "void"


def test_a_clause_hidden_as_the_draft_is_approved_ends_the_approval(world, draft):
    held = asked(draft, world.editor)
    clause = draft.clauses.get(heading="工作原则")

    def press(number: int) -> object:
        if number:
            return plans.set_visibility(
                clause=clause, visibility="internal", actor=own(world.editor)
            )
        return plans.approve(round=seen(held), actor=own(world.reviewer))

    results = at_once(press, threads=2)
    assert kinds(results) <= {bool, ReviewRound, plans.PlanRefused}
    held.refresh_from_db()
    assert held.state == "void" and held.fingerprint != present(draft)
