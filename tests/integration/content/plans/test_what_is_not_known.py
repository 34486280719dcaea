"""Pages of a plan that says neither who issued it nor when, and names nothing else."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

BARE = """安澜县演练工作方案

一、总则

演练要先桌面、后实战。
"""


@pytest.fixture
def plan(import_small):
    return import_small(BARE).document


@pytest.fixture
def page(client):
    def run(address, *arguments):
        answer = client.get(reverse(address, args=arguments))
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    return run


def test_the_unit_that_answers_for_a_plan_is_not_its_issuer(plan, page, world):
    assert plan.issuer == "" == plan.current_version.issuer
    facts = page("plans:about", plan.slug).select_one("dl.src")
    assert "发布机构" not in facts.get_text()
    assert world.town.name not in facts.get_text()


def test_who_signs_the_text_is_its_issuer(import_small, page):
    signed = import_small(f"{BARE}\n青河镇人民政府办公室\n2026年3月1日\n").document
    facts = page("plans:about", signed.slug).select_one("dl.src")
    names = [name.get_text() for name in facts("dt")]
    assert facts("dd")[names.index("发布机构")].get_text() == "青河镇人民政府办公室"


def test_the_register_ends_no_row_with_a_dot(plan, page):
    row = page("plans:list").select_one(".rows a.row")
    assert row.small.get_text() == "工作方案"


@pytest.mark.parametrize(
    ("name", "said"),
    [("references", "没有用书名号写的法律、预案"), ("targets", "还没有确认的目标")],
)
def test_an_empty_page_of_a_plan_says_why_and_is_the_current_tab(plan, page, name, said):
    shown = page(f"plans:{name}", plan.slug)
    current = shown.select(".tabs [aria-current=page]")
    assert [tab["href"] for tab in current] == [reverse(f"plans:{name}", args=[plan.slug])]
    assert said in shown.select_one("main").get_text()


def test_the_way_to_the_outline_stays_in_one_line_beside_a_long_heading(plan, page):
    assert page("plans:document", plan.slug).select_one(".bar48 > a.nb").get_text() == "目录"
