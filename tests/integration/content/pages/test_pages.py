from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import PageViewRestriction

from content.guides.models import GuideIndexPage, GuidePage
from content.pages import anchors
from content.pages.enums import PageStatus
from content.pages.models import KnowledgePage, Paragraph
from content.pages.services import (
    AlreadyWithdrawn,
    NotWithdrawn,
    ReasonMissing,
    reinstate,
    withdraw,
)
from portal.foundation.audit.models import AuditEvent
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(world: Any) -> GuidePage:
    return samples.guide(samples.guides(samples.home()), world.town)


@pytest.fixture
def told() -> Any:
    """Every announcement of a changed anchor, in order."""
    heard: list[dict[str, Any]] = []

    def hear(sender: Any, **kwargs: Any) -> None:
        heard.append({name: kwargs[name] for name in ("key", "withdrawn", "old_hash", "new_hash")})

    anchors.changed.connect(hear, weak=False)
    yield heard
    anchors.changed.disconnect(hear)


def step(guide: GuidePage, number: int) -> Paragraph:
    rows = Paragraph.objects.filter(page_id=guide.pk, kind="step", subpath="")
    return rows.order_by("position")[number - 1]


def edit_step(guide: GuidePage, number: int, title: str) -> GuidePage:
    """Change one step as an editor does: in a draft, then published."""
    draft = GuidePage.objects.get(pk=guide.pk)
    draft.by_phase["during"]["steps"][number - 1]["title"] = title
    draft.save_revision().publish()
    return GuidePage.objects.get(pk=guide.pk)


# Paragraphs ----------------------------------------------------------------------


def test_an_edited_step_keeps_its_key_and_tells_who_hangs_on_it(
    guide: GuidePage, told: list[dict[str, Any]]
) -> None:
    before = step(guide, 2)
    edit_step(guide, 2, "蹲下或跪下，抱住头")
    after = Paragraph.objects.get(key=before.key)
    assert after.text.startswith("蹲下或跪下") and after.first_hash == before.content_hash
    assert [(one["key"], one["withdrawn"]) for one in told] == [(before.anchor_key, False)]
    assert told[0]["old_hash"] == before.content_hash and told[0]["new_hash"] == after.content_hash
    assert anchors.resolve(before.anchor_key).status == "changed"


def test_publishing_again_unchanged_tells_nobody(
    guide: GuidePage, told: list[dict[str, Any]]
) -> None:
    guide.save_revision().publish()
    assert told == []


def test_steps_in_another_order_are_the_same_paragraphs(
    guide: GuidePage, told: list[dict[str, Any]]
) -> None:
    first, second = step(guide, 1), step(guide, 2)
    draft = GuidePage.objects.get(pk=guide.pk)
    children = draft.by_phase["during"]["steps"].bound_blocks
    children[0], children[1] = children[1], children[0]
    draft.save_revision().publish()
    assert (step(guide, 1).key, step(guide, 2).key) == (second.key, first.key)
    assert told == []


def test_a_draft_changes_no_paragraph(guide: GuidePage, told: list[dict[str, Any]]) -> None:
    draft = GuidePage.objects.get(pk=guide.pk)
    draft.by_phase["during"]["steps"][0]["title"] = "还没审"
    draft.save_revision()
    assert told == [] and not Paragraph.objects.filter(text__contains="还没审").exists()


def test_a_removed_step_is_withdrawn_with_its_last_words_and_may_come_back(
    guide: GuidePage, told: list[dict[str, Any]]
) -> None:
    gone = step(guide, 1)
    revision = guide.save_revision()
    draft = GuidePage.objects.get(pk=guide.pk)
    del draft.by_phase["during"]["steps"][0]
    draft.save_revision().publish()
    anchor = anchors.resolve(gone.anchor_key)
    assert anchor.status == "withdrawn" and anchor.text == gone.text
    assert told[-1]["key"] == gone.anchor_key and told[-1]["withdrawn"]
    revision.publish()
    assert anchors.resolve(gone.anchor_key).status == "current"
    assert told[-1]["key"] == gone.anchor_key and not told[-1]["withdrawn"]


def test_a_deleted_page_leaves_its_paragraphs_withdrawn(guide: GuidePage) -> None:
    row = step(guide, 1)
    guide.delete()
    anchor = anchors.resolve(row.anchor_key)
    assert (anchor.status, anchor.url, anchor.title) == ("withdrawn", "", "地震")


def test_a_copied_page_gets_keys_of_its_own(guide: GuidePage) -> None:
    original = set(Paragraph.objects.filter(page_id=guide.pk).values_list("key", flat=True))
    copy = guide.copy(update_attrs={"slug": "copy", "title": "复制"}, keep_live=False)
    copy.save_revision().publish()
    copied = set(Paragraph.objects.filter(page_id=copy.pk).values_list("key", flat=True))
    assert copied and not copied & original
    edit_step(guide, 1, "原页改了")
    assert not Paragraph.objects.filter(page_id=copy.pk, text__startswith="原页改了").exists()


def test_an_anchor_leads_to_its_place(guide: GuidePage) -> None:
    row = step(guide, 3)
    anchor = anchors.resolve(row.anchor_key)
    assert anchor.url == f"/guides/earthquake/#{row.fragment}"
    assert anchor.path == ("地震", "地震了，先这样做")
    moved = GuidePage.objects.get(pk=guide.pk)
    moved.slug = "quake"
    moved.save_revision().publish()
    assert anchors.resolve(row.anchor_key).url.startswith("/guides/quake/#")


def test_many_anchors_cost_a_fixed_number_of_queries(
    guide: GuidePage, django_assert_max_num_queries: Any
) -> None:
    keys = [row.anchor_key for row in Paragraph.objects.all()]
    anchors.resolve_many(keys[:1])
    with django_assert_max_num_queries(1):
        assert len(anchors.resolve_many(keys)) == len(keys)


# Rights --------------------------------------------------------------------------


def may(user: Any, page: Any) -> tuple[bool, bool]:
    tester = page.permissions_for_user(user)
    return tester.can_edit(), tester.can_publish()


def test_rights_in_the_owning_unit_decide_who_edits_and_who_publishes(
    world: Any, guide: GuidePage
) -> None:
    assert may(world.editor, guide) == (True, False)
    assert may(world.other_editor, guide) == (False, False)
    assert may(world.reviewer, guide) == (True, True)
    assert may(world.administrator, guide) == (True, True)
    for nobody in (world.learner, world.volunteer, world.trainer, world.auditor, world.examiner):
        assert may(nobody, guide) == (False, False), nobody


def test_the_answer_is_the_same_for_a_page_not_yet_made_specific(
    world: Any, guide: GuidePage
) -> None:
    plain = guide.page_ptr
    assert may(world.other_editor, plain) == (False, False)
    assert may(world.editor, plain) == (True, False)


def test_a_group_of_the_admin_grants_nothing_here(world: Any, guide: GuidePage) -> None:
    world.other_editor.groups.add(*Group.objects.all())
    assert may(world.other_editor, guide) == (False, False)


def test_an_owner_who_lost_the_right_in_the_unit_may_not_edit(world: Any, guide: GuidePage) -> None:
    GuidePage.objects.filter(pk=guide.pk).update(owner=world.other_editor)
    assert may(world.other_editor, GuidePage.objects.get(pk=guide.pk)) == (False, False)


def test_editors_add_below_an_index_and_only_operators_change_it(
    world: Any, guide: GuidePage
) -> None:
    index = GuideIndexPage.objects.get()
    assert index.permissions_for_user(world.editor).can_add_subpage()
    assert not index.permissions_for_user(world.learner).can_add_subpage()
    assert may(world.editor, index) == (False, False)
    assert may(world.administrator, index) == (True, True)


def test_the_form_offers_only_units_in_which_the_editor_may_edit(
    world: Any, guide: GuidePage
) -> None:
    form_class = GuidePage.get_edit_handler().get_form_class()
    offered = form_class(instance=guide, for_user=world.editor).fields["owner_unit"].queryset
    assert world.town in offered and world.village in offered
    assert world.other_town not in offered and world.county not in offered


# Withdrawing ---------------------------------------------------------------------


def test_withdrawing_needs_the_right_to_publish_and_a_reason(world: Any, guide: GuidePage) -> None:
    for person in (world.editor, world.other_editor):
        with pytest.raises(PermissionDenied):
            withdraw(page=guide, actor=person, reason="旧了")
    with pytest.raises(ReasonMissing):
        withdraw(page=guide, actor=world.reviewer, reason=" \n")
    assert GuidePage.objects.get().status == PageStatus.CURRENT


def test_a_page_is_withdrawn_once_and_the_audit_says_by_whom(world: Any, guide: GuidePage) -> None:
    withdraw(page=guide, actor=world.reviewer, reason="旧了")
    stale = GuidePage.objects.get(pk=guide.pk)
    with pytest.raises(AlreadyWithdrawn):
        withdraw(page=stale, actor=world.reviewer, reason="再来")
    events = AuditEvent.objects.filter(action="content.page.withdrawn")
    assert [event.target_key for event in events] == [guide.knowledge_key]
    assert GuidePage.objects.get().withdrawn_reason == "旧了"


def test_an_old_draft_published_later_does_not_bring_a_withdrawn_page_back(
    world: Any, guide: GuidePage
) -> None:
    draft = guide.save_revision()
    withdraw(page=guide, actor=world.reviewer, reason="旧了")
    draft.publish()
    assert GuidePage.objects.get().is_withdrawn
    assert not Paragraph.objects.filter(page_id=guide.pk, withdrawn_at=None).exists()


def test_a_withdrawn_page_can_be_made_valid_again(world: Any, guide: GuidePage) -> None:
    with pytest.raises(NotWithdrawn):
        reinstate(page=guide, actor=world.reviewer)
    withdraw(page=guide, actor=world.reviewer, reason="旧了")
    reinstate(page=GuidePage.objects.get(), actor=world.reviewer)
    page = GuidePage.objects.get()
    assert page.status == PageStatus.CURRENT and page.withdrawn_on is None
    assert Paragraph.objects.filter(page_id=page.pk, withdrawn_at=None).exists()


def test_the_database_refuses_a_withdrawal_without_reason_and_a_review_due_before_it(
    guide: GuidePage,
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        KnowledgePage.objects.update(status="withdrawn")
    with pytest.raises(IntegrityError), transaction.atomic():
        KnowledgePage.objects.update(review_due=date(2020, 1, 1))
    guide.review_due = date(2020, 1, 1)
    with pytest.raises(ValidationError) as refused:
        guide.full_clean()
    assert refused.value.message_dict["review_due"] == ["复核日期要晚于审核日期。"]


# Visibility ----------------------------------------------------------------------


def visible(user: Any) -> set[str]:
    return set(KnowledgePage.objects.visible_to(user).values_list("slug", flat=True))


def test_drafts_are_seen_by_nobody(world: Any, guide: GuidePage) -> None:
    guide.unpublish()
    assert visible(AnonymousUser()) == visible(world.editor) == set()


def test_a_page_behind_sign_in_is_listed_for_the_signed_in_only(
    world: Any, guide: GuidePage
) -> None:
    PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.LOGIN)
    assert visible(AnonymousUser()) == set()
    assert visible(world.learner) == {"earthquake"}


def test_a_page_for_a_group_is_listed_for_its_members_even_below_a_restricted_parent(
    world: Any, guide: GuidePage
) -> None:
    group = Group.objects.create(name="抢险队")
    restriction = PageViewRestriction.objects.create(
        page=guide.get_parent(), restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(group)
    world.volunteer.groups.add(group)
    assert visible(world.volunteer) == {"earthquake"}
    assert visible(world.learner) == visible(AnonymousUser()) == set()


@pytest.mark.parametrize(
    "address", ["/%00/", "/guides/%00/", "/guides/earthquake/%00/", "/guides/x/"]
)
def test_an_address_that_cannot_be_is_not_found(
    client: Client, guide: GuidePage, address: str
) -> None:
    assert client.get(address).status_code == 404
