"""The running sum of the weights of an evaluation sheet, and one more row."""

import pytest
from playwright.sync_api import expect

from tests.e2e.portal import open_as

SHEET = "/workbench/drills/sheets/live/"


def test_the_sum_of_the_weights_follows_what_is_typed(browser, portal):
    with open_as(browser, portal, "admin-zhao", width=1280) as context:
        page = context.new_page()
        page.goto(SHEET)
        total = page.locator("[data-sum]")
        assert total.inner_text() == "100"
        first = page.locator("[name=weight_0]")
        before = float(first.input_value())
        first.fill(f"{before + 0.1:g}%")
        assert total.inner_text() == "100.1"
        first.fill("十")
        assert total.inner_text() == f"{100 - before:g}"


@pytest.mark.parametrize("scripted", [True, False])
def test_one_more_row_keeps_what_was_typed(browser, portal, scripted):
    with open_as(browser, portal, "admin-zhao", width=360, java_script_enabled=scripted) as context:
        page = context.new_page()
        page.goto(SHEET)
        rows = page.locator("[data-weight]").count()
        page.fill("[name=weight_0]", "十")
        page.click("button[name=more]")
        expect(page.locator("[data-weight]")).to_have_count(rows + 1)
        assert page.input_value("[name=weight_0]") == "十"
        assert page.evaluate("document.documentElement.scrollWidth") == 360
