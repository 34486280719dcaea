"""The search page while its index is missing, damaged or cannot be built."""

from html import unescape

import pytest
from django.test import Client

from search import engines
from search.documents import services as documents
from search.indexing import services as indexing
from tests.samples.asking import get

pytestmark = pytest.mark.django_db


def test_a_missing_index_is_built_by_the_first_search(offered, make_document) -> None:
    documents.put([make_document(1)])
    assert not engines.embedded().exists()
    assert "找到 1 条" in get("/search/?q=应急演练")


def test_a_damaged_index_is_replaced_and_the_search_answered(library) -> None:
    storage = engines.embedded().storage
    for path in storage.path_of(storage.generation()).iterdir():
        if path.suffix in {".term", ".store", ".idx", ".fast"}:
            path.write_bytes(b"\0" * 64)
    engines._embedded.cache_clear()
    assert "找到 7 条" in get("/search/?q=应急演练")


def test_while_no_index_can_be_built_the_page_says_so(library, monkeypatch) -> None:
    engines.embedded().discard()
    monkeypatch.setattr(indexing, "SMALL", 0)
    response = Client().get("/search/?q=应急演练")
    body = unescape(response.content.decode()).replace("<wbr>", "")
    assert response.status_code == 503 and response["Retry-After"]
    assert "搜索正在重新准备" in body and 'href="tel:120"' in body and 'value="应急演练"' in body


def test_a_folder_that_is_gone_costs_the_search_and_not_the_page(library, tmp_path, settings):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "search").write_text("a file where the folder should be")
    settings.DATA_DIR = elsewhere
    response = Client().get("/search/?q=应急演练")
    body = response.content.decode().replace("<wbr>", "")
    assert response.status_code == 503 and "搜索正在重新准备" in body
