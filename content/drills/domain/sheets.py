"""The rows of an evaluation sheet as an editor types them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal
from typing import Final

from content.drills.domain.scoring import check_weights

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


@dataclass(frozen=True, slots=True)
class Typed:
    """A row as it was typed; the names are those of the columns."""

    aspect: str = ""
    name: str = ""
    weight: str = ""
    guide: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(word.strip() for word in astuple(self))


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is to be changed: `row` from zero, `column` as in Typed. `why`: aspect, name, weight,
    guide (missing, too long or unreadable), twice (the same indicator as in an earlier row)."""

    row: int
    column: str
    why: str


class RowsWrong(ValueError):
    def __init__(self, wrong: Sequence[Wrong]) -> None:
        self.wrong = tuple(wrong)
        super().__init__(self.wrong)


class TooManyLines(ValueError):
    """More than MOST_LINES."""


class NoLines(ValueError):
    """Nothing but empty rows."""


def read_rows(rows: Sequence[Typed]) -> list[Line]:
    """The rows that are not empty. Raises NoLines, TooManyLines, RowsWrong with all that is wrong,
    and WeightsWrong where the weights do not make 100."""
    typed = [(at, row) for at, row in enumerate(rows) if not row.is_empty]
    if not typed:
        raise NoLines
    if len(typed) > MOST_LINES:
        raise TooManyLines
    wrong = [one for at, row in typed for one in _wrong_in(at, row)]
    seen: set[tuple[str, str]] = set()
    for at, row in typed:
        named = (row.aspect.strip(), row.name.strip())
        if all(named) and named in seen:
            wrong.append(Wrong(at, "name", "twice"))
        seen.add(named)
    if wrong:
        raise RowsWrong(wrong)
    found = [
        Line(
            row.aspect.strip(), row.name.strip(), weight_of(row.weight) or Decimal(0),
            row.guide.strip(),
        )
        for _at, row in typed
    ]  # fmt: skip
    check_weights([one.weight for one in found])
    return found


def weight_of(typed: str) -> Decimal | None:
    """None for what is no weight: above 0, at most 100, two decimals at most. A sign of per cent
    may follow."""
    digits = typed.strip().removesuffix("%").removesuffix("％").strip()
    if not _WEIGHT.fullmatch(digits) or not 0 < Decimal(digits) <= 100:
        return None
    return Decimal(digits)


def total_of(rows: Iterable[Typed]) -> Decimal:
    """Of the weights that can be read."""
    return sum((weight_of(row.weight) or Decimal(0) for row in rows), Decimal(0))


def typed_as(line: Line) -> Typed:
    """`read_rows` reads it back."""
    return Typed(line.aspect, line.name, plain(line.weight), line.guide)


def plain(number: Decimal) -> str:
    """12.50 as 12.5, 100 as 100."""
    return format(number.normalize(), "f")


def _wrong_in(at: int, row: Typed) -> Iterator[Wrong]:
    for column, said, most in (
        ("aspect", row.aspect, ASPECT_LENGTH), ("name", row.name, NAME_LENGTH),
    ):  # fmt: skip
        if not said.strip() or len(said.strip()) > most:
            yield Wrong(at, column, column)
    if weight_of(row.weight) is None:
        yield Wrong(at, "weight", "weight")
    if len(row.guide.strip()) > GUIDE_LENGTH:
        yield Wrong(at, "guide", "guide")
