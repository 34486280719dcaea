"""What editors say of the situations in a text, on top of what was read there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from .actor_items import Item
from .actor_told import HEADING, Told
from .corrections.model import SITUATIONS, CorrectionKind
from .situation_reader import Stretch

if TYPE_CHECKING:
    from .actors import Said

_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of a sentence; `called`: the name of its situation where an editor gave one that
    it does not say in these words."""

    stretch: Stretch
    called: str = ""
    is_told: bool = False


def told_of(said: Said) -> list[Told]:
    """What is said of its sentences."""
    return [one for one in said.told if one.kind in SITUATIONS and one.start != HEADING]


def rows_told(said: Said) -> Iterator[tuple[str, Told]]:
    """The rows of its table that an editor says tell of a situation: the words of all their cells,
    and what is said. Of two cells of a row the later was said last."""
    by_row = {one.start: one for one in told_of(said)}
    for row, one in sorted(by_row.items()):
        if one.kind == CorrectionKind.SITUATION and row < len(said.rows):
            words = dict.fromkeys(" ".join(cell.split()) for cell in said.rows[row])
            yield "；".join(word for word in words if word), one


def head_of(said: Said) -> Told | None:
    """What is said of its heading."""
    told = (one for one in said.told if one.kind in SITUATIONS and one.start == HEADING)
    return next(told, None)


def left_out(clauses: Sequence[Said]) -> set[str]:
    """The clauses at and below a heading that is no situation, by their anchors."""
    found: set[str] = set()
    above: int | None = None
    for said in clauses:
        if above is not None and said.depth > above:
            found.add(said.anchor)
            continue
        head = head_of(said)
        is_none = head is not None and head.kind == CorrectionKind.NO_SITUATION
        above = said.depth if is_none else None
        if is_none:
            found.add(said.anchor)
    return found


def below(clauses: Sequence[Said], at: int) -> Iterator[Item]:
    """What is done in the situation that a heading names: its own text and all below it."""
    here = clauses[at]
    if here.text.strip():
        yield Item(here.anchor, "", here.text.strip())
    for said in islice(clauses, at + 1, at + 1 + _MOST):
        if said.depth <= here.depth:
            return
        gap = " " if said.label and said.text else ""
        yield Item(said.anchor, said.label + gap, said.text.strip())


def span_of(words: str, called: str) -> tuple[int, int]:
    """Where the words name the situation; nowhere in them where they do not."""
    at = words.find(called) if called else -1
    return (at, at + len(called)) if at >= 0 else (0, 0)


def retold(
    sentence: str, start: int, read: Sequence[Stretch], told: Sequence[Told]
) -> list[Spoken]:
    """The stretches of a sentence that begins at `start` of its text, once the editors had their
    say: what was read where they pointed gives way to the name they gave, or to none."""
    here = [one for one in told if start <= one.start < start + len(sentence)]
    if not here:
        return [Spoken(one) for one in read]
    gone = {
        (one.start, one.end)
        for one in read
        if any(one.start <= each.start - start < one.end for each in here)
    }
    found = [Spoken(one) for one in read if (one.start, one.end) not in gone]
    places = sorted(one.start - start for one in here)
    for one in here:
        at = one.start - start
        if one.kind != CorrectionKind.SITUATION:
            continue
        (low, high), *_ = [
            *(each for each in gone if each[0] <= at < each[1]), (at, len(sentence)),
        ]  # fmt: skip
        if any(low < place < high and place != at for place in places):
            low, high = at, next((place for place in places if place > at), high)
        begins, ends = span_of(sentence[low:high], one.called)
        stretch = Stretch(low, high, low + begins, low + ends, high)
        found.append(Spoken(stretch, "" if ends else one.called, is_told=True))
    return sorted(found, key=lambda each: (each.stretch.start, each.stretch.begins))
