from html import unescape

import pytest
from django.test import Client
from django.utils.html import escape

from search import engines, registry
from search.documents import services as documents
from search.indexing import services as indexing
from search.registry import Hazard

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(monkeypatch):
    """Kinds and hazards of the test alone, whatever the installed apps register."""
    monkeypatch.setattr(registry, "_kinds", {})
    monkeypatch.setattr(registry, "_hazard_sources", [])
    registry.register_kind("clause", label="预案条文", rebuild=lambda: [])
    registry.register_kind("guide", label="避险指南", rebuild=lambda: [])
    registry.register_hazards(
        lambda: [
            Hazard("earthquake", "地震", "/guides/earthquake/", "earthquake"),
            Hazard("flood", "洪水", pictogram="flood"),
            Hazard("drought", "干旱", pictogram="drought"),
        ]
    )


@pytest.fixture
def library(offered, make_document):
    clauses = [
        make_document(
            number,
            title=f"3.{number} 应急演练",
            text=f"第{number}项：每年至少组织应急演练两次，检验预案。",
            hazards=("earthquake",),
            year=2026,
        )
        for number in range(1, 6)
    ]
    documents.put(
        [
            *clauses,
            make_document(
                10,
                group_key="plan:2",
                path=("增城市2015年應急管理工作計畫", "三、日常工作"),
                title="(一)健全預案",
                text="加大應急演練頻次，檢驗預案科學性。",
                status="historic",
                lang="zh-Hant",
                year=2015,
                hazards=("flood",),
            ),
            make_document(
                20,
                kind="guide",
                group_key="guide:1",
                title="地震了，先这样做",
                path=(),
                text="伏地、遮挡、抓牢。平时参加应急演练。",
                url="/guides/earthquake/",
                hazards=("earthquake",),
                year=2021,
            ),
            make_document(30, text="<b>脚本</b> & 应急演练脚本", grants=frozenset({"unit:7"})),
        ]
    )
    indexing.drain()


def get(path: str, client: Client | None = None) -> str:
    response = (client or Client()).get(path)
    assert response.status_code == 200, response.content[:500]
    return unescape(response.content.decode()).replace("<wbr>", "")


def test_hits_are_grouped_by_document_with_marks(library) -> None:
    body = get("/search/?q=应急演练")
    assert "找到 7 条，分属 3 份文件" in body
    assert body.count('<article class="hit">') == 3
    assert "3 监测预警 › 3.1 应急演练" in body
    assert "每年至少组织<mark>应急演练</mark>两次" in body
    assert "本文件还有 3 处" in body


def test_current_documents_stand_before_historic_ones(library) -> None:
    body = get("/search/?q=应急演练")
    assert body.index("安澜县总体应急预案") < body.index("增城市2015年")
    assert body.index("先这样做") < body.index("增城市2015年")


def test_text_published_in_traditional_script_is_marked_and_never_converted(library) -> None:
    client = Client()
    client.cookies["display"] = "hant"
    body = get("/search/?q=应急演练", client)
    assert '<p lang="zh-Hant" translate="no">加大<mark>應急演練</mark>頻次' in body
    assert "原文为繁体" in get("/search/?q=应急演练")


def test_a_restricted_document_leaves_no_trace_on_the_page(library, world) -> None:
    for path in (
        "/search/?q=脚本",
        "/search/?q=应急演练",
        "/search/?kind=clause",
        "/search/?q=应急",
    ):
        body = get(path)
        assert "脚本</b>" not in body
        assert "找到 8 条" not in body
    assert "没找到" in get("/search/?q=脚本")


def test_a_person_with_the_grant_finds_it_escaped_and_uncached(
    library, world, make_document
) -> None:
    documents.put(
        [make_document(30, text="<b>脚本</b>", grants=frozenset({f"unit:{world.town.id}"}))]
    )
    indexing.drain()
    client = Client()
    client.force_login(world.editor)
    response = client.get("/search/?q=脚本")
    body = response.content.decode()
    assert "&lt;b&gt;<mark>脚本</mark>&lt;/b&gt;" in body
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]
    public = Client().get("/search/?q=脚本")
    assert set(public["Cache-Control"].split(", ")) == {"private", "no-cache"}
    stranger = Client()
    stranger.force_login(world.other_editor)
    assert "没找到" in unescape(stranger.get("/search/?q=脚本").content.decode())


def test_a_row_has_the_last_word_on_who_may_see_it(library) -> None:
    """The index is a moment behind; the row is not."""
    from search.models import SearchDocument

    SearchDocument.objects.filter(key="clause:20").update(grants=["staff"])
    assert "先这样做" not in get("/search/?q=应急演练")


def test_facets_count_and_switch(library) -> None:
    body = get("/search/?q=应急演练")
    assert '预案条文<span class="n num">6</span>' in body
    assert '避险指南<span class="n num">1</span>' in body
    assert '现行<span class="n num">6</span>' in body
    assert '洪水<span class="n num">1</span>' in body
    assert '2015 及以前<span class="n num">1</span>' in body
    assert '2021—2025<span class="n num">1</span>' in body
    assert "干旱" not in body
    narrowed = get("/search/?q=应急演练&kind=guide")
    assert "找到 1 条" in narrowed
    assert '预案条文<span class="n num">6</span>' in narrowed
    assert "取消筛选" in narrowed
    both = get("/search/?q=应急演练&kind=guide&kind=clause")
    assert "找到 7 条" in both


def test_a_year_range_and_a_group_narrow(library) -> None:
    assert "找到 1 条" in get("/search/?q=应急演练&year=-2015")
    assert "找到 6 条" in get("/search/?q=应急演练&year=2021-2025&year=2026-2030")
    inside = get("/search/?q=应急演练&group=plan:1")
    assert "找到 5 条，分属 1 份文件" in inside
    assert inside.count('class="path"') == 5
    assert "本文件还有" not in inside


@pytest.mark.parametrize(
    "query",
    [
        "year=abc",
        "year=2025-2021",
        "year=-",
        "kind=' OR 1=1",
        "page=0",
        "page=zwei",
        "page=99999999999",
        "status=%00",
        "group=" + "g" * 3000,
        "kind=" + "&kind=".join(map(str, range(200))),
    ],
)
def test_parameters_that_make_no_sense_do_no_harm(library, query: str) -> None:
    get(f"/search/?q=应急演练&{query}")


def test_pages_follow_one_another(offered, make_document) -> None:
    documents.put(
        make_document(n, group_key=f"plan:{n}", path=(f"第{n}号文件",)) for n in range(25)
    )
    indexing.drain()
    first = get("/search/?q=应急演练")
    assert "第 1 页，共 3 页" in first and "page=2" in first and "下一页" in first
    last = get("/search/?q=应急演练&page=3")
    assert last.count('<article class="hit">') == 5
    assert "下一页" not in last


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


def test_the_page_sets_no_cookie_and_carries_no_inline_code(library) -> None:
    response = Client().get("/search/?q=应急演练")
    assert not response.cookies
    body = response.content.decode()
    assert "<style" not in body and " style=" not in body and " onclick=" not in body
    assert "csrf" not in body


def test_an_edit_is_seen_by_the_next_reader_of_the_same_address(library, make_document) -> None:
    assert "找到 7 条" in get("/search/?q=应急演练")
    documents.put([make_document(40)])
    indexing.drain()
    assert "找到 8 条" in get("/search/?q=应急演练")


def test_only_reading_is_answered(library) -> None:
    assert Client().post("/search/", {"q": "演练"}).status_code == 405
    assert Client().head("/search/?q=演练").status_code == 200


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


def test_the_number_of_queries_does_not_grow_with_the_hits(
    library, make_document, django_assert_num_queries
) -> None:
    client = Client()
    client.get("/search/?q=应急演练")  # what themes cache
    documents.put(make_document(n, group_key=f"plan:{n}") for n in range(100, 140))
    indexing.drain()
    with django_assert_num_queries(1):
        client.get("/search/?q=应急演练")
