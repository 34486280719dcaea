"""What a citizen gets: everything without JavaScript, without a cookie, and little to download."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.e2e.portal import open_context

PAGES = {
    "home": "/",
    "guides": "/guides/",
    "guide": "/guides/earthquake/",
    "guide before": "/guides/earthquake/before/",
    "plans": "/plans/",
    "response plan": "/plans/general-plan/",
    "five-year plan": "/plans/five-year-plan/",
    "courses": "/courses/",
    "course": "/courses/first-response/",
    "lesson": "/courses/first-response/read-the-county-plan/",
    "experts": "/experts/",
    "expert": "/experts/expert-natural/",
    "exams": "/exams/",
    "paper": "/exams/volunteer-theory/",
    "targets": "/targets/",
    "target": "/targets/certified-volunteers-2026/",
    "search": "/search/?q=地震",
    "nothing found": "/search/?q=zzzzqqqq",
    "found in a plan": "/plans/general-plan/find/?q=演练",
    "search interface": "/api/v1/",
    "verify": "/certificates/verify/",
    "display": "/display/",
    "site map": "/sitemap/",
    "accessibility": "/accessibility/",
}
FIRST_VIEW = 50 * 1024
SMALLEST_PHONE = 320
SHEETS = {"": 2, "warning/": 1, "after/": 1, "before/": 2}
"""Sheets of A4 by phase of the guide."""
NEARLY_EMPTY = 100
"""Characters: fewer are a few lines that lost their sheet."""
SMALLEST_TYPE = """() => Math.min(...[...document.querySelectorAll("body *")]
  .filter(it => it.checkVisibility() && [...it.childNodes].some(
    node => node.nodeType === 3 && node.data.trim()))
  .map(it => parseFloat(getComputedStyle(it).fontSize)))"""


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_needs_no_script_sets_no_cookie_and_fits_the_phone(browser, portal, path):
    context = open_context(browser, portal, width=SMALLEST_PHONE, java_script_enabled=False)
    page = context.new_page()
    answer = page.goto(path)
    assert answer.status == 200
    assert page.locator("h1").count() == 1
    assert context.cookies() == []
    # Without scripts the page cannot be asked; the layout tree can.
    session = context.new_cdp_session(page)
    metrics = session.send("Page.getLayoutMetrics")
    assert metrics["cssContentSize"]["width"] <= SMALLEST_PHONE
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "nonce" not in policy
    context.close()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_the_first_view_weighs_at_most_fifty_kilobytes(browser, portal, path):
    context = open_context(browser, portal, width=360)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    weights: list[int] = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert sum(weights) <= FIRST_VIEW, weights
    assert not problems
    context.close()


def test_from_home_to_the_first_action_of_an_earthquake_is_one_tap(browser, portal):
    context = open_context(browser, portal, width=360, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.click("text=地震")
    assert page.url.endswith("/guides/earthquake/")
    context.close()


def test_in_elder_mode_the_first_action_stands_on_the_first_screen(browser, portal):
    context = open_context(browser, portal, width=320, mode="elder")
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto("/guides/earthquake/")
    box = page.locator("ol.steps li").first.locator("h2, h3, b, .hd").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 568
    context.close()


def test_one_tap_switches_to_elder_mode_on_the_very_next_page_and_back(browser, portal):
    context = open_context(browser, portal, width=360, java_script_enabled=False)
    page = context.new_page()
    page.goto("/guides/earthquake/")
    page.locator("header >> text=长辈版").first.click()
    assert page.url.endswith("/guides/earthquake/")
    assert "elder" in page.locator("html").get_attribute("class")
    page.goto("/plans/")
    assert "elder" in page.locator("html").get_attribute("class")
    page.locator("header >> text=普通版").first.click()
    assert page.url.endswith("/plans/")
    assert "elder" not in (page.locator("html").get_attribute("class") or "")
    context.close()


def test_traditional_script_changes_our_words_and_no_name_or_number(browser, portal):
    context = open_context(browser, portal, width=1280, mode="hant")
    page = context.new_page()
    page.goto("/guides/earthquake/")
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    assert "地震" in page.locator("body").inner_text()
    assert "長輩版" in page.locator("body").inner_text()
    page.goto("/search/?q=应急预案")
    assert page.locator("input[name=q]").first.input_value() == "应急预案"
    context.close()


@pytest.mark.parametrize("elder", [False, True], ids=["plain", "elder"])
@pytest.mark.parametrize("phase", SHEETS, ids=lambda phase: phase or "during")
def test_what_the_first_minute_needs_prints_on_one_sheet_and_none_is_nearly_empty(
    browser, portal, phase, elder
):
    context = open_context(browser, portal, width=1280)
    page = context.new_page()
    if elder:
        page.goto("/display/set/?elder=1&next=/")
    address = f"/guides/earthquake/{phase}"
    page.goto(address)
    first_minute = page.locator(".steps h2, .do li").all_inner_texts()
    page.emulate_media(media="print")
    assert not page.locator("header nav").first.is_visible()
    assert page.locator("div.sheetfoot svg").is_visible()
    smallest = page.evaluate(SMALLEST_TYPE)
    assert smallest >= 12  # px: 9 pt
    sheets = [pressed(sheet.extract_text()) for sheet in PdfReader(BytesIO(page.pdf())).pages]
    assert len(sheets) == (2 if elder else SHEETS[phase])
    for words in (*first_minute, f"{portal.base}{address}", "2027-09-18", "来源：", "个来源"):
        assert says(sheets[0], words), words
    for sheet in sheets:
        assert len(sheet) >= NEARLY_EMPTY
    context.close()


def pressed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def says(sheet: str, words: str) -> bool:
    """The file names some characters by the radical that looks like them."""
    pattern = "".join(f"(?:{re.escape(one)}|[\u2e80-\u2fdf])" for one in pressed(words))
    return re.search(pattern, sheet) is not None


def test_paper_shows_numbers_and_details_in_black_on_white(browser, portal):
    context = open_context(browser, portal, width=1280)
    page = context.new_page()
    page.goto("/guides/earthquake/")
    page.emulate_media(media="print")
    assert page.locator(".steps details .prose").first.is_visible()
    number = page.locator(".telbar").first
    ink, paper = number.evaluate(
        "it => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor]"
    )
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)")
    context.close()


@pytest.mark.parametrize("mode", ["", "elder", "dark"])
def test_a_plan_prints_its_text_alone_in_black_on_white_with_counted_sheets(browser, portal, mode):
    context = open_context(browser, portal, width=1280, mode=mode)
    page = context.new_page()
    page.goto("/plans/earthquake-plan/levels/")
    page.emulate_media(media="print")
    for left_out in ("header nav", ".crumbs", ".tabs", ".elderkey", ".levels td a"):
        assert not page.locator(left_out).first.is_visible(), left_out
    ink, scheme = page.locator(".levels td").first.evaluate(
        "it => [getComputedStyle(it).color, getComputedStyle(it).colorScheme]"
    )
    assert (ink, scheme) == ("rgb(0, 0, 0)", "light")
    sheets = [pressed(one.extract_text()) for one in PdfReader(BytesIO(page.pdf())).pages]
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, start=1):
        assert f"{number}/{len(sheets)}" in sheet
        assert "/plans/c/" not in sheet
    assert all(says(sheet, "启动条件") for sheet in sheets), "the head of the table on each sheet"
    context.close()


def test_printing_and_sharing_are_offered_only_where_a_script_can_do_them(browser, portal):
    for scripts in (True, False):
        context = open_context(browser, portal, width=360, java_script_enabled=scripts)
        page = context.new_page()
        page.goto("/guides/earthquake/")
        assert page.get_by_text("打印一页").is_visible() is scripts
        assert page.get_by_text("转给家人").is_visible() is scripts
        context.close()


def test_an_unknown_address_says_what_to_do_in_chinese(browser, portal):
    context = open_context(browser, portal, width=360)
    page = context.new_page()
    assert page.goto("/nothing/here/").status == 404
    assert "没有这一页" in page.locator("h1").inner_text().replace("\u200b", "")
    context.close()
