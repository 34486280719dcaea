"""Answers kept on a device: two windows of one browser, handing in, another device."""

from urllib.parse import parse_qs

import pytest

from tests.e2e.paper import HAND_IN, begin, words_of
from tests.e2e.portal import open_context

SAVES = "**/save/"
OPTION = "label.opt-row input"
KEPT = "Object.entries(localStorage).map(([key, body]) => key + ' ' + body)"


@pytest.fixture
def paper(browser, portal, request):
    """A candidate in the middle of a paper: the context and the first address of the attempt."""
    context = open_context(browser, portal, width=360)
    page = context.new_page()
    address = begin(page, f"kept-{abs(hash(request.node.name)) % 10**8}")
    page.close()
    yield context, address
    context.close()


def opened(context, address):
    page = context.new_page()
    page.goto(address)
    return page


def stored(browser, portal, context, address) -> list[bool]:
    """Which options of the question the server holds as chosen."""
    state = context.storage_state()
    plain = open_context(browser, portal, width=360, storage_state=state, java_script_enabled=False)
    page = opened(plain, address)
    chosen = [one.is_checked() for one in page.locator(OPTION).all()]
    plain.close()
    return chosen


def choose_without_a_line(context, address) -> None:
    """The page is closed before the line is back: the answer is on the device only."""
    page = opened(context, address)
    context.set_offline(True)
    page.locator(OPTION).nth(0).check(force=True)
    page.close()
    context.set_offline(False)


def hand_in_while_saves_fail(context, attempt):
    page = context.new_page()
    page.route(SAVES, lambda route: route.abort())
    page.goto(f"{attempt}review/")
    page.locator(HAND_IN).click()
    page.locator("[data-refusal]").wait_for()
    return page


def slow(page, milliseconds: int) -> None:
    def late(route):
        reply = route.fetch()
        page.wait_for_timeout(milliseconds)
        route.fulfill(response=reply)

    page.route(SAVES, late)


def test_two_windows_of_a_question_show_and_send_the_one_answer_that_was_chosen(
    browser, portal, paper
):
    context, attempt = paper
    first, second = (opened(context, f"{attempt}1/") for _window in range(2))
    slow(first, 700)
    bodies = []
    context.on(
        "request", lambda sent: bodies.append(sent.post_data) if "/save/" in sent.url else None
    )
    context.set_offline(True)
    second.locator(OPTION).nth(0).check(force=True)
    first.wait_for_function(f"document.querySelector('{OPTION}').checked")
    assert "已存本机 1 题" in words_of(first.locator(".pill >> visible=true"))
    assert "token" not in second.evaluate(KEPT)[0]

    context.set_offline(False)
    for window in (first, second):
        window.locator(".pill.ok >> visible=true").wait_for()
    second.wait_for_timeout(3000)
    for window in (first, second):
        assert window.locator(OPTION).nth(0).is_checked()
        assert "已保存" in words_of(window.locator(".pill >> visible=true"))
    assert bodies and all("choice=" in body for body in bodies)
    assert second.evaluate("localStorage.length") == 0
    assert stored(browser, portal, context, f"{attempt}1/")[:2] == [True, False]

    first.locator(OPTION).nth(1).check(force=True)
    second.wait_for_function(f"document.querySelectorAll('{OPTION}')[1].checked")
    first.locator(".pill.ok >> visible=true").wait_for()
    assert stored(browser, portal, context, f"{attempt}1/")[:2] == [False, True]


def test_nothing_is_handed_in_while_an_answer_waits_on_the_device(paper):
    context, attempt = paper
    choose_without_a_line(context, f"{attempt}2/")
    page = hand_in_while_saves_fail(context, attempt)
    refusal = words_of(page.locator("[data-refusal]"))
    assert "没有交卷" in refusal and "1 题" in refusal
    assert page.url.endswith("/review/")

    page.unroute(SAVES)
    page.locator(HAND_IN).click()
    page.wait_for_url("**/result/")
    assert page.evaluate("localStorage.length") == 0
    blank = page.locator("main ol.rows > li > .meta").filter(has_text="没有作答")
    assert blank.count() == 5


def test_an_answer_left_behind_is_told_on_the_result_that_it_does_not_count(paper):
    context, attempt = paper
    choose_without_a_line(context, f"{attempt}2/")
    page = hand_in_while_saves_fail(context, attempt)
    page.locator("[data-refusal] button").click()
    page.wait_for_url("**/result/")
    assert page.evaluate("localStorage.length") == 1
    page.unroute(SAVES)
    page.reload()
    page.wait_for_url("**/result/?note=closed")
    assert "答案不能再改" in words_of(page.locator("main"))
    assert page.evaluate("localStorage.length") == 0


def test_an_older_answer_of_one_device_replaces_none_of_another_and_its_person_decides(
    browser, portal, paper
):
    phone, attempt = paper
    computer = open_context(browser, portal, width=1280, storage_state=phone.storage_state())
    page = opened(phone, f"{attempt}1/")
    phone.set_offline(True)
    page.locator(OPTION).nth(0).check(force=True)
    page.close()

    other = opened(computer, f"{attempt}1/")
    other.locator(OPTION).nth(1).check(force=True)
    other.locator(".pill.ok >> visible=true").wait_for()
    computer.close()

    phone.set_offline(False)
    page = opened(phone, f"{attempt}3/")
    told = page.locator("[data-held-back=overtaken]")
    told.wait_for()
    assert "别处也答过" in words_of(told)
    assert stored(browser, portal, phone, f"{attempt}1/")[:2] == [False, True]

    page.goto(f"{attempt}review/")
    page.locator(HAND_IN).click()
    refusal = page.locator("[data-refusal]")
    refusal.wait_for()
    assert "有 1 题要先决定用哪个答案" in words_of(refusal)
    assert "服务器还没收到" not in words_of(refusal)
    told.locator("a", has_text="第 1 题").click()
    page.wait_for_url("**/1/")
    assert page.locator(OPTION).nth(1).is_checked()
    asked = page.locator("[data-asked]")
    mine = words_of(page.locator("label.opt-row span").nth(0))
    assert mine in words_of(asked.locator("[data-mine]"))
    page.reload()
    asked.locator("button", has_text="用没传的那个").click()
    page.locator(".pill.ok >> visible=true").wait_for()
    assert not asked.is_visible()
    assert stored(browser, portal, phone, f"{attempt}1/")[:2] == [True, False]
    assert page.evaluate("localStorage.length") == 0


def test_signing_out_sends_what_the_device_kept_though_it_kept_no_token(paper):
    context, attempt = paper
    choose_without_a_line(context, f"{attempt}2/")
    page = opened(context, "/me/")
    with page.expect_response(SAVES) as heard:
        page.locator("main form[action*=logout] button").click()
    assert heard.value.ok
    assert "token" not in parse_qs(heard.value.request.post_data)
    page.wait_for_url(lambda url: "/me/" not in url)
    assert page.evaluate("localStorage.length") == 0


def test_a_page_drawn_before_its_own_answer_arrived_is_no_other_window(browser, portal, paper):
    """On a bad line: opened again while what the device kept is on its way."""
    context, attempt = paper
    page = opened(context, f"{attempt}1/")
    waiting = []
    page.route(SAVES, lambda route: waiting.append(route))
    context.set_offline(True)
    page.locator(OPTION).nth(0).check(force=True)
    context.set_offline(False)
    while not waiting:
        page.wait_for_timeout(50)

    def drawn_before_and_shown_after(route):
        drawn = route.fetch()
        sent = waiting.pop()
        sent.fulfill(response=sent.fetch())
        page.wait_for_timeout(700)
        route.fulfill(response=drawn)

    page.route(f"{attempt}1/", drawn_before_and_shown_after)
    page.reload()
    page.unroute(f"{attempt}1/")
    page.unroute(SAVES)
    assert not waiting and page.evaluate("localStorage.length") == 0
    assert page.locator(OPTION).nth(0).is_checked()
    page.locator(OPTION).nth(1).check(force=True)
    page.locator("button.btn[name=go][value=next]").click()
    page.wait_for_url("**/2/*")
    assert "另一个窗口" not in words_of(page.locator("body"))
    assert stored(browser, portal, context, f"{attempt}1/")[:2] == [False, True]
    page.goto("/me/")
    assert page.evaluate("sessionStorage.length") == 0
