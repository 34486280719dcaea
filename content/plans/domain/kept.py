"""What was read out of a text, as bytes and back.

It lies in the database, so it is JSON and never code: only the shapes below come back. Those that
thousands of others hold (the clause of each duty) are written once.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Final

from .actor_items import Item
from .actor_limits import LeftOut
from .actor_offices import Office
from .actor_told import Told
from .actors import Actor, Duty, Said
from .response_parts import Statement
from .response_rows import Ladder, Response
from .situations import Card, Situation

_SHAPES: Final[tuple[type, ...]] = (
    Said, Item, Duty, Office, Actor, Card, Situation, Statement, Response, Ladder,
    Told, LeftOut,
)  # fmt: skip
_NUMBERS: Final = {shape: number for number, shape in enumerate(_SHAPES)}
_FIELDS: Final = tuple(tuple(one.name for one in fields(shape)) for shape in _SHAPES)
_TUPLE, _LIST, _CLAUSE = -1, -2, -3
_LEVEL: Final = 1
"""Of zlib: the others are slower and hardly smaller."""


def dump(values: Sequence[Any]) -> bytes:
    """Raises KeyError for what has none of the shapes."""
    clauses: dict[Said, int] = {}
    packed = [_pack(value, clauses) for value in values]
    data = [[_pack_fields(one, clauses) for one in list(clauses)], packed]
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode(), _LEVEL)


def load(data: bytes) -> list[Any]:
    """The values of `dump`."""
    written, packed = json.loads(zlib.decompress(data))
    clauses: list[Any] = []
    for one in written:
        clauses.append(_unpack(one, clauses))
    return [_unpack(one, clauses) for one in packed]


def _pack(value: Any, clauses: dict[Said, int]) -> Any:
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, tuple | list):
        kind = _TUPLE if isinstance(value, tuple) else _LIST
        return [kind, *(_pack(one, clauses) for one in value)]
    if isinstance(value, Said):
        return [_CLAUSE, clauses.setdefault(value, len(clauses))]
    return _pack_fields(value, clauses)


def _pack_fields(value: Any, clauses: dict[Said, int]) -> list[Any]:
    number = _NUMBERS[type(value)]
    return [number, *(_pack(getattr(value, name), clauses) for name in _FIELDS[number])]


def _unpack(data: Any, clauses: list[Any]) -> Any:
    if not isinstance(data, list):
        return data
    kind, *rest = data
    if kind == _CLAUSE:
        return clauses[rest[0]]
    values = [_unpack(one, clauses) for one in rest]
    if kind == _TUPLE:
        return tuple(values)
    return values if kind == _LIST else _SHAPES[kind](*values)
