"""A draft on its way: asked, approved, published, returned, withdrawn; each step once."""

import pytest

from content.plans import services
from content.plans.models import PlanDocument, PlanVersion, ReviewRound
from content.plans.review_states import RoundState
from content.plans.services import PlanRefused
from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.models import Message
from tests.samples.reviewed_plans import approved, as_seen, asked, published, steps_audited


def test_asked_approved_published(draft, world):
    plan = published(draft, world.editor, world.reviewer)
    held = ReviewRound.objects.get()
    draft.refresh_from_db()
    assert plan.current_version_id == draft.pk and draft.published_by == world.reviewer
    assert (held.state, held.asked_by, held.decided_by) == (
        RoundState.APPROVED, world.editor, world.reviewer
    )  # fmt: skip
    assert steps_audited() == ["content.plan.review_asked", "content.plan.review_approved"]
    assert AuditEvent.objects.get(action="content.plan.published").data["by_way"] == "review"


def test_in_one_press_both_happen_or_neither(draft, world, monkeypatch):
    held = asked(draft, world.editor)

    def fails(**_rest):
        raise PlanRefused("不行")

    with monkeypatch.context() as patched:
        patched.setattr(services.review, "publish_version", fails)
        with pytest.raises(PlanRefused):
            services.approve_and_publish(round=held, actor=world.reviewer)
    held = ReviewRound.objects.get()
    assert held.state == RoundState.ASKED and steps_audited() == ["content.plan.review_asked"]
    plan = services.approve_and_publish(round=held, actor=world.reviewer)
    assert plan.current_version_id == draft.pk
    assert "已经批准，发布了" in Message.objects.get(to=world.editor).body


@pytest.mark.parametrize("steps", [(), ("ask",), ("ask", "return"), ("ask", "withdraw")])
def test_a_person_publishes_nothing_that_nobody_approved(draft, world, steps):
    held = asked(draft, world.editor) if steps else None
    if "return" in steps:
        services.return_(round=held, actor=world.reviewer, reason="第二章不对")
    if "withdraw" in steps:
        services.withdraw(round=held, actor=world.editor)
    with pytest.raises(PlanRefused, match="批准"):
        services.publish_version(version=draft, actor=world.reviewer)
    draft.refresh_from_db()
    assert not draft.is_published


def test_the_operator_at_the_server_publishes_without_and_the_audit_says_so(draft):
    services.publish_version(version=draft, actor=None)
    assert AuditEvent.objects.get(action="content.plan.published").data["by_way"] == "operator"


def test_an_earlier_published_version_comes_back_without_a_new_approval(
    import_small, small_text, world
):
    first = import_small()
    import_small(small_text.replace("2次", "20次"), slug=first.document.slug)
    plan = services.publish_version(version=first.version, actor=world.reviewer)
    assert plan.current_version_id == first.version.pk
    ways = AuditEvent.objects.filter(action="content.plan.published").order_by("pk")
    assert [one.data["by_way"] for one in ways] == ["review", "review", "again"]


def test_sent_in_twice_is_one_round_and_one_message(draft, world):
    first, second = asked(draft, world.editor, "只改了第二章"), asked(draft, world.administrator)
    assert first.pk == second.pk and second.asked_by == world.editor
    told = Message.objects.filter(to=world.reviewer)
    assert "只改了第二章" in told.get().body


def test_each_step_taken_twice_is_once(draft, world):
    held = asked(draft, world.editor)
    for _ in range(2):
        services.approve(round=as_seen(held, "asked"), actor=world.reviewer)
    for _ in range(2):
        services.withdraw(round=as_seen(held, "approved"), actor=world.editor)
    held = asked(draft, world.editor)
    for _ in range(2):
        services.return_(round=as_seen(held, "asked"), actor=world.reviewer, reason="不对")
    assert [one.rsplit("_", 1)[1] for one in steps_audited()] == [
        "asked", "approved", "withdrawn", "asked", "returned"
    ]  # fmt: skip


def test_of_two_reviewers_the_second_hears_what_the_first_decided(draft, world):
    held = asked(draft, world.editor)
    services.approve(round=as_seen(held, "asked"), actor=world.reviewer)
    with pytest.raises(PlanRefused, match="已经有人批准"):
        services.return_(
            round=as_seen(held, "asked"), actor=world.administrator, reason="第三条不对"
        )
    with pytest.raises(PlanRefused, match="已经有人批准"):
        services.withdraw(round=as_seen(held, "asked"), actor=world.editor)
    services.return_(round=as_seen(held, "approved"), actor=world.administrator, reason="不对")
    with pytest.raises(PlanRefused, match="已经有人退回"):
        services.return_(round=as_seen(held, "asked"), actor=world.reviewer, reason="别处不对")
    with pytest.raises(PlanRefused, match="已经有人退回"):
        services.approve(round=as_seen(held, "asked"), actor=world.reviewer)


def test_a_draft_thrown_away_meanwhile_is_neither_approved_nor_returned(draft, world):
    held = asked(draft, world.editor)
    message = Message.objects.get(to=world.reviewer)
    assert message.link
    services.discard_draft(version=PlanVersion.objects.get(), actor=world.editor)
    for step in (
        lambda: services.approve(round=held, actor=world.reviewer),
        lambda: services.approve_and_publish(round=held, actor=world.reviewer),
        lambda: services.return_(round=held, actor=world.reviewer, reason="不对"),
        lambda: services.withdraw(round=held, actor=world.editor),
        lambda: asked(draft, world.editor),
    ):
        with pytest.raises(PlanRefused, match="删掉了"):
            step()
    message.refresh_from_db()
    assert message.link == "" and not PlanDocument.objects.exists()


def test_what_is_published_is_neither_withdrawn_nor_returned(draft, world):
    published(draft, world.editor, world.reviewer)
    held = ReviewRound.objects.select_related("version").get()
    for step in (
        lambda: services.withdraw(round=held, actor=world.editor),
        lambda: services.return_(round=held, actor=world.administrator, reason="不对"),
        lambda: asked(draft, world.editor),
    ):
        with pytest.raises(PlanRefused, match="已经发布了"):
            step()


@pytest.mark.parametrize("reason", ["", "  \n\t ", "字" * 10_000])
def test_a_return_needs_a_reason_of_reasonable_length(draft, world, reason):
    held = asked(draft, world.editor)
    with pytest.raises(PlanRefused) as refused:
        services.return_(round=held, actor=world.reviewer, reason=reason)
    assert refused.value.field == "reason"
    assert ReviewRound.objects.get().state == RoundState.ASKED


def test_whoever_asked_takes_it_back_and_does_not_return_it(draft, world):
    held = asked(draft, world.administrator)
    with pytest.raises(PlanRefused, match="撤回送审"):
        services.return_(round=held, actor=world.administrator, reason="不对")


def test_what_was_approved_and_is_returned_keeps_who_approved_it(draft, world):
    held = approved(draft, world.editor, world.reviewer)
    services.return_(round=held, actor=world.administrator, reason="附件不对")
    kept = ReviewRound.objects.get()
    assert (kept.state, kept.decided_by, kept.ended_by) == (
        RoundState.RETURNED, world.reviewer, world.administrator
    )  # fmt: skip
    assert kept.was_approved and kept.returned_by == world.administrator
    again = services.return_(
        round=services.submit(version=draft, actor=world.editor),
        actor=world.reviewer, reason="还是不对",
    )  # fmt: skip
    assert not again.was_approved and again.returned_by == world.reviewer
