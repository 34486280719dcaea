"""What somebody typed about himself into an answer, and the answer without it."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from quizzes.attempts.domain import remarks
from quizzes.bank.domain.text import normalise

GONE: Final = "〔已删除〕"
"""Stands where a text stood that told whose answer it was."""
SHORT: Final = 4
"""Letters or figures below which a word tells of somebody only where it stands by itself."""


def _even(text: str) -> str:
    """Letters and figures only: １３８-1234 5678 is 13812345678, 热娜·帕提 is 热娜帕提."""
    return "".join(character for character in normalise(text) if character.isalnum())


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
        return any(_holds(text, needle) for needle in self.needles) or _leads_to_somebody(text)


def _holds(text: str, needle: str) -> bool:
    """The staff number 5 is in every 15 厘米 and Ali in every reality; neither is meant there."""
    even = _even(text)
    if not needle.isascii() or len(needle) >= SHORT:
        return needle in even
    # As typed, too: without its spaces "ali 007" is one word.
    alone = re.compile(rf"(?<![a-z0-9]){re.escape(needle)}(?![a-z0-9])")
    folded = unicodedata.normalize("NFKC", text).casefold()
    return needle == even or any(alone.search(form) for form in (folded, normalise(text)))


def _leads_to_somebody(text: str) -> bool:
    """A mail address or a long number, whoever's: one given up earlier is in no row any more."""
    if "@" in normalise(text):
        return True
    try:
        remarks.check(text)
    except remarks.NumberInRemark:
        return True
    return False
