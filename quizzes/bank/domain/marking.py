"""How a response becomes a mark. Pure: the same response and key give the same mark for ever.

Rule `all-or-nothing/1`: a question is right or wrong as a whole. A multiple choice with a
wrong or an incomplete selection scores zero (the rule of the national health-literacy
monitoring and of Chinese licence papers); a fill-in needs every blank right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from quizzes.bank.domain.questions import Content, Key
from quizzes.bank.domain.text import normalise

RULE: Final = "all-or-nothing/1"
TYPED_LIMIT: Final = 200
"""Longest text a blank keeps; the box says so and a longer one is refused, not cut."""


class ResponseRefused(Exception):
    """The response does not fit the question: `code`, and the numbers to say so."""

    def __init__(self, code: str, *, have: int = 0, limit: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.have = have
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Response:
    """What a person answered: chosen option ids, or text by blank id. Empty = unanswered."""

    chosen: frozenset[str] = frozenset()
    typed: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.chosen and not any(text.strip() for _, text in self.typed)

    def as_json(self) -> dict[str, Any] | None:
        if self.is_empty:
            return None
        if self.typed:
            return {"typed": dict(self.typed)}
        return {"chosen": sorted(self.chosen)}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any] | None) -> "Response":
        if not raw:
            return cls()
        return cls(
            chosen=frozenset(raw.get("chosen", ())),
            typed=tuple(sorted(raw.get("typed", {}).items())),
        )


@dataclass(frozen=True, slots=True)
class Mark:
    mark: Decimal
    maximum: Decimal
    correct: bool
    answered: bool


def fit(response: Response, content: Content) -> Response:
    """The response as it is stored, or ResponseRefused. Unknown ids are refused: they come
    from a broken or hand-made form, and to drop them silently would lose an answer."""
    ids = {option.id for option in content.options}
    if content.kind == "fill_in":
        if response.chosen:
            raise ResponseRefused("wrong_shape")
        for blank, text in response.typed:
            if blank not in ids:
                raise ResponseRefused("unknown_option")
            if "\0" in text:
                raise ResponseRefused("unreadable")
            if len(text) > TYPED_LIMIT:
                raise ResponseRefused("too_long", have=len(text), limit=TYPED_LIMIT)
        kept = tuple(
            sorted((blank, text.strip()) for blank, text in response.typed if text.strip())
        )
        return Response(typed=kept)
    if response.typed:
        raise ResponseRefused("wrong_shape")
    if not response.chosen <= ids:
        raise ResponseRefused("unknown_option")
    if content.kind != "multiple" and len(response.chosen) > 1:
        raise ResponseRefused("one_only", have=len(response.chosen), limit=1)
    return response


def mark(response: Response, content: Content, key: Key, maximum: Decimal) -> Mark:
    correct = not response.is_empty and _is_right(response, content, key)
    return Mark(
        mark=maximum if correct else Decimal(0),
        maximum=maximum,
        correct=correct,
        answered=not response.is_empty,
    )


def _is_right(response: Response, content: Content, key: Key) -> bool:
    if content.kind == "fill_in":
        typed = dict(response.typed)
        return all(
            normalise(typed.get(blank, "")) in {normalise(variant) for variant in variants}
            and bool(normalise(typed.get(blank, "")))
            for blank, variants in key.accepted
        )
    return response.chosen == key.correct
