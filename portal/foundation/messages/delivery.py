"""Taking a delivery from the queue and sending it, whoever may die on the way."""

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, QuerySet
from django.utils import timezone

from portal.foundation.messages.domain import delay_after
from portal.foundation.messages.enums import Channel, DeliveryState
from portal.foundation.messages.models import Delivery, Message
from portal.foundation.messages.sms import SmsRefused, adapter

logger = logging.getLogger(__name__)

# A sender that has not reported back by then is taken for dead.
LEASE: Final = timedelta(minutes=5)
AT_ONCE: Final = 200


def deliver_due(*, now: datetime | None = None, at_most: int = AT_ONCE) -> int:
    """Send what is due; returns how many were sent. Never raises for a refused one."""
    now = now or timezone.now()
    ids = _due(now).order_by("due_at").values_list("pk", flat=True)[:at_most]
    return sum(deliver(delivery_id=pk, now=now) for pk in list(ids))


def deliver_for(message_id: int) -> int:
    """Send what one message still has waiting."""
    now = timezone.now()
    ids = _due(now).filter(message_id=message_id).values_list("pk", flat=True)
    return sum(deliver(delivery_id=pk, now=now) for pk in list(ids))


def deliver(*, delivery_id: int, now: datetime) -> bool:
    """Send one delivery if it is due and nobody else is at it.

    At least once: a process killed between the gateway's answer and the note of it
    leaves the delivery to be sent again after the lease, with the same key.
    """
    claimed = (
        _due(now)
        .filter(pk=delivery_id)
        .update(state=DeliveryState.SENDING, attempts=F("attempts") + 1, due_at=now + LEASE)
    )
    if not claimed:
        return False
    delivery = Delivery.objects.select_related("message").get(pk=delivery_id)
    mine = Delivery.objects.filter(
        pk=delivery_id, state=DeliveryState.SENDING, attempts=delivery.attempts
    )
    try:
        _hand_over(delivery)
    except Exception as error:
        _put_off(mine, delivery, error, now)
        return False
    mine.update(
        state=DeliveryState.SENT,
        sent_at=timezone.now(),
        last_error="",
        text="" if delivery.is_secret else delivery.text,
    )
    return True


def _due(now: datetime) -> QuerySet[Delivery]:
    """Waiting, or given to a sender whose lease has run out."""
    open_states = (DeliveryState.WAITING, DeliveryState.SENDING)
    return Delivery.objects.filter(state__in=open_states, due_at__lte=now)


def _hand_over(delivery: Delivery) -> None:
    message: Message = delivery.message
    key = f"{message.public_id}.{delivery.channel}"
    if delivery.channel == Channel.SMS:
        adapter().deliver(phone=delivery.address, text=delivery.text, key=key)
        return
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    EmailMessage(
        subject=message.subject,
        body=delivery.text,
        to=[delivery.address],
        # The same on every try, so that a mail program shows a repetition once.
        headers={"Message-ID": f"<{key}@{host}>"},
    ).send(fail_silently=False)


def _put_off(mine: QuerySet[Delivery], delivery: Delivery, error: Exception, now: datetime) -> None:
    is_final = isinstance(error, SmsRefused) and error.permanent
    is_final = is_final or (
        isinstance(error, smtplib.SMTPRecipientsRefused)
        and all(code >= 500 for code, _reason in error.recipients.values())
    )
    wait = None if is_final else delay_after(delivery.attempts, spread=delivery.pk % 97 / 97)
    # A gateway's words may repeat the address, so only the kind is kept.
    kind = type(error).__name__
    if wait is None:
        mine.update(
            state=DeliveryState.GIVEN_UP,
            last_error=kind,
            text="" if delivery.is_secret else delivery.text,
        )
    else:
        mine.update(state=DeliveryState.WAITING, due_at=now + wait, last_error=kind)
    fields = {"delivery": delivery.pk, "channel": delivery.channel, "kind": kind}
    logger.warning("delivery failed", extra=fields | {"is_final": wait is None})
