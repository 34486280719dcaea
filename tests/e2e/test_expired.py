"""A session that ended under a form: signing in elsewhere and one press save what was typed."""

import pytest

from tests.e2e.people import PASSWORD, SEND, sign_up

PROFILE = "/me/profile/"
NAME = "input[name=full_name]"


@pytest.fixture
def context(browser, portal):
    made = browser.new_context(base_url=portal.base, viewport={"width": 360, "height": 740})
    yield made
    made.close()


def test_one_press_after_signing_in_again_saves_the_form(context):
    page = context.new_page()
    sign_up(page, "guoqi-yi", name="")
    page.goto(PROFILE)
    page.fill(NAME, "古丽娜尔")
    context.clear_cookies(name="sessionid")
    page.locator(SEND).first.click()
    page.locator("form[data-fresh]").wait_for()
    with context.expect_page() as opened:
        page.click("text=在新窗口登录")
    door = opened.value
    door.fill("input[name=login]", "guoqi-yi")
    door.fill("input[name=password]", PASSWORD)
    door.locator(SEND).first.click()
    door.locator("text=回到原来那个窗口").wait_for()
    page.click("button:has-text('再送一次')")
    page.wait_for_url("**/me/")
    assert "古丽娜尔" in page.locator("h1").inner_text()
