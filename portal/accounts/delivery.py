"""Codes and notices on their way to a phone or mailbox, through the portal's messages.

All of them are secret: their words are kept only until they are sent.
"""

import secrets
from typing import Any

from django.core.mail import EmailMessage

from portal.foundation.messages.enums import Channel
from portal.foundation.messages.services import send
from portal.people.models import User


def send_code(*, to: User | None, phone: str, code: str) -> None:
    """A one-time code by text message."""
    _text(to=to, phone=phone, template="portal/accounts/code", context={"code": code})


def tell_unknown(*, phone: str) -> None:
    """Somebody asked for a sign-in code for a number that has no account."""
    _text(to=None, phone=phone, template="portal/accounts/unknown_phone", context={})


def tell_existing(*, phone: str) -> None:
    """Somebody signed up with a number that has an account."""
    _text(to=None, phone=phone, template="portal/accounts/existing_phone", context={})


def send_mail(mail: EmailMessage, *, template: str, to: Any = None) -> None:
    """A rendered mail of allauth, queued instead of sent inside the request: a slow mail
    server neither blocks the page nor tells by its delay whether an account exists."""
    for address in mail.to:
        send(
            to=to if isinstance(to, User) and to.pk else None,
            template="portal/accounts/mail",
            context={"subject": mail.subject, "body": str(mail.body)},
            channels={Channel.MAIL},
            address=address,
            key=f"{template}:{secrets.token_hex(16)}",
            secret=True,
        )


def _text(*, to: User | None, phone: str, template: str, context: dict[str, Any]) -> None:
    send(
        to=to,
        template=template,
        context=context,
        channels={Channel.SMS},
        address=phone,
        key=f"{template}:{secrets.token_hex(16)}",
        secret=True,
    )
