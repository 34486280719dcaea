"""Shapes of short codes as database constraints that need no function of ours.

Not by regular expression: SQLite has none of its own, and the `sqlite3` program of an
administrator refuses to dump or mend a table whose constraint calls Django's.
"""

from collections.abc import Iterable
from typing import Final

from django.db.models import CharField, F, Func, Q, Value
from django.db.models.functions import Length, Substr
from django.db.models.lookups import Exact, In

DIGITS: Final = "0123456789"
HEXADECIMAL: Final = "0123456789abcdef"
CAPITALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def consists_of(field: str, characters: str, lengths: Iterable[int], *, start: str = "") -> Q:
    """`start`, then nothing but `characters`; `lengths` count both. NULL is not judged."""
    rest = Substr(F(field), len(start) + 1)
    # LTRIM takes a set of characters in both databases: nothing else may remain.
    remains = Func(rest, Value(characters), function="LTRIM", output_field=CharField())
    shape = Q(Exact(remains, Value(""))) & Q(In(Length(F(field)), list(lengths)))
    return shape & Q(**{f"{field}__startswith": start}) if start else shape


def is_sha256(field: str) -> Q:
    """In hexadecimal small letters."""
    return consists_of(field, HEXADECIMAL, [64])
