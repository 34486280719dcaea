"""What an editor says of a clause, on top of what was read there: who acts in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from .corrections.model import ACTORS, CorrectionKind

SEVERAL: Final = "、"
HEADING: Final = -1
"""Where something is told of a heading, with all below it."""


@dataclass(frozen=True, slots=True)
class Told:
    """`kind`: one of `corrections.model.TOLD`; `name`: as it was read, or as it is to be added;
    `called`: what it is called instead, the office that it holds, what a situation is called, or
    the levels of a response; `start`: where in the text of the clause the sentence begins that the
    editor pointed at, or which row of its table it is, HEADING for its heading; `column`: which
    cell of that row. `written`: how else this clause writes the name, between SEVERAL: who does
    not read the clause that says what it stands for reads it so."""

    kind: str
    name: str
    called: str = ""
    start: int = 0
    column: int = 0
    written: str = ""

    @property
    def names(self) -> Sequence[str]:
        return (self.name, *filter(None, self.written.split(SEVERAL)))


def told_by_row(kept: Iterable[Mapping[str, Any]], rows: Iterable[int]) -> tuple[Told, ...]:
    """What is kept with a clause, its `start` counted among the `rows` of its table, numbers in
    their order: a row of the file may hold no cell of its own, and whoever reads a table has only
    those that do. Without `rows` as it is kept."""
    told = tuple(Told(**one) for one in kept)
    places = {row: at for at, row in enumerate(rows)}
    if not places:
        return told
    return tuple(
        one if one.start == HEADING else replace(one, start=places.get(one.start, len(places)))
        for one in told
    )


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts in a sentence: `name` as all of the text calls it, `written` as this sentence
    does, `office` as what it only takes part."""

    name: str
    written: str
    office: str = ""


def retold(
    read: Sequence[Iterable[Acting]],
    reaches: Sequence[tuple[int, int]],
    told: Sequence[Told],
    canonical: Callable[[str], str],
) -> list[list[Acting]]:
    """Who acts in each sentence, once the editors had their say, in the order they had it.

    `reaches`: from where to where in the text or rows of the clause each sentence counts. A name
    that is told is brought to that of the whole text, as one that is read; but for another name of
    the same actor, which would else change nothing. A name that is changed and not read any more
    is the editor's own in the sentence that was pointed at.
    """
    found = [list(acting) for acting in read]
    for one in told:
        if one.kind not in ACTORS:
            continue
        if one.kind == CorrectionKind.ACTOR:
            _add(found, reaches, one.start, Acting(canonical(one.name), one.name))
            continue
        was = [[_is(acting, one.names) for acting in sentence] for sentence in found]
        name = canonical(one.called) if one.called else ""
        called = Acting(one.called if name == canonical(one.name) else name, one.called)
        found = [
            [
                replace(called, office=acting.office) if is_it else acting
                for acting, is_it in zip(sentence, marks, strict=True)
                if one.called or not is_it
            ]
            for sentence, marks in zip(found, was, strict=True)
        ]
        if one.called and not any(map(any, was)):
            _add(found, reaches, one.start, called)
    return [list(dict.fromkeys(sentence)) for sentence in found]


def _is(acting: Acting, names: Sequence[str]) -> bool:
    """A later text may say what the name stands for: then the sentence still writes it so. Of what
    else the clause writes that counts alone which stands for nothing to this reader."""
    return acting.name in names or acting.written == names[0]


def _add(
    found: list[list[Acting]], reaches: Sequence[tuple[int, int]], start: int, acting: Acting
) -> None:
    for sentence, (low, high) in zip(found, reaches, strict=True):
        if low <= start < high and all(one.name != acting.name for one in sentence):
            sentence.append(acting)
