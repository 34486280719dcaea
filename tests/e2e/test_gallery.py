"""The gallery in headless Chromium: axe, reflow, keyboard, forced colours, no script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.portal import open_context

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}


@pytest.mark.parametrize(
    ("mode", "width"),
    [("", 320), ("", 1280), ("elder", 320), ("elder.hc", 1280), ("dark", 360), ("hc.hant", 360)],
)
@pytest.mark.parametrize("path", ["/gallery/", "/display/"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser, portal, path: str, mode: str, width: int
):
    page = open_context(browser, portal, mode=mode, width=width).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    assert complaints == []


def test_one_tab_reaches_the_skip_link_and_the_next_the_switch(browser, portal):
    page = open_context(browser, portal, width=1280).new_page()
    page.goto("/display/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "长辈版"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_the_phone_menu_opens_without_a_script(browser, portal):
    page = open_context(browser, portal, width=360, java_script_enabled=False).new_page()
    page.goto("/display/")
    page.locator("details.menu > summary").click()
    assert page.locator("details.menu a", has_text="显示设置").is_visible()


def test_the_switch_works_without_a_script_and_shows_on_the_next_page(browser, portal):
    page = open_context(browser, portal, width=360, java_script_enabled=False).new_page()
    page.goto("/gallery/")
    page.locator("a.elderkey").click()
    assert page.url == portal.base + "/gallery/"
    assert page.locator("html").get_attribute("class") == "elder"
    assert page.locator("a.elderkey").bounding_box()["height"] >= 60


def test_an_error_summary_takes_the_focus(browser, portal):
    page = open_context(browser, portal, width=1280).new_page()
    page.goto("/gallery/")
    assert page.evaluate("document.activeElement.className") == "summary"


def test_chosen_answers_keep_a_sign_in_forced_colours(browser, portal):
    page = open_context(browser, portal, width=1280, forced_colors="active").new_page()
    page.goto("/gallery/")
    row = page.locator("label.opt-row", has=page.locator("input:checked")).first
    assert row.locator("em.chosen").evaluate("e => getComputedStyle(e).visibility") == "visible"
    assert row.locator("i").evaluate("e => getComputedStyle(e).borderTopWidth") != "0px"


@pytest.mark.parametrize(("mode", "least"), [("", 44), ("elder", 60)])
def test_buttons_and_cells_are_large_enough_to_touch(browser, portal, mode: str, least: int):
    page = open_context(browser, portal, mode=mode, width=360, has_touch=True).new_page()
    page.goto("/gallery/")
    heights = page.eval_on_selector_all(
        ".btn, .cell, .tels a, .telbar, .opt-row, .elderkey, .menu > summary, .tabs a, .outline a",
        "all => all.map(e => Math.min(e.getBoundingClientRect().height))",
    )
    assert min(heights) >= least
