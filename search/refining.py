"""A plan with what only the index can say of its words."""

from dataclasses import replace
from typing import Final

from search import query, registry
from search.engines import Engine
from search.query import Plan

COMMON: Final = 0.02
"""Share of the documents from which on a word tells nothing about what is asked."""


def called(engine: Engine, text: str, plan: Plan, grants: frozenset[str]) -> Plan:
    """The plan of a query that is a name, as long as anything holds it."""
    names = registry.called(text)
    if not query.is_called(plan, names):
        return plan
    named = query.called_so(plan, names)
    is_held = engine.search(named.filtered(query.Filters(grants=grants)), limit=1).total
    return named if is_held else plan


def weighed(engine: Engine, plan: Plan, grants: frozenset[str]) -> Plan:
    """The plan with its specific words: those few documents hold, and in any case the rarest."""
    if plan.asked is not None or len(plan.firm) < 2:
        return plan
    alone = replace(plan.filtered(query.Filters(grants=grants)), need=1, advice=frozenset())
    totals = engine.totals([replace(alone, groups=(group,)) for group in plan.firm])
    held = {group.word: total for group, total in zip(plan.firm, totals, strict=True)}
    few = max(min(held.values()), engine.size() * COMMON)
    return replace(plan, specific=frozenset(word for word, total in held.items() if total <= few))
