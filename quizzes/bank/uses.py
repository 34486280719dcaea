"""Where a question is asked. The papers, which are to the right, register here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from portal.people.models import User
from quizzes.bank.models import Question


@dataclass(frozen=True, slots=True)
class Use:
    """A published paper that asks the question: `version` is the number of its wording there."""

    title: str
    url: str
    version: int


Finder = Callable[[Question, User], Sequence[Use]]

_finders: Final[list[Finder]] = []


def register(finder: Finder) -> None:
    """`finder` names what asks a question now, with links that the person may follow."""
    if finder not in _finders:
        _finders.append(finder)


def of(question: Question, person: User) -> list[Use]:
    return [use for finder in _finders for use in finder(question, person)]
