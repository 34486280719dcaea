"""Closing an attempt: by its person, by the clock, or by an examiner who voids it."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.foundation.audit import services as audit
from portal.people.models import User
from quizzes.attempts.counting import Counted, counted_for
from quizzes.attempts.domain import receipts, remarks, timing
from quizzes.attempts.domain.lifecycle import AlreadyVoid, OwnAttempt
from quizzes.attempts.enums import AttemptState, ClosedReason
from quizzes.attempts.models import Attempt, ScoreRun
from quizzes.attempts.services.scoring import add_run, items_to_score
from quizzes.attempts.signals import attempt_scored

logger = logging.getLogger(__name__)


class AttemptVoid(Exception):
    """The attempt was voided; it takes no answers and gives no receipt."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person gets for handing in: the same however often they ask."""

    code: str
    digest: str
    at: datetime
    reason: str


def submit(*, attempt: Attempt, now: datetime | None = None) -> Receipt:
    """Hand in. State, score, certificate, audit and receipt are one commit; a second submit
    returns the first receipt. Past the deadline it is the clock that closes.

    Raises AttemptVoid.
    """
    now = now or timezone.now()
    if timing.is_over(attempt.deadline_at, now):
        return _close(attempt, ClosedReason.DEADLINE, now)
    return _close(attempt, ClosedReason.SUBMITTED, now)


def close_if_due(*, attempt: Attempt, now: datetime | None = None) -> bool:
    """Close an open attempt whose time and grace are over; True if it is closed now.
    Whoever opens an expired attempt does not wait for the sweeper."""
    now = now or timezone.now()
    if attempt.is_open and timing.is_over(attempt.deadline_at, now):
        _close(attempt, ClosedReason.DEADLINE, now)
    return not attempt.is_open


def close_expired(*, now: datetime | None = None, limit: int = 500) -> int:
    """The sweeper: close everything whose deadline and grace have passed, each in its own
    transaction, from the answers held. Returns how many it closed."""
    now = now or timezone.now()
    due = Attempt.objects.filter(
        state=AttemptState.OPEN, deadline_at__lt=now - timing.GRACE
    ).order_by("deadline_at")[:limit]
    closed = 0
    for attempt in due.select_related("assessment_version"):
        try:
            _close(attempt, ClosedReason.DEADLINE, now)
        except Exception:
            # One that cannot be scored must not keep everybody after it waiting.
            logger.exception("attempt cannot be closed", extra={"attempt": str(attempt.public_id)})
            continue
        closed += 1
    return closed


def _close(attempt: Attempt, reason: str, now: datetime) -> Receipt:
    for _round in range(3):
        try:
            with transaction.atomic():
                _score_once(attempt, reason, now)
            break
        except IntegrityError:
            # One receipt code in 2^40 is taken already: draw another. Anything else
            # repeats and is raised below.
            if _round == 2:
                raise
    attempt.refresh_from_db()
    return _receipt(attempt)


def _score_once(attempt: Attempt, reason: str, now: datetime) -> None:
    """Close and score if nobody has yet; the conditional update decides who does."""
    at = now
    if reason == ClosedReason.DEADLINE and attempt.deadline_at is not None:
        at = attempt.deadline_at
    changed = Attempt.objects.filter(pk=attempt.pk, state=AttemptState.OPEN).update(
        state=AttemptState.SUBMITTED,
        submitted_at=at,
        closed_reason=reason,
        receipt_code=receipts.new_code(),
    )
    if not changed:
        return
    items = items_to_score(attempt)
    run = add_run(attempt, items)
    Attempt.objects.filter(pk=attempt.pk, state=AttemptState.SUBMITTED).update(
        state=AttemptState.SCORED,
        receipt_digest=receipts.digest({item.slot: item.response for item in items}),
    )
    attempt.refresh_from_db()
    audit.record(
        actor=attempt.person if reason == ClosedReason.SUBMITTED else None,
        action="quizzes.attempt.submitted",
        target=attempt,
        unit_id=attempt.unit_id,
        data={"reason": str(reason), "passed": run.passed, "run": run.number},
    )
    attempt_scored.send(sender=Attempt, attempt=attempt, score_run=run)


def _receipt(attempt: Attempt) -> Receipt:
    if attempt.receipt_code is None or attempt.submitted_at is None:
        raise AttemptVoid(str(attempt.public_id))
    return Receipt(
        code=attempt.receipt_code,
        digest=attempt.receipt_digest,
        at=attempt.submitted_at,
        reason=attempt.closed_reason,
    )


def void(*, attempt: Attempt, by: User, reason: str) -> Attempt:
    """Void an attempt (a wrong person sat, the hall lost power). It stops counting against
    the number allowed and as a result; answers and runs are kept. Repeating it with the same
    reason is harmless.

    Raises OwnAttempt, NumberInRemark, AlreadyVoid.
    """
    if by.pk == attempt.person_id:
        raise OwnAttempt(attempt.state, AttemptState.VOID)
    stored = remarks.check(reason)[:200]
    _void(attempt=attempt, by=by, reason=stored)
    if attempt.void_reason != stored:
        raise AlreadyVoid(AttemptState.VOID, AttemptState.VOID)
    return attempt


def void_with_account(*, attempt: Attempt, reason: str) -> Attempt:
    """Void an attempt whose person deletes the account: nobody is left to hand it in."""
    return _void(attempt=attempt, by=attempt.person, reason=reason)


def _void(*, attempt: Attempt, by: User, reason: str) -> Attempt:
    with transaction.atomic():
        before = counted_for(attempt)
        changed = (
            Attempt.objects.filter(pk=attempt.pk)
            .exclude(state=AttemptState.VOID)
            .update(
                state=AttemptState.VOID,
                closed_reason=ClosedReason.VOIDED,
                void_reason=reason[:200],
            )
        )
        if changed:
            audit.record(
                actor=by,
                action="quizzes.attempt.voided",
                target=attempt,
                unit_id=attempt.unit_id,
            )
            _announce_what_counts_instead(attempt, before)
    attempt.refresh_from_db()
    return attempt


def _announce_what_counts_instead(attempt: Attempt, before: Counted | None) -> None:
    """Another result may count once this one is void, and earn what it did not before."""
    after = counted_for(attempt)
    if after is None or before is None or after.attempt_id == before.attempt_id:
        return
    run = ScoreRun.objects.select_related("attempt__person").get(pk=after.run_id)
    attempt_scored.send(sender=Attempt, attempt=run.attempt, score_run=run)
