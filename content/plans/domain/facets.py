"""Filters of a register and how many documents each choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

NONE: Final = "none"
"""The choice of documents that say nothing in a facet."""
_ALONE: Final = ".own"

FACETS: Final = ("family", "kind", "level", "division", "hazard")


@dataclass(frozen=True, slots=True)
class Row:
    """What a document is filtered by. `divisions`: codes from the outermost to its own."""

    family: str
    kind: str
    level: str
    divisions: tuple[str, ...] = ()
    hazards: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A choice among the divisions; `is_alone`: without those inside it."""

    value: str
    code: str
    count: int
    is_alone: bool = False


_OF: Final[Mapping[str, Callable[[Row], Iterable[str]]]] = {
    "family": lambda row: (row.family,),
    "kind": lambda row: (row.kind,),
    "level": lambda row: (row.level,),
    "division": lambda row: (
        (*row.divisions, f"{row.divisions[-1]}{_ALONE}") if row.divisions else (NONE,)
    ),
    "hazard": lambda row: row.hazards or (NONE,),
}


def kept(rows: Iterable[Row], chosen: Mapping[str, str], *, but: Sequence[str] = ()) -> list[Row]:
    """Rows under the filters; those named in `but` and empty ones do not count."""
    asked = [(_OF[name], value) for name, value in chosen.items() if value and name not in but]
    return [row for row in rows if all(value in values(row) for values, value in asked)]


def counts(rows: Iterable[Row], name: str, chosen: Mapping[str, str]) -> Counter[str]:
    """By value of a facet: how many documents are left under it and all other filters. A kind
    belongs to a family, so choosing another family lets go of it. Every document counts once, but
    in the facet of hazards once for each of its own."""
    but = (name, "kind") if name == "family" else (name,)
    return Counter(value for row in kept(rows, chosen, but=but) for value in _OF[name](row))


def places(rows: Iterable[Row], chosen: Mapping[str, str]) -> list[Place]:
    """Of the tree of divisions the way down to the chosen one and what that divides into, itself
    alone included; of one that divides into nothing, its neighbours. The way from the root to the
    first fork leaves everything and is no choice. What stands behind the way adds up."""
    inside = kept(rows, chosen, but=("division",))
    value = chosen.get("division", "")
    asked = value.removesuffix(_ALONE)
    path = next((row.divisions for row in inside if asked in row.divisions), ())
    way = path[: path.index(asked) + 1] if path else ()
    paths = [row.divisions for row in inside]
    below = _fork(paths, way)
    while way and not below:
        way = way[:-1]
        below = _fork(paths, way)
    numbers = Counter(value for row in inside for value in _OF["division"](row))
    found = [*(Place(code, code, numbers[code]) for code in way), *below]
    if numbers[value] and value not in {one.value for one in found}:
        found.append(Place(value, asked, numbers[value], is_alone=value != asked))
    return [one for one in found if one.count < len(inside) or one.value == value]


def _fork(paths: Sequence[tuple[str, ...]], way: tuple[str, ...]) -> list[Place]:
    depth = len(way)
    within = [path for path in paths if path[:depth] == way]
    next_codes = Counter(path[depth] for path in within if len(path) > depth)
    own = sum(len(path) == depth for path in within)
    if len(next_codes) == 1 and not own:
        (code,) = next_codes
        return _fork(paths, (*way, code))
    found = [Place(code, code, number) for code, number in sorted(next_codes.items())]
    if not way:
        return [*found, Place(NONE, NONE, own)] if own else found
    if own and found:
        found.insert(0, Place(f"{way[-1]}{_ALONE}", way[-1], own, is_alone=True))
    return found
