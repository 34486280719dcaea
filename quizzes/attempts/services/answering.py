"""Saving an answer: never refused for order, lateness or an ended login, never lost.

Every save first touches the attempt's row by a conditional update. That is the lock: on
PostgreSQL it orders saves against each other and against the submit, on SQLite the
transaction holds the whole database already.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from quizzes.attempts.domain import timing
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import AnswerEvent, Attempt, AttemptItem
from quizzes.attempts.services.closing import close_if_due
from quizzes.bank.domain.marking import Response, fit

LONGEST_STAY: Final = 3600
"""Seconds on one question that are believed at once; more is a forgotten tab."""

LATE_KEPT: Final = 5
"""Answers to one question that are kept after closing: the token alone must not fill the store."""

MOST_REVISIONS: Final = 2**31 - 1
"""What the column of a revision holds; a form may claim to have seen anything."""


class SlotUnknown(Exception):
    """The attempt has no such question."""

    def __init__(self, slot: int) -> None:
        super().__init__(str(slot))
        self.slot = slot


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an answer.

    `revision`: what the item holds now. `stands`: that is this answer. `duplicate`: this
    event was stored before. `unchanged`: the form brought back what it had shown.
    `overtaken`: another window had saved this question since the form was opened; the last
    to arrive counts and both are kept, unless it gave way and was not stored. `late`: not
    counted, waits for the examiner. `closed`: the paper is handed in.
    """

    revision: int
    stands: bool
    duplicate: bool = False
    unchanged: bool = False
    overtaken: bool = False
    late: bool = False
    closed: bool = False


def record_answer(
    *,
    attempt: Attempt,
    slot: int,
    response: Response,
    client_event_id: UUID,
    seen_revision: int,
    client_page: UUID | None = None,
    client_time: datetime | None = None,
    client_offset: int | None = None,
    device: str = "",
    seconds: int = 0,
    gives_way: bool = False,
    now: datetime | None = None,
) -> Saved:
    """Store one answer. `seen_revision` is the revision the form showed when it was opened;
    `client_time` and `client_offset` (ms since then) are the device's own and tell no more
    than which of two choices on one `client_page` came later. `gives_way`: sent with nobody
    looking, so an answer of another window or device is not replaced by it.

    Raises SlotUnknown, ResponseRefused (does not fit the question). When it returns, the
    answer is on disk, unless it gave way, or the paper was closed and LATE_KEPT answers came
    after that.
    """
    now = now or timezone.now()
    item = (
        AttemptItem.objects.filter(attempt=attempt, slot=slot)
        .select_related("question_version")
        .first()
    )
    if item is None:
        raise SlotUnknown(slot)
    payload = fit(response, item.question_version.content).as_json()
    if attempt.is_open and timing.is_over(attempt.deadline_at, now):
        close_if_due(attempt=attempt, now=now)
    event = AnswerEvent(
        attempt=attempt,
        client_event_id=client_event_id,
        slot=slot,
        client_revision=min(seen_revision, MOST_REVISIONS),
        payload=payload,
        client_page=client_page,
        client_time=client_time,
        client_offset=client_offset,
        server_time=now,
        device=device[:32],
    )
    try:
        with transaction.atomic():
            return _store(event, item.pk, seconds, gives_way=gives_way)
    except IntegrityError:
        # The same event arrived twice at the same moment; the other one is stored.
        return _already_stored(event, AttemptItem.objects.get(pk=item.pk))


def _store(event: AnswerEvent, item_id: int, seconds: int, *, gives_way: bool) -> Saved:
    held = Attempt.objects.filter(pk=event.attempt_id, state=AttemptState.OPEN).update(
        last_saved_at=event.server_time
    )
    # Nothing is open for an account that is gone, whatever its state says. Asked once the row
    # is held, not in the update: a join makes Django put every condition into a subquery, and
    # PostgreSQL does not look at that again after it waited for a submit.
    is_open = (
        held
        and Attempt.objects.filter(pk=event.attempt_id, person__erased_at__isnull=True).exists()
    )
    item = AttemptItem.objects.get(pk=item_id)
    if AnswerEvent.objects.filter(
        attempt=event.attempt_id, client_event_id=event.client_event_id
    ).exists():
        return _already_stored(event, item)
    overtaken = item.response_rev != event.client_revision and not _goes_on(event)
    if event.payload == (_shown(event) if overtaken else item.response):
        return Saved(
            revision=item.response_rev,
            stands=event.payload == item.response,
            unchanged=True,
            overtaken=overtaken,
            closed=not is_open,
        )
    if not is_open:
        return _after_closing(event, item)
    if overtaken and gives_way:
        return Saved(
            revision=item.response_rev,
            stands=event.payload == item.response,
            overtaken=True,
        )
    event.applied_revision = item.response_rev + 1
    event.save(force_insert=True)
    AttemptItem.objects.filter(pk=item.pk, response_rev=item.response_rev).update(
        response=event.payload,
        response_rev=event.applied_revision,
        time_spent=F("time_spent") + max(0, min(seconds, LONGEST_STAY)),
    )
    return Saved(revision=event.applied_revision, stands=True, overtaken=overtaken)


def _goes_on(event: AnswerEvent) -> bool:
    """Did only this page save since what it showed, and earlier choices only? On a bad line a
    page does not always learn that it was heard."""
    if event.client_page is None or event.client_time is None:
        return False
    since = AnswerEvent.objects.filter(
        attempt=event.attempt_id, slot=event.slot, applied_revision__gt=event.client_revision
    ).values_list("client_page", "client_time")
    return all(
        page == event.client_page and at is not None and at <= event.client_time
        for page, at in since
    )


def _after_closing(event: AnswerEvent, item: AttemptItem) -> Saved:
    """Kept beside what was handed in, as many as a question takes; of nobody whose account is
    gone, for what was typed in it was taken out before this came."""
    attempt = Attempt.objects.select_for_update().get(pk=event.attempt_id)
    came = AnswerEvent.objects.filter(attempt=attempt, slot=event.slot, late=True).count()
    is_kept = came < LATE_KEPT and attempt.person.erased_at is None
    if is_kept:
        event.late = True
        event.save(force_insert=True)
    return Saved(
        revision=item.response_rev,
        stands=event.payload == item.response,
        late=is_kept and attempt.takes_late(event.server_time),
        closed=True,
    )


def _shown(event: AnswerEvent) -> dict[str, Any] | None:
    """What the form showed when it was opened: the answer of that revision."""
    if event.client_revision == 0:
        return None
    shown = AnswerEvent.objects.filter(
        attempt=event.attempt_id, slot=event.slot, applied_revision=event.client_revision
    ).first()
    # A revision that never was comes from a hand-made form: treat the answer as new.
    return shown.payload if shown else {"never": "shown"}


def _already_stored(event: AnswerEvent, item: AttemptItem) -> Saved:
    stored = AnswerEvent.objects.select_related("attempt").get(
        attempt=event.attempt_id, client_event_id=event.client_event_id
    )
    return Saved(
        revision=item.response_rev,
        stands=event.payload == item.response,
        duplicate=True,
        late=stored.late and stored.attempt.takes_late(stored.server_time),
        closed=stored.late,
    )


def flag(*, attempt: Attempt, slot: int, flagged: bool) -> bool:
    """Set or lift the mark on a question of a running attempt; False if it runs no more."""
    return bool(
        AttemptItem.objects.filter(
            attempt__in=Attempt.objects.filter(pk=attempt.pk, state=AttemptState.OPEN), slot=slot
        ).update(flagged=flagged)
    )
