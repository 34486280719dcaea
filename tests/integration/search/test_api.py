"""`GET /api/v1/search`: the search for programs."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import engines, openapi
from search.documents import services as documents
from search.documents.models import SearchDocument
from search.indexing import services as indexing

pytestmark = pytest.mark.django_db

KEYS = ["query", "repaired", "total", "hits", "facets", "suggestions"]
OF_A_HIT = [
    "key", "kind", "title", "path", "text", "source_text", "document", "url", "highlights", "score",
]  # fmt: skip


def asked(client: Client | None = None, code: int = 200, **parameters: object) -> dict:
    response = (client or Client()).get("/api/v1/search", parameters)
    assert response.status_code == code, response.content[:300]
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


def test_the_answer_has_the_shape_that_is_written(library) -> None:
    told = asked(q="应急演练", kind="clause")
    assert list(told) == KEYS
    assert told["query"] == "应急演练"
    assert (told["repaired"], told["suggestions"]) == (None, [])
    hit = told["hits"][0]
    assert list(hit) == OF_A_HIT
    assert hit["document"] == {
        "title": "安澜县总体应急预案",
        "file": "",
        "url": "http://testserver/plans/1/",
    }
    assert hit["path"] == ["安澜县总体应急预案", "3 监测预警"]
    assert hit["url"].startswith("http://testserver/plans/1/#clause-")
    assert hit["source_text"] == hit["text"]


def test_hits_are_flat_and_in_the_order_of_the_search(library) -> None:
    told = asked(q="应急演练", kind="clause")
    keys = [hit["key"] for hit in told["hits"]]
    assert told["total"] == len(keys) == 6
    assert keys[-1] == "clause:10", "a historic one stands last"
    scores = [hit["score"] for hit in told["hits"][:-1]]
    assert scores == sorted(scores, reverse=True)
    assert {hit["kind"] for hit in told["hits"]} == {"clause"}
    assert len(asked(q="应急演练")["hits"]) == 7


def test_pages_hold_each_hit_once(library) -> None:
    whole = [hit["key"] for hit in asked(q="应急演练")["hits"]]
    pages = [asked(q="应急演练", page=page, size=3)["hits"] for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [hit["key"] for page in pages for hit in page] == whole
    assert asked(q="应急演练", page=4, size=3)["hits"] == []


def test_highlights_lie_on_the_characters_of_the_text(library) -> None:
    for hit in asked(q="应急演练")["hits"]:
        marked = [hit["text"][start:end] for start, end in hit["highlights"]]
        assert marked
        assert set(marked) <= {"应急演练", "應急演練", "演练", "应急"}


def test_facets_count_and_their_values_narrow(library) -> None:
    facets = asked(q="应急演练")["facets"]
    assert facets["kind"] == [
        {"value": "clause", "label": "预案条文", "count": 6},
        {"value": "guide", "label": "避险指南", "count": 1},
    ]
    for name, values in facets.items():
        for value in values:
            told = asked(q="应急演练", **{name: value["value"]})
            assert told["total"] == value["count"]


def test_what_is_restricted_shows_only_to_whom_it_is_granted(library, world) -> None:
    assert asked(q="脚本") | {"facets": {}} == asked(q="没有的字") | {"facets": {}, "query": "脚本"}
    response = Client().get("/api/v1/search", {"q": "脚本"})
    assert "no-store" not in response["Cache-Control"]
    SearchDocument.objects.filter(key="clause:30").update(grants=["staff"])
    indexing.rebuild(engines.embedded())
    assert asked(q="脚本")["hits"] == []
    client = Client()
    client.force_login(world.editor)
    response = client.get("/api/v1/search", {"q": "脚本"})
    assert [hit["key"] for hit in json.loads(response.content)["hits"]] == ["clause:30"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({}, "q 是空的"),
        ({"q": "  \0 "}, "q 是空的"),
        ({"q": "演练", "kind": "预案"}, "没有这种 kind：预案。可以写 clause、guide。"),
        ({"q": "演练", "year": "abc"}, "读不出 year：abc。写成 2021-2025"),
        ({"q": "演练", "size": 101}, "size 最大是 100"),
        ({"q": "演练", "size": 0}, "size 要写"),
        ({"q": "演练", "size": "十"}, "size 要写"),
        ({"q": "演练", "page": "-1"}, "page 要写"),
        ({"q": "演练", "page": "²"}, "page 要写"),
        ({"q": "演练", "page": "9" * 5000}, "page 要写"),
        ({"q": "演练", "page": 26, "size": 20}, "只排前 500 条"),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_chinese(library, parameters, says) -> None:
    assert says in asked(code=400, **parameters)["error"]


def test_signs_alone_find_nothing(library) -> None:
    told = asked(q="？！")
    assert (told["total"], told["hits"], told["facets"]) == (0, [], {})


def test_without_an_index_it_says_when_to_come_back(offered, monkeypatch) -> None:
    engines.embedded().discard()
    monkeypatch.setattr(indexing, "repair", lambda: False)
    response = Client().get("/api/v1/search", {"q": "演练"})
    assert response.status_code == 503
    assert response["Retry-After"] == "120"
    assert "两分钟后" in json.loads(response.content)["error"]


@given(text=st.text(max_size=300))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_answered_or_refused(library, text: str) -> None:
    response = Client().get("/api/v1/search", {"q": text, "size": 1})
    assert response.status_code in {200, 400}
    json.loads(response.content)


@pytest.mark.parametrize("text", ["应" * 10_000, '"' * 500, "(a AND b) OR title:*", ".*[a-z]{99}"])
def test_long_and_foreign_syntax_is_bounded(library, text: str) -> None:
    assert len(asked(q=text)["query"]) <= 200


def test_every_field_and_parameter_is_described(library) -> None:
    described = Client().get("/api/v1/openapi.json").json()
    get = described["paths"][openapi.PATH]["get"]
    schema = get["responses"]["200"]["content"]["application/json"]["schema"]
    assert list(schema["properties"]) == KEYS
    assert list(schema["properties"]["hits"]["items"]["properties"]) == OF_A_HIT
    assert {one["name"] for one in get["parameters"]} >= {"q", "kind", "page", "size"}
    page = Client().get("/api/v1/").content.decode()
    for name in (*KEYS, *(f"hits[].{name}" for name in OF_A_HIT if name != "document")):
        assert name in page


def test_browsers_learn_where_to_search() -> None:
    page = Client().get("/search/").content.decode()
    link = re.search(r'<link rel="search"[^>]* href="([^"]+)"', page)
    assert link is not None
    response = Client().get(link[1])
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(response.content)
    urls = {one.get("type"): one.get("template") for one in root if one.tag.endswith("Url")}
    assert urls["text/html"] == "http://testserver/search/?q={searchTerms}"
    assert urls["application/json"] == "http://testserver/api/v1/search?q={searchTerms}"


def test_a_hit_asked_about_costs_no_query_of_its_own(
    library, make_document, django_assert_num_queries
) -> None:
    documents.put(make_document(number, text=f"应急演练第{number}次") for number in range(50, 80))
    indexing.drain()
    for size in (1, 100):
        with django_assert_num_queries(1):
            asked(q="应急演练", size=size)
