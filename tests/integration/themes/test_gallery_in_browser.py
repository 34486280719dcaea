"""The gallery in headless Chromium: axe, reflow, keyboard, forced colours, no script."""

import shutil
from collections.abc import Iterator

import pytest

pytest.importorskip("playwright", reason="needs requirements-dev.txt")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium"),
]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}
FLAGS = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def context(browser: Browser, url: str, mode: str, width: int, **options: object) -> BrowserContext:
    made = browser.new_context(viewport={"width": width, "height": 800}, **options)
    if mode:
        made.add_cookies([{"name": "display", "value": mode, "url": url}])
    return made


@pytest.mark.parametrize(
    ("mode", "width"),
    [("", 320), ("", 1280), ("elder", 320), ("elder.hc", 1280), ("dark", 360), ("hc.hant", 360)],
)
@pytest.mark.parametrize("path", ["/gallery/", "/display/"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    live_server, browser: Browser, path: str, mode: str, width: int
) -> None:
    page = context(browser, live_server.url, mode, width).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(live_server.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    assert complaints == []


def test_one_tab_reaches_the_skip_link_and_the_next_the_switch(
    live_server, browser: Browser
) -> None:
    page = context(browser, live_server.url, "", 1280).new_page()
    page.goto(live_server.url + "/display/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "长辈版"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_the_phone_menu_opens_without_a_script(live_server, browser: Browser) -> None:
    page = context(browser, live_server.url, "", 360, java_script_enabled=False).new_page()
    page.goto(live_server.url + "/display/")
    page.locator("details.menu > summary").click()
    assert page.locator("details.menu a", has_text="显示设置").is_visible()


def test_the_switch_works_without_a_script_and_shows_on_the_next_page(
    live_server, browser: Browser
) -> None:
    page = context(browser, live_server.url, "", 360, java_script_enabled=False).new_page()
    page.goto(live_server.url + "/gallery/")
    page.locator("a.elderkey").click()
    assert page.url == live_server.url + "/gallery/"
    assert page.locator("html").get_attribute("class") == "elder"
    assert page.locator("a.elderkey").bounding_box()["height"] >= 60


def test_an_error_summary_takes_the_focus(live_server, browser: Browser) -> None:
    page = context(browser, live_server.url, "", 1280).new_page()
    page.goto(live_server.url + "/gallery/")
    assert page.evaluate("document.activeElement.className") == "summary"


def test_chosen_answers_keep_a_sign_in_forced_colours(live_server, browser: Browser) -> None:
    page = context(browser, live_server.url, "", 1280, forced_colors="active").new_page()
    page.goto(live_server.url + "/gallery/")
    row = page.locator("label.opt-row", has=page.locator("input:checked")).first
    assert row.locator("em.chosen").evaluate("e => getComputedStyle(e).visibility") == "visible"
    assert row.locator("i").evaluate("e => getComputedStyle(e).borderTopWidth") != "0px"


@pytest.mark.parametrize(("mode", "least"), [("", 44), ("elder", 60)])
def test_buttons_and_cells_are_large_enough_to_touch(
    live_server, browser: Browser, mode: str, least: int
) -> None:
    page = context(browser, live_server.url, mode, 360).new_page()
    page.goto(live_server.url + "/gallery/")
    heights = page.eval_on_selector_all(
        ".btn, .cell, .tels a, .telbar, .opt-row, .elderkey, .menu > summary, .tabs a",
        "all => all.map(e => Math.min(e.getBoundingClientRect().height))",
    )
    assert min(heights) >= least
