"""A page that waits for its review is deleted: who waits for it, or for whom it waits, hears so."""

from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page

from content.guides.models import GuideIndexPage, GuidePage
from portal.foundation.messages.models import Message
from portal.people.enums import Role
from tests.integration.conftest import make_person
from tests.integration.content.pages.test_admin_screens import open_door, signed_in
from tests.integration.content.pages.test_review_by_rights import act, folder, submitted, told

__all__ = ["folder", "open_door", "submitted"]
pytestmark = pytest.mark.django_db


def heard(person: Any) -> list[str]:
    return [words for words in told(person) if words.startswith("页面删掉了：洪水")]


@pytest.mark.parametrize("how", ["one page", "several at once", "with its folder"])
def test_whoever_waits_for_the_review_hears_that_the_page_is_gone(
    world: Any, folder: GuideIndexPage, submitted: GuidePage, how: str
) -> None:
    if how == "with its folder":
        Page.objects.get(pk=folder.pk).specific.delete()
    elif how == "one page":
        signed_in(world.administrator).post(f"/admin/pages/{submitted.pk}/delete/")
    else:
        address = f"/admin/bulk/wagtailcore/page/delete/?id={submitted.pk}&next=/admin/"
        signed_in(world.administrator).post(address)
    assert not Page.objects.filter(pk=submitted.pk).exists()
    (editor,) = heard(world.editor)
    assert "你提交的" in editor
    (reviewer,) = heard(world.reviewer)
    assert "不再等你审核" in reviewer
    assert bool(heard(world.administrator)) == (how == "with its folder")


def test_of_a_page_that_was_sent_back_only_its_editor_hears(
    world: Any, submitted: GuidePage
) -> None:
    act(signed_in(world.reviewer), submitted, "reject", "写清楚")
    signed_in(world.administrator).post(f"/admin/pages/{submitted.pk}/delete/")
    assert heard(world.editor) and not heard(world.reviewer)


def test_who_deletes_what_they_submitted_hears_nothing_and_those_who_were_to_decide_do(
    world: Any, submitted: GuidePage
) -> None:
    signed_in(world.editor).post(f"/admin/pages/{submitted.pk}/delete/")
    assert not Page.objects.filter(pk=submitted.pk).exists()
    assert not heard(world.editor)
    (reviewer,) = heard(world.reviewer)
    assert "不再等你审核" in reviewer


def test_nobody_hears_of_a_page_that_waits_for_nobody(
    world: Any, folder: GuideIndexPage, submitted: GuidePage
) -> None:
    both = make_person("liangyong", "两用的人", world.town, Role.ADMINISTRATOR)
    act(signed_in(world.reviewer), submitted, "approve")
    signed_in(both).post(f"/admin/pages/{submitted.pk}/delete/")
    assert not Page.objects.filter(pk=submitted.pk).exists()
    assert not heard(world.editor) and not heard(world.reviewer) and not heard(both)


@pytest.mark.parametrize("how", ["waits", "approved"])
def test_what_was_said_of_a_page_leads_nowhere_once_it_is_deleted(
    world: Any, folder: GuideIndexPage, submitted: GuidePage, how: str
) -> None:
    if how == "approved":
        act(signed_in(world.reviewer), submitted, "approve")
    other = Message.objects.create(
        to=world.editor, key="k", template="t", subject="别的", link="/", is_in_inbox=True,
        created_at=timezone.now(),
    )  # fmt: skip
    assert Message.objects.filter(subject__contains="洪水").exclude(link="").exists()
    signed_in(world.administrator).post(f"/admin/pages/{submitted.pk}/delete/")
    assert not Page.objects.filter(pk=submitted.pk).exists()
    assert [one.pk for one in Message.objects.exclude(link="")] == [other.pk]
