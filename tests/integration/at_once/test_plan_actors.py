"""At once: what editors say of who acts in a clause of a draft."""

import pytest

from content.plans import services as plans
from content.plans.domain.corrections.model import CorrectionKind
from content.plans.models import PlanCorrection, PlanVersion
from content.plans.services.alone import Busy
from portal.people.models import User
from tests.samples.threads import COMMITTING, at_once, audited, kinds

pytestmark = COMMITTING

TEXT = "安澜县防汛工作计划\n\n一、处置\n\n县水利局负责监测。路线由带队的人定。\n"


@pytest.fixture
def draft(world):
    return plans.import_document(
        actor=world.editor, owner_unit=world.town, kind="work_plan", text=TEXT
    ).version


@pytest.mark.parametrize("names", ["甲甲甲甲", "甲乙丙丁"])
def test_what_four_say_at_once_is_kept_or_refused_and_the_draft_holds_what_is_kept(
    world, draft, names
):
    def say(number: int) -> PlanCorrection:
        return plans.correct_draft(
            version=PlanVersion.objects.get(pk=draft.pk),
            actor=User.objects.get(pk=world.editor.pk),
            kind=CorrectionKind.ACTOR, at=TEXT.index("路线"), name=f"{names[number]}组",
        )  # fmt: skip

    results = at_once(say)
    assert PlanCorrection in kinds(results) <= {PlanCorrection, Busy}
    kept = [row.name for row in PlanCorrection.objects.standing()]
    assert len(kept) == len(set(kept)) == audited("content.plan.corrected")
    assert {one.name for one in results if isinstance(one, PlanCorrection)} == set(kept)
    told = draft.clauses.exclude(told=[]).get().told
    assert [one["name"] for one in told] == kept
