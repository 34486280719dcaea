"""At once: letting more people read what is in force."""

import pytest

from content.plans import services
from content.plans.models import PlanDocument, Widening
from content.plans.services import PlanRefused
from portal.people.models import User
from tests.samples.county_plans import TEXT
from tests.samples.reviewed_plans import published
from tests.samples.threads import COMMITTING, at_once, audited, kinds

pytestmark = COMMITTING


@pytest.fixture
def plan(world):
    version = services.import_document(
        actor=world.editor, owner_unit=world.town, kind="work_plan", visibility="internal",
        text=TEXT.format(name="青河镇", number=12),
    ).version  # fmt: skip
    published(version, world.editor, world.reviewer)
    return PlanDocument.objects.get(pk=version.document_id)


def propose(plan, person):
    return services.propose_widening(
        document=PlanDocument.objects.get(pk=plan.pk), wanted="public", reason="核对过。",
        by=User.objects.get(pk=person.pk),
    )  # fmt: skip


def test_of_four_who_propose_at_once_one_stands(world, plan):
    people = [world.editor, world.administrator] * 2
    results = at_once(lambda number: propose(plan, people[number]))
    assert kinds(results) == {Widening, PlanRefused}
    assert Widening.objects.count() == audited("content.plan.widening_asked") == 1


def test_confirmed_and_narrowed_at_once_is_read_by_nobody_more(world, plan):
    widening = propose(plan, world.editor)

    def act(number):
        if number % 2:
            return services.confirm_widening(
                widening=Widening.objects.get(pk=widening.pk),
                by=User.objects.get(pk=world.reviewer.pk),
            )
        return services.change_document(
            document=PlanDocument.objects.get(pk=plan.pk), visibility="restricted",
            actor=User.objects.get(pk=world.editor.pk),
        )  # fmt: skip

    results = at_once(act)
    assert kinds(results) <= {Widening, PlanDocument, PlanRefused}
    assert PlanDocument.objects.get(pk=plan.pk).visibility == "restricted"
    assert not Widening.objects.filter(state="asked").exists()


def test_confirmed_and_declined_at_once_is_one_of_both(world, plan):
    widening = propose(plan, world.editor)

    def act(number):
        found = Widening.objects.get(pk=widening.pk)
        if number % 2:
            return services.confirm_widening(
                widening=found, by=User.objects.get(pk=world.reviewer.pk)
            )
        return services.decline_widening(
            widening=found, by=User.objects.get(pk=world.administrator.pk), reason="有人名。"
        )

    assert kinds(at_once(act)) == {Widening, PlanRefused}
    done = audited("content.plan.widening_confirmed"), audited("content.plan.widening_declined")
    public = PlanDocument.objects.get(pk=plan.pk).visibility == "public"
    assert done == ((1, 0) if public else (0, 1))
