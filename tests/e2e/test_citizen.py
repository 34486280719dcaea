"""The citizen's way: from home to the first action, to the plan, to what the county measures, and
to a certificate somebody shows; without scripts, at both widths, plain and elder."""

import pytest

from tests.e2e.paper import words_of
from tests.e2e.portal import open_as, open_context

VIEWS = [(360, "elder"), (1280, "hant"), (360, "")]


@pytest.mark.parametrize(("width", "mode"), VIEWS)
def test_from_home_to_guide_search_clause_target_and_back(browser, portal, width, mode):
    context = open_context(browser, portal, width=width, mode=mode, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("main a[href='/guides/earthquake/']").first.click()
    assert page.locator("ol.steps > li").count() >= 5
    page.goto("/")
    page.fill("main input[name=q]", "首批持证应急志愿者")
    page.locator("main form button").first.click()
    page.locator("main a[href*='/plans/']").first.click()
    page.wait_for_url("**/plans/five-year-plan/**")
    page.locator("main a[href='/targets/certified-volunteers-2026/']").first.click()
    assert "12" in page.locator("main").inner_text()
    page.locator("main a[href*='/plans/']").first.click()
    assert "/plans/five-year-plan/" in page.url
    clause = page.locator(f"[id='{page.url.rpartition('#')[2]}']")
    assert "12人" in clause.inner_text().replace("\u2060", "").replace(" ", "")
    clause.locator("a[href='/targets/certified-volunteers-2026/']").click()
    assert page.url.endswith("/targets/certified-volunteers-2026/")
    context.close()


@pytest.fixture(scope="module")
def valid_number(browser, portal) -> str:
    """The number of a certificate of the demonstration county."""
    with open_as(browser, portal, "admin-zhao", width=1280) as context:
        page = context.new_page()
        page.goto("/certificates/desk/")
        valid = page.locator("tbody tr:has(a:has-text('撤销'))").last
        return valid.locator("th").first.inner_text()


@pytest.mark.parametrize(("width", "mode"), VIEWS)
def test_a_number_is_verified_and_a_wrong_one_is_answered(
    browser, portal, valid_number, width, mode
):
    context = open_context(browser, portal, width=width, mode=mode, java_script_enabled=False)
    page = context.new_page()
    for typed, verdict in [
        (valid_number.lower().replace("-", " "), ("证书有效", "證書有效")),
        (f"{valid_number[:-1]}{(int(valid_number[-1]) + 1) % 10}", ("查不到",)),
        ("哈", ("查不到", "不像", "不对")),
    ]:
        page.goto("/certificates/verify/")
        page.fill("input[name=number]", typed)
        page.locator("main form button").first.click()
        words = words_of(page.locator("main"))
        assert any(word in words for word in verdict), words
        assert page.locator("input[name=number]").input_value()
    context.close()
