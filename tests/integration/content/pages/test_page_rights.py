"""Who edits and publishes a page, and who sees it."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from wagtail.models import PageViewRestriction

from content.guides.models import GuideIndexPage, GuidePage
from content.pages.models import KnowledgePage

pytestmark = pytest.mark.django_db


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
