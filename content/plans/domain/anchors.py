"""Which clause of a new version is which clause of the old one.

An anchor follows its clause through a renumbering (same text), an edit (same place, similar
text) and a move (same text elsewhere). A split or joined clause keeps the anchor of the part
that resembles it most. Linear in the number of clauses.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final

_SIMILAR: Final = 0.35
_SURE: Final = 0.6
_NEAR: Final = 20


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
    return _Matching(old, new).result


class _Matching:
    """Words first, and last the headings that have none of their own: one of those is what its
    clauses say it is, since a document may call three of its sections 组织机构."""

    def __init__(self, old: Sequence[ClauseKey], new: Sequence[ClauseKey]) -> None:
        self.old, self.new = old, new
        self.result: list[int | None] = [None] * len(new)
        self.free = set(range(len(old)))
        self.old_above, self.new_above = _parents(old), _parents(new)
        self.grams = _Grams()
        self._exact(lambda c: c.hash if c.text else None, unique=True)
        self._beside()
        self._exact(lambda c: (c.path, c.hash) if c.text else None)
        self._exact(lambda c: c.hash if c.text else None)
        self._by_those_below()
        for limit in (_SURE, _SIMILAR):
            self._similar(limit)
            self._by_those_below()
        self._exact(lambda c: (c.path, c.hash))
        self._exact(lambda c: c.hash, unique=True)
        self._exact(lambda c: c.hash)
        self._similar(_SIMILAR, bare=True)

    def _take(self, index: int, found: int) -> None:
        self.result[index] = found
        self.free.discard(found)

    def _exact(self, key: Callable[[ClauseKey], Hashable], *, unique: bool = False) -> None:
        pool: dict[Hashable, list[int]] = defaultdict(list)
        for at in sorted(self.free):
            pool[key(self.old[at])].append(at)
        wanted: dict[Hashable, list[int]] = defaultdict(list)
        for index, clause in enumerate(self.new):
            if self.result[index] is None:
                wanted[key(clause)].append(index)
        for value, indexes in wanted.items():
            have = pool.get(value, [])
            if value is None or (unique and not len(have) == len(indexes) == 1):
                continue
            for index, at in zip(indexes, have, strict=False):
                self._take(index, at)

    def _beside(self) -> None:
        """Of clauses with the same words, the one that stands where it stood to a neighbour."""
        for step in (1, -1):
            order = range(len(self.new)) if step == 1 else range(len(self.new) - 1, -1, -1)
            for index in order:
                if self.result[index] is not None or not 0 <= index - step < len(self.new):
                    continue
                neighbour = self.result[index - step]
                at = -1 if neighbour is None else neighbour + step
                clause = self.new[index]
                if clause.text and at in self.free and self.old[at].hash == clause.hash:
                    self._take(index, at)

    def _by_those_below(self) -> None:
        """A heading without words goes with most of the clauses below it, the deepest first."""
        depths = {len(clause.path) for clause in self.new}
        for depth in sorted(depths, reverse=True):
            votes: dict[tuple[int, int], float] = defaultdict(float)
            for index, found in enumerate(self.result):
                above = self.new_above[index]
                if found is None or above is None or len(self.new[above].path) != depth:
                    continue
                at = self.old_above[found]
                if at is None or not self._may_be(above, at):
                    continue
                votes[above, at] += 1
            for (above, at), _count in sorted(
                votes.items(),
                key=lambda vote: (-vote[1], not self._alike(*vote[0]), vote[0]),
            ):
                if self._may_be(above, at):
                    self._take(above, at)

    def _may_be(self, index: int, at: int) -> bool:
        return (
            self.result[index] is None
            and at in self.free
            and not (self.new[index].text and self.old[at].text)
            and self.new[index].kind == self.old[at].kind
        )

    def _alike(self, index: int, at: int) -> bool:
        return self.new[index].heading == self.old[at].heading

    def _similar(self, limit: float, *, bare: bool = False) -> None:
        """Edited in the same place, under the same heading, or between the same neighbours."""
        by_path: dict[tuple[str, ...], list[int]] = defaultdict(list)
        by_heading: dict[str, list[int]] = defaultdict(list)
        for at in sorted(self.free):
            by_path[self.old[at].path].append(at)
            if self.old[at].heading:
                by_heading[self.old[at].heading].append(at)
        gaps = self._gaps() if limit >= _SURE else {}
        scored: list[tuple[float, int, int]] = []
        for index, clause in enumerate(self.new):
            if self.result[index] is not None or not (bare or clause.text):
                continue
            near = {
                *by_heading.get(clause.heading, ())[:_NEAR],
                *by_path.get(clause.path, ())[:_NEAR],
                *gaps.get(index, ()),
            }
            for at in near:
                score = self._score(index, at)
                if score >= limit:
                    scored.append((-score, index, at))
        for _score, index, at in sorted(scored):
            if self.result[index] is None and at in self.free:
                self._take(index, at)

    def _score(self, index: int, at: int) -> float:
        clause, before = self.new[index], self.old[at]
        if clause.kind != before.kind:
            return 0.0
        score = self.grams.similarity(before.heading + before.text, clause.heading + clause.text)
        if not self._same_place(index, at):
            # Officials write alike: elsewhere half the words are no sign yet.
            return score if score >= _SURE else 0.0
        if clause.heading and before.heading == clause.heading:
            score = max(score, _SIMILAR) + 0.2
        return score

    def _same_place(self, index: int, at: int) -> bool:
        above, before = self.new_above[index], self.old_above[at]
        if above is None or before is None:
            return above is before
        return self.result[above] == before

    def _gaps(self) -> dict[int, list[int]]:
        """By each open new clause: the open old ones between the same two neighbours."""
        found: dict[int, list[int]] = {}
        after: list[int] = [len(self.old)] * (len(self.new) + 1)
        for index in range(len(self.new) - 1, -1, -1):
            known = self.result[index]
            after[index] = after[index + 1] if known is None else known
        before = -1
        for index, known in enumerate(self.result):
            if known is not None:
                before = known
                continue
            end = min(after[index], before + 1 + _NEAR)
            found[index] = [at for at in range(before + 1, end) if at in self.free]
        return found


def _parents(keys: Sequence[ClauseKey]) -> list[int | None]:
    last: dict[tuple[str, ...], int] = {}
    found: list[int | None] = []
    for index, key in enumerate(keys):
        found.append(last.get(key.path[:-1]) if len(key.path) > 1 else None)
        last[key.path] = index
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
