"""Keeping paragraphs in step with what is published, and withdrawing a page."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from content.pages import anchors
from content.pages.domain.paragraphs import (
    Changes,
    Passage,
    Standing,
    compare,
    digest_of,
    key_for_copy,
)
from content.pages.enums import PageStatus
from content.pages.models import KnowledgePage, Paragraph
from content.pages.models.paragraph import KIND
from portal.foundation.audit import services as audit
from portal.people.models import User


def sync_paragraphs(*, page: KnowledgePage) -> Changes:
    """Bring the stored paragraphs of a page to what it now says; a withdrawn page says nothing.

    Sends `anchors.changed` for every key whose text changed, went or came back.
    """
    with transaction.atomic():
        passages = [] if page.is_withdrawn else list(page.passages())
        return _sync(page, passages)


def withdraw_paragraphs(*, page: KnowledgePage) -> Changes:
    """The page is no longer published: all its paragraphs are withdrawn, none is deleted."""
    with transaction.atomic():
        return _sync(page, [])


def _sync(page: KnowledgePage, passages: list[Passage]) -> Changes:
    now = timezone.now()
    stored = {row.key: row for row in Paragraph.objects.filter(page_id=page.pk)}
    offered = _keyed(page, passages)
    digests = {key: digest_of(passage.text) for key, passage in offered.items()}
    changes = compare(
        {
            key: Standing(row.content_hash, row.withdrawn_at is not None)
            for key, row in stored.items()
        },
        digests.items(),
    )
    rows, before = [], {key: row.content_hash for key, row in stored.items()}
    for position, (key, passage) in enumerate(offered.items(), start=1):
        digest = digests[key]
        row = stored.get(key) or Paragraph(
            key=key, first_seen=now, first_hash=digest, changed_at=now
        )
        if row.content_hash != digest:
            row.changed_at = now
        row.page_id, row.page_title = page.pk, page.title
        row.block_id, row.kind = passage.block_id, passage.kind
        row.section, row.text = passage.section, passage.text
        row.content_hash, row.position = digest, position
        row.subpath, row.fragment = passage.subpath, passage.fragment
        row.withdrawn_at = None
        rows.append(row)
    Paragraph.objects.bulk_create([row for row in rows if row.pk is None])
    Paragraph.objects.bulk_update(
        [row for row in rows if row.pk is not None and row.key in stored], _WRITTEN
    )
    Paragraph.objects.filter(key__in=changes.withdrawn).update(withdrawn_at=now)
    for key in (*changes.changed, *changes.reinstated):
        _announce(key, before[key], digests[key], withdrawn=False)
    for key in changes.withdrawn:
        _announce(key, before[key], "", withdrawn=True)
    return changes


_WRITTEN = [
    "page", "page_title", "block_id", "kind", "section", "text", "content_hash", "position",
    "subpath", "fragment", "changed_at", "withdrawn_at",
]  # fmt: skip


def _keyed(page: KnowledgePage, passages: list[Passage]) -> dict[UUID, Passage]:
    """Passages by key, in order. The key is the block's id unless another page owns it."""
    ids = [passage.block_id for passage in passages]
    foreign = set(
        Paragraph.objects.filter(key__in=ids).exclude(page_id=page.pk).values_list("key", flat=True)
    )
    return {
        key_for_copy(page.pk, passage.block_id)
        if passage.block_id in foreign
        else passage.block_id: passage
        for passage in passages
        if passage.text
    }


def _announce(key: UUID, old_hash: str, new_hash: str, *, withdrawn: bool) -> None:
    anchors.changed.send(
        sender=Paragraph,
        key=f"{KIND}:{key}",
        old_hash=old_hash,
        new_hash=new_hash,
        withdrawn=withdrawn,
    )


class AlreadyWithdrawn(ValueError):
    """The page was withdrawn before; carries its id."""

    def __init__(self, page_id: int) -> None:
        super().__init__(f"page {page_id} is withdrawn")
        self.page_id = page_id


class ReasonMissing(ValueError):
    """A withdrawal tells its readers why."""


class NotWithdrawn(ValueError):
    """The page holds already; carries its id."""

    def __init__(self, page_id: int) -> None:
        super().__init__(f"page {page_id} is not withdrawn")
        self.page_id = page_id


def withdraw(
    *, page: KnowledgePage, actor: User, reason: str, replacement_url: str = ""
) -> KnowledgePage:
    """Mark a published page as no longer valid. It stays readable, struck out, with date,
    reason and successor; its paragraphs and search rows go.

    Raises PermissionDenied, ReasonMissing, AlreadyWithdrawn.
    """
    reason = reason.strip()
    if not page.permissions_for_user(actor).can_publish():
        raise PermissionDenied
    if not reason:
        raise ReasonMissing
    values = {
        "status": PageStatus.WITHDRAWN,
        "withdrawn_on": timezone.localdate(),
        "withdrawn_reason": reason,
        "replacement_url": replacement_url.strip(),
    }
    if not _turn(page, PageStatus.CURRENT, values, actor, action="content.page.withdrawn"):
        raise AlreadyWithdrawn(page.pk)
    return page


def reinstate(*, page: KnowledgePage, actor: User) -> KnowledgePage:
    """Undo a withdrawal: the page, its paragraphs and its search rows hold again.

    Raises PermissionDenied, NotWithdrawn.
    """
    if not page.permissions_for_user(actor).can_publish():
        raise PermissionDenied
    values = {
        "status": PageStatus.CURRENT,
        "withdrawn_on": None,
        "withdrawn_reason": "",
        "replacement_url": "",
    }
    if not _turn(page, PageStatus.WITHDRAWN, values, actor, action="content.page.reinstated"):
        raise NotWithdrawn(page.pk)
    return page


def _turn(
    page: KnowledgePage, held: PageStatus, values: dict[str, Any], actor: User, *, action: str
) -> bool:
    """Change the standing of the page if it is still `held`, publish it so and record `action`;
    of two at once one wins."""
    with transaction.atomic():
        if not KnowledgePage.objects.filter(pk=page.pk, status=held).update(**values):
            return False
        for name, value in values.items():
            setattr(page, name, value)
        page.save_revision(user=actor, log_action=False).publish(user=actor, log_action=False)
        audit.record(
            actor=actor,
            action=action,
            target=page,
            target_key=page.knowledge_key,
            unit_id=page.owner_unit_id,
        )
    return True
