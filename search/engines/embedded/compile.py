"""A plan as tantivy query objects: terms, phrases, ranges, booleans. No query string is
ever parsed, so nothing in a query can be syntax."""

from collections.abc import Iterable

from tantivy import FieldType, Occur, Query, Schema

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

Clauses = list[tuple[Occur, Query]]


def matching(schema: Schema, plan: Plan) -> Query:
    """What decides whether a document is found: for counts and facets."""
    return Query.boolean_query(_required(schema, plan))


def ranking(schema: Schema, plan: Plan) -> Query:
    """The same documents, with what decides their order."""
    clauses = _required(schema, plan)
    if plan.what_now:
        lowest = FIRST_STEPS / WEIGHT_SCALE
        first = Query.range_query(schema, "weight", FieldType.Float, lowest, None)
        clauses.append((Occur.Should, Query.const_score_query(first, FIRST_STEPS_SCORE)))
    for character in plan.characters:
        clauses.append((Occur.Should, _unit(schema, character, CHARACTER_BOOST)))
    for phrase in plan.phrases:
        query = Query.phrase_query(schema, "units", list(phrase))
        clauses.append((Occur.Should, Query.boost_query(query, PHRASE_BOOST)))
    return Query.boolean_query(clauses)


def _required(schema: Schema, plan: Plan) -> Clauses:
    clauses = _conditions(schema, plan.filters)
    if plan.asked is not None:
        clauses.append((Occur.Must, _unscored(_answers(schema, plan, plan.asked))))
        if plan.wants_own:
            clauses.append((Occur.MustNot, _arranged(schema, plan)))
        if plan.foreign is not None:
            occur = Occur.Must if plan.foreign else Occur.MustNot
            clauses.append((occur, _unscored(_of_others(schema, plan.asked))))
    elif plan.groups and plan.advice:
        clauses += _unasked(schema, plan)
    if plan.groups and plan.wants_all:
        clauses += [
            (Occur.Must if group in plan.firm else Occur.Should, _group(schema, group, plan))
            for group in plan.groups
        ]
    elif plan.groups:
        groups: Clauses = [(Occur.Should, _group(schema, group, plan)) for group in plan.groups]
        clauses.append((Occur.Must, Query.boolean_query(groups, max(1, plan.need))))
    return clauses


def _unasked(schema: Schema, plan: Plan) -> Clauses:
    """Advice about a hazard that nobody named is let in if it holds every word that tells anything:
    what holds 孩子 and 掉 beside a word that no list knows may be the steps for another danger."""
    advice: Clauses = [
        (Occur.Must, _any_of(schema, "kind", plan.advice)),
        (Occur.Must, Query.exists_query("hazard")),
    ]
    if plan.foreign is False:
        return [(Occur.MustNot, Query.boolean_query(advice))]
    whole = Query.boolean_query(
        [(Occur.Must, _unscored(_group(schema, group, plan))) for group in plan.telling]
    )
    if plan.foreign:
        return [(Occur.Must, _unscored(Query.boolean_query([*advice, (Occur.Must, whole)])))]
    return [(Occur.MustNot, Query.boolean_query([*advice, (Occur.MustNot, whole)]))]


def _of_others(schema: Schema, asked: Asked) -> Query:
    return Query.boolean_query(
        [
            (Occur.Must, Query.exists_query("hazard")),
            (Occur.MustNot, _any_of(schema, "hazard", asked.slugs)),
        ]
    )


def _arranged(schema: Schema, plan: Plan) -> Query:
    """Who is in charge, what is kept in store: it stands out for nobody who names a hazard, unless
    a word of theirs stands above it."""
    arranged: Clauses = [(Occur.Must, Query.term_query(schema, "part", ARRANGED, "basic"))]
    above: Clauses = [
        (Occur.MustNot, Query.term_query(schema, field, term.text, "freq"))
        for group in plan.groups
        if not group.hazards and not group.is_faint
        for term in group.terms
        for field in ("title", "path")
    ]
    return Query.boolean_query(arranged + above)


def _answers(schema: Schema, plan: Plan, asked: Asked) -> Query:
    """About a hazard that was asked for, or naming one; of what is about another hazard, only
    what is no advice may do the latter."""
    is_advice = _any_of(schema, "kind", plan.advice)
    of_another = Query.boolean_query(
        [(Occur.Must, is_advice), (Occur.Must, Query.exists_query("hazard"))]
    )
    names: Clauses = [(Occur.Should, _named(schema, name)) for name in asked.names]
    names_it = Query.boolean_query(
        [(Occur.Must, Query.boolean_query(names)), (Occur.MustNot, of_another)]
    )
    return Query.boolean_query(
        [(Occur.Should, _any_of(schema, "hazard", asked.slugs)), (Occur.Should, names_it)]
    )


def _named(schema: Schema, name: tuple[str, ...]) -> Query:
    """A text that holds the name, or stands under a heading that does."""
    held = Query.phrase_query(schema, "units", list(name))
    above = Query.term_query(schema, "path", "".join(name), "freq")
    return Query.boolean_query([(Occur.Should, held), (Occur.Should, above)])


def _group(schema: Schema, group: Group, plan: Plan) -> Query:
    clauses: Clauses = [
        (
            Occur.Should,
            Query.boost_query(
                Query.term_query(schema, field, term.text, "freq"), boost * term.weight
            ),
        )
        for term in group.terms
        for field, boost in FIELD_BOOSTS
    ]
    if group.character:
        clauses.append((Occur.Should, _unit(schema, group.character, LONE_CHARACTER_BOOST)))
    if group.hazards and plan.asked is not None and plan.advice:
        about: Clauses = [
            (Occur.Must, _any_of(schema, "hazard", group.hazards)),
            (Occur.Must, _any_of(schema, "kind", plan.advice)),
        ]
        clauses.append((Occur.Should, _unscored(Query.boolean_query(about))))
    return Query.boolean_query(clauses)


def _unit(schema: Schema, text: str, boost: float) -> Query:
    return Query.boost_query(Query.term_query(schema, "units", text, "freq"), boost)


def _conditions(schema: Schema, filters: Filters) -> Clauses:
    clauses: Clauses = [(Occur.Must, _unscored(_any_of(schema, "grant", filters.grants)))]
    for field, values in (
        ("kind", filters.kinds),
        ("hazard", filters.hazards),
        ("status", filters.statuses),
        ("division", filters.divisions),
        ("group", (filters.group_key,) if filters.group_key else ()),
    ):
        if values:
            clauses.append((Occur.Must, _unscored(_any_of(schema, field, values))))
    if filters.years:
        ranges: Clauses = [(Occur.Should, _years(schema, years)) for years in filters.years]
        clauses.append((Occur.Must, _unscored(Query.boolean_query(ranges))))
    return clauses


def _any_of(schema: Schema, field: str, values: Iterable[str]) -> Query:
    return Query.term_set_query(schema, field, sorted(values))


def _years(schema: Schema, years: YearRange) -> Query:
    if years.first is None and years.last is None:
        return Query.exists_query("year")
    return Query.range_query(schema, "year", FieldType.Unsigned, years.first, years.last)


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
