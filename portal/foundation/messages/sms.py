"""Text messages through the adapter that the setting SMS_ADAPTER names.

A county has its own contract with a carrier, so the portal ships the interface and an
adapter for demonstrations. An adapter is a class without arguments to its constructor
that reads what it needs from the environment.
"""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from portal.foundation.messages.enums import Channel
from portal.foundation.messages.mailbox import keep


class SmsRefused(Exception):
    """The gateway did not take the message; a `permanent` refusal is not tried again."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        self.reason = reason
        self.permanent = permanent
        super().__init__(reason)


class SmsAdapter(Protocol):
    """What a gateway has to do. `key` is the same when a message is tried again."""

    def deliver(self, *, phone: str, text: str, key: str) -> None: ...


class DemonstrationAdapter:
    """Keeps text messages in the demonstration mailbox; nothing leaves the machine."""

    def deliver(self, *, phone: str, text: str, key: str) -> None:
        keep(channel=Channel.SMS, address=phone, subject="", body=text)


class NotConfigured:
    """The default outside of a demonstration: says that no gateway is set.

    The message waits and is tried again, so one sent before the operator sets
    SMS_ADAPTER still goes out.
    """

    def deliver(self, *, phone: str, text: str, key: str) -> None:
        raise SmsRefused("SMS_ADAPTER is not set")


def adapter() -> SmsAdapter:
    """The configured adapter."""
    made: SmsAdapter = import_string(settings.SMS_ADAPTER)()
    return made
