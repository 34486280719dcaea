"""An approval is of one text: an edit ends it."""

import pytest

from content.plans import services
from content.plans.models import PlanVersion, Rereading, ReviewRound
from content.plans.review_states import RoundState
from content.plans.services import PlanRefused
from portal.foundation.messages.models import Message
from tests.samples.reviewed_plans import approved, as_seen, asked, correct, hide, published


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
        services.approve(round=as_seen(held, "asked"), actor=world.reviewer)


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
    monkeypatch.setattr(services.corrections, "ask_worker", lambda waiting: None)
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
    [(("工作计划", "工作方案"), True), (("安澜县人民政府文件", "此件不予公开"), True),
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
