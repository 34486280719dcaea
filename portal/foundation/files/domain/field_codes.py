"""What the fields of a Word text would do for whoever opens it: start a programme, or fetch
something.

ECMA-376 part 1, 17.16.5 (fields); [MS-DOC] 2.8.25 (their marks in a text).
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from typing import Final

BEGIN, SEPARATE, END = "\x13", "\x14", "\x15"
"""Where a field begins, where its code is over and what it last showed follows, where it ends."""

_INSIDE: Final = "\x01"
"""Stands in a code for a field in it: what that makes is not known before it is made."""
_KEPT: Final = f"{_INSIDE}\t\n\v\f\r\x1e"
"""Of the signs that nobody sees, those that part words."""
_MARK: Final = re.compile(f"([{BEGIN}{SEPARATE}{END}])")
_DDE: Final = re.compile(r"(?<![a-z0-9_])DDE(?:AUTO)?(?![a-z0-9_])", re.IGNORECASE)
_QUOTES: Final = "\"'`“”„‟‘’‚‛＂＇«»‹›「」『』《》〝〞"
_ADDRESS: Final = re.compile(
    r"(?:https?|ftps?|mhtml):|[a-z][a-z0-9+.-]+:(?<!file:)//|file:(?!///?[a-z]:)"
    rf"|(?:^|[\s{_QUOTES}{_INSIDE}])(?:\\\\|//)",
    re.IGNORECASE,
)
"""Of a file on this computer there is nothing to fetch."""
_ONLY_FOLLOWED: Final = re.compile(r"(?:HYPERLINK|ADDIN)(?![a-z0-9_])", re.IGNORECASE)
"""Goes to an address once it is pressed, or holds what another programme keeps there."""
_TAKES_IN: Final = re.compile(
    r"(?:INCLUDE(?:PICTURE|TEXT)?|IMPORT|LINK|DATABASE|RD)(?![a-z0-9_])", re.IGNORECASE
)


class Harm(Enum):
    STARTS = auto()
    FETCHES = auto()


def harm_of(text: str) -> Harm | None:
    """Of a text in which fields lie between their marks; a programme that is started comes
    first."""
    found = {_harm(code) for code in _codes(text)}
    return next((one for one in (Harm.STARTS, Harm.FETCHES) if one in found), None)


def _codes(text: str) -> Iterator[str]:
    """The code of each field, without what it last showed; of one that another is in with what
    that showed."""
    codes: list[list[str]] = []
    # Of each open field the code that what is read goes to: its own, then that around it.
    targets: list[int | None] = []
    for part in _MARK.split(text.replace(_INSIDE, "")):
        target = targets[-1] if targets else None
        if part == BEGIN:
            if target is not None:
                codes[target].append(_INSIDE)
            targets.append(len(codes))
            codes.append([])
        elif part == SEPARATE:
            if targets:
                targets[-1] = targets[-2] if len(targets) > 1 else None
        elif part == END:
            if targets:
                targets.pop()
        elif target is not None:
            codes[target].append(part)
    return ("".join(code) for code in codes)


def _harm(code: str) -> Harm | None:
    shown = "".join(
        sign for sign in code if sign in _KEPT or unicodedata.category(sign) not in ("Cf", "Cc")
    ).lstrip()
    if _ONLY_FOLLOWED.match(shown):
        return None
    if _DDE.search(shown):
        return Harm.STARTS
    made = shown.startswith(_INSIDE) or (_TAKES_IN.match(shown) and _INSIDE in shown)
    return Harm.FETCHES if made or _ADDRESS.search(shown) else None
