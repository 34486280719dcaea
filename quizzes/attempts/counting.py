"""Which of a person's results at a paper counts.

Scored attempts take part, also those the clock closed. One that runs has no result yet, and a
voided one has none any more. The rule is that of the version sat last: a new version changes
nobody's result before they sit it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Attempt, ScoreRun
from quizzes.attempts.selectors import latest_runs
from quizzes.papers.domain import grading

PersonAndPaper: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counted:
    """The result that counts out of `among`, and the policy that chose it."""

    policy: grading.Policy
    attempt_id: int
    run_id: int
    number: int
    score: Decimal
    passed: bool
    among: int


def counted(*, people: Collection[int], papers: Collection[int]) -> dict[PersonAndPaper, Counted]:
    """What counts by person id and assessment id, in one query. Absent: no result yet."""
    runs = (
        latest_runs()
        .filter(
            attempt__person__in=people,
            attempt__assessment__in=papers,
            attempt__state=AttemptState.SCORED,
        )
        .select_related("attempt__assessment_version")
        .order_by("attempt__number")
    )
    grouped: dict[PersonAndPaper, list[ScoreRun]] = {}
    for run in runs:
        key = (run.attempt.person_id, run.attempt.assessment_id)
        grouped.setdefault(key, []).append(run)
    return {key: _choose(results) for key, results in grouped.items()}


def counted_for(attempt: Attempt) -> Counted | None:
    """What counts for the person of this attempt at its paper."""
    found = counted(people=[attempt.person_id], papers=[attempt.assessment_id])
    return found.get((attempt.person_id, attempt.assessment_id))


def _choose(runs: list[ScoreRun]) -> Counted:
    """`runs` by number of their attempts, not empty."""
    policy: grading.Policy = runs[-1].attempt.assessment_version.grade_policy  # type: ignore[assignment]
    by_number = {run.attempt.number: run for run in runs}
    chosen = grading.counting(
        [
            grading.Result(number=number, percent=run.percent, passed=run.passed)
            for number, run in by_number.items()
        ],
        policy,
    )
    run = by_number[chosen.number]
    return Counted(
        policy=policy,
        attempt_id=run.attempt_id,
        run_id=run.pk,
        number=chosen.number,
        score=run.score,
        passed=run.passed,
        among=len(runs),
    )
