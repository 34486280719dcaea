"""The rows in which options and blanks are written."""

import re
from dataclasses import dataclass
from typing import Final

from django import forms

from quizzes.bank.domain.questions import Key, Option, new_option_id, width_for

OPTION_ID: Final = re.compile(r"[a-z0-9]{1,12}")

ROWS: Final = 6
OPEN_ROWS: Final = 4
"""Rows shown at once; the others unfold, and stand open when something is in them."""


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One row of the form: hidden id, text, and whether it is right."""

    number: int
    id_field: forms.BoundField
    text_field: forms.BoundField
    is_right: bool


def blanks_of(lines: str, ids: str) -> tuple[tuple[Option, ...], Key]:
    """A blank for each line, its accepted texts divided by `|`; `ids`, divided by commas, are
    those that the blanks had."""
    known = [key for key in dict.fromkeys(ids.split(",")) if OPTION_ID.fullmatch(key)]
    options, accepted = [], []
    for place, line in enumerate(line for line in lines.splitlines() if line.strip()):
        variants = tuple(part.strip() for part in line.split("|") if part.strip())
        key = known[place] if place < len(known) else new_option_id()
        options.append(Option(key, width=width_for(variants)))
        accepted.append((key, variants))
    return tuple(options), Key(accepted=tuple(accepted))
