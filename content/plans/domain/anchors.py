"""Which clause of a new version is which clause of the old one.

An anchor follows its clause through a renumbering (same text), an edit (same place, similar
text) and a move (same text elsewhere). A split or joined clause keeps the anchor of the part
that resembles it most. Linear in the number of clauses.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_SIMILAR: Final = 0.35
_SURE: Final = 0.6


@dataclass(frozen=True, slots=True)
class ClauseKey:
    """`path`: numbers from the chapter down, e.g. ("三、", "㈢", "3."); `hash` of all text."""

    path: tuple[str, ...]
    heading: str
    hash: str
    text: str
    kind: str = "clause"


def content_hash(kind: str, heading: str, text: str) -> str:
    """Hash of what a clause says, blind to its number and to white space."""
    body = "\x1f".join(re.sub(r"\s+", "", piece) for piece in (kind, heading, text))
    return hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()


def match_clauses(old: Sequence[ClauseKey], new: Sequence[ClauseKey]) -> list[int | None]:
    """For each new clause the index of the old one it continues, or None. Never one twice."""
    result: list[int | None] = [None] * len(new)
    free = set(range(len(old)))

    def take(index: int, found: int) -> None:
        result[index] = found
        free.discard(found)

    def exact(key: Callable[[ClauseKey], Hashable], *, unique: bool) -> None:
        pool: dict[Hashable, list[int]] = defaultdict(list)
        for at in sorted(free):
            pool[key(old[at])].append(at)
        wanted: dict[Hashable, list[int]] = defaultdict(list)
        for index, clause in enumerate(new):
            if result[index] is None:
                wanted[key(clause)].append(index)
        for value, indexes in wanted.items():
            have = pool.get(value, [])
            if unique and not len(have) == len(indexes) == 1:
                continue
            for index, at in zip(indexes, have, strict=False):
                take(index, at)

    exact(lambda c: (c.path, c.hash), unique=False)
    exact(lambda c: c.hash, unique=True)
    exact(lambda c: c.hash, unique=False)

    by_path: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_heading: dict[str, list[int]] = defaultdict(list)
    for at in free:
        by_path[old[at].path].append(at)
        if old[at].heading:
            by_heading[old[at].heading].append(at)
    grams = _Grams()
    for limit in (_SURE, _SIMILAR):
        for index, clause in enumerate(new):
            if result[index] is not None:
                continue
            near = {*by_heading.get(clause.heading, ())[:20], *by_path.get(clause.path, ())[:20]}
            best = _best(clause, [at for at in near if at in free], old, grams)
            if best is not None and best[0] >= limit:
                take(index, best[1])
    return result


def _best(
    clause: ClauseKey, near: Iterable[int], old: Sequence[ClauseKey], grams: _Grams
) -> tuple[float, int] | None:
    found: tuple[float, int] | None = None
    for at in sorted(near):
        if old[at].kind != clause.kind:
            continue
        score = grams.similarity(old[at].heading + old[at].text, clause.heading + clause.text)
        if clause.heading and old[at].heading == clause.heading:
            score = max(score, _SIMILAR) + 0.2
        if found is None or score > found[0]:
            found = score, at
    return found


class _Grams:
    """Sørensen–Dice similarity over character bigrams, each text cut once."""

    def __init__(self) -> None:
        self._cache: dict[str, frozenset[str]] = {}

    def _of(self, text: str) -> frozenset[str]:
        if text not in self._cache:
            body = re.sub(r"\s+", "", text)[:20_000]
            self._cache[text] = frozenset(
                body[i : i + 2] for i in range(len(body) - 1)
            ) or frozenset(body)
        return self._cache[text]

    def similarity(self, a: str, b: str) -> float:
        first, second = self._of(a), self._of(b)
        if not first or not second:
            return 1.0 if first == second else 0.0
        return 2 * len(first & second) / (len(first) + len(second))
