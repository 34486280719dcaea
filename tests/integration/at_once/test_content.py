"""At once: plans and targets."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from content.plans import services as plans
from content.plans.models import Clause, Intake, PlanDocument, PlanVersion
from content.targets import counting
from content.targets import services as targets
from content.targets.models import Indicator, IndicatorValue, Target
from portal.people.models import User
from tests.samples.county_plans import TEXT
from tests.samples.reviewed_plans import approved, published
from tests.samples.threads import COMMITTING, at_once, audited, kinds

TODAY = date(2026, 3, 1)
pytestmark = COMMITTING


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


def test_of_four_nearly_equal_documents_imported_at_once_one_is_registered(world):
    def load(number: int) -> plans.Imported:
        return plans.import_document(
            actor=None, owner_unit=world.town, text=TEXT.format(name="青河镇", number=number + 12)
        )

    results = at_once(load)
    assert kinds(results) == {plans.Imported, plans.SeemsKnown}
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
    approved(imported.version, world.editor, world.administrator)

    def publish(_number: int) -> PlanDocument:
        version = PlanVersion.objects.get(pk=imported.version.pk)
        return plans.publish_version(version=version, actor=world.administrator)

    assert kinds(at_once(publish)) <= {PlanDocument, plans.PlanRefused}
    assert PlanDocument.objects.get().current_version_id == imported.version.pk
    assert audited("content.plan.published") == 1


def test_of_three_who_let_three_documents_replace_each_other_one_is_refused(world):
    made = [
        plans.import_document(
            actor=world.editor, owner_unit=world.town, kind="work_plan", apart=True,
            text=TEXT.format(name=name, number=number),
        ).document.pk
        for number, name in enumerate(("青河镇", "红河镇", "白河镇"), start=12)
    ]  # fmt: skip

    def replace(number: int) -> PlanDocument:
        document, by = (PlanDocument.objects.get(pk=made[(number + n) % 3]) for n in (0, 1))
        return plans.change_document(
            document=document, actor=None, status="historic", replaced_by=by
        )

    results = at_once(replace, threads=3)
    assert [type(one) for one in results].count(plans.PlanRefused) == 1
    assert PlanDocument.objects.filter(replaced_by__isnull=False).count() == 2


@pytest.fixture
def drafting(world, imported):
    published(imported.version, world.editor, world.administrator)
    indicator = Indicator.objects.create(
        slug="volunteers", name="持证志愿者", definition="人数。", measure="people",
        source="certified_volunteers",
    )  # fmt: skip
    clause = Clause.objects.filter(version=imported.version, text__contains="持证").get()
    return {
        "indicator": indicator, "clause_key": clause.key, "comparator": "ge",
        "value": Decimal(12), "starts": TODAY, "due": date(2028, 12, 31), "unit": world.county,
        "slug": "volunteers", "name": "持证志愿者", "actor": world.administrator,
    }  # fmt: skip


def test_one_target_drafted_by_four_is_one(drafting):
    results = at_once(lambda _n: targets.draft_target(**drafting))
    assert kinds(results) == {Target}
    assert Target.objects.count() == audited("content.target.drafted") == 1


def test_of_four_targets_with_one_address_three_are_refused_in_words(drafting):
    results = at_once(
        lambda number: targets.draft_target(**drafting | {"due": date(2028, 12, 1 + number)})
    )
    assert kinds(results) == {Target, targets.TargetRefused}
    assert Target.objects.count() == 1


def test_a_target_confirmed_by_four_is_confirmed_and_counted_once(drafting, world):
    target = targets.draft_target(**drafting)

    def confirm(_number: int) -> IndicatorValue | None:
        mine = Target.objects.get(pk=target.pk)
        targets.confirm_target(target=mine, actor=world.administrator)
        return counting.snapshot(mine.indicator, TODAY)

    assert kinds(at_once(confirm)) == {IndicatorValue}
    assert audited("content.target.confirmed") == IndicatorValue.objects.count() == 1
