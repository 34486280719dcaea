"""The only door to answer keys. No other module reads `AnswerKey`; a test greps for it.

Keys leave in three ways: `keys_for` gives them to a candidate when the feedback policy and
the state of the attempt allow it, `key_for_editor` to people who write or review the
question, and `mark` uses them without giving them away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action
from quizzes.bank.domain import feedback, marking
from quizzes.bank.domain.questions import Key
from quizzes.bank.models import AnswerKey, QuestionVersion


class KeyWithheld(Exception):
    """This person may not see the key of this question."""


@dataclass(frozen=True, slots=True)
class ReleasedKey:
    """`correct`: option ids; `accepted`: blank id → accepted texts; `explanation`: Markdown."""

    correct: frozenset[str]
    accepted: tuple[tuple[str, tuple[str, ...]], ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One response to be marked, worth `maximum`."""

    version: QuestionVersion
    response: marking.Response
    maximum: Decimal


def keys_for(
    versions: Iterable[QuestionVersion],
    *,
    policy: str,
    submitted: bool,
    closed: bool,
    certifies: bool,
) -> dict[int, ReleasedKey]:
    """Keys by version id, empty unless the policy releases them now (one query).

    `submitted`: this attempt is handed in; `closed`: nobody can sit the paper any more;
    `certifies`: a certificate hangs on it.
    """
    if not feedback.may_release(
        policy,  # type: ignore[arg-type]
        submitted=submitted,
        closed=closed,
        certifies=certifies,
    ):
        return {}
    rows = AnswerKey.objects.filter(version__in=[version.pk for version in versions])
    return {row.version_id: _released(row) for row in rows}


def key_for_editor(version: QuestionVersion, *, editor: User) -> ReleasedKey:
    """The key for somebody who edits or reviews in the question's unit; else KeyWithheld."""
    unit = version.question.owner_unit_id
    if not (
        rights.can(editor, Action.QUESTION_EDIT, unit)
        or rights.can(editor, Action.QUESTION_REVIEW, unit)
    ):
        raise KeyWithheld(str(version))
    return _released(AnswerKey.objects.get(version=version))


def mark(answers: Sequence[Answered]) -> list[marking.Mark]:
    """Marks in the order of the answers (one query). Gives away marks, never keys."""
    keys = {
        row.version_id: row.key()
        for row in AnswerKey.objects.filter(version__in=[answer.version.pk for answer in answers])
    }
    return [
        marking.mark(
            answer.response, answer.version.content, keys[answer.version.pk], answer.maximum
        )
        for answer in answers
    ]


def store(version: QuestionVersion, *, key: Key, explanation: str) -> None:
    """Write the key of a new version, once."""
    AnswerKey.objects.create(version=version, payload=key.as_json(), explanation=explanation)


def _released(row: AnswerKey) -> ReleasedKey:
    key = row.key()
    return ReleasedKey(correct=key.correct, accepted=key.accepted, explanation=row.explanation)
