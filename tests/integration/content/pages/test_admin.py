from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import RequestFactory
from wagtail.models import Page
from wagtail.permissions import policy_registry

from content.experts.models import ExpertContact
from content.guides.models import GuideIndexPage, GuidePage
from content.pages.admin_views import WithdrawForm, withdraw_page
from content.pages.wagtail_hooks import only_own_units, withdrawal_button
from portal.home.models import HomePage
from portal.people.enums import Role
from tests.integration.conftest import make_person
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def guides(world: Any) -> dict[str, GuidePage]:
    """One guide for each of the two towns."""
    index = samples.guides(samples.home())
    return {
        "own": samples.guide(index, world.town),
        "other": samples.guide(index, world.other_town, slug="other", title="另一个"),
    }


def request_by(user: Any, data: dict[str, str] | None = None) -> HttpRequest:
    factory = RequestFactory()
    request = factory.get("/") if data is None else factory.post("/", data)
    request.user = user
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def test_the_policy_lists_pages_of_the_own_units_and_every_index(
    world: Any, guides: dict[str, GuidePage]
) -> None:
    policy = policy_registry.get_by_type(Page)
    slugs = set(policy.explorable_instances(world.editor).values_list("slug", flat=True))
    assert {"guides", "earthquake"} <= slugs and "other" not in slugs
    assert "other" in policy.explorable_instances(world.administrator).values_list(
        "slug", flat=True
    )
    assert not policy.explorable_instances(world.learner).exists()


@pytest.mark.parametrize("action", ["change", "publish", "lock", "unlock"])
def test_the_policy_answers_for_one_page_as_its_tester_does(
    world: Any, guides: dict[str, GuidePage], action: str
) -> None:
    policy = policy_registry.get_by_type(Page)
    people = [world.editor, world.other_editor, world.reviewer, world.learner, world.auditor]
    for person in people:
        for page in guides.values():
            asked = policy.user_has_permission_for_instance(person, action, page.page_ptr)
            assert asked == (action in page.permissions_by_rights(person)), (person, page)


def test_the_policy_names_the_people_of_a_right_in_one_query(
    world: Any, guides: dict[str, GuidePage], django_assert_num_queries: Any
) -> None:
    policy = policy_registry.get_by_type(Page)
    operator = get_user_model().objects.create_superuser("operator", password="安澜-test-2026")
    people = list(get_user_model().objects.all())
    for actions in (["change"], ["publish"], ["add", "lock"], ["view"]):
        with django_assert_num_queries(1):
            named = set(policy.users_with_any_permission(actions))
        assert named == {one for one in people if policy.user_has_any_permission(one, actions)}
        ordinary = policy.users_with_any_permission(actions, include_superusers=False)
        assert set(ordinary) == named - {operator}


def test_a_folder_shows_only_pages_of_the_own_units(
    world: Any, guides: dict[str, GuidePage]
) -> None:
    index = GuideIndexPage.objects.get()
    shown = only_own_units(index, Page.objects.child_of(index), request_by(world.editor))
    assert [page.slug for page in shown] == ["earthquake"]


def test_nobody_without_a_right_has_a_place_in_the_page_tree(world: Any) -> None:
    samples.home()
    policy = policy_registry.get_by_type(Page)
    assert policy.explorable_root_instance(world.learner) is None
    root = policy.explorable_root_instance(world.editor)
    assert (
        root is not None
        and not Page.get_first_root_node().permissions_for_user(world.editor).can_edit()
    )
    assert not policy.user_has_permission(world.learner, "change")
    assert world.learner not in policy.users_with_permission("publish")
    assert world.reviewer in policy.users_with_permission("publish")


def test_the_button_stands_for_those_who_may_publish(
    world: Any, guides: dict[str, GuidePage]
) -> None:
    page = guides["own"]
    assert list(withdrawal_button(page, world.reviewer, "edit"))
    assert not list(withdrawal_button(page, world.editor, "edit"))
    assert not list(withdrawal_button(GuideIndexPage.objects.get(), world.reviewer, "edit"))


def test_a_page_is_withdrawn_and_brought_back_in_the_admin(
    world: Any, guides: dict[str, GuidePage]
) -> None:
    page = guides["own"]
    answer = withdraw_page(request_by(world.reviewer, {"reason": "做法已改"}), page.pk)
    assert answer.status_code == 302
    assert GuidePage.objects.get(pk=page.pk).withdrawn_reason == "做法已改"
    withdraw_page(request_by(world.reviewer, {}), page.pk)
    assert not GuidePage.objects.get(pk=page.pk).is_withdrawn


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("/guides/flood/", True), ("https://example.cn/a", True), ("http://example.cn/", True),
        ("//evil.com", False), ("/\\evil.com", False), ("///evil.com/", False),
        ("/\t/evil.com", False), ("https:evil.com", False), ("http", False), ("guides/", False),
    ],
)  # fmt: skip
def test_what_replaces_a_page_is_a_path_of_ours_or_a_whole_address(
    address: str, fits: bool
) -> None:
    form = WithdrawForm({"reason": "旧了", "replacement_url": address})
    assert form.is_valid() is fits


def test_a_withdrawal_without_reason_keeps_what_was_typed_and_changes_nothing(
    world: Any, guides: dict[str, GuidePage]
) -> None:
    page = guides["own"]
    form = WithdrawForm({"reason": " ", "replacement_url": "javascript:1"})
    assert form.errors == {
        "reason": ["写明原因，读者会看到。"],
        "replacement_url": ["网址要以 / 或 https:// 开头。"],
    }
    assert form["replacement_url"].value() == "javascript:1"
    assert not GuidePage.objects.get(pk=page.pk).is_withdrawn


def test_who_may_not_publish_does_not_even_learn_that_the_page_is_there(
    world: Any, guides: dict[str, GuidePage]
) -> None:
    with pytest.raises(PermissionDenied):
        withdraw_page(request_by(world.editor, {"reason": "x"}), guides["own"].pk)
    with pytest.raises(Http404):
        withdraw_page(request_by(world.reviewer, {"reason": "x"}), 999_999)
    assert not GuidePage.objects.get(pk=guides["own"].pk).is_withdrawn


def test_contacts_are_for_keepers_of_the_pool_in_their_own_units(world: Any) -> None:
    index = samples.experts(samples.home())
    own = ExpertContact.objects.create(
        expert=samples.expert(index, world.town), phone="+8613900000000"
    )
    other = ExpertContact.objects.create(
        expert=samples.expert(index, world.other_town, slug="o"), phone="+8613900000001"
    )
    policy = policy_registry.get_by_type(ExpertContact)
    assert list(policy.instances_user_has_any_permission_for(world.editor, {"view"})) == [own]
    assert policy.user_has_permission_for_instance(world.editor, "change", own)
    assert not policy.user_has_permission_for_instance(world.editor, "change", other)
    for person in (world.learner, world.auditor, world.reviewer):
        assert not policy.user_has_permission(person, "view")


def test_the_front_page_and_the_indexes_are_changed_only_from_the_root_of_the_tree(
    world: Any, guides: dict[str, GuidePage]
) -> None:
    town = make_person("zhen", "镇管理员", world.town, Role.ADMINISTRATOR)
    for page in (GuideIndexPage.objects.get(), HomePage.objects.get()):
        assert page.permissions_for_user(world.administrator).can_edit(), page
        assert not page.permissions_for_user(town).can_edit(), page
    assert not HomePage.objects.get().permissions_for_user(town).can_add_subpage()
    assert GuideIndexPage.objects.get().permissions_for_user(world.editor).can_add_subpage()
