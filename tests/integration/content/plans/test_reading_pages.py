"""Ways through the pages of one plan: titles, outline, links, old links."""

from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.plans.enums import Visibility
from content.plans.models import PlanDocument
from portal.people.models import Division

VIEWS = ("roles", "levels", "targets", "tasks", "progress", "references", "changes", "about")
LONG = "各乡镇、各部门按照职责分工做好本项工作，发现问题及时报告。" * 80


def soup_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def title_of(client, address):
    return soup_of(client, address).title.get_text()


@pytest.fixture
def long_plan(import_small):
    """One chapter of six long sections between two short ones."""
    sections = "\n\n".join(f"（{n}）第{n}类灾害。{LONG}" for n in "一二三四五六")
    return import_small(
        f"安澜县灾害应对方案\n\n一、总则\n\n（一）目的。明确职责。\n\n二、应对\n\n{sections}\n\n"
        "三、附则\n\n（一）施行。自发布之日起施行。"
    )


def test_each_view_of_a_plan_has_a_title_of_its_own(client, import_small):
    plan = import_small().document
    titles = [title_of(client, plan.get_absolute_url())]
    titles += [title_of(client, reverse(f"plans:{name}", args=[plan.slug])) for name in VIEWS]
    assert len(set(titles)) == len(titles)
    assert all(plan.title in title for title in titles)
    assert titles[0].startswith(plan.title)
    assert titles[-1].startswith("文件信息 - ")


def test_each_page_of_a_long_plan_is_named_by_what_begins_on_it(client, long_plan):
    plan, version = long_plan.document, long_plan.version
    assert version.page_count > 2
    pages = range(1, version.page_count + 1)
    addresses = [plan.get_absolute_url()] + [
        reverse("plans:page", args=[plan.slug, number]) for number in pages[1:]
    ]
    soups = [soup_of(client, address) for address in addresses]
    assert len({soup.title.get_text() for soup in soups}) == len(soups)
    for soup, following in pairwise(soups):
        words = soup.select_one("a[rel=next]").get_text()
        assert following.title.get_text().startswith(words.removeprefix("下一页："))


def test_the_outline_shows_all_sections_of_a_chapter_that_goes_over_pages(client, long_plan):
    plan = long_plan.document
    soup = soup_of(client, reverse("plans:page", args=[plan.slug, 2]))
    sections = [a.get_text() for a in soup.select("#outline .d2 a")]
    assert [label for label in sections if "类灾害" in label] == [
        f"（{n}）第{n}类灾害" for n in "一二三四五六"
    ]


def test_an_outline_marks_nothing_that_the_page_goes_beyond(client, import_small):
    plan = import_small().document
    soup = soup_of(client, plan.get_absolute_url())
    assert soup.select("#outline li a")
    assert not soup.select("#outline [aria-current]")
    assert soup.select_one(".bar48 > span").get_text() == "第 1 页，共 1 页"


def test_who_uses_a_keyboard_reaches_the_outline_first(client, import_small):
    soup = soup_of(client, import_small().document.get_absolute_url())
    assert [a["href"] for a in soup.select("a.skip")] == ["#main", "#outline"]
    assert soup.select_one("nav#outline")


def test_the_paper_and_the_original_are_one_step_away_from_the_text(client, import_small):
    plan = import_small().document
    soup = soup_of(client, plan.get_absolute_url())
    links = {a["href"] for a in soup.select(".side .acts a")}
    assert reverse("plans:pdf", args=[plan.slug]) in links
    assert reverse("plans:about", args=[plan.slug]) in links


def test_everybody_can_take_the_link_of_every_text(client, import_small):
    plan = import_small()
    soup = soup_of(client, plan.document.get_absolute_url())
    for clause in plan.version.clauses.exclude(text=""):
        article = soup.find(id=clause.fragment)
        address = reverse("plans:clause", args=[clause.anchor])
        (link,) = article.select(f'a[href="{address}"]')
        assert link.get_text() == (clause.number or "链接"), clause.text


def test_a_number_alone_stands_before_its_text_and_is_no_heading(client, import_small):
    plan = import_small(
        "安澜县值守方案\n\n一、先期处置\n\n（一）人员转移。有下列情形之一的，可以直接转移：\n\n"
        "（1）上游降雨猛增；\n\n（2）房前屋后出现裂缝。\n\n转移时先转移老人。\n\n"
        "（二）报告。逐级报告。"
    )
    items = plan.version.clauses.filter(heading="").exclude(number="").exclude(text="")
    assert items
    soup = soup_of(client, plan.document.get_absolute_url())
    for clause in items:
        article = soup.find(id=clause.fragment)
        assert not article.select("h2, h3, h4")
        first = article.select_one(".txt > p")
        assert first.get_text().startswith(f"{clause.number} {clause.text[:4]}")
        assert first.a["href"] == reverse("plans:clause", args=[clause.anchor])


@pytest.fixture
def gone(world, import_small, small_text):
    """A clause that the second of three versions took away, of a demonstration plan."""
    Division.objects.filter(pk=world.division.pk).update(fictional=True)
    plan = import_small(division=world.division)
    clause = plan.version.clauses.get(heading="工作原则")
    shorter = small_text.replace("（二）工作原则。先桌面、后实战。\n\n", "")
    for text in (shorter, shorter.replace("3月底前", "4月底前")):
        import_small(text, slug=plan.document.slug)
    return clause


def test_the_page_of_a_deleted_clause_warns_as_its_plan_does(client, gone):
    soup = soup_of(client, reverse("plans:clause", args=[gone.anchor]))
    assert any("示范文件" in note.get_text() for note in soup.select(".note"))
    assert soup.select_one(".red b").get_text() == "安政发〔2026〕100号"
    assert soup.select(".crumbs a") and soup.select(".tabs a")
    assert not soup.select(".tabs [aria-current]")
    assert "工作原则" in soup.title.get_text()


def test_the_page_of_a_deleted_clause_leads_to_the_change_that_took_it(client, gone):
    soup = soup_of(client, reverse("plans:clause", args=[gone.anchor]))
    link = soup.find("a", href=lambda href: href and "before=" in href)
    assert link["href"].endswith("?before=1&after=2")
    assert "先桌面、后实战" in soup_of(client, link["href"]).get_text()


TABLE = """安澜县物资储备方案

一、储备

| 序号 | 物资 | 数量 |
| --- | --- | --- |
| 1 | 编织袋 | 500条 |
| 2 | 救生衣 | 80件 |
"""


def test_a_numbered_row_is_named_by_its_second_cell_on_a_phone(client, import_small):
    table = soup_of(client, import_small(TABLE).document.get_absolute_url()).select_one(".tbl")
    assert "nos" in table["class"]
    labels = [cell.get("data-label") for cell in table.tbody.tr.select("td")]
    assert labels == [None, None, "数量"]


def test_a_row_that_begins_with_its_name_keeps_its_labels(client, import_small):
    text = TABLE.replace("| 序号 |", "| 乡镇 |")
    table = soup_of(client, import_small(text).document.get_absolute_url()).select_one(".tbl")
    assert "nos" not in table["class"]
    assert table.tbody.tr.td["data-label"] == "乡镇"


def test_what_a_plan_cites_is_found_by_the_words_of_its_clause(client, import_small):
    plan = import_small().document
    soup = soup_of(client, reverse("plans:references", args=[plan.slug]))
    assert soup.select_one(".dash small a").get_text().startswith("为做好演练工作")


def test_one_level_of_response_has_one_link_to_a_clause_in_a_cell(client, import_small):
    plan = import_small(
        "安澜县防汛应急预案\n\n1 响应\n\n1.1 Ⅰ级响应\n\n1.1.1 启动条件\n\n"
        "水库可能溃坝。\n\n河水超过保证水位。\n\n1.1.2 响应行动\n\n全部转移。"
    ).document
    soup = soup_of(client, reverse("plans:levels", args=[plan.slug]))
    for cell in soup.select(".levels td"):
        links = [a["href"] for a in cell.select("a")]
        assert len(links) == len(set(links))


def test_a_plan_is_searched_from_above_its_outline_as_far_as_the_search_knows_it(
    client, world, import_small
):
    plan = import_small().document
    page = soup_of(client, plan.get_absolute_url())
    form = page.select_one("nav#outline form[role=search]")
    assert form["action"] == reverse("plans:find", args=[plan.slug])
    PlanDocument.objects.filter(pk=plan.pk).update(visibility=Visibility.RESTRICTED)
    client.force_login(world.editor)
    assert not soup_of(client, plan.get_absolute_url()).select("form[role=search]")


def test_for_the_elder_the_other_views_stand_below_the_text(client, import_small):
    plan = import_small().document
    about = reverse("plans:about", args=[plan.slug])
    page = client.get(plan.get_absolute_url()).content.decode().split("<main")[1]
    assert page.index(f'href="{about}"') < page.index('class="clause"') and "还想知道" not in page
    client.cookies["display"] = "elder"
    soup = soup_of(client, plan.get_absolute_url())
    assert not soup.select(".tabs")
    rows = soup.find("h2", string="还想知道").find_parent("section").select("a.row")
    assert about in [row["href"] for row in rows]
    assert plan.get_absolute_url() not in [row["href"] for row in rows]
    assert soup.select(".clause")[-1].sourceline <= rows[0].sourceline


def test_an_earlier_version_leads_to_what_the_one_in_force_says_otherwise(client, gone):
    plan = gone.version.document
    versions = soup_of(client, reverse("plans:about", args=[plan.slug])).find("h2", string="各版本")
    links = [link["href"] for link in versions.find_parent("section").select("li a")]
    changes = reverse("plans:changes", args=[plan.slug])
    assert set(links) == {f"{changes}?before={n}&after=3" for n in (1, 2)}
    assert all(client.get(link).status_code == 200 for link in links)


def test_a_named_document_that_the_library_lacks_is_said_to_be_missing(client, import_small):
    import_small("安澜县防汛预案\n\n1 总则\n\n为了安全。\n")
    plan = import_small(
        "安澜县水库预案\n\n1 总则\n\n1.1 编制依据\n\n"
        "依据《中华人民共和国防洪法》《安澜县防汛预案》，按照GB/T 1234—2020，制定本预案。\n"
    ).document
    soup = soup_of(client, reverse("plans:references", args=[plan.slug]))
    said = {row.span.get_text(): "库里没有" in row.get_text() for row in soup.select(".dash li")}
    assert said["中华人民共和国防洪法"] and not said["安澜县防汛预案"]
    assert [name for name, missing in said.items() if missing] == ["中华人民共和国防洪法"]


def test_for_the_elder_the_duties_stand_before_those_of_others_and_the_card(client, import_small):
    plan = import_small(
        "安澜县防汛预案\n\n1 总则\n\n县水利局负责监测。县气象局负责预报。\n"
    ).document
    (card, *_rest) = [
        link["href"]
        for link in soup_of(client, reverse("plans:roles", args=[plan.slug])).select("main .rows a")
    ]

    def places():
        page = client.get(card).content.decode()
        assert page.count("打印这张卡") == 1
        return page.index("负责"), page.index("打印这张卡")

    duty, printed = places()
    assert printed < duty
    client.cookies["display"] = "elder"
    duty, printed = places()
    assert duty < printed
