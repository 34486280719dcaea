"""Nothing typed, nothing found, and typed words that come back."""

import pytest
from django.test import Client
from django.utils.html import escape

from tests.samples.asking import get

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%20", "?q=？！"])
def test_an_empty_search_offers_hazards_and_numbers(library, query: str) -> None:
    body = get(f"/search/{query}")
    assert "按情况找" in body and "/guides/earthquake/" in body and 'href="tel:119"' in body
    assert "洪水" in body  # has documents, so it leads to them
    assert "干旱" not in body  # leads nowhere
    assert ("只有标点" in body) == ("？" in query)


def test_nothing_found_offers_words_that_would_find_something(library) -> None:
    body = get("/search/?q=火星演练规程")
    assert "没有哪一条同时说到这些词" in body or "没找到" in body
    body = get("/search/?q=火星")
    assert '没找到“<span translate="no">火星</span>”' in body
    assert "按情况找" in body and 'value="火星"' in body


def test_some_words_are_better_than_nothing_and_it_is_said(library) -> None:
    body = get("/search/?q=火星演练")
    assert "没有哪一条同时说到这些词" in body
    assert "<mark>演练</mark>" in body


def test_filters_without_a_hit_can_be_taken_off(library) -> None:
    body = get("/search/?q=应急演练&kind=unknown")
    assert "这样筛选没有结果" in body and "去掉筛选再看" in body


def test_a_huge_query_is_cut_said_and_kept(library) -> None:
    text = "应急演练" * 100
    body = get(f"/search/?q={text}")
    assert "只用了前 200 个字：搜索词最多 200 个字，你写了 400 个。" in body
    assert f'value="{text}"' in body


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "'; DROP TABLE x; --", "{{7*7}}"])
def test_typed_text_comes_back_as_text(library, text: str) -> None:
    response = Client().get("/search/", {"q": text})
    body = response.content.decode()
    assert response.status_code == 200
    assert "<script>alert" not in body
    assert f'value="{escape(text)}"' in body
