"""What stands in columns on a desk stands in lines as wide as the phone."""

import pytest

from tests.e2e.portal import open_context

PHONES = [(360, ""), (320, "elder")]
EDGES = "it => it.getBoundingClientRect()"


@pytest.mark.parametrize(("width", "mode"), PHONES)
def test_the_second_target_of_a_clause_stands_under_the_first(browser, portal, width, mode):
    page = open_context(browser, portal, width=width, mode=mode).new_page()
    page.goto("/plans/five-year-plan/2/")
    note = page.locator(".mnote.has dl").first
    note.evaluate("list => list.append(list.querySelector('dd').cloneNode(true))")
    first, second = (note.locator("dd").nth(place).evaluate(EDGES) for place in (0, 1))
    assert second["left"] == first["left"] and second["width"] == first["width"]
    assert second["top"] >= first["bottom"]
    page.context.close()


@pytest.mark.parametrize(("width", "mode"), PHONES)
def test_a_table_of_a_plan_stacked_on_a_phone_takes_its_whole_width(browser, portal, width, mode):
    page = open_context(browser, portal, width=width, mode=mode).new_page()
    page.goto("/plans/general-plan/4/")
    row = page.locator(".txt .stackt tbody tr").first
    whole = row.evaluate(EDGES)["width"]
    cells = row.locator("td").all()
    assert [cell.evaluate(EDGES)["width"] for cell in cells] == [whole] * len(cells)
    weights = [cell.evaluate("it => getComputedStyle(it).fontWeight") for cell in cells[:2]]
    assert weights == ["700", "400"]
    page.context.close()


@pytest.mark.parametrize(("width", "mode"), PHONES)
def test_a_target_with_its_history_fits_the_phone(browser, portal, width, mode):
    page = open_context(browser, portal, width=width, mode=mode).new_page()
    page.goto("/targets/villages-with-officer-2026/")
    assert page.locator("table").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_figure_and_verdict_of_a_target_take_the_width_of_the_phone(browser, portal):
    page = open_context(browser, portal, width=360).new_page()
    page.goto("/targets/")
    row = page.locator(".target").first
    whole = row.evaluate(EDGES)["width"]
    parts = row.locator("xpath=./div").all()
    assert len(parts) == 4
    assert [part.evaluate(EDGES)["width"] for part in parts] == [whole] * 4
    page.context.close()
