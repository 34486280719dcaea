"""Canonical form, digests and the rule on personal data; no Django."""

from portal.foundation.audit.domain.chain import (
    GENESIS,
    EventFacts,
    batch_digest,
    event_digest,
)
from portal.foundation.audit.domain.privacy import (
    PersonalData,
    looks_personal,
    refuse_personal_data,
)

__all__ = [
    "GENESIS",
    "EventFacts",
    "PersonalData",
    "batch_digest",
    "event_digest",
    "looks_personal",
    "refuse_personal_data",
]
