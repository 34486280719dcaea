"""Why a paper is not composed or published, and the audit of what was done to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from portal.foundation.audit import services as audit
from portal.people.models import User
from quizzes.bank.enums import FeedbackPolicy
from quizzes.bank.models import Question
from quizzes.papers import selectors
from quizzes.papers.models import Assessment, AssessmentVersion


class NothingAsked(Exception):
    """A paper without questions cannot be published."""


class NeverOver(Exception):
    """The answers are to come out when the paper is over, and it would never be."""


def refuse_never_over(feedback: str, end: datetime | None) -> None:
    """`end`: the moment the paper is over. Raises NeverOver."""
    if feedback == FeedbackPolicy.AFTER_CLOSE and end is None:
        raise NeverOver


class NothingChosen(Exception):
    """A choice of no question and no cell, which would only empty a draft."""

    def __init__(self, composition: str) -> None:
        super().__init__(composition)
        self.composition = composition


class OtherKindHeld(Exception):
    """The draft is composed the other way, and nobody agreed to give that up."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A question that the paper cannot ask. `why`: "unusable" (retired, out of validity,
    waiting for review), "pool" (kept for the other purpose), "reach" (of a unit whose
    questions this paper may not ask)."""

    question: Question
    why: Literal["unusable", "pool", "reach"]


class QuestionNotUsable(Exception):
    """Questions that the paper cannot ask; carries all of them, each with its reason."""

    def __init__(self, unfit: Sequence[Unfit]) -> None:
        super().__init__(", ".join(f"{each.question.public_id}: {each.why}" for each in unfit))
        self.unfit = tuple(unfit)


def refuse_unfit(assessment: Assessment, question_ids: Collection[int], day: date) -> None:
    """Raises QuestionNotUsable with every question that the paper cannot ask that day."""
    asked = Question.objects.filter(pk__in=question_ids)
    usable = set(asked.usable_on(day).values_list("pk", flat=True))
    reach = selectors.reach(assessment, day)
    unfit = [
        Unfit(question, why)
        for question in asked.order_by("pk")
        if (why := _why(question, question.pk in usable, assessment.pool, reach))
    ]
    if unfit:
        raise QuestionNotUsable(unfit)


def _why(
    question: Question, usable: bool, pool: str, reach: set[int]
) -> Literal["unusable", "pool", "reach"] | None:
    if not usable:
        return "unusable"
    if question.pool != pool:
        return "pool"
    return None if question.owner_unit_id in reach else "reach"


class SlugTaken(Exception):
    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def record(version: AssessmentVersion, by: User, action: str, **data: Any) -> None:
    assessment = version.assessment
    audit.record(
        actor=by,
        action=action,
        target_key=f"paper:{assessment.slug}/{version.number}",
        unit_id=assessment.owner_unit_id,
        data=data,
    )
