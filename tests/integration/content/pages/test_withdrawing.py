"""Taking a page out of force, and back into it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from content.guides.models import GuidePage
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

pytestmark = pytest.mark.django_db


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
