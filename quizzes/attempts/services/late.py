"""Answers that arrived after the paper was closed: an examiner decides, nothing is binned."""

from django.db import transaction
from django.db.models import F

from portal.foundation.audit import services as audit
from portal.people.models import User
from quizzes.attempts.domain.lifecycle import LateNotDecided, OwnAttempt
from quizzes.attempts.enums import LateDecision
from quizzes.attempts.models import AnswerEvent, AttemptItem, LateReview
from quizzes.attempts.reasons import LateReason, ScoreReason
from quizzes.attempts.services.scoring import rescore


def accept_or_refuse_late(
    *, event: AnswerEvent, decision: str, reason: LateReason, by: User
) -> LateReview:
    """Decide once on a late answer. An accepted one replaces the item's answer and the
    attempt is scored again. A second decision returns the first.

    Raises OwnAttempt, LateNotDecided, StepRefused (the attempt is void), ValueError (not a
    late event, no such reason).
    """
    if not event.late:
        raise ValueError("this answer was in time")
    attempt = event.attempt
    if by.pk == attempt.person_id:
        raise OwnAttempt(attempt.state, decision)
    overtaken = AnswerEvent.objects.filter(
        attempt=attempt, slot=event.slot, late=True, pk__gt=event.pk
    )
    if not attempt.takes_late(event.server_time) or overtaken.exists():
        raise LateNotDecided(attempt.state, decision)
    reason = LateReason(reason)
    with transaction.atomic():
        review, created = LateReview.objects.get_or_create(
            event=event,
            defaults={
                "decision": decision,
                "reason": reason,
                "decided_by": by,
            },
        )
        if not created:
            return review
        audit.record(
            actor=by,
            action=f"quizzes.attempt.late_{decision}",
            target=attempt,
            unit_id=attempt.unit_id,
            data={"slot": event.slot, "reason": str(reason)},
        )
        if decision == LateDecision.ACCEPTED:
            AttemptItem.objects.filter(attempt=attempt, slot=event.slot).update(
                response=event.payload, response_rev=F("response_rev") + 1
            )
            rescore(attempt=attempt, by=by, reason=ScoreReason.LATE_ANSWER)
    return review
