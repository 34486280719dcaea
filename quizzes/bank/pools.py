"""What binds a question to its pool. The papers, which are to the right, register here."""

from collections.abc import Callable, Sequence
from typing import Final

from quizzes.bank.models import Question

Holder = Callable[[Question], Sequence[str]]

_holders: Final[list[Holder]] = []


def register(holder: Holder) -> None:
    """`holder` names what keeps a question from leaving the pool it is in; nothing if free."""
    if holder not in _holders:
        _holders.append(holder)


def bound_by(question: Question) -> list[str]:
    """Names of the papers for which the question has to stay in its pool."""
    return [name for holder in _holders for name in holder(question)]
