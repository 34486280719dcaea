"""Drawing a paper from a seed: no question twice, every cell full, the same seed the same paper."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

_REFERS_TO_OTHERS: Final = re.compile(r"^(以上|上述|前述|以上各项).{0,4}(都|均|全|皆)")


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as the shuffle sees it; a pinned one keeps its place at the end."""

    id: str
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question version that may be drawn. `shuffles` is false for 对/错 and for blanks."""

    version_id: int
    part: str
    choices: tuple[Choice, ...] = ()
    shuffles: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """`count` questions, `mark` each, out of `pool`."""

    position: int
    count: int
    mark: Decimal
    pool: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One question of a drawn paper, in its place."""

    number: int
    version_id: int
    option_order: tuple[str, ...]
    mark: Decimal
    part: str


@dataclass(frozen=True, slots=True)
class Shortage:
    """A cell that cannot be filled: `have` questions are left for it, `need` are asked."""

    position: int
    have: int
    need: int


class PoolTooSmall(Exception):
    def __init__(self, shortages: Sequence[Shortage]) -> None:
        super().__init__(", ".join(f"#{s.position}: {s.have}/{s.need}" for s in shortages))
        self.shortages = tuple(shortages)


def keeps_its_place(text: str) -> bool:
    """以上都对 means nothing anywhere but last."""
    return bool(_REFERS_TO_OTHERS.match(text.strip()))


def assemble(
    cells: Iterable[Cell], *, seed: int, shuffle_questions: bool, shuffle_options: bool
) -> tuple[Slot, ...]:
    """The paper of a seed. Raises PoolTooSmall, naming every cell that stays short.

    Cells may share questions; a paper holds none twice, even where a greedy draw would
    starve a later cell.
    """
    cells = tuple(cells)
    # Same seed, same paper is wanted here; nothing secret hangs on it.
    random = Random(seed)  # noqa: S311
    drawn = _draw(cells, random)
    if shuffle_questions:
        random.shuffle(drawn)
    return tuple(
        Slot(
            number=number,
            version_id=candidate.version_id,
            option_order=_order(candidate, random, shuffle_options),
            mark=cell.mark,
            part=candidate.part,
        )
        for number, (cell, candidate) in enumerate(drawn, start=1)
    )


def check(cells: Iterable[Cell]) -> None:
    """Raise PoolTooSmall if any seed would; whether a draw exists does not hang on the seed."""
    _draw(tuple(cells), Random(0))  # noqa: S311


def total_mark(cells: Iterable[Cell]) -> Decimal:
    return sum((cell.mark * cell.count for cell in cells), Decimal(0))


def _order(candidate: Candidate, random: Random, shuffle: bool) -> tuple[str, ...]:
    free = [choice.id for choice in candidate.choices if not choice.pinned]
    pinned = [choice.id for choice in candidate.choices if choice.pinned]
    if not (shuffle and candidate.shuffles):
        return tuple(choice.id for choice in candidate.choices)
    random.shuffle(free)
    return (*free, *pinned)


def _draw(cells: tuple[Cell, ...], random: Random) -> list[tuple[Cell, Candidate]]:
    """A random matching of places to questions: augmenting paths over shuffled pools."""
    places = [index for index, cell in enumerate(cells) for _ in range(cell.count)]
    pools = [{c.version_id: c for c in cell.pool} for cell in cells]
    wishes: list[list[int]] = []
    for index in places:
        wish = list(pools[index])
        random.shuffle(wish)
        wishes.append(wish)
    holder: dict[int, int] = {}
    unfilled: dict[int, int] = {}
    for place, index in enumerate(places):
        if not _seat(place, wishes, holder):
            unfilled[index] = unfilled.get(index, 0) + 1
    if unfilled:
        raise PoolTooSmall(
            [
                Shortage(cells[index].position, cells[index].count - missing, cells[index].count)
                for index, missing in sorted(unfilled.items())
            ]
        )
    by_place = {place: version_id for version_id, place in holder.items()}
    return [(cells[index], pools[index][by_place[place]]) for place, index in enumerate(places)]


def _seat(start: int, wishes: Sequence[Sequence[int]], holder: dict[int, int]) -> bool:
    """Give place `start` a question, moving earlier places along if need be.

    Breadth first and without recursion: a path can be as long as the paper.
    """
    came_from: dict[int, int] = {}
    waiting = [start]
    for place in waiting:
        for version_id in wishes[place]:
            if version_id in came_from:
                continue
            came_from[version_id] = place
            if version_id in holder:
                waiting.append(holder[version_id])
                continue
            _shift(version_id, start, came_from, holder)
            return True
    return False


def _shift(free: int, start: int, came_from: dict[int, int], holder: dict[int, int]) -> None:
    held_by = {place: version_id for version_id, place in holder.items()}
    version_id: int | None = free
    while version_id is not None:
        place = came_from[version_id]
        previous = held_by.get(place)
        holder[version_id] = place
        version_id = None if place == start else previous
