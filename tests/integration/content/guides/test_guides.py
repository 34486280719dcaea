from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from content.guides import extras
from content.guides.extras import Extra
from content.guides.models import GuidePage
from content.guides.selectors import guide_urls, search_hazards
from content.pages.models import Paragraph
from content.pages.services import withdraw
from search.documents.models import SearchDocument
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(world: Any) -> Page:
    return samples.guides(samples.home())


@pytest.fixture
def guide(world: Any, index: Page) -> GuidePage:
    return samples.guide(index, world.county)


def html(client: Client, address: str, *, elder: bool = False) -> str:
    if elder:
        client.get("/display/set/?elder=1&next=/")
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_guide_opens_with_what_to_do_now(client: Client, guide: GuidePage) -> None:
    page = html(client, "/guides/earthquake/")
    assert page.count("<h1") == 1
    page = page[page.index("<body") :].replace("<wbr>", "")
    first_step = page.index("就近躲避")
    assert page.index("<h1") < first_step < page.index('href="tel:120"')
    for words in (
        "地震了",
        "切记",
        "被压住了",
        "坐轮椅的人",
        "李明，县地震局工程师",
        "看过主管部门原页",
    ):
        assert words in page.replace("<wbr>", ""), words


def test_the_other_phases_are_addresses_of_the_same_page(client: Client, guide: GuidePage) -> None:
    assert "把高柜和电视固定在墙上" in html(client, "/guides/earthquake/before/").replace(
        "<wbr>", ""
    )
    moved = client.get("/guides/earthquake/during/")
    assert (moved.status_code, moved["Location"]) == (301, "/guides/earthquake/")
    for absent in ("after", "warning", "prepare", "%00", "x" * 300):
        assert client.get(f"/guides/earthquake/{absent}/").status_code == 404


def test_in_elder_mode_the_phases_stand_below_the_steps(client: Client, guide: GuidePage) -> None:
    normal = html(client, "/guides/earthquake/")
    assert normal.index('class="tabs') < normal.index('class="steps')
    elder = html(client, "/guides/earthquake/", elder=True)
    assert 'class="tabs' not in elder
    assert elder.index('class="steps') < elder.index('href="/guides/earthquake/before/"')
    assert "平时怎么准备" in elder.replace("<wbr>", "")
    assert 'class="crumbs"' not in elder


def test_a_guide_costs_at_most_ten_queries(
    client: Client, guide: GuidePage, django_assert_max_num_queries: Any
) -> None:
    client.get("/guides/earthquake/")  # site roots and doors are cached for everybody
    # Two of them find the practice that quizzes put under 接着学.
    with django_assert_max_num_queries(10):
        client.get("/guides/earthquake/?a=1")


def test_a_public_guide_has_no_cookie_no_inline_code_and_is_light(
    client: Client, guide: GuidePage
) -> None:
    response = client.get("/guides/earthquake/")
    page = response.content.decode()
    assert not response.cookies
    assert "<style" not in page and " style=" not in page and " onclick" not in page
    assert "csrfmiddlewaretoken" not in page
    assert len(response.content) < 50 * 1024


def test_what_only_a_script_can_do_is_hidden_until_it_has_come(
    client: Client, guide: GuidePage
) -> None:
    page = html(client, "/guides/earthquake/")
    assert '<ul class="tools" hidden>' in page
    assert "data-print" in page and "data-share" in page


def test_on_paper_a_guide_says_where_it_is_found_and_how_old_it_is(
    client: Client, guide: GuidePage, settings: Any
) -> None:
    settings.BASE_URL = "https://anlan.example"
    foot = html(client, "/guides/earthquake/before/").split('class="sheetfoot"')[1]
    assert "https://anlan.example/guides/earthquake/before/" in foot
    assert f"{timezone.localdate(guide.last_published_at):%Y-%m-%d} 更新" in foot
    assert "<svg" in foot


@pytest.mark.parametrize("lines", [3, 8])
def test_what_goes_far_beyond_the_first_minute_gets_a_sheet_of_its_own(
    client: Client, world: Any, index: Page, lines: int
) -> None:
    """Then the foot with the address closes the first sheet; else it comes after everything."""
    items = ["离开货架、玻璃和吊灯" for _ in range(lines)]
    sections = [{"title": f"情形{number}", "items": items} for number in range(3)]
    samples.guide(index, world.county, {**samples.DURING, "sections": sections})
    page = html(client, "/guides/earthquake/").replace("<wbr>", "")
    assert page.count('<div class="sheetfoot">') == 1
    closes_first = page.index('<div class="sheetfoot">') < page.index("情形0")
    assert closes_first is (lines == 8)
    assert ('<div class="split sheet apart">' in page) is (lines == 8)


def test_a_source_with_an_address_is_a_link_that_tells_the_other_site_nothing(
    client: Client, guide: GuidePage
) -> None:
    guide.sources.create(title="避震须知", url="https://www.example.org/quake")
    guide.save()
    link = '<a href="https://www.example.org/quake" rel="external noopener">'
    assert html(client, "/guides/earthquake/").count(link) == 2


def test_hostile_words_in_a_guide_are_shown_as_words(
    client: Client, world: Any, index: Page
) -> None:
    step = {
        "title": "<img src=x onerror=1>",
        "detail": "<b>x</b>",
        "more": "[x](javascript:1) <script>1</script>",
    }
    samples.guide(
        index, world.county, {**samples.DURING, "steps": [step], "dos": ["<i>不</i>"]},
        title="试", slug="try",
    )  # fmt: skip
    page = html(client, "/guides/try/")
    assert "<img src=x" not in page and "<b>x</b>" not in page and "<i>" not in page
    assert "javascript:" not in page and "<script>1" not in page
    assert "&lt;i&gt;不&lt;/i&gt;" in page


def test_on_paper_a_guide_says_how_many_sources_are_not_there_and_which_are_local(
    client: Client, guide: GuidePage
) -> None:
    for number in range(7):
        guide.sources.create(title=f"来源{number}", read_part="读到原页。", confidence="high")
    guide.sources.create(title="《本县预案》", confidence="local")
    guide.save()
    page = html(client, "/guides/earthquake/")
    paper = page.split('class="sheetfoot"')[1].split("</p>")[0]
    assert f"另外 {guide.sources.count() - 5} 个来源" in paper
    assert "《本县预案》：本县安排，只说明本地怎么做" in paper
    assert "来源1（看过主管部门原页或法规条文）：读到原页。</li>" in page


# Paragraphs and search -----------------------------------------------------------


def test_publishing_gives_every_step_and_row_a_paragraph(guide: GuidePage) -> None:
    rows = Paragraph.objects.filter(page_id=guide.pk, withdrawn_at__isnull=True)
    assert rows.filter(kind="step").count() == 8
    assert rows.filter(kind="dont").count() == 3
    last = rows.get(text__startswith="等摇晃停了")
    assert last.text.split("\n") == [
        "等摇晃停了，走楼梯出去",
        "穿上鞋，看清头顶，不坐电梯。",
        "余震随时会来：",
        "离开楼体再停下",
        "不回屋取东西",
    ]


def test_every_paragraph_has_its_place_in_the_page_it_points_to(
    client: Client, guide: GuidePage
) -> None:
    pages = {sub: html(client, f"/guides/earthquake/{sub}") for sub in ("", "before/")}
    for row in Paragraph.objects.filter(page_id=guide.pk):
        assert f'id="{row.fragment}"' in pages[row.subpath], row.text


def test_publishing_puts_each_phase_and_section_into_the_search(guide: GuidePage) -> None:
    rows = {row.title: row for row in SearchDocument.objects.filter(kind="guide")}
    assert set(rows) == {"地震了，先这样做", "地震来之前，先做这几样", "被压住了"}
    opening = rows["地震了，先这样做"]
    assert opening.url == "/guides/earthquake/"
    assert opening.hazards == ["earthquake"] and opening.grants == ["public"]
    assert opening.weight > rows["地震来之前，先做这几样"].weight
    assert "伏低身子" in opening.text
    assert rows["被压住了"].url.startswith("/guides/earthquake/#p")


def test_a_phase_taken_out_leaves_the_search_and_unpublishing_takes_all(guide: GuidePage) -> None:
    guide.phases = samples.stream(samples.DURING)
    guide.save_revision().publish()
    assert not SearchDocument.objects.filter(title__startswith="地震来之前").exists()
    guide.unpublish()
    assert not SearchDocument.objects.filter(kind="guide").exists()
    assert not Paragraph.objects.filter(page_id=guide.pk, withdrawn_at__isnull=True).exists()


def test_the_list_says_which_guides_no_expert_has_checked(client: Client, guide: GuidePage) -> None:
    assert "示范内容" not in html(client, "/guides/")
    guide.is_demonstration = True
    guide.save_revision().publish()
    assert "步 · 示范内容，未经专家审定" in html(client, "/guides/")


def test_a_withdrawn_guide_is_struck_out_and_leaves_search_and_front_page(
    client: Client, world: Any, guide: GuidePage
) -> None:
    withdraw(page=guide, actor=world.reviewer, reason="做法已改", replacement_url="/guides/")
    page = html(client, "/guides/earthquake/")
    assert "<s>" in page and "做法已改" in page and 'href="/guides/"' in page
    assert not SearchDocument.objects.filter(kind="guide").exists()
    assert guide_urls(world.learner) == {}
    assert "已撤下" in html(client, "/guides/")


def test_when_the_search_refuses_nothing_is_published(world: Any, index: Page) -> None:
    draft = GuidePage(
        title="洪水", slug="flood", owner_unit=world.county, live=False,
        phases=samples.stream(samples.DURING),
    )  # fmt: skip
    index.add_child(instance=draft)
    revision = draft.save_revision()
    with (
        patch("content.guides.search.services.replace_group", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
        transaction.atomic(),
    ):
        revision.publish()
    draft.refresh_from_db()
    assert not draft.live
    assert not Paragraph.objects.filter(page_id=draft.pk).exists()


def test_the_search_knows_each_hazard_and_its_guide(guide: GuidePage) -> None:
    named = {hazard.slug: hazard for hazard in search_hazards()}
    assert named["earthquake"].url == "/guides/earthquake/"
    assert named["flood"].url == ""


def test_an_overdue_review_is_told_above_the_steps(client: Client, guide: GuidePage) -> None:
    with patch.object(timezone, "localdate", return_value=samples.DUE.replace(year=2028)):
        page = html(client, "/guides/earthquake/")
    assert page.index("应在 2027-05-12 前复核，还没有") < page.index('class="steps')


def test_other_apps_add_rows_under_what_to_learn_next(client: Client, guide: GuidePage) -> None:
    with patch.dict(extras.registry.providers, clear=True):
        extras.register("test", lambda page: [Extra("/x/", f"考考自己：{page.title}")])
        assert "考考自己：地震" in html(client, "/guides/earthquake/").replace("<wbr>", "")


# Listing -------------------------------------------------------------------------


def test_the_list_is_filtered_by_class_and_ignores_an_unknown_one(
    client: Client, world: Any, guide: GuidePage, index: Page
) -> None:
    samples.guide(
        index, world.county, samples.DURING, title="煤气漏了", slug="gas", hazards=["gas"]
    )
    both = html(client, "/guides/?class=%3Cscript%3E")
    assert "/guides/earthquake/" in both and "/guides/gas/" in both and "<script>" not in both
    accident = html(client, "/guides/?class=accident")
    assert "/guides/gas/" in accident and "/guides/earthquake/" not in accident
    assert "这一类还没有指南" in html(client, "/guides/?class=health").replace("<wbr>", "")


@pytest.mark.parametrize("query", ["hazard=electricity", "hazard=home-fire", "class=health"])
def test_without_a_guide_only_numbers_are_given_and_no_advice(
    client: Client, world: Any, guide: GuidePage, query: str
) -> None:
    page = html(client, f"/guides/?{query}").replace("<wbr>", "")
    main = page[page.index("<main") : page.index("</main>")]
    assert "还没有" in main and 'href="tel:119"' in main
    # To leave at once is wrong by a fallen wire or with smoke on the stairs.
    assert "离开" not in main and "求助" not in main


# What the form refuses -----------------------------------------------------------
