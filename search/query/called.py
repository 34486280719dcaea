"""A query that is the name of a body or of an office and nothing else: what holds the name, or
another under which it is known, answers, and not what holds 县, 应急 and 局."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from search.analysis import normalise, units, words
from search.query.plan import Asked, Group, Plan, Term

LEAST: Final = 2
"""Characters of a name."""
CHARACTER_WEIGHT: Final = 0.05
"""A text may be cut into other words than the name alone."""


@dataclass(frozen=True, slots=True)
class Called:
    """`names`: as texts may write it. `is_sure`: nothing else can be meant, whatever hazard is in
    the name (防汛抗旱指挥部)."""

    names: Collection[str] = ()
    is_sure: bool = False


NOBODY: Final = Called()


def is_called(plan: Plan, called: Called) -> bool:
    """Whether the plan of the same query is to be `named`: never where somebody may be in
    distress."""
    if not called.names or not plan.groups:
        return False
    return plan.asked is None or (called.is_sure and bool(plan.asked.slugs))


def named(plan: Plan, called: Called) -> Plan:
    """The plan of such a query."""
    names = sorted({normalise(name).text for name in called.names}, key=lambda one: (len(one), one))
    phrases = {name: tuple(token.text for token in units(name)) for name in names}
    kept: dict[tuple[str, ...], None] = {}
    for phrase in phrases.values():
        # What holds 县应急管理局 holds 应急管理局.
        joined = "".join(phrase)
        if len(phrase) >= LEAST and not any("".join(one) in joined for one in kept):
            kept[phrase] = None
    terms = dict.fromkeys(token.text for name in names for token in words(name))
    characters = dict.fromkeys(unit for phrase in kept for unit in phrase if unit not in terms)
    group = Group(
        word="".join(group.word for group in plan.groups),
        terms=(
            *(Term(text) for text in terms),
            *(Term(text, CHARACTER_WEIGHT) for text in characters),
        ),
    )
    return replace(
        plan,
        groups=(group,),
        need=1,
        characters=(),
        phrases=tuple(kept),
        asked=Asked(frozenset(), tuple(kept)),
        advice=frozenset(),
        what_now=False,
        called=tuple(names),
    )
