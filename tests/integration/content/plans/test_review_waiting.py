"""Who hears of a review, and what waits for whom."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.plans import services
from content.plans.models import PlanVersion
from content.plans.selectors.review import (
    answered_to,
    authors_of_all,
    returned_before,
    waiting_for,
)
from portal.foundation.messages.models import Message
from tests.samples.reviewed_plans import asked, correct, published


def test_those_who_may_approve_hear_of_it_and_nobody_else(draft, colleague, world):
    correct(draft, colleague)
    asked(draft, world.editor)
    told = {one.to for one in Message.objects.all()}
    assert told == {world.reviewer, world.administrator}


def test_what_waits_is_listed_to_those_who_may_approve_it_and_the_answer_to_who_asked(
    draft, colleague, world
):
    assert waiting_for(world.reviewer) == [] == answered_to(world.editor)
    correct(draft, colleague)
    held = asked(draft, world.editor)
    assert waiting_for(world.reviewer) == [held]
    assert waiting_for(colleague) == waiting_for(world.editor) == []
    assert waiting_for(world.other_editor) == waiting_for(world.auditor) == []
    services.return_(round=held, actor=world.reviewer, reason="第二章不对")
    assert waiting_for(world.reviewer) == []
    assert [one.reason for one in answered_to(world.editor)] == ["第二章不对"]
    assert answered_to(world.administrator) == []
    asked(draft, world.administrator)
    assert answered_to(world.editor) == []


def test_a_return_counts_for_the_next_draft_until_something_newer_is_in_force(
    draft, import_small, small_text, world
):
    services.return_(round=asked(draft, world.editor), actor=world.reviewer, reason="第二章不对")
    slug = draft.document.slug
    second, third = (
        import_small(small_text.replace("2次", f"{number}次"), slug=slug, publish=False).version
        for number in (3, 4)
    )
    assert returned_before(third).reason == "第二章不对"
    published(second, world.editor, world.reviewer)
    third = PlanVersion.objects.get(pk=third.pk)
    assert returned_before(third) is None


def test_many_drafts_are_asked_about_in_a_few_queries(import_small, small_text, world):
    drafts = []
    for name in ("甲", "乙", "丙"):
        text = small_text.replace("安澜县", f"{name}县")
        drafts.append(import_small(text, publish=False, apart=True).version)
        asked(drafts[-1], world.editor)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert len(authors_of_all(drafts)) == 3
    assert len(few) == 5
    waiting_for(world.reviewer)
    with CaptureQueriesContext(connection) as few:
        assert len(waiting_for(world.reviewer)) == 3
    assert len(few) == 6
