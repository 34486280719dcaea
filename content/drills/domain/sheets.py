"""The lines of an evaluation sheet as an editor types them: 方面｜指标｜权重｜怎样评分."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from content.drills.domain.scoring import check_weights

BAR: Final = "｜"
MOST_LINES: Final = 60
ASPECT_LENGTH, NAME_LENGTH, GUIDE_LENGTH = 40, 120, 200
_WEIGHT: Final = re.compile(r"\d{1,3}(?:\.\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """`guide` says what earns how much, in the county's words; it may be empty."""

    aspect: str
    name: str
    weight: Decimal
    guide: str = ""


class UnreadableLine(ValueError):
    """`number` from one, `line` as typed. `why`: parts, aspect, name, weight, guide, twice."""

    def __init__(self, number: int, line: str, why: str) -> None:
        self.number, self.line, self.why = number, line, why
        super().__init__(number, why)


class TooManyLines(ValueError):
    """More than MOST_LINES."""


class NoLines(ValueError):
    """Nothing but blank lines."""


def read_lines(text: str) -> list[Line]:
    """Raises UnreadableLine, NoLines, TooManyLines, and WeightsWrong where the weights do not
    make 100."""
    typed = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not typed:
        raise NoLines
    if len(typed) > MOST_LINES:
        raise TooManyLines
    found: list[Line] = []
    for at, line in typed:
        one = _read(at, line)
        if any((one.aspect, one.name) == (other.aspect, other.name) for other in found):
            raise UnreadableLine(at, line, "twice")
        found.append(one)
    check_weights([one.weight for one in found])
    return found


def written(lines: Iterable[Line]) -> str:
    """`read_lines` reads it back."""
    return "\n".join(
        BAR.join([one.aspect, one.name, plain(one.weight), *([one.guide] if one.guide else [])])
        for one in lines
    )


def offered(aspects: Sequence[str]) -> str:
    """Lines that lack their indicators and weights: nobody is offered a number as if it were
    the standard's."""
    return "\n".join(f"{aspect}{BAR}{BAR}" for aspect in aspects)


def plain(number: Decimal) -> str:
    """12.50 as 12.5, 100 as 100."""
    return format(number.normalize(), "f")


def _read(at: int, line: str) -> Line:
    parts = [part.strip() for part in re.split(r"[｜|]", line)]
    if not 3 <= len(parts) <= 4:
        raise UnreadableLine(at, line, "parts")
    aspect, name, weight, guide = (*parts, "")[:4]
    for said, most, why in (
        (aspect, ASPECT_LENGTH, "aspect"), (name, NAME_LENGTH, "name"),
    ):  # fmt: skip
        if not said or len(said) > most:
            raise UnreadableLine(at, line, why)
    if len(guide) > GUIDE_LENGTH:
        raise UnreadableLine(at, line, "guide")
    return Line(aspect, name, _weight(at, line, weight), guide)


def _weight(at: int, line: str, typed: str) -> Decimal:
    digits = typed.removesuffix("%").removesuffix("％").strip()
    if not _WEIGHT.fullmatch(digits) or not 0 < Decimal(digits) <= 100:
        raise UnreadableLine(at, line, "weight")
    return Decimal(digits)
