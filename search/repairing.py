"""What a query may have meant, where what it says is nowhere written and what it may have meant is.

The documents of the person who asks decide both: what they may not read neither saves a slip nor
is proposed for one.
"""

from dataclasses import dataclass

from search import query
from search.analysis import normalise, units
from search.engines import Engine
from search.query import Filters, Group, Plan
from search.query.plan import Asked
from search.terms.readings import readings
from search.terms.selectors import Terms


@dataclass(frozen=True, slots=True)
class Repair:
    """`repaired` may be meant by `original`. `is_applied`: it was searched instead; else it is only
    to be offered."""

    original: str
    repaired: str
    is_applied: bool = False


def repair(engine: Engine, text: str, grants: frozenset[str]) -> Repair | None:
    """None where nothing needs repair, or nothing that this person may find would be meant.

    Raises IndexUnavailable.
    """
    normal = normalise(text).text
    fixes = query.fixes(normal, Terms(), readings)
    if not fixes:
        return None
    asked = dict.fromkeys(normal[fix.start : fix.end] for fix in fixes)
    asked |= dict.fromkeys(piece for fix in fixes for piece in fix.pieces)
    totals = engine.totals([_phrase(words, grants) for words in asked])
    held = {words for words, total in zip(asked, totals, strict=True) if total}
    applied = [
        fix
        for fix in fixes
        if normal[fix.start : fix.end] not in held and held.issuperset(fix.pieces)
    ]
    repaired = query.mended(text, applied)
    return Repair(text, repaired) if repaired != text else None


def _phrase(words: str, grants: frozenset[str]) -> Plan:
    """What holds exactly these words."""
    filters = Filters(grants=grants)
    phrase = tuple(unit.text for unit in units(words))
    if len(phrase) == 1:
        return Plan(filters, groups=(Group(words, (), character=phrase[0]),), need=1)
    return Plan(filters, asked=Asked(frozenset(), (phrase,)))
