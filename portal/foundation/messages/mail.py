"""Django's mail, kept in the demonstration mailbox."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from portal.foundation.messages.enums import Channel
from portal.foundation.messages.mailbox import keep


class DemonstrationMailBackend(BaseEmailBackend):
    """EMAIL_BACKEND of a demonstration: nothing leaves the machine."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for address in message.recipients():
                keep(
                    channel=Channel.MAIL,
                    address=address,
                    subject=str(message.subject),
                    body=str(message.body),
                )
        return len(email_messages)
