"""What is sent to a server for a plan: a few kinds of query, words cut already, no script."""

from dataclasses import replace

import pytest

from search.engines.elasticsearch import compile, schema
from search.engines.protocol import Entry
from search.query import Called, Filters, YearRange, called_so, plan
from tests.samples.queries import QUERIES

GRANTS = frozenset({"public", "unit:7"})
ADVICE = frozenset({"guide", "lesson"})
BUREAU = Called(("县应急管理局", "应急局", "局"), is_sure=True)
KINDS = {
    "bool", "constant_score", "exists", "function_score", "match_none", "match_phrase", "range",
    "term", "terms",
}  # fmt: skip
HOLDS_QUERIES = {"must", "filter", "should", "must_not", "query"}


def plans():
    filters = (
        Filters(GRANTS),
        Filters(
            GRANTS,
            kinds=frozenset({"clause"}),
            hazards=frozenset({"flood"}),
            years=(YearRange(2021, 2025), YearRange(None, 2015), YearRange(None, None)),
            group_key="plan:1",
        ),
    )
    for text in QUERIES:
        for each in filters:
            asked = plan(text, each, advice=ADVICE)
            yield from (asked, asked.whole(), asked.own(), *asked.parts())
            yield replace(asked, specific=frozenset(group.word for group in asked.groups))
            yield replace(asked, what_now=True)
            yield from called_so(asked, BUREAU).parts()


def kinds_of(query: dict) -> set[str]:
    (kind,) = query
    found = {kind}
    inside = query[kind] if isinstance(query[kind], dict) else {}
    for name in HOLDS_QUERIES & inside.keys():
        held = inside[name]
        for each in held if isinstance(held, list) else [held]:
            found |= kinds_of(each)
    return found


def bool_without_a_condition(query: object) -> bool:
    """The server would take it for everything."""
    if isinstance(query, list):
        return any(map(bool_without_a_condition, query))
    if not isinstance(query, dict):
        return False
    inside = query.get("bool")
    if isinstance(inside, dict) and not any(inside.get(name) for name in ("must", "filter")):
        needed = inside.get("minimum_should_match", 0)
        if not (inside.get("should") and needed):
            return True
    return any(map(bool_without_a_condition, query.values()))


def test_no_plan_is_anything_but_these_kinds_of_query() -> None:
    for asked in plans():
        assert kinds_of(compile.matching(asked).to_dict()) <= KINDS
        assert kinds_of(compile.ranking(asked).to_dict()) <= KINDS


def test_no_part_of_a_query_matches_everything() -> None:
    for asked in plans():
        assert not bool_without_a_condition(compile.ranking(asked).to_dict())


def test_the_grants_are_a_condition_of_every_query() -> None:
    wanted = {"terms": {"grant": sorted(GRANTS)}}
    for asked in plans():
        assert wanted in compile.matching(asked).to_dict()["bool"]["filter"]
        ranked = compile.ranking(asked).to_dict()["function_score"]["query"]
        assert wanted in ranked["bool"]["filter"]


def test_a_word_a_character_and_a_run_are_asked_for_as_they_were_cut() -> None:
    ranked = compile.ranking(plan("排涝泵站", Filters(GRANTS)))
    query = ranked.to_dict()["function_score"]["query"]["bool"]
    (need,) = query["must"]
    first = need["bool"]["should"][0]["bool"]["should"]
    assert {"term": {"title": {"value": "排涝", "boost": 3.0}}} in first
    assert {"term": {"path": {"value": "排涝", "boost": 0.4}}} in first
    assert {"term": {"body": {"value": "排涝", "boost": 1.0}}} in first
    assert query["should"] == [
        *({"term": {"units": {"value": each, "boost": 0.5}}} for each in "排涝泵站"),
        {"match_phrase": {"units": {"query": "排 涝 泵 站", "boost": 1.0}}},
    ]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (YearRange(2021, 2025), {"range": {"year": {"gte": 2021, "lte": 2025}}}),
        (YearRange(None, 2015), {"range": {"year": {"lte": 2015}}}),
        (YearRange(2026, None), {"range": {"year": {"gte": 2026}}}),
        (YearRange(None, None), {"exists": {"field": "year"}}),
    ],
)
def test_years_are_ranges(years, expected) -> None:
    filters = compile.matching(plan("", Filters(GRANTS, years=(years,)))).to_dict()["bool"]
    assert filters["filter"][1]["bool"]["should"] == [expected]


def test_a_document_holds_terms_and_only_known_fields() -> None:
    entry = Entry(
        key="clause:1",
        group_key="plan:1",
        title="¶",
        path="总体 预案",
        body="排涝 泵站",
        units="排 涝 泵 站",
        kind="clause",
        hazards=("flood",),
        division="",
        level="",
        lang="zh-Hans",
        status="current",
        grants=("public",),
        year=None,
        weight=15,
        is_arranged=True,
    )
    document = schema.document(entry)
    assert document["weight"] == 1.5 and document["part"] == "arranged"
    assert document.keys() <= schema.MAPPINGS["properties"].keys()
    assert "year" not in document and "division" not in document
    assert schema.MAPPINGS["dynamic"] == "strict"
    assert schema.MAPPINGS["_source"] == {"enabled": False}
