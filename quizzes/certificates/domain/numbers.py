"""Certificate numbers: `AL-2026-000001-5`. The last digit is a check digit.

The Damm algorithm (H. M. Damm, 2004) over year and serial finds every single wrong digit
and every exchange of two neighbours, with ten digits and no letter. It does not cover the
two letters before them: that one wrong letter, or the two exchanged, finds nothing either rests
on no two prefixes in use being so close (`easily_mistaken`), which keeps every number printed.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

TABLE: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
HIGHEST_SERIAL: Final = 999_999
PREFIX: Final = re.compile(r"[A-Z]{2}")
SHAPE: Final = re.compile(r"([A-Z]{2})(\d{4})(\d{6})(\d)")
LOOK_ALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(unsafe_hash=True)
class SerialsExhausted(Exception):
    """A year has used every serial number."""

    year: int


def check_digit(digits: str) -> int:
    """Damm check digit of a string of decimal digits."""
    interim = 0
    for digit in digits:
        interim = TABLE[interim][int(digit)]
    return interim


def easily_mistaken(prefix: str, other: str) -> bool:
    """One wrong letter, or the two exchanged, makes a number of `prefix` one of `other`."""
    wrong = sum(mine != theirs for mine, theirs in zip(prefix, other, strict=True))
    return wrong == 1 or (wrong == 2 and prefix == other[::-1])


def compose(prefix: str, year: int, serial: int) -> str:
    """The number of the `serial`-th certificate of a year, serials from 1: what is shown as an
    example has serial 0, so that no certificate ever bears it."""
    if not 1 <= serial <= HIGHEST_SERIAL:
        raise SerialsExhausted(year)
    body = f"{year:04d}{serial:06d}"
    return f"{prefix}-{body[:4]}-{body[4:]}-{check_digit(body)}"


def normalise(typed: str) -> str | None:
    """The number a person meant, or None where no number with a right check digit is meant.

    Accepts full-width characters, spaces, missing dashes, small letters, and O for 0 or
    I and l for 1 among the digits.
    """
    letters = "".join(
        character
        for character in unicodedata.normalize("NFKC", typed[:60]).upper()
        if character.isalnum()
    )
    prefix = PREFIX.match(letters)
    if prefix is None:
        return None
    found = SHAPE.fullmatch(prefix.group() + letters[2:].translate(LOOK_ALIKES))
    if found is None:
        return None
    word, year, serial, digit = found.groups()
    if check_digit(year + serial) != int(digit) or int(serial) == 0:
        return None
    return f"{word}-{year}-{serial}-{digit}"
