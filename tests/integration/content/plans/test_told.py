"""Who is told that a decision waits, and that nobody has to take it any more."""

import pytest

from content.plans import services
from content.plans.enums import Visibility
from portal.foundation.messages.models import Message
from tests.samples.reviewed_plans import as_seen, asked

PUBLIC, INTERNAL = Visibility.PUBLIC.value, Visibility.INTERNAL.value


def waiting(person):
    """Subjects of the unread messages of a person."""
    unread = Message.objects.filter(to=person, read_at=None).order_by("pk")
    return [one.subject for one in unread]


@pytest.mark.parametrize("step", ["approve", "return_", "withdraw", "discard"])
def test_a_draft_that_was_decided_waits_for_nobody_else(draft, world, step):
    held = as_seen(asked(draft, world.editor), "asked")
    assert waiting(world.reviewer) and waiting(world.administrator)
    if step == "approve":
        services.approve(round=held, actor=world.reviewer)
    elif step == "return_":
        services.return_(round=held, actor=world.reviewer, reason="不对")
    elif step == "withdraw":
        services.withdraw(round=held, actor=world.editor)
    else:
        services.discard_draft(version=held.version, actor=world.editor)
    assert waiting(world.reviewer) == waiting(world.administrator) == []


@pytest.fixture
def proposed(import_small, world):
    plan = import_small().document
    services.change_document(document=plan, actor=world.editor, visibility=INTERNAL)
    Message.objects.all().delete()
    plan.refresh_from_db()
    return services.propose_widening(document=plan, wanted=PUBLIC, reason="核对过", by=world.editor)


def test_whoever_proposed_hears_that_it_is_void_and_deciders_are_asked_no_more(
    proposed, import_small, small_text, world
):
    assert waiting(world.reviewer)
    clause = proposed.document.current_version.clauses.get(heading="编制计划")
    services.set_visibility(
        clause=clause, visibility=Visibility.RESTRICTED, actor=world.administrator
    )
    assert waiting(world.reviewer) == []
    assert waiting(world.editor) == ["要重新提出：放宽到“公开”"]


def test_whoever_ended_it_by_their_own_edit_is_told_nothing(proposed, world):
    clause = proposed.document.current_version.clauses.get(heading="编制计划")
    services.set_visibility(clause=clause, visibility=Visibility.RESTRICTED, actor=world.editor)
    assert waiting(world.reviewer) == waiting(world.editor) == []


def test_what_was_withdrawn_waits_for_nobody(proposed, world):
    services.withdraw_widening(widening=proposed, by=world.editor)
    assert waiting(world.reviewer) == waiting(world.editor) == []
