"""What editors say of a text about the levels of a response, on top of what was read there.

A place reaches from where the editor pointed to the end of its line, or to the next place of which
something is said; one that ends in a colon reaches over what stands below it, and a heading over
everything below it, but for what something else is said of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from .actor_told import HEADING, Told
from .corrections.model import LEVELS, CorrectionKind
from .response_parts import Outline, Part, Statement
from .response_rows import Kind, Response, says_when
from .script import folded

Key = tuple[str | None, str]
Found = Mapping[Key, Mapping[int, Response]]

_KINDS: Final = {
    CorrectionKind.LEVEL: Kind.EACH,
    CorrectionKind.LEVEL_WHEN: Kind.CONDITION,
    CorrectionKind.LEVEL_BY: Kind.DECISION,
    CorrectionKind.LEVEL_DONE: Kind.ACTION,
}
_LISTS: Final = {
    Kind.CONDITION: "conditions", Kind.DECISION: "deciders", Kind.ACTION: "actions",
}  # fmt: skip


def told_of(part: Part) -> list[Told]:
    """What is said of it about levels."""
    return [one for one in part.told if one.kind in LEVELS]


def head_of(part: Part) -> Told | None:
    """What is said of its heading."""
    return next((one for one in reversed(told_of(part)) if one.start == HEADING), None)


def cell_of(part: Part, row: int, column: int) -> Told | None:
    """What is said of a cell of its table; of a whole row where its first cell is told what the
    row says."""
    here = {(one.start, one.column): one for one in told_of(part)}
    of_row = here.get((row, 0))
    whole = of_row if of_row and of_row.kind != CorrectionKind.LEVEL else None
    return here.get((row, column), whole)


def kind_of(told: Told, read: Kind | None = None) -> Kind | None:
    """None where it says nothing of a level; `read` is what its own words say."""
    if told.kind == CorrectionKind.NO_LEVEL:
        return None
    kind = _KINDS[CorrectionKind(told.kind)]
    return read if read and kind is Kind.EACH else kind


def put(responses: Sequence[Response], said: Statement, kind: Kind) -> None:
    """The words whole, as the editor says they are."""
    for response in responses:
        if kind is Kind.EACH:
            response.tell(said, kind)
        else:
            getattr(response, _LISTS[kind]).append(said)


def ranked(found: Found) -> list[Key]:
    """Those that state a condition first."""
    return sorted(found, key=lambda key: not any(one.conditions for one in found[key].values()))


def nearest(known: Collection[Key], about: str, head: Part | None) -> Key:
    """Which of the ladders that were read a level belongs to that was not: that of its own
    heading, else the one beside it, else the one that the heading names, else the first."""
    own = (head.parent, about) if head else (None, "")
    if own in known:
        return own
    near = [key for key in known if key[0] == own[0]] or list(known)
    named = [key for key in near if head and key[1] and key[1] in folded(head.heading)]
    return (named or near or [(None, "")])[0]


@dataclass(frozen=True, slots=True)
class _Piece:
    """[low, high) of the text of a clause and what is said of it."""

    low: int
    high: int
    told: Told


@dataclass(slots=True)
class Retelling:
    """`rest` is what is left of a clause without what is said of one level, `left` what is left
    without what editors said of it; `responses` finds those of the levels that are called so, in
    the ladder of a clause."""

    outline: Outline
    found: Found
    rest: dict[str, str]
    responses: Callable[[Part, str], Sequence[Response]]
    below: dict[str, Told] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)

    def run(self) -> None:
        """Of tables only what is said of all that stands below a heading: their cells were told
        as they were read."""
        for part in self.outline.parts:
            over = head_of(part) or self.below.get(part.parent or "")
            pieces = [] if part.rows else _pieces(part)
            open_ = bool(pieces) and part.text.rstrip().endswith(("：", ":"))
            last = pieces[-1] if open_ and pieces[-1].high >= len(part.text.rstrip()) else None
            if below := (_of_points(last.told, part.text[last.low :]) if last else over):
                self.below[part.anchor] = below
            if over and over.kind != CorrectionKind.LEVEL and not (part.rows and told_of(part)):
                pieces = _filled(pieces, part.text, over)
                if part.rows:
                    self._drop(part, None)
            for piece in pieces:
                self._drop(part, piece)
                self._tell(part, piece)
        for levels in self.found.values():
            for response in levels.values():
                for name in _LISTS.values():
                    order = self.outline.order
                    getattr(response, name).sort(key=lambda one: order[one.anchor])

    def _tell(self, part: Part, piece: _Piece) -> None:
        kind = kind_of(piece.told)
        words = part.text[piece.low : piece.high].strip()
        if kind and words:
            lead = "" if part.heading or piece.low else part.number
            responses = self.responses(part, piece.told.called)
            put(responses, Statement(part.anchor, lead + words), kind)

    def _drop(self, part: Part, piece: _Piece | None) -> None:
        """Nothing that was read of the piece is left; None stands for all of the clause."""
        for levels in self.found.values():
            for response in levels.values():
                for name in _LISTS.values():
                    said = getattr(response, name)
                    kept = [
                        left
                        for one in said
                        for left in (
                            _left(part, one, piece) if one.anchor == part.anchor else [one]
                        )
                    ]
                    setattr(response, name, kept)
        if piece:
            words = part.text[piece.low : piece.high].strip()
            for texts in (self.rest, self.left) if words else ():
                texts[part.anchor] = texts.get(part.anchor, part.text).replace(words, "", 1)


def _pieces(part: Part) -> list[_Piece]:
    told = {one.start: one for one in told_of(part) if one.start != HEADING}
    starts = sorted(told)
    found = []
    for at, low in enumerate(starts):
        line = part.text.find("\n", low)
        high = len(part.text) if line < 0 else line
        found.append(_Piece(low, min([high, *starts[at + 1 : at + 2]]), told[low]))
    return found


def _filled(pieces: Sequence[_Piece], text: str, over: Told) -> list[_Piece]:
    """The pieces with what stands between them, of which `over` is said."""
    found: list[_Piece] = []
    at = 0
    for piece in [*pieces, _Piece(len(text), len(text), over)]:
        if text[at : piece.low].strip():
            found.append(_Piece(at, piece.low, over))
        found.append(piece)
        at = piece.high
    return found[:-1]


def _of_points(told: Told, words: str) -> Told:
    """What is said of the points below words that end in a colon."""
    if told.kind != CorrectionKind.LEVEL:
        return told
    kind = CorrectionKind.LEVEL_WHEN if says_when(words) else CorrectionKind.LEVEL_DONE
    return Told(kind.value, told.name, told.called, told.start)


def _left(part: Part, said: Statement, piece: _Piece | None) -> Iterator[Statement]:
    """What of a statement stands outside the piece."""
    if piece is None:
        return
    lead = part.number if part.number and part.text.find(said.text) < 0 else ""
    words = said.text.removeprefix(lead)
    low = part.text.find(words)
    high = low + len(words)
    if low < 0 or high <= piece.low or piece.high <= low:
        yield said
        return
    for own, start, end in ((lead, low, piece.low), ("", piece.high, high)):
        if rest := part.text[max(start, low) : min(end, high)].strip():
            yield Statement(part.anchor, own + rest, said.label)
