"""Why a paper is not composed or published, and the audit of what was done to it."""

from collections.abc import Sequence
from typing import Any

from portal.foundation.audit import services as audit
from portal.people.models import User
from quizzes.bank.models import Question
from quizzes.papers.models import AssessmentVersion


class NothingAsked(Exception):
    """A paper without questions cannot be published."""


class QuestionNotUsable(Exception):
    """Questions that are retired, out of validity or waiting for review; carries them."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__(", ".join(str(question.public_id) for question in questions))
        self.questions = tuple(questions)


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
