"""What the editors say otherwise of two versions of a document: who acts, who holds which office,
what a level or a situation is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from .actor_told import HEADING, Told
from .changes import Passage

_KNOWN_BY: Final = 20
"""Characters of a sentence that tell it from the others: a word mended behind them changes
nothing of what was said."""


@dataclass(frozen=True, slots=True)
class ToldChange:
    """`words`: the line of the clause that it is said of, from there on; `gone`: the later version
    is not told it any more, and `passage` is that of the earlier one."""

    told: Told
    passage: Passage
    words: str
    gone: bool = False


def compare_told(old: Sequence[Passage], new: Sequence[Passage]) -> list[ToldChange]:
    """In the reading order of `new`; what is gone stands before what is said of the clause now,
    and that of clauses that are gone at the end.

    What is said of the same words is the same wherever they went: of words that stand where they
    stood and are said of others like them now, it is another. Where the words changed, it is the
    same in the same clause.
    """
    was, now = _told_in(old, gone=True), _told_in(new, gone=False)
    spoken = {one.anchor: "".join(f"{one.heading}{one.text}".split()) for one in new}
    was, now = _without_common(was, now, _in_place)
    left = [one for one in was if _known(one) not in spoken.get(one.passage.anchor, "")]
    others = [one for one in was if one not in left]
    for key in (_by_words, _by_clause):
        left, now = _without_common(left, now, key)
    at = {one.anchor: place for place, one in enumerate(new)}
    return sorted(
        [*others, *left, *now],
        key=lambda one: (at.get(one.passage.anchor, len(at)), not one.gone, one.told.start),
    )


def _told_in(passages: Iterable[Passage], *, gone: bool) -> list[ToldChange]:
    return [
        ToldChange(told, passage, _words(passage, told), gone)
        for passage in passages
        for told in passage.told
    ]


def _words(passage: Passage, told: Told) -> str:
    if told.start == HEADING:
        return passage.heading
    if passage.table:
        row = passage.table[told.start] if told.start < len(passage.table) else ()
        return row[told.column] if told.column < len(row) else ""
    return passage.text[told.start :].split("\n")[0]


def _known(one: ToldChange) -> str:
    return "".join(one.words.split())[:_KNOWN_BY]


def _said(one: ToldChange) -> tuple[str, str, str]:
    return one.told.kind, one.told.name, one.told.called


def _in_place(one: ToldChange) -> Hashable:
    return _said(one), _known(one), one.passage.anchor


def _by_words(one: ToldChange) -> Hashable:
    return _said(one), _known(one)


def _by_clause(one: ToldChange) -> Hashable:
    return _said(one), one.passage.anchor


def _without_common(
    was: Sequence[ToldChange], now: Sequence[ToldChange], key: Callable[[ToldChange], Hashable]
) -> tuple[list[ToldChange], list[ToldChange]]:
    """Both without the pairs that have the same key, the earlier ones of each paired first."""
    common = Counter(map(key, was)) & Counter(map(key, now))
    return _without(was, key, common), _without(now, key, common)


def _without(
    rows: Iterable[ToldChange], key: Callable[[ToldChange], Hashable], common: Counter[Hashable]
) -> list[ToldChange]:
    left, found = common.copy(), []
    for one in rows:
        if left[key(one)]:
            left[key(one)] -= 1
        else:
            found.append(one)
    return found
