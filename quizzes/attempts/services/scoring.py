"""Scoring: every run is a new row, and the certificate points to its run."""

from django.db import transaction
from django.db.models import Max

from portal.foundation.audit import services as audit
from portal.people.models import User
from quizzes.attempts.domain import scoring
from quizzes.attempts.domain.lifecycle import StepRefused
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Attempt, AttemptItem, ItemScore, ScoreRun
from quizzes.attempts.reasons import ScoreReason
from quizzes.attempts.signals import attempt_scored
from quizzes.bank import release
from quizzes.bank.domain.marking import RULE, Response


def add_run(
    attempt: Attempt,
    items: list[AttemptItem],
    *,
    by: User | None = None,
    reason: ScoreReason = ScoreReason.FIRST,
) -> ScoreRun:
    """Score what the items hold, inside the caller's transaction."""
    marks = release.mark(
        [
            release.Answered(
                version=item.question_version,
                response=Response.from_json(item.response),
                maximum=item.max_mark,
            )
            for item in items
        ]
    )
    pass_percent = attempt.assessment_version.pass_percent
    total = scoring.total(marks, pass_percent=pass_percent)
    last = ScoreRun.objects.filter(attempt=attempt).aggregate(top=Max("number"))["top"] or 0
    run = ScoreRun.objects.create(
        attempt=attempt,
        number=last + 1,
        rule=RULE,
        score=total.score,
        maximum=total.maximum,
        percent=total.percent,
        pass_percent=pass_percent,
        passed=total.passed,
        correct_count=total.correct_count,
        reason=reason,
        created_by=by,
    )
    ItemScore.objects.bulk_create(
        ItemScore(
            run=run,
            item=item,
            mark=mark.mark,
            maximum=mark.maximum,
            correct=mark.correct,
            answered=mark.answered,
            key_version=item.question_version,
        )
        for item, mark in zip(items, marks, strict=True)
    )
    return run


def items_to_score(attempt: Attempt) -> list[AttemptItem]:
    return list(attempt.items.select_related("question_version").order_by("slot"))


def rescore(*, attempt: Attempt, by: User | None, reason: ScoreReason) -> ScoreRun:
    """A further run over the same answers; earlier runs stay. Raises StepRefused unless
    the attempt is scored."""
    with transaction.atomic():
        # The conditional update orders two re-scorings of one attempt.
        scored = Attempt.objects.filter(pk=attempt.pk, state=AttemptState.SCORED).update(
            state=AttemptState.SCORED
        )
        if not scored:
            raise StepRefused(attempt.state, AttemptState.SCORED)
        run = add_run(attempt, items_to_score(attempt), by=by, reason=reason)
        audit.record(
            actor=by,
            action="quizzes.attempt.rescored",
            target=attempt,
            unit_id=attempt.unit_id,
            data={"run": run.number, "passed": run.passed, "reason": str(reason)},
        )
        attempt_scored.send(sender=Attempt, attempt=attempt, score_run=run)
    return run
