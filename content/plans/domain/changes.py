"""What was changed between two versions of a document, named as an editor would name it.

Anchors say which clause continues which (`anchors.match_clauses`). What they cannot say is read
out of the words: a clause whose lost words stand in a new clause was split, one whose words
stand in a clause that gained them was joined to it. Linear in the number of clauses.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .actor_told import Told

_GRAM: Final = 4
# Below, chance alone puts most of a text into another one.
_SHORTEST: Final = 6
_CONTAINED: Final = 0.6
_SAME: Final = 0.5
_CLOSING: Final = "落款"


class ChangeKind(StrEnum):
    ADDED = "added"
    EDITED = "edited"
    SPLIT = "split"
    JOINED = "joined"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause of one version. `parent` is the anchor of the clause above, `text` all words
    below the heading, the cells of a table included; `prose` those beside its `table`, of which
    the first row names the columns where it is `headed`; `told` what the editors say of it."""

    anchor: str
    parent: str | None
    path: tuple[str, ...]
    number: str
    heading: str
    text: str
    prose: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    headed: bool = False
    told: tuple[Told, ...] = ()
    closes: bool = False

    @property
    def label(self) -> str:
        """Number and heading; of a clause without a heading its first words, of a table without
        any its first cells. What a document closes with (`closes`) is called so: who signed it
        when would be cut."""
        if self.closes and not self.heading:
            return _CLOSING
        gap = " " if self.number[-1:].isalnum() else ""
        words = self.prose or "、".join(filter(None, next(iter(self.table), ()))) or self.text
        return f"{self.number}{gap}{self.heading or words[:20]}".strip()

    @property
    def is_nameless_table(self) -> bool:
        return bool(self.table) and not (self.heading or self.prose)


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after` in reading order; `moved`: it also stands elsewhere now. A number is
    no part of a clause: a chapter put in front changes none of those behind it."""

    kind: ChangeKind
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    moved: bool = False


def compare(old: Sequence[Passage], new: Sequence[Passage]) -> list[Change]:
    """All changes, in the reading order of `new`; what is gone stands where it stood."""
    return _Comparison(old, new).changes()


def counts(changes: Iterable[Change]) -> dict[ChangeKind, int]:
    """By kind, in the order of `ChangeKind`; kinds that do not occur are left out."""
    found = Counter(change.kind for change in changes)
    return {kind: found[kind] for kind in ChangeKind if found[kind]}


class _Comparison:
    def __init__(self, old: Sequence[Passage], new: Sequence[Passage]) -> None:
        self.old = {passage.anchor: passage for passage in old}
        self.new = {passage.anchor: passage for passage in new}
        self.old_at = {anchor: at for at, anchor in enumerate(self.old)}
        self.new_at = {anchor: at for at, anchor in enumerate(self.new)}
        self.added = {anchor for anchor in self.new if anchor not in self.old}
        self.gone = {anchor for anchor in self.old if anchor not in self.new}
        self.edited = {
            anchor
            for anchor in self.old
            if anchor in self.new and words_of(self.old[anchor]) != words_of(self.new[anchor])
        }
        self.heirs: dict[str, set[str]] = {}
        self.found: list[tuple[ChangeKind, tuple[str, ...], tuple[str, ...]]] = []

    def changes(self) -> list[Change]:
        lost = self._only(self.old, self.new, self.gone)
        gained = self._only(self.new, self.old, self.added)
        self._splits(lost)
        self._joins(gained)
        self._rewritten(lost)
        for anchor in self.edited:
            self.found.append((ChangeKind.EDITED, (anchor,), (anchor,)))
        for anchor in self.added:
            self.found.append((ChangeKind.ADDED, (), (anchor,)))
        for anchor in self.gone:
            self.found.append((ChangeKind.GONE, (anchor,), ()))
        moved = self._moved()
        named = {anchor for _kind, _before, after in self.found for anchor in after}
        self.found += [(ChangeKind.MOVED, (a,), (a,)) for a in moved if a not in named]
        before_gone = self._places_of_gone()
        return sorted(
            (
                Change(
                    kind,
                    tuple(self.old[anchor] for anchor in before),
                    tuple(self.new[anchor] for anchor in after),
                    moved=kind != ChangeKind.MOVED and any(a in moved for a in after),
                )
                for kind, before, after in self.found
            ),
            key=lambda change: (
                (self.new_at[change.after[0].anchor], 0)
                if change.after
                else before_gone[change.before[0].anchor]
            ),
        )

    def _only(
        self, here: Mapping[str, Passage], there: Mapping[str, Passage], alone: set[str]
    ) -> dict[str, frozenset[str]]:
        """By anchor: the grams that a clause has in this version and lacks in the other."""
        found = {}
        for anchor in [*alone, *self.edited]:
            grams = _grams(words_of(here[anchor]))
            if anchor in there:
                grams -= _grams(words_of(there[anchor]))
            found[anchor] = grams
        return found

    def _splits(self, lost: Mapping[str, frozenset[str]]) -> None:
        for source, pieces in _gathered(self.added, self.new, lost).items():
            survives = source in self.new
            if not survives and len(pieces) < 2:
                continue
            parts = sorted({*pieces, *([source] if survives else [])}, key=self.new_at.__getitem__)
            self._settle(ChangeKind.SPLIT, [source], parts)

    def _joins(self, gained: Mapping[str, frozenset[str]]) -> None:
        open_ends = {a: grams for a, grams in gained.items() if a in self.added | self.edited}
        for target, pieces in _gathered(self.gone, self.old, open_ends).items():
            survives = target in self.old
            if not survives and len(pieces) < 2:
                continue
            parts = sorted({*pieces, *([target] if survives else [])}, key=self.old_at.__getitem__)
            self._settle(ChangeKind.JOINED, parts, [target])

    def _rewritten(self, lost: Mapping[str, frozenset[str]]) -> None:
        """What was moved and edited at once has lost its anchor and not its words."""
        ends = {anchor: lost[anchor] for anchor in self.gone}
        for source, pieces in _gathered(self.added, self.new, ends).items():
            one, other = lost[source], _grams(words_of(self.new[pieces[0]]))
            if len(pieces) == 1 and 2 * len(one & other) >= _SAME * (len(one) + len(other)):
                self._settle(ChangeKind.EDITED, [source], pieces)

    def _settle(self, kind: ChangeKind, before: list[str], after: list[str]) -> None:
        self.found.append((kind, tuple(before), tuple(after)))
        self.gone -= set(before)
        self.edited -= {*before, *after}
        self.added -= set(after)
        for anchor in before:
            self.heirs[anchor] = set(after)

    def _moved(self) -> set[str]:
        """Clauses under another parent, and the fewest whose leaving sets their siblings right."""
        moved: set[str] = set()
        siblings: dict[str | None, list[str]] = defaultdict(list)
        for anchor, passage in self.new.items():
            if anchor not in self.old:
                continue
            above = self.old[anchor].parent
            stays = passage.parent == above if above is None else (
                passage.parent in self.heirs.get(above, {above})
            )  # fmt: skip
            if stays:
                siblings[passage.parent].append(anchor)
            else:
                moved.add(anchor)
        for group in siblings.values():
            kept = _longest_rising([self.old_at[anchor] for anchor in group])
            moved |= {anchor for at, anchor in enumerate(group) if at not in kept}
        for kind, before, after in self.found:
            if kind == ChangeKind.EDITED and before != after:
                moved |= set(after)
        return moved

    def _places_of_gone(self) -> dict[str, tuple[int, int]]:
        """Behind the last clause before it that is still there."""
        places: dict[str, tuple[int, int]] = {}
        last = -1
        for at, anchor in enumerate(self.old):
            if anchor in self.new_at:
                last = self.new_at[anchor]
            places[anchor] = (last, at + 1)
        return places


def words_of(passage: Passage) -> str:
    """Heading and text without white space."""
    return "".join(f"{passage.heading}{passage.text}".split())


def _grams(words: str) -> frozenset[str]:
    return frozenset(words[at : at + _GRAM] for at in range(len(words) - _GRAM + 1))


def _gathered(
    pieces: Iterable[str], passages: Mapping[str, Passage], wholes: Mapping[str, frozenset[str]]
) -> dict[str, list[str]]:
    """By each of `wholes`, the pieces most of whose words it holds."""
    holders: dict[str, list[str]] = defaultdict(list)
    for whole, grams in wholes.items():
        for gram in grams:
            holders[gram].append(whole)
    found: dict[str, list[str]] = defaultdict(list)
    for piece in pieces:
        best = max(
            (
                _best_holder(_grams("".join(words.split())), holders)
                for words in (passages[piece].text, words_of(passages[piece]))
                if len("".join(words.split())) >= _SHORTEST
            ),
            default=(0.0, ""),
        )
        if best[0] >= _CONTAINED:
            found[best[1]].append(piece)
    return found


def _best_holder(grams: frozenset[str], holders: Mapping[str, list[str]]) -> tuple[float, str]:
    held: Counter[str] = Counter()
    for gram in grams:
        # What stands everywhere tells no clause from another.
        if len(where := holders.get(gram, ())) <= 50:
            held.update(where)
    if not held:
        return 0.0, ""
    whole, number = min(held.items(), key=lambda item: (-item[1], item[0]))
    return number / len(grams), whole


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Indexes of a longest rising subsequence."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(at_end[length - 1] if length else -1)
        if length == len(ends):
            ends.append(value)
            at_end.append(index)
        else:
            ends[length], at_end[length] = value, index
    kept: set[int] = set()
    index = at_end[-1] if at_end else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept
