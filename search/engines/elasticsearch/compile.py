"""A plan as queries of Elasticsearch: terms, phrases, ranges, booleans. The server analyses
nothing; the words of a phrase are told apart by the blanks between them."""

import math
from collections.abc import Iterable

from elasticsearch_dsl.function import FieldValueFactor
from elasticsearch_dsl.query import (
    Bool,
    ConstantScore,
    Exists,
    FunctionScore,
    MatchNone,
    MatchPhrase,
    Query,
    Range,
    Term,
    Terms,
)

from search.engines.protocol import ARRANGED, WEIGHT_SCALE
from search.enums import FIRST_STEPS
from search.query.plan import (
    CHARACTER_BOOST,
    FIELD_BOOSTS,
    FIRST_STEPS_SCORE,
    LONE_CHARACTER_BOOST,
    PHRASE_BOOST,
    Asked,
    Filters,
    Group,
    Plan,
    YearRange,
)


def matching(plan: Plan) -> Query:
    """What decides whether a document is found: for counts and facets."""
    return _required(plan, ranks=[])


def ranking(plan: Plan) -> Query:
    """The same documents, with what decides their order."""
    ranks: list[Query] = []
    if plan.what_now:
        first = Range("weight", {"gte": FIRST_STEPS / WEIGHT_SCALE})
        ranks.append(ConstantScore(filter=first, boost=FIRST_STEPS_SCORE))
    ranks += [_unit(character, CHARACTER_BOOST) for character in plan.characters]
    ranks += [_phrase(phrase, PHRASE_BOOST) for phrase in plan.phrases]
    # log2(2 + weight): the server has the natural logarithm.
    weight = FieldValueFactor(field="weight", modifier="ln2p", missing=0, weight=1 / math.log(2))
    return FunctionScore(query=_required(plan, ranks), functions=[weight], boost_mode="multiply")


def _required(plan: Plan, ranks: list[Query]) -> Query:
    must: list[Query] = []
    without: list[Query] = []
    filters = _conditions(plan.filters)
    if plan.asked is not None:
        filters.append(_answers(plan, plan.asked))
        if plan.wants_own:
            without.append(_arranged(plan))
        if plan.foreign is not None:
            (filters if plan.foreign else without).append(_of_others(plan.asked))
    elif plan.groups and plan.advice:
        (filters if plan.foreign else without).append(_unasked(plan))
    if plan.groups and plan.wants_all:
        must = [_group(group, plan) for group in plan.firm]
        ranks = [*(_group(group, plan) for group in plan.groups if group not in plan.firm), *ranks]
    elif plan.groups:
        must = [_some_of([_group(group, plan) for group in plan.groups], max(1, plan.need))]
    return Bool(must=must, filter=filters, must_not=without, should=ranks, minimum_should_match=0)


def _unasked(plan: Plan) -> Query:
    """Advice about a hazard that nobody named is let in if it holds every word that tells anything:
    what holds 孩子 and 掉 beside a word that no list knows may be the steps for another danger."""
    advice = [Terms("kind", sorted(plan.advice)), Exists(field="hazard")]
    if plan.foreign is False:
        return Bool(filter=advice)
    telling = [_group(group, plan) for group in plan.telling]
    whole = Bool(filter=telling) if telling else MatchNone()
    if plan.foreign:
        return Bool(filter=[*advice, whole])
    return Bool(filter=advice, must_not=[whole])


def _of_others(asked: Asked) -> Query:
    return Bool(filter=[Exists(field="hazard")], must_not=[_any_of("hazard", asked.slugs)])


def _arranged(plan: Plan) -> Query:
    """Who is in charge, what is kept in store: it stands out for nobody who names a hazard, unless
    a word of theirs stands above it."""
    above = [
        Term(field, {"value": term.text})
        for group in plan.groups
        if not group.hazards and not group.is_faint
        for term in group.terms
        for field in ("title", "path")
    ]
    return Bool(filter=[_any_of("part", [ARRANGED])], must_not=above)


def _answers(plan: Plan, asked: Asked) -> Query:
    """About a hazard that was asked for, or naming one; of what is about another hazard, only
    what is no advice may do the latter."""
    of_another = Bool(filter=[_any_of("kind", plan.advice), Exists(field="hazard")])
    names = _some_of([_named(name) for name in asked.names])
    names_it = Bool(filter=[names], must_not=[of_another])
    return _some_of([_any_of("hazard", asked.slugs), names_it])


def _named(name: tuple[str, ...]) -> Query:
    """A text that holds the name, or stands under a heading that does."""
    return _some_of([_phrase(name), Term("path", {"value": "".join(name)})])


def _group(group: Group, plan: Plan) -> Query:
    ways: list[Query] = [
        Term(field, {"value": term.text, "boost": boost * term.weight})
        for term in group.terms
        for field, boost in FIELD_BOOSTS
    ]
    if group.character:
        ways.append(_unit(group.character, LONE_CHARACTER_BOOST))
    if group.hazards and plan.asked is not None and plan.advice:
        about = [_any_of("hazard", group.hazards), _any_of("kind", plan.advice)]
        ways.append(Bool(filter=about))
    return _some_of(ways)


def _unit(text: str, boost: float) -> Query:
    return Term("units", {"value": text, "boost": boost})


def _phrase(units: Iterable[str], boost: float = 1.0) -> Query:
    return MatchPhrase("units", {"query": " ".join(units), "boost": boost})


def _conditions(filters: Filters) -> list[Query]:
    result = [_any_of("grant", filters.grants)]
    result += [
        _any_of(field, values)
        for field, values in (
            ("kind", filters.kinds),
            ("hazard", filters.hazards),
            ("status", filters.statuses),
            ("division", filters.divisions),
            ("group", (filters.group_key,) if filters.group_key else ()),
        )
        if values
    ]
    if filters.years:
        result.append(_some_of([_years(years) for years in filters.years]))
    return result


def _any_of(field: str, values: Iterable[str]) -> Query:
    return Terms(field, sorted(values))


def _some_of(ways: list[Query], need: int = 1) -> Query:
    """At least `need` of the ways. Of none at all the server would make everything."""
    return Bool(should=ways, minimum_should_match=need) if ways else MatchNone()


def _years(years: YearRange) -> Query:
    if years.first is None and years.last is None:
        return Exists(field="year")
    ends = {"gte": years.first, "lte": years.last}
    return Range("year", {end: year for end, year in ends.items() if year is not None})
