"""What a search shows of what it found, and to whom."""

from html import unescape

import pytest
from django.test import Client

from search import registry
from search.documents import services as documents
from search.indexing import services as indexing
from tests.samples.asking import get

pytestmark = pytest.mark.django_db


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


def test_hits_of_demonstration_content_say_that_nobody_checked_it(library, make_document) -> None:
    told = "示范内容，未经专家审定"
    assert told not in get("/search/?q=应急演练")
    shown = {"kind": "guide", "group_key": "guide:9", "path": ("洪水",), "is_demonstration": True}
    documents.put([make_document(40, text="洪水来了，往高处走。", **shown)])
    indexing.drain()
    body = get("/search/?q=洪水往高处走")
    assert "最接近的一条" in body and body.count(told) == 2


def test_steps_for_a_hazard_nobody_named_say_which_they_are_for(library) -> None:
    told = "讲的是地震"
    assert told in get("/search/?q=伏地遮挡抓牢")
    assert "最接近的一条" not in get("/search/?q=伏地遮挡抓牢")
    assert told not in get("/search/?q=地震伏地遮挡抓牢")


def test_where_only_chapters_for_another_hazard_name_it_the_page_says_so(
    library, make_document
) -> None:
    town = ("青河镇预案", "（四）地震处置")
    documents.put([make_document(44, path=town, text="大坝塌陷的，到空旷地带。")])
    indexing.drain()
    body = get("/search/?q=大坝塌陷")
    assert "下面的讲的是别的灾害" in body and "最接近的一条" not in body
    assert "下面的讲的是别的灾害" not in get("/search/?q=地震 空旷地带")


def test_a_search_that_finds_nothing_names_whom_somebody_in_despair_may_call(library) -> None:
    for asked in ("自杀", "割腕"):
        page = get(f"/search/?q={asked}")
        assert page.index('href="tel:12356"') < page.index("先打上面的电话")
        assert 'href="tel:119"' in page and "换个说法" not in page and "没找到" not in page


def test_it_stands_first_while_the_search_is_being_prepared_too(library, monkeypatch) -> None:
    monkeypatch.setattr("search.views.answer_to", lambda *_: None)
    page = Client().get("/search/?q=自杀").content.decode()
    assert page.index('href="tel:12356"') < page.index("按情况找")


@pytest.mark.parametrize(
    "asked", ["孩子想自杀怎么办", "我不想活了", "想跳樓", "我受不了了 应急演练", "我要轻生"]
)
def test_whom_to_call_stands_before_the_hits_of_somebody_in_distress(
    library, make_document, asked
) -> None:
    text = "孩子想自杀怎么办，我不想活了，想跳楼，受不了了，我要轻生：打电话。"
    documents.put([make_document(41, text=text, kind="guide", group_key="guide:8")])
    indexing.drain()
    page = Client().get("/search/", {"q": asked}).content.decode()
    assert "找到" in page and 'href="tel:12356"' in page
    assert page.index('href="tel:12356"') < page.index("找到")
    assert "想伤害自己" in page and "最接近的一条" not in page
    assert page.index('href="tel:119"') < page.index("找到")


def test_somebody_in_despair_is_not_shown_what_holds_a_word_by_chance(
    library, make_document
) -> None:
    documents.put([make_document(43, text="把应急演练搞活，让群众想得起来。")])
    indexing.drain()
    page = get("/search/?q=我不想活了")
    assert "搞" not in page and "先打上面的电话" in page
    assert page.index('href="tel:12356"') < page.index('href="tel:119"')


@pytest.mark.parametrize("asked", ["着火了 我想自杀", "火太大我不想死"])
def test_the_rescue_stands_before_the_crisis_line_where_life_is_in_danger(library, asked) -> None:
    page = get(f"/search/?q={asked}")
    assert page.index('href="tel:119"') < page.index('href="tel:12356"')


@pytest.mark.parametrize("asked", ["着火了能跳楼吗", "被烟困住不能跳楼", "大坝撑不住了"])
def test_danger_outside_a_mind_is_answered_with_rescue_first(library, make_document, asked) -> None:
    of = {"kind": "guide", "group_key": "guide:7", "hazards": ("home-fire", "flood")}
    documents.put([make_document(42, text=asked, **of)])
    indexing.drain()
    page = Client().get("/search/", {"q": asked}).content.decode()
    assert page.index('href="tel:119"') < page.index('href="tel:12356"') < page.index("找到")
    assert "想伤害自己" not in page and "最接近的一条" in page


def test_every_page_of_hits_names_the_number_for_a_mind_in_need(library) -> None:
    page = Client().get("/search/?q=应急演练").content.decode()
    assert page.index('href="tel:12356"') < page.index("找到")
    assert "想伤害自己" not in page


def test_a_hazard_without_a_guide_is_named_above_the_numbers_and_the_hits(library) -> None:
    page = get("/search/?q=洪水应急演练")
    told = page.index("“洪水”的指南还没有写好。")
    assert told < page.index('href="tel:119"') < page.index("找到 1 条")
    assert "先这样做" not in page and "最接近的一条" not in page
    assert "还没有写好" not in get("/search/?q=地震应急演练")


def test_it_is_named_where_nothing_was_found_too(library) -> None:
    page = get("/search/?q=海啸来了往哪跑")
    assert page.index("“海啸”的指南还没有写好。") < page.index('href="tel:119"')
    assert page.index('href="tel:119"') < page.index("没找到")
    assert "试试只搜其中一个词" not in page


def test_a_clause_of_a_plan_for_another_hazard_is_listed_and_never_the_best(
    library, make_document
) -> None:
    text = "发生海啸时打开闸门，提前转移。"
    documents.put([make_document(50, text=text, group_key="plan:9", hazards=("earthquake",))])
    indexing.drain()
    page = get("/search/?q=海啸闸门转移")
    assert "打开<mark>闸门</mark>" in page and "最接近的一条" not in page
    documents.put([make_document(50, text=text, group_key="plan:9")])
    indexing.drain()
    assert "最接近的一条" in get("/search/?q=海啸闸门转移")


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


def test_the_number_of_queries_does_not_grow_with_the_hits(
    library, make_document, django_assert_num_queries
) -> None:
    client = Client()
    client.get("/search/?q=应急演练")  # what themes cache
    documents.put(make_document(n, group_key=f"plan:{n}") for n in range(100, 140))
    indexing.drain()
    with django_assert_num_queries(1):
        client.get("/search/?q=应急演练")


def test_hazards_are_read_once_however_many_rows_say_theirs(
    library, make_document, monkeypatch
) -> None:
    shown = {"kind": "guide", "hazards": ("earthquake",), "text": "伏地、遮挡、手抓牢。"}
    documents.put(make_document(n, group_key=f"guide:{n}", **shown) for n in range(100, 104))
    indexing.drain()
    read = []
    sources = [
        lambda source=source: read.append(1) or source() for source in registry._hazard_sources
    ]
    monkeypatch.setattr(registry, "_hazard_sources", sources)
    assert get("/search/?q=伏地遮挡抓牢").count("讲的是地震") == 5
    assert len(read) == len(sources)
