"""Every table of the floor, collected from its nouns."""

from portal.foundation.audit.models import AuditBatch, AuditEvent
from portal.foundation.consent.models import ConsentNotice, ConsentRecord
from portal.foundation.messages.models import Delivery, MailboxItem, Message
from portal.foundation.outbox.models import OutboxCursor, OutboxEvent
from portal.foundation.periodic.models import PeriodicJob

__all__ = [
    "AuditBatch",
    "AuditEvent",
    "ConsentNotice",
    "ConsentRecord",
    "Delivery",
    "MailboxItem",
    "Message",
    "OutboxCursor",
    "OutboxEvent",
    "PeriodicJob",
]
