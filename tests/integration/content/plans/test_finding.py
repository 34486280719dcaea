"""Finding within one plan, without a script."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from content.plans.models import Clause
from search import engines
from search.indexing import services as indexing
from tests.integration.content.plans.conftest import SMALL

pytestmark = pytest.mark.django_db

NUMBERS = [
    f"{tens}{ones}"
    for tens in ("", "十", "二十")
    for ones in ("一", "二", "三", "四", "五", "六", "七", "八", "九")
][2:]
MANY = SMALL.replace(
    "安澜县人民政府\n2026年3月1日",
    "\n\n".join(f"（{number}）第{number}类工作。每年开展一次演练。" for number in NUMBERS),
)


@pytest.fixture
def plan(import_small, tmp_path, settings):
    settings.DATA_DIR = tmp_path

    def made(text=SMALL, **options):
        found = import_small(text, **options).document
        indexing.rebuild(engines.embedded())
        return found

    return made


def found(plan, text, client=None, **more) -> BeautifulSoup:
    address = reverse("plans:find", args=[plan.slug])
    response = (client or Client()).get(address, {"q": text, **more})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_places_stand_in_the_order_of_the_text_and_are_marked(plan) -> None:
    soup = found(plan(), "演练")
    hits = soup.select("article.hit")
    positions = [
        Clause.objects.get(
            anchor=re.search("#c-(.*)", hit.find("a", string="在全文里看")["href"])[1]
        ).position
        for hit in hits
    ]
    assert positions == sorted(positions)
    marks = [mark.text for hit in hits for mark in hit.select("mark")]
    assert len(hits) == 4 and set(marks) == {"演练"}
    assert f"找到 4 条，共 {len(marks)} 处" in soup.select_one("[role=status]").text


def test_the_title_of_the_plan_alone_makes_no_clause_a_place(plan) -> None:
    document = plan()
    assert "2028" in document.title
    assert not found(document, "2028").select("article.hit")


def test_every_place_leads_to_the_one_before_and_the_one_after(plan) -> None:
    hits = found(plan(), "演练").select("article.hit")
    for number, hit in enumerate(hits, 1):
        assert hit["id"] == f"h-{number}"
        assert f"第 {number} 条，共 {len(hits)} 条" in hit.text
        before, after = hit.find("a", rel="prev"), hit.find("a", rel="next")
        assert (before and before["href"]) == (f"#h-{number - 1}" if number > 1 else None)
        assert (after and after["href"]) == (f"#h-{number + 1}" if number < len(hits) else None)


def test_the_way_goes_on_over_the_pages(plan) -> None:
    document = plan(MANY)
    first = found(document, "演练")
    last = first.select("article.hit")[-1]
    href = last.find("a", rel="next")["href"]
    assert last["id"] == "h-20" and href.endswith("#h-21")
    path, _hash, fragment = href.partition("#")
    response = Client().get(reverse("plans:find", args=[document.slug]) + path)
    second = BeautifulSoup(response.content, "html.parser")
    here = second.find(id=fragment)
    assert here.find("a", rel="prev")["href"].endswith("page=1#h-20")


def test_the_box_beside_the_text_leads_there(plan) -> None:
    document = plan()
    page = BeautifulSoup(Client().get(document.get_absolute_url()).content, "html.parser")
    box = page.select_one("#outline form.find")
    assert box["action"] == reverse("plans:find", args=[document.slug])
    assert found(document, "演练").select_one("main form.find input[name=q]")["value"] == "演练"


def test_nothing_found_leads_to_all_documents(plan) -> None:
    soup = found(plan(), "火星")
    assert "这份文件里没有找到" in soup.text
    assert soup.find("a", string="在全部文件里找")["href"].endswith("?q=%E7%81%AB%E6%98%9F")


def test_other_plans_are_left_out(plan, import_small) -> None:
    document = plan()
    other = import_small(
        SMALL.replace("安澜县应急演练工作计划", "安澜县别的计划").replace("100", "101")
        .replace("先桌面、后实战", "先写后练")
    ).document  # fmt: skip
    indexing.rebuild(engines.embedded())
    assert found(document, "桌面").select("article.hit")
    assert not found(other, "桌面").select("article.hit")


def test_a_hidden_clause_is_found_by_nobody_who_may_not_read_it(plan, world) -> None:
    document = plan()
    before = len(found(document, "演练").select("article.hit"))
    hidden = Clause.objects.get(version=document.current_version, heading="评估改进")
    Clause.objects.filter(pk=hidden.pk).update(visibility="restricted")
    soup = found(document, "演练")
    assert len(soup.select("article.hit")) == before - 1
    assert f"找到 {before - 1} 条" in soup.text


def test_a_plan_that_is_not_searched_says_how_to_find(plan, client, world) -> None:
    document = plan(visibility="restricted")
    client.force_login(world.editor)
    soup = found(document, "演练", client)
    assert "在页面中查找" in soup.text and not soup.select("form.find input[value=演练]")


def test_without_an_index_it_says_so(plan, monkeypatch) -> None:
    document = plan()
    engines.embedded().discard()
    monkeypatch.setattr(indexing, "repair", lambda: False)
    response = Client().get(reverse("plans:find", args=[document.slug]), {"q": "演练"})
    assert response.status_code == 503 and response["Retry-After"] == "120"


def test_what_was_found_is_kept_by_no_cache(plan) -> None:
    response = Client().get(reverse("plans:find", args=[plan().slug]), {"q": "演练"})
    assert "private" in response["Cache-Control"]
    assert response.headers.get("X-Page-Cache") != "stored"
