"""A plan as tantivy query objects: terms, phrases, ranges, booleans. No query string is
ever parsed, so nothing in a query can be syntax."""

from collections.abc import Iterable
from typing import Final

from tantivy import FieldType, Occur, Query, Schema

from search.query.plan import (
    BODY_BOOST,
    CHARACTER_BOOST,
    LONE_CHARACTER_BOOST,
    PATH_BOOST,
    PHRASE_BOOST,
    TITLE_BOOST,
    Filters,
    Group,
    Plan,
    YearRange,
)

_FIELDS: Final = (("title", TITLE_BOOST), ("path", PATH_BOOST), ("body", BODY_BOOST))

Clauses = list[tuple[Occur, Query]]


def matching(schema: Schema, plan: Plan) -> Query:
    """What decides whether a document is found: for counts and facets."""
    return Query.boolean_query(_required(schema, plan))


def ranking(schema: Schema, plan: Plan) -> Query:
    """The same documents, with what decides their order."""
    clauses = _required(schema, plan)
    for character in plan.characters:
        clauses.append((Occur.Should, _unit(schema, character, CHARACTER_BOOST)))
    for phrase in plan.phrases:
        query = Query.phrase_query(schema, "units", list(phrase))
        clauses.append((Occur.Should, Query.boost_query(query, PHRASE_BOOST)))
    return Query.boolean_query(clauses)


def _required(schema: Schema, plan: Plan) -> Clauses:
    clauses = _conditions(schema, plan.filters)
    if plan.groups:
        groups: Clauses = [(Occur.Should, _group(schema, group)) for group in plan.groups]
        clauses.append((Occur.Must, Query.boolean_query(groups, max(1, plan.need))))
    return clauses


def _group(schema: Schema, group: Group) -> Query:
    clauses: Clauses = [
        (
            Occur.Should,
            Query.boost_query(
                Query.term_query(schema, field, term.text, "freq"), boost * term.weight
            ),
        )
        for term in group.terms
        for field, boost in _FIELDS
    ]
    if group.character:
        clauses.append((Occur.Should, _unit(schema, group.character, LONE_CHARACTER_BOOST)))
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
