"""From corrections to what the pipeline is told of each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from content.plans.domain.repairs import Clean

from .locating import Squeezed, clean_offset, resolve
from .model import ROLES, TOLD, Correction, CorrectionKind, Hint, Hints, TableHint, ToldHint


def hints_of(original: str, clean: Clean, corrections: Sequence[Correction]) -> Hints:
    """Where every correction applies in this text. Of two of a kind at one place the later holds.

    `missing` are the numbers (from 1) of those whose words are not there.
    """
    hints = Hints()
    if not corrections:
        return hints
    places = resolve(Squeezed(original), corrections)
    for number, (correction, offset) in enumerate(zip(corrections, places, strict=True), start=1):
        if offset is None:
            hints.missing.append(number)
            continue
        if correction.kind in TOLD:
            hints.told.append(ToldHint(number, offset, correction))
            continue
        at = clean_offset(clean.text, clean.origin, offset)
        _tell(hints, at, correction)
        hints.numbers.setdefault(at, []).append(number)
    return hints


def _tell(hints: Hints, at: int, correction: Correction) -> None:
    kind = correction.kind
    if kind is CorrectionKind.TABLE:
        hints.no_tables.discard(at)
        hints.tables[at] = TableHint(correction.last, correction.columns)
    elif kind is CorrectionKind.NO_TABLE:
        hints.tables.pop(at, None)
        hints.no_tables.add(at)
    elif kind is CorrectionKind.BOUNDARY:
        hints.lines[at] = replace(hints.lines.get(at, Hint()), ends=correction.ends)
    elif kind in ROLES:
        before = hints.lines.get(at, Hint())
        hints.lines[at] = Hint(kind, correction.level, correction.key, before.ends)
