"""What somebody typed about himself into an answer, and the answer without it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from quizzes.attempts.domain import remarks
from quizzes.bank.domain.text import normalise

GONE: Final = "〔已删除〕"
"""Stands where a text stood that told whose answer it was."""


def _even(text: str) -> str:
    """Letters and figures only: １３８-1234 5678 is 13812345678, 热娜·帕提 is 热娜帕提."""
    return "".join(character for character in normalise(text) if character.isalnum())


SHORT: Final = 4
"""Letters or figures below which a text only tells of somebody when it says nothing else."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The names and numbers of one person, as `of` makes them comparable."""

    needles: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str]) -> "OwnWords":
        return cls(frozenset(even for word in words if (even := _even(word))))

    def without(
        self, payload: dict[str, Any] | None, *, right: Collection[str] = ()
    ) -> dict[str, Any] | None:
        """The payload with GONE for every typed text that tells who typed it. `right`: texts
        that the key accepts are the paper's words, not the person's."""
        if not payload or "typed" not in payload:
            return payload
        return {
            **payload,
            "typed": {
                blank: GONE if text not in right and self._tells(text) else text
                for blank, text in payload["typed"].items()
            },
        }

    def _tells(self, text: str) -> bool:
        even = _even(text)
        return any(_holds(even, needle) for needle in self.needles) or _leads_to_somebody(text)


def _holds(even: str, needle: str) -> bool:
    """The staff number 5 is in every 15 厘米; a name of two signs is a name."""
    return needle == even if needle.isascii() and len(needle) < SHORT else needle in even


def _leads_to_somebody(text: str) -> bool:
    """A mail address or a long number, whoever's: one given up earlier is in no row any more."""
    if "@" in normalise(text):
        return True
    try:
        remarks.check(text)
    except remarks.NumberInRemark:
        return True
    return False
