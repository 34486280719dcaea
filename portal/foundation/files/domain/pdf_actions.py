"""What a PDF does by itself: read from its objects, as PDFium wrote them anew.

ISO 32000-2, 7.3 (objects), 7.5.4 (cross-reference table), 12.6.2 and 12.6.3 (what starts an
action, and what follows it).
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, TypeAlias

Value: TypeAlias = "dict[bytes, Value] | list[Value] | bytes | int | None"
"""A dictionary, an array, a name, the number of an object; None for what says nothing here."""

_TOKEN: Final = re.compile(
    rb"(?P<opens><<|\[)|(?P<closes>>>|\])|/(?P<name>[^\s()<>\[\]{}/%]*)"
    rb"|\((?:[^\\()]|\\.)*+\)|<[0-9A-Fa-f\s]*>|(?P<object>\d+)\s+\d+\s+R\b"
    rb"|(?P<word>[^\s()<>\[\]{}/%]+)",
    re.DOTALL,
)
"""PDFium leaves no bracket in a string unescaped."""
_PLACE: Final = re.compile(rb"(\d{10}) \d{5} n")
_HEAD: Final = re.compile(rb"\s*(\d+)\s+\d+\s+obj\b")
_STARTS: Final = re.compile(rb"/(?:AA|OpenAction|XFA)\b")
_HARMLESS: Final = b"GoTo"


def acts_by_itself(written: bytes) -> bool:
    """Whether opening the file, a page or a field of it does more than go to a place in it, or a
    form of its own language (XFA) lies in it. `written` comes from PDFium, whole."""
    if not _STARTS.search(written):
        return False
    slices = dict(_slices(written))
    return any(
        _any_starts(_parsed(part), slices) for part in slices.values() if _STARTS.search(part)
    )


def _slices(written: bytes) -> Iterator[tuple[int, bytes]]:
    """Each object by itself: what a stream holds cannot reach into the next."""
    table = written[written.rfind(b"\nxref") :]
    places = sorted(int(found[1]) for found in _PLACE.finditer(table))
    for start, end in pairwise([*places, len(written)]):
        if head := _HEAD.match(written, start):
            yield int(head[1]), written[head.end() : end]


def _parsed(part: bytes) -> Value:
    """The object at the start of `part`, without its stream."""
    open_lists: list[list[Value]] = [[]]
    for found in _TOKEN.finditer(part):
        if found["opens"]:
            open_lists.append([])
            continue
        value: Value = None
        if found["closes"] and len(open_lists) > 1:
            held = open_lists.pop()
            value = held if found["closes"] == b"]" else _paired(held)
        elif found["object"]:
            value = int(found["object"])
        elif found["name"] is not None:
            value = found["name"]
        open_lists[-1].append(value)
        if len(open_lists) == 1:
            return value
    return None


def _paired(held: list[Value]) -> dict[bytes, Value]:
    return {
        key: value for key, value in zip(held[::2], held[1::2], strict=False)
        if isinstance(key, bytes)
    }  # fmt: skip


def _any_starts(value: Value, slices: dict[int, bytes]) -> bool:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        if not isinstance(one, dict):
            continue
        waiting += one.values()
        if _at(one.get(b"XFA"), slices) is not None:
            return True
        events = _at(one.get(b"AA"), slices)
        actions = [*events.values()] if isinstance(events, dict) else []
        if _goes_elsewhere([one.get(b"OpenAction"), *actions], slices):
            return True
    return False


def _goes_elsewhere(actions: list[Value], slices: dict[int, bytes]) -> bool:
    """Whether one of these, or what follows it, is more than going to a place in the file."""
    seen: set[int] = set()
    while actions:
        action = actions.pop()
        if isinstance(action, int):
            if action in seen:
                continue
            seen.add(action)
            action = _at(action, slices)
        if not isinstance(action, dict):
            continue
        kind = _at(action.get(b"S"), slices)
        if kind not in (None, _HARMLESS):
            return True
        following = _at(action.get(b"Next"), slices)
        actions += following if isinstance(following, list) else [action.get(b"Next")]
    return False


def _at(value: Value, slices: dict[int, bytes]) -> Value:
    """What the number of an object stands for."""
    seen: set[int] = set()
    while isinstance(value, int):
        if value in seen:
            return None
        seen.add(value)
        value = _parsed(slices.get(value, b""))
    return value
