"""A person's inbox, and the demonstration's mailbox."""

from typing import Any

from django.db.models import QuerySet

from portal.foundation.messages.mailbox import KEPT
from portal.foundation.messages.models import MailboxItem, Message


def inbox(user: Any) -> QuerySet[Message]:
    """A person's messages, newest first."""
    return Message.objects.filter(to=user, is_in_inbox=True).order_by("-created_at", "-id")


def unread_count(user: Any) -> int:
    """How many messages a person has not opened."""
    return inbox(user).filter(read_at__isnull=True).count()


def mailbox() -> QuerySet[MailboxItem]:
    """What the demonstration would have sent, newest first."""
    return MailboxItem.objects.order_by("-id")[:KEPT]
