"""What somebody typed is not lost by a link on the way, such as the switch of the display."""

import pytest

from tests.e2e.people import SEND
from tests.e2e.portal import open_as

PROFILE = "/me/profile/"
NAME = "input[name=full_name]"


@pytest.fixture
def page(browser, portal):
    with open_as(browser, portal, "learner-li", width=360) as context:
        yield context.new_page()


@pytest.fixture
def asked(page):
    """What the browser asked on the way out; whoever is asked stays."""
    heard = []

    def stay(dialog):
        heard.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return heard


def switch(page) -> None:
    page.locator("a.elderkey").first.click(no_wait_after=True)
    page.wait_for_timeout(1500)


def is_elder(page) -> bool:
    return "elder" in page.locator("html").get_attribute("class").split()


def test_a_form_that_was_typed_into_asks_before_the_display_is_switched(page, asked):
    page.goto(PROFILE)
    page.locator(NAME).press_sequentially("乙")
    typed = page.locator(NAME).input_value()
    switch(page)
    assert asked == ["beforeunload"]
    assert not is_elder(page) and page.locator(NAME).input_value() == typed


def test_a_form_that_came_back_with_what_was_typed_asks_too(page, asked):
    page.goto(PROFILE)
    page.fill(NAME, "李12")
    page.locator(SEND).first.click()
    page.locator("[data-focus]").wait_for()
    assert asked == []
    switch(page)
    assert asked == ["beforeunload"] and page.locator(NAME).input_value() == "李12"


def test_an_untouched_form_and_a_form_that_was_sent_ask_nothing(page, asked):
    page.goto(PROFILE)
    page.locator(NAME).click()
    switch(page)
    assert asked == [] and is_elder(page)
    page.goto(PROFILE)
    page.fill(NAME, page.locator(NAME).input_value() + "宁")
    page.locator(SEND).first.click()
    page.wait_for_url("**/me/")
    assert asked == []


def test_whoever_stayed_can_still_send_the_form_they_pressed(page, asked):
    page.goto(PROFILE)
    name = page.locator(NAME).input_value()
    page.fill(NAME, f"{name}安")
    switch(page)
    assert asked == ["beforeunload"]
    page.fill(NAME, name)
    page.locator(SEND).first.click()
    page.wait_for_url("**/me/")
    assert asked == ["beforeunload"]


def test_the_way_out_of_a_form_asks_nothing(page, asked):
    page.goto(PROFILE)
    page.fill(NAME, "乙")
    page.click("a[data-cancel]")
    page.wait_for_url("**/me/")
    assert asked == []


@pytest.fixture
def stranger(browser, portal):
    context = browser.new_context(base_url=portal.base, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_a_sign_up_half_filled_asks_before_the_display_is_switched(stranger):
    heard = []
    stranger.on("dialog", lambda dialog: (heard.append(dialog.type), dialog.dismiss()))
    stranger.goto("/accounts/signup/")
    stranger.fill("input[name=password1]", "堤上的柳树")
    stranger.fill("input[name=phone]", "13900001111")
    switch(stranger)
    assert heard == ["beforeunload"] and not is_elder(stranger)
    assert stranger.locator("input[name=phone]").input_value() == "13900001111"


def test_a_sign_in_and_a_password_alone_ask_nothing(stranger):
    heard = []
    stranger.on("dialog", lambda dialog: (heard.append(dialog.type), dialog.accept()))
    stranger.goto("/accounts/login/")
    stranger.fill("input[name=login]", "somebody")
    switch(stranger)
    assert heard == [] and is_elder(stranger)
    stranger.goto("/accounts/signup/")
    stranger.fill("input[name=password1]", "堤上的柳树")
    switch(stranger)
    assert heard == [] and not is_elder(stranger)
