"""What a question is made of, and what makes it well-formed.

Content (what everybody may see) and key (what nobody may see before release) are
separate values from here on, so that no code path can serialise both by accident.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from quizzes.bank.domain.text import normalise

Kind = Literal["single", "multiple", "true_false", "fill_in"]

STEM_LIMIT: Final = 2_000
OPTION_LIMIT: Final = 400
EXPLANATION_LIMIT: Final = 4_000
VARIANT_LIMIT: Final = 60
MAXIMUM_OPTIONS: Final = 8
MAXIMUM_BLANKS: Final = 6
BLANK: Final = re.compile(r"_{3,}|＿{2,}")
"""A blank of a fill-in stem: three or more underscores."""

TRUE_ID: Final = "true"
FALSE_ID: Final = "false"

_ID_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"


def new_option_id() -> str:
    """Short random id. It says nothing of position or rightness, and is kept from
    version to version, so that a corrected typo does not make old answers unreadable."""
    return "".join(secrets.choice(_ID_ALPHABET) for _ in range(6))


@dataclass(frozen=True, slots=True)
class Option:
    """A choice with its text, or a blank with the width of its box in characters."""

    id: str
    text: str = ""
    width: int = 0

    def as_json(self) -> dict[str, str | int]:
        return (
            {"id": self.id, "width": self.width}
            if self.width
            else {
                "id": self.id,
                "text": self.text,
            }
        )

    @classmethod
    def from_json(cls, raw: dict[str, object]) -> "Option":
        return cls(
            id=str(raw["id"]), text=str(raw.get("text", "")), width=int(str(raw.get("width", 0)))
        )


@dataclass(frozen=True, slots=True)
class Content:
    kind: Kind
    stem: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """`correct` for choices; `accepted` (blank id → variants) for fill-in."""

    correct: frozenset[str] = frozenset()
    accepted: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def as_json(self) -> dict[str, object]:
        if self.accepted:
            return {"accepted": {blank: list(variants) for blank, variants in self.accepted}}
        return {"correct": sorted(self.correct)}

    @classmethod
    def from_json(cls, raw: dict[str, object]) -> "Key":
        accepted = raw.get("accepted") or {}
        correct = raw.get("correct") or []
        if not isinstance(accepted, dict) or not isinstance(correct, list):
            raise TypeError("a stored key has lists of ids or a mapping of variants")
        return cls(
            correct=frozenset(correct),
            accepted=tuple((blank, tuple(variants)) for blank, variants in accepted.items()),
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a question: where, which, and the numbers to say so."""

    field: str
    code: str
    have: int = 0
    limit: int = 0
    which: str = ""


class QuestionNotWellFormed(Exception):
    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(f"{fault.field}: {fault.code}" for fault in faults))
        self.faults = tuple(faults)


def blanks_in(stem: str) -> int:
    return len(BLANK.findall(stem))


def width_for(variants: Sequence[str]) -> int:
    """Width of a box in characters, in three steps only: an exact one would be a hint."""
    longest = max((len(variant) for variant in variants), default=0)
    return 6 if longest <= 4 else 12 if longest <= 10 else 24


def validate(content: Content, key: Key, explanation: str = "") -> None:
    """Raise QuestionNotWellFormed with every fault at once."""
    faults = [*_text_faults(content, explanation)]
    if content.kind == "fill_in":
        faults += _fill_in_faults(content, key)
    else:
        faults += _choice_faults(content, key)
    if faults:
        raise QuestionNotWellFormed(faults)


def _text_faults(content: Content, explanation: str) -> list[Fault]:
    faults = []
    if not content.stem.strip():
        faults.append(Fault("stem", "empty"))
    if len(content.stem) > STEM_LIMIT:
        faults.append(Fault("stem", "too_long", len(content.stem), STEM_LIMIT))
    if len(explanation) > EXPLANATION_LIMIT:
        faults.append(Fault("explanation", "too_long", len(explanation), EXPLANATION_LIMIT))
    return faults


def _choice_faults(content: Content, key: Key) -> list[Fault]:
    options, faults = content.options, []
    ids = {option.id for option in options}
    if content.kind == "true_false":
        if [option.id for option in options] != [TRUE_ID, FALSE_ID]:
            faults.append(Fault("options", "not_true_false"))
    elif len(options) < 2:
        faults.append(Fault("options", "too_few", len(options), 2))
    elif len(options) > MAXIMUM_OPTIONS:
        faults.append(Fault("options", "too_many", len(options), MAXIMUM_OPTIONS))
    if len(ids) != len(options):
        faults.append(Fault("options", "ids_repeat"))
    seen: dict[str, int] = {}
    for place, option in enumerate(options, start=1):
        text = normalise(option.text) or option.text.strip()
        if not option.text.strip():
            faults.append(Fault("options", "option_empty", place))
        elif text in seen:
            faults.append(Fault("options", "options_same", seen[text], place))
        else:
            seen[text] = place
        if len(option.text) > OPTION_LIMIT:
            faults.append(Fault("options", "option_too_long", place, OPTION_LIMIT))
    if not key.correct:
        faults.append(Fault("key", "none_correct"))
    elif content.kind != "multiple" and len(key.correct) > 1:
        faults.append(Fault("key", "several_correct", len(key.correct), 1))
    elif content.kind == "multiple" and len(key.correct) < 2:
        faults.append(Fault("key", "one_correct", len(key.correct), 2))
    if not key.correct <= ids:
        faults.append(Fault("key", "not_an_option"))
    if key.accepted:
        faults.append(Fault("key", "wrong_shape"))
    return faults


def _fill_in_faults(content: Content, key: Key) -> list[Fault]:
    faults = []
    count = blanks_in(content.stem)
    if count == 0:
        faults.append(Fault("stem", "no_blank"))
    if count > MAXIMUM_BLANKS:
        faults.append(Fault("stem", "too_many_blanks", count, MAXIMUM_BLANKS))
    ids = [option.id for option in content.options]
    if count != len(ids) or len(set(ids)) != len(ids):
        faults.append(Fault("blanks", "blank_count", len(ids), count))
    accepted = dict(key.accepted)
    if set(accepted) != set(ids) or key.correct:
        faults.append(Fault("blanks", "wrong_shape"))
    for place, blank in enumerate(ids, start=1):
        variants = accepted.get(blank, ())
        if not [variant for variant in variants if normalise(variant)]:
            faults.append(Fault("blanks", "no_answer", place))
        for variant in variants:
            if len(variant) > VARIANT_LIMIT:
                faults.append(Fault("blanks", "answer_too_long", len(variant), VARIANT_LIMIT))
    return faults
