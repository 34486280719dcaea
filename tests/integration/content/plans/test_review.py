"""Draft, review, publication: nobody approves what they wrote, and an edit ends an approval."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind
from content.plans.domain.review import Part
from content.plans.models import PlanDocument, PlanVersion, Rereading, ReviewRound
from content.plans.review_states import RoundState
from content.plans.selectors.review import (
    answered_to,
    authors_of,
    authors_of_all,
    deciders_of,
    waiting_for,
)
from content.plans.services import PlanRefused
from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.models import Message
from portal.people.enums import Role
from tests.integration.conftest import make_person
from tests.samples.reviewed_plans import approved, asked, published


@pytest.fixture
def draft(import_small):
    return import_small(publish=False).version


@pytest.fixture
def colleague(world):
    """May edit and publish, and has had no part in anything."""
    return make_person("tongshi", "同事何", world.town, Role.ADMINISTRATOR)


def correct(version, actor):
    at = version.original.index("二、主要任务")
    return services.correct_draft(
        version=version, actor=actor, kind=CorrectionKind.TEXT, at=at
    )  # fmt: skip


def hide(version, actor, visibility="internal"):
    clause = version.clauses.get(heading="编制计划")
    services.set_visibility(clause=clause, visibility=visibility, actor=actor)


def events():
    return list(
        AuditEvent.objects.filter(action__startswith="content.plan.review")
        .order_by("pk")
        .values_list("action", flat=True)
    )


def test_asked_approved_published(draft, world):
    plan = published(draft, world.editor, world.reviewer)
    held = ReviewRound.objects.get()
    draft.refresh_from_db()
    assert plan.current_version_id == draft.pk and draft.published_by == world.reviewer
    assert (held.state, held.asked_by, held.decided_by) == (
        RoundState.APPROVED, world.editor, world.reviewer
    )  # fmt: skip
    assert events() == ["content.plan.review_asked", "content.plan.review_approved"]
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
    assert held.state == RoundState.ASKED and events() == ["content.plan.review_asked"]
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


# Nobody approves what they wrote.


def test_whoever_imported_or_asked_does_not_approve(import_small, colleague, world):
    imported = import_small(publish=False)
    PlanVersion.objects.filter(pk=imported.version.pk).update(imported_by=colleague)
    version = PlanVersion.objects.get()
    held = asked(version, world.editor)
    for author in (colleague, world.editor):
        with pytest.raises(PlanRefused, match="不能自己批准"):
            services.approve(round=ReviewRound.objects.get(), actor=author)
    assert ReviewRound.objects.get().state == RoundState.ASKED
    assert services.approve(round=held, actor=world.reviewer).state == RoundState.APPROVED


@pytest.mark.parametrize("edit", [correct, hide])
def test_whoever_edited_before_it_was_sent_in_does_not_approve(draft, colleague, world, edit):
    edit(draft, colleague)
    held = asked(draft, world.editor)
    with pytest.raises(PlanRefused, match="不能自己批准"):
        services.approve(round=held, actor=colleague)
    with pytest.raises(PlanRefused, match="不能自己批准"):
        services.approve_and_publish(round=held, actor=colleague)
    assert colleague not in deciders_of(draft, authors_of(draft))


def test_whoever_took_a_correction_back_wrote_as_well(draft, colleague, world):
    row = correct(draft, world.editor)
    services.undo_correction(version=draft, actor=colleague, correction=row)
    assert authors_of(draft)[colleague.pk] == {Part.CORRECTED}


def test_what_was_published_before_was_reviewed_then(import_small, small_text, colleague, world):
    first = import_small(publish=False)
    correct(first.version, colleague)
    published(first.version, world.editor, world.reviewer)
    text = small_text.replace("2次", "20次")
    second = import_small(text, publish=False, slug=first.document.slug).version
    assert colleague.pk not in authors_of(second)
    hide(second, colleague)
    assert authors_of(second)[colleague.pk] == {Part.JUDGED}


def test_the_database_refuses_a_decision_by_whoever_asked(draft, world):
    held = asked(draft, world.editor)
    rounds = ReviewRound.objects.filter(pk=held.pk)
    now = timezone.now()
    for values in (
        {"state": "approved", "decided_by": world.editor, "decided_at": now},
        {"state": "approved"},
        {"state": "returned", "decided_by": world.reviewer, "decided_at": now},
        {"state": "withdrawn"},
        {"state": "void", "ended_at": now},
        {"state": "published"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rounds.update(**values)


def test_what_has_ended_and_what_was_published_on_is_kept_by_the_database(draft, world):
    held = services.withdraw(round=asked(draft, world.editor), actor=world.editor)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewRound.objects.filter(pk=held.pk).update(ended_by=world.reviewer)
    published(draft, world.editor, world.reviewer)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewRound.objects.filter(version=draft).update(fingerprint="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewRound.objects.filter(version=draft).delete()


# An approval is of one text.


def change_title(version, actor):
    services.change_document(document=version.document, actor=actor, title="改了名的计划")


def change_reach(version, actor):
    services.change_document(document=version.document, actor=actor, visibility="internal")


EDITS = [
    (correct, "改正了读法"), (hide, "改了哪一条谁能看"), (change_title, "改了登记里的标题"),
    (change_reach, "改了登记里的标题或公开范围"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "words"), EDITS)
@pytest.mark.parametrize("is_approved", [False, True])
def test_an_edit_ends_the_review_at_once_and_says_why(draft, world, edit, words, is_approved):
    held = approved(draft, world.editor, world.reviewer) if is_approved else None
    held = held or asked(draft, world.editor)
    edit(draft, world.administrator)
    ended = ReviewRound.objects.get()
    assert ended.state == RoundState.VOID and words in ended.get_void_for_display()
    assert ended.ended_by == world.administrator
    assert ended.decided_by == (world.reviewer if is_approved else None)
    assert words in Message.objects.filter(to=world.editor).latest("pk").body
    with pytest.raises(PlanRefused, match="送审"):
        services.publish_version(version=draft, actor=world.reviewer)
    with pytest.raises(PlanRefused, match="作废"):
        services.approve(round=_as_seen(held, "asked"), actor=world.reviewer)


def _as_seen(held, state):
    held = ReviewRound.objects.get(pk=held.pk)
    held.state = state
    return held


def test_undoing_the_edit_brings_no_approval_back(draft, world):
    approved(draft, world.editor, world.reviewer)
    row = correct(draft, world.editor)
    services.undo_correction(version=draft, actor=world.editor, correction=row)
    with pytest.raises(PlanRefused):
        services.publish_version(version=draft, actor=world.reviewer)
    published(draft, world.editor, world.reviewer)
    assert [one.state for one in ReviewRound.objects.order_by("pk")] == ["void", "approved"]


def test_what_readers_do_not_see_leaves_an_approval_alone(draft, world):
    approved(draft, world.editor, world.reviewer)
    services.change_document(document=draft.document, actor=world.editor, issuer="县应急管理局")
    assert ReviewRound.objects.get().state == RoundState.APPROVED
    services.publish_version(version=draft, actor=world.reviewer)


@pytest.mark.parametrize(
    "rows", [{"text": "后来写进去的。"}, {"heading": "别的"}, {"number": "（九）"}]
)
def test_what_was_changed_past_every_service_is_not_published(draft, world, rows):
    approved(draft, world.editor, world.reviewer)
    changed = rows | ({"content_hash": "0" * 64} if "text" in rows else {})
    draft.clauses.filter(heading="编制计划").update(**changed)
    with pytest.raises(PlanRefused, match="批准以后又改过"):
        services.publish_version(version=draft, actor=world.reviewer)


def test_what_was_changed_past_every_service_is_not_approved_either(draft, world):
    held = asked(draft, world.editor)
    PlanVersion.objects.filter(pk=draft.pk).update(title="另一个标题")
    with pytest.raises(PlanRefused, match="送审以后又改过"):
        services.approve(round=held, actor=world.reviewer)
    assert ReviewRound.objects.get().state == RoundState.ASKED
    again = asked(PlanVersion.objects.get(), world.editor)
    assert again.pk != held.pk
    services.approve(round=again, actor=world.reviewer)


def test_a_long_draft_that_waits_to_be_read_is_void_at_once_and_sent_in_when_read(
    draft, world, monkeypatch
):
    monkeypatch.setattr(services.corrections, "READ_AT_ONCE", 10)
    monkeypatch.setattr(services.corrections, "_ask_worker", lambda waiting: None)
    approved(draft, world.editor, world.reviewer)
    correct(draft, world.editor)
    assert ReviewRound.objects.get().state == RoundState.VOID
    with pytest.raises(PlanRefused, match="还没读完"):
        asked(draft, world.editor)
    services.read_again(waiting=Rereading.objects.get())
    published(draft, world.editor, world.reviewer)


def test_another_text_that_hides_a_clause_ends_the_review_of_this_one(
    import_small, small_text, world
):
    plan_text = small_text.replace("工作计划", "应急预案")
    number = "（二）评估改进。演练结束后形成评估报告。"
    first = import_small(plan_text, publish=False, kind="special")
    approved(first.version, world.editor, world.reviewer)
    import_small(
        plan_text.replace(number, number + "联系人张三，手机13912345678。"),
        publish=False, slug=first.document.slug, kind="special",
    )  # fmt: skip
    held = ReviewRound.objects.get()
    assert (held.state, held.void_for) == (RoundState.VOID, "imported")


@pytest.mark.parametrize(
    ("change", "is_void"),
    [(("工作计划", "工作方案"), True), (("安澜县人民政府文件", "机密★5年"), True),
     (("先桌面", "首先桌面"), False)],
)  # fmt: skip
@pytest.mark.parametrize("is_approved", [False, True])
def test_another_version_that_comes_into_force_ends_a_review_only_where_it_changes_what_was_read(
    import_small, small_text, world, change, is_void, is_approved
):
    first = import_small()
    waiting, other = (
        import_small(text, publish=False, slug=first.document.slug).version
        for text in (small_text.replace("2次", "3次"), small_text.replace(*change))
    )
    (approved if is_approved else lambda one, by, _who: asked(one, by))(
        waiting, world.editor, world.reviewer
    )
    published(other, world.administrator, world.reviewer)
    held = ReviewRound.objects.get(version=waiting)
    if not is_void:
        assert held.is_open
        return
    assert (held.state, held.void_for) == (RoundState.VOID, "published")
    assert held.ended_by == world.reviewer
    assert "发布了另一版" in Message.objects.filter(to=world.editor).latest("pk").body


# Two at one moment, twice, thrown away meanwhile.


def test_sent_in_twice_is_one_round_and_one_message(draft, world):
    first, second = asked(draft, world.editor, "只改了第二章"), asked(draft, world.administrator)
    assert first.pk == second.pk and second.asked_by == world.editor
    told = Message.objects.filter(to=world.reviewer)
    assert "只改了第二章" in told.get().body


def test_each_step_taken_twice_is_once(draft, world):
    held = asked(draft, world.editor)
    for _ in range(2):
        services.approve(round=_as_seen(held, "asked"), actor=world.reviewer)
    for _ in range(2):
        services.withdraw(round=_as_seen(held, "approved"), actor=world.editor)
    held = asked(draft, world.editor)
    for _ in range(2):
        services.return_(round=_as_seen(held, "asked"), actor=world.reviewer, reason="不对")
    assert [one.rsplit("_", 1)[1] for one in events()] == [
        "asked", "approved", "withdrawn", "asked", "returned"
    ]  # fmt: skip


def test_of_two_reviewers_the_second_hears_what_the_first_decided(draft, world):
    held = asked(draft, world.editor)
    services.approve(round=_as_seen(held, "asked"), actor=world.reviewer)
    with pytest.raises(PlanRefused, match="已经有人批准"):
        services.return_(
            round=_as_seen(held, "asked"), actor=world.administrator, reason="第三条不对"
        )
    with pytest.raises(PlanRefused, match="已经有人批准"):
        services.withdraw(round=_as_seen(held, "asked"), actor=world.editor)
    services.return_(round=_as_seen(held, "approved"), actor=world.administrator, reason="不对")
    with pytest.raises(PlanRefused, match="已经有人退回"):
        services.return_(round=_as_seen(held, "asked"), actor=world.reviewer, reason="别处不对")
    with pytest.raises(PlanRefused, match="已经有人退回"):
        services.approve(round=_as_seen(held, "asked"), actor=world.reviewer)


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


# Who hears of it, and what waits for whom.


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
    assert len(few) == 4
    waiting_for(world.reviewer)
    with CaptureQueriesContext(connection) as few:
        assert len(waiting_for(world.reviewer)) == 3
    assert len(few) == 5
