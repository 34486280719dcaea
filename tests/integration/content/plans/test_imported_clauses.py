"""Clauses as the search for programs gives them: mended, and as they stood in the file."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from content.plans.enums import Visibility
from content.plans.models import Clause
from content.plans.selectors.imported import imported_clauses
from search import engines
from search.indexing import services as indexing
from tests.integration.content.plans.conftest import SMALL
from tests.samples.reviewed_plans import published

pytestmark = pytest.mark.django_db

DAMAGED = SMALL.replace("先桌面、后实战", "先桌(zhuō)面(miàn)、後實(shí)戰(zhàn)")


@pytest.fixture
def found(world, tmp_path, settings):
    settings.DATA_DIR = tmp_path

    def ask(text, client=None):
        indexing.rebuild(engines.embedded())
        response = (client or Client()).get("/api/v1/search", {"q": text, "kind": "clause"})
        assert response.status_code == 200
        return json.loads(response.content)["hits"]

    return ask


def test_a_clause_stands_beside_what_the_file_says(import_small, found) -> None:
    version = import_small(DAMAGED).version
    hit = found("桌面实战")[0]
    clause = Clause.objects.get(version=version, anchor=hit["key"].removeprefix("clause:"))
    assert hit["title"] == "（二）工作原则"
    assert hit["text"] == "先桌面、後實戰。"
    assert hit["source_text"] == version.original[clause.source_start : clause.source_end].strip()
    assert "（二）工作原则。先桌(zhuō)面(miàn)、後實(shí)戰(zhàn)" in hit["source_text"]
    assert hit["document"] == {
        "title": "安澜县应急演练工作计划（2026—2028年）",
        "file": version.source_name,
        "url": f"http://testserver{version.document.get_absolute_url()}",
    }
    assert [hit["text"][start:end] for start, end in hit["highlights"]] == ["桌面", "實戰"]


def test_the_text_in_force_is_quoted_and_no_earlier_one(import_small, found, world) -> None:
    first = import_small()
    before = found("桌面实战")[0]["source_text"]
    second = import_small(
        SMALL.replace("后实战", "后开展实战"), slug=first.document.slug, publish=False
    ).version
    assert found("桌面实战")[0]["source_text"] == before
    published(second, world.editor, world.reviewer)
    assert "后开展实战" in found("桌面实战")[0]["source_text"]


def test_many_clauses_cost_one_query(import_small, django_assert_num_queries, world) -> None:
    version = import_small().version
    keys = [clause.key for clause in version.clauses.all()]
    with django_assert_num_queries(1):
        told = imported_clauses([*keys, "guide:1"], AnonymousUser())
    assert told.keys() == set(keys)


def test_what_somebody_may_not_read_is_not_quoted(import_small, world) -> None:
    version = import_small().version
    hidden = version.clauses.get(heading="工作原则")
    Clause.objects.filter(pk=hidden.pk).update(visibility=Visibility.INTERNAL)
    assert hidden.key not in imported_clauses([hidden.key], AnonymousUser())
    assert hidden.key in imported_clauses([hidden.key], world.editor)
