"""A full examination hall: a server that needs long for each answer, and a line that dies without
a word. A pressed button waits for both; nothing that arrived is said not to have."""

import pytest

from tests.e2e.paper import HAND_IN, NEXT, begin, words_of
from tests.e2e.portal import open_context

OPTION = "label.opt-row input"
SHOWN = "[data-line]:not([hidden])"
PILL = ".pill >> visible=true"
SAYS_SO_MS = 7_000
GIVES_UP_MS = 60_000


@pytest.fixture
def paper(browser, portal, request):
    """The page of the first question, and the address of the attempt."""
    with open_context(browser, portal, width=360) as context:
        page = context.new_page()
        yield page, begin(page, f"slow-{abs(hash(request.node.name)) % 10**6}")


class BusyServer:
    """Does its work at once and keeps the answer back until it is asked to give it, then answers
    as any other: how long a loaded machine takes to look at the page decides nothing."""

    def __init__(self, page, address: str) -> None:
        self._held, self._is_busy = [], True
        page.route(address, self._hold)

    def _hold(self, route) -> None:
        if self._is_busy:
            self._held.append((route, route.fetch(max_redirects=0)))
        else:
            route.continue_()

    def answer(self) -> None:
        assert self._held
        self._is_busy = False
        for route, reply in self._held:
            route.fulfill(response=reply)


def silence(page) -> None:
    """Nothing is answered and nothing fails."""
    page.route("**/*", lambda route: None)


def test_a_move_waits_for_a_slow_server_and_calls_no_stored_answer_unsent(paper):
    page, attempt = paper
    server = BusyServer(page, "**/save/")
    page.locator(OPTION).nth(0).check(force=True)
    page.click(NEXT)
    page.wait_for_selector("[data-line=slow]:not([hidden])")
    shown = words_of(page.locator(SHOWN))
    assert page.locator(SHOWN).count() == 1
    assert "服务器应答慢，正在等它" in shown and "网断了" not in shown
    assert words_of(page.locator(PILL)) == "正在保存"
    assert page.locator("[data-key=unsent] [data-count]").inner_text() == "0"
    server.answer()
    page.wait_for_url(f"{attempt}2/")
    assert page.locator("[data-key=answered] [data-count]").inner_text() == "1"
    assert page.evaluate("localStorage.length") == 0


def test_an_answer_saved_by_itself_is_waited_for_as_long(paper):
    page, attempt = paper
    server = BusyServer(page, "**/save/")
    page.locator(OPTION).nth(0).check(force=True)
    page.wait_for_selector("[data-line=slow]:not([hidden])")
    assert words_of(page.locator(PILL)) == "正在保存"
    server.answer()
    page.locator(".pill.ok >> visible=true").wait_for()
    assert page.locator("[data-line=calm]").is_visible() and page.url == f"{attempt}1/"


def test_a_paper_is_handed_in_to_a_slow_server(paper):
    page, attempt = paper
    page.goto(f"{attempt}review/")
    server = BusyServer(page, "**/submit/")
    page.locator(HAND_IN).click()
    page.wait_for_selector("[data-line=slow]:not([hidden])")
    shown = words_of(page.locator(SHOWN))
    assert "服务器应答慢，正在等它" in shown and "没交" not in shown
    server.answer()
    page.wait_for_url("**/result/")


def test_on_a_line_that_died_without_a_word_a_move_is_given_up_after_a_minute_and_can_be_repeated(
    paper,
):
    page, attempt = paper
    page.clock.install()
    page.reload()
    silence(page)
    page.locator(OPTION).nth(0).check(force=True)
    page.click(NEXT)
    page.clock.fast_forward(SAYS_SO_MS)
    page.wait_for_selector("[data-line=slow]:not([hidden])")
    page.clock.fast_forward(GIVES_UP_MS)
    page.wait_for_selector("[data-line=down]:not([hidden])")
    assert "服务器没有应答" in words_of(page.locator(SHOWN))
    assert words_of(page.locator(PILL)) == "已存本机 1 题" and page.url == f"{attempt}1/"
    page.unroute("**/*")
    page.click(NEXT)
    page.wait_for_url(f"{attempt}2/")


def test_on_a_line_that_died_without_a_word_handing_in_is_given_up_and_said_not_to_be_done(paper):
    page, attempt = paper
    page.clock.install()
    page.goto(f"{attempt}review/")
    silence(page)
    page.locator(HAND_IN).click()
    page.clock.fast_forward(SAYS_SO_MS)
    page.wait_for_selector("[data-line=slow]:not([hidden])")
    page.clock.fast_forward(GIVES_UP_MS)
    page.wait_for_selector("[data-line=silent]:not([hidden])")
    assert "服务器没有应答，卷还没交" in words_of(page.locator(SHOWN))
    page.unroute("**/*")
    page.locator(HAND_IN).click()
    page.wait_for_url("**/result/")


def test_who_signs_out_is_told_that_a_slow_server_still_takes_the_last_answer(paper):
    page, _attempt = paper
    page.context.set_offline(True)
    page.locator(OPTION).nth(0).check(force=True)
    page.wait_for_function("localStorage.length == 1")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto("/me/")
    # A page of another process hears of what is kept a moment later.
    page.wait_for_function("localStorage.length == 1")
    server = BusyServer(page, "**/save/")
    page.locator("main form[action*=logout] button").click()
    page.locator("[data-slow]").wait_for()
    assert "服务器应答慢" in words_of(page.locator("[data-slow]"))
    server.answer()
    page.wait_for_url(lambda url: "/me/" not in url)
    assert page.evaluate("localStorage.length") == 0
