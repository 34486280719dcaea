"""Checking the chain, and reading what was recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.foundation.audit import words
from portal.foundation.audit.domain import GENESIS, EventFacts, batch_digest, event_digest
from portal.foundation.audit.models import AuditBatch, AuditEvent
from portal.foundation.triggers import missing
from portal.people.rights import Action, Person, covers_root, units_for

VERIFIED: Final = "foundation.audit.verified"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the whole chain found. `problem` is empty if all is well."""

    batches: int
    events: int
    unsealed: int
    head: str
    problem: str = ""

    @property
    def is_intact(self) -> bool:
        return not self.problem


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for; what is empty narrows nothing. `action` is the beginning of a
    code, or a part of what the screen calls it."""

    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    actor: UUID | None = None
    target_key: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """How far the chain is sealed and when it was last checked; None where never."""

    last: AuditBatch | None
    verified: AuditEvent | None


def visible_events(user: Person) -> QuerySet[AuditEvent]:
    """Events of the auditor's units, newest first. What belongs to no unit is only for who
    audits the whole tree, as are units that no longer exist."""
    events = AuditEvent.objects.order_by("-id")
    if covers_root(user, Action.AUDIT_READ):
        return events
    return events.filter(unit_id__in=units_for(user, Action.AUDIT_READ))


def matching(user: Person, wanted: Wanted) -> QuerySet[AuditEvent]:
    """Those of `visible_events` that are wanted."""
    found = visible_events(user)
    if wanted.action:
        called = words.actions_called(wanted.action)
        found = found.filter(Q(action__startswith=wanted.action) | Q(action__in=called))
    if wanted.since:
        found = found.filter(at__gte=wanted.since)
    if wanted.until:
        found = found.filter(at__lte=wanted.until)
    if wanted.actor:
        found = found.filter(actor_public_id=wanted.actor)
    if wanted.target_key:
        found = found.filter(target_key=wanted.target_key)
    return found


def seal_state() -> Seal:
    """The last batch, and the last check that somebody ran. Two queries."""
    return Seal(
        last=AuditBatch.objects.order_by("-seq").first(),
        verified=AuditEvent.objects.filter(action=VERIFIED).order_by("-id").first(),
    )


def trail(target_key: str) -> QuerySet[AuditEvent]:
    """What happened to one thing, newest first."""
    return AuditEvent.objects.filter(target_key=target_key).order_by("-id")


def verify(*, expected_head: str = "") -> Verification:
    """Recompute every digest from the first event on; stops at the first fault.

    Somebody who can rewrite the whole database can rewrite the whole chain. Against
    that, `expected_head` is a batch digest kept elsewhere: it must occur. Guards of the
    database that somebody took away are a fault too.
    """
    previous, seq, last_id, events = GENESIS, 0, 0, 0
    is_head_seen = not expected_head
    for batch in AuditBatch.objects.order_by("seq").iterator():
        problem = _fault(batch, seq, previous, last_id)
        if problem:
            return Verification(seq, events, 0, previous, problem)
        previous, seq, last_id = batch.digest, batch.seq, batch.last_event_id
        events += batch.event_count
        is_head_seen = is_head_seen or batch.digest == expected_head
    problem, unsealed = "", 0
    for event in AuditEvent.objects.filter(id__gt=last_id).order_by("id").iterator():
        unsealed += 1
        if not problem and event_digest(_facts(event)) != event.digest:
            problem = _("事件 %(id)s 还没封存，但内容和记下时不一样。") % {"id": event.pk}
    if not problem and not is_head_seen:
        problem = _("链里找不到另外保存的摘要 %(digest)s，后面的批次可能被整段删换。") % {
            "digest": expected_head
        }
    absent = missing(connection)
    if not problem and absent:
        problem = _("数据库里“写下就不能改”的保护少了 %(count)s 个：%(names)s。") % {
            "count": len(absent),
            "names": "、".join(sorted(absent)),
        }
    return Verification(seq, events, unsealed, previous, problem)


def _fault(batch: AuditBatch, seq: int, previous: str, last_id: int) -> str:
    """Why this batch does not follow from the one before and from its events."""
    words: dict[str, int] = {"seq": batch.seq, "expected": seq + 1}
    if batch.seq != seq + 1:
        return _("第 %(expected)s 批不见了，后面是第 %(seq)s 批。") % words
    if batch.previous_digest != previous:
        return _("第 %(seq)s 批和上一批接不上，两批之间有改动。") % words
    found = _events_between(last_id, batch.last_event_id)
    pairs = []
    for event_id, stored, facts in found:
        computed = event_digest(facts)
        if computed != stored:
            return _("第 %(seq)s 批的事件 %(id)s 被改过。") % {**words, "id": event_id}
        pairs.append((event_id, computed))
    if len(pairs) != batch.event_count:
        words |= {"sealed": batch.event_count, "found": len(pairs)}
        return _("第 %(seq)s 批封存时有 %(sealed)s 个事件，现在有 %(found)s 个。") % words
    if batch_digest(seq=batch.seq, previous=previous, events=pairs) != batch.digest:
        return _("第 %(seq)s 批的摘要对不上：事件或批次被换过。") % words
    return ""


def _events_between(after: int, last: int) -> Iterator[tuple[int, str, EventFacts]]:
    for event in AuditEvent.objects.filter(id__gt=after, id__lte=last).order_by("id").iterator():
        yield event.pk, event.digest, _facts(event)


def _facts(event: AuditEvent) -> EventFacts:
    return EventFacts(
        at=event.at,
        actor_public_id=event.actor_public_id,
        action=event.action,
        target_key=event.target_key,
        unit_id=event.unit_id,
        request_id=event.request_id,
        data=event.data,
    )
