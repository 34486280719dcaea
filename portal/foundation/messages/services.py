"""Telling a person something, once, over the channels that fit."""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone

from portal.foundation.messages.domain import Wording, split
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.models import Delivery, MailboxItem, Message
from portal.foundation.messages.tasks import deliver_message


class NobodyToTell(Exception):
    """A message for the inbox of nobody."""


def send(
    *,
    to: Any | None,
    template: str,
    context: dict[str, Any],
    channels: Collection[Channel],
    address: str = "",
    key: str,
    link: str = "",
    secret: bool = False,
) -> Message | None:
    """Write a message and queue its deliveries, in the caller's transaction.

    `template` is a file of this app ("welcome") or of another ("quizzes/certificates/issued"),
    a text of up to three parts; see `domain.wording`. Mail and SMS go to `address`, or to
    the person's own; a channel without an address is left out, and without any channel
    left the answer is None. The same `key` again returns the first message and sends
    nothing. `link` is the path of the page that an inbox leads to. `secret` (a one-time code)
    keeps the words out of the inbox and clears them once they are sent.
    """
    existing = Message.objects.filter(key=key).first()
    if existing is not None:
        return existing
    if to is None and Channel.INBOX in channels:
        raise NobodyToTell(key)
    is_in_inbox = Channel.INBOX in channels and not secret
    addresses = {
        channel: found
        for channel in (Channel.MAIL, Channel.SMS)
        if channel in channels and (found := address or _own_address(to, channel))
    }
    if not addresses and not is_in_inbox:
        return None
    wording = _words(template, context)
    now = timezone.now()
    try:
        with transaction.atomic():
            message = Message.objects.create(
                to=to,
                key=key,
                template=template,
                subject=wording.subject,
                body="" if secret else wording.body,
                link=link,
                is_in_inbox=is_in_inbox,
                created_at=now,
            )
            for channel, found in addresses.items():
                Delivery.objects.create(
                    message=message,
                    channel=channel,
                    address=found,
                    text=wording.short if channel == Channel.SMS else wording.body,
                    is_secret=secret,
                    due_at=now,
                )
    except IntegrityError:
        # Another process wrote this key first; its message is the one.
        return Message.objects.get(key=key)
    if addresses:
        # A hint for speed. If it is lost, the periodic job finds the delivery waiting.
        transaction.on_commit(lambda: deliver_message.enqueue(message.pk), robust=True)
    return message


def mark_read(*, user: Any, public_id: Any = None) -> int:
    """Mark one message of a person, or all, as read; returns how many were unread."""
    unread = Message.objects.filter(to=user, is_in_inbox=True, read_at__isnull=True)
    if public_id is not None:
        unread = unread.filter(public_id=public_id)
    return unread.update(read_at=timezone.now())


def settle(*, about: str) -> int:
    """Mark as read what asked people for something that somebody has done meanwhile: the messages
    whose key begins with `about`. Returns how many were unread."""
    asked = Message.objects.filter(key__startswith=about, is_in_inbox=True, read_at__isnull=True)
    return asked.update(read_at=timezone.now())


def unlink(*, links: Collection[str]) -> int:
    """Let the messages that lead to these pages lead nowhere, because the pages go; what they
    say stays. Returns how many did."""
    return Message.objects.filter(link__in=[link for link in links if link]).update(link="")


def forget(*, user: Any, addresses: Collection[str] = ()) -> int:
    """Delete every message to a person or to these addresses, sent or not.

    For the deletion of an account; returns how many rows went.
    """
    with transaction.atomic():
        reached = Q(to=user) | Q(deliveries__address__in=addresses)
        ids = list(Message.objects.filter(reached).values_list("pk", flat=True))
        messages, _tables = Message.objects.filter(pk__in=ids).delete()
        items, _tables = MailboxItem.objects.filter(address__in=addresses).delete()
        return messages + items


def _own_address(user: Any | None, channel: Channel) -> str:
    if user is None:
        return ""
    return str((user.email if channel == Channel.MAIL else user.phone) or "")


def _words(template: str, context: dict[str, Any]) -> Wording:
    folder, _slash, name = template.rpartition("/")
    path = f"{folder or 'portal/foundation'}/messages/{name}.txt"
    # A text, not HTML: escaping would send &quot; to a phone.
    template_of = get_template(path).template  # type: ignore[attr-defined]  # Django's own engine
    rendered = template_of.render(Context(context, autoescape=False))
    return split(rendered, name=template)
