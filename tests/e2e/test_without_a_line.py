"""A paper without a line, on a phone and on a desk: what the page says and that nothing on it
moves; and an answer that the server can never take."""

import pytest

from tests.e2e.paper import HAND_IN, NEXT, begin, words_of
from tests.e2e.portal import open_context

OPTION = "label.opt-row input"
SHOWN = "[data-line]:not([hidden])"
PLACES = """() => [".timer", ".opt-row", ".qnav", ".cellgrid"].map((part) => {
  const box = document.querySelector(part).getBoundingClientRect();
  return [part, box.x, box.y + scrollY, box.width, box.height];
})"""
TOO_LONG = "余震" * 101


@pytest.fixture(params=[360, 1280])
def paper(browser, portal, request):
    """The page of the first question, and the address of the attempt."""
    with open_context(browser, portal, width=request.param) as context:
        page = context.new_page()
        name = f"line-{request.param}-{abs(hash(request.node.name)) % 10**6}"
        yield page, begin(page, name)


def answer_card(page) -> dict[str, int]:
    keys = page.locator("[data-key]").all()
    return {
        key.get_attribute("data-key"): int(key.locator("[data-count]").inner_text()) for key in keys
    }


def test_without_a_line_the_page_says_where_the_answer_is_what_to_do_and_moves_nothing(paper):
    page, _practice = paper
    page.goto("/exams/volunteer-theory/start/")
    page.click("text=开始考试")
    page.wait_for_url("**/attempts/*/1/")
    attempt = page.url.removesuffix("1/")
    total = sum(answer_card(page).values())
    before = page.evaluate(PLACES)
    page.context.set_offline(True)
    page.wait_for_selector("[data-line=away]:not([hidden])")
    page.locator(OPTION).nth(1).check(force=True)
    page.click(NEXT)
    assert page.url == f"{attempt}1/"
    assert "答案已存在本机，联网后自动上传" in words_of(page.locator(SHOWN))
    assert page.locator(SHOWN).count() == 1
    assert page.locator(".pill >> visible=true").inner_text() == "已存本机 1 题"
    assert answer_card(page) == {"answered": 0, "unsent": 1, "unanswered": total - 1}
    cell = page.locator("[data-cell='1']")
    assert "unsent" in cell.get_attribute("class") and "未送达" in cell.inner_text()
    assert page.evaluate(PLACES) == before

    page.context.set_offline(False)
    page.locator(".pill.ok >> visible=true").wait_for()
    assert answer_card(page) == {"answered": 1, "unsent": 0, "unanswered": total - 1}
    assert "done" in cell.get_attribute("class")
    assert page.locator("[data-line=calm]").is_visible()
    assert page.evaluate(PLACES) == before


def test_a_move_while_the_server_is_out_of_reach_waits_on_the_page_and_goes_on_when_it_answers(
    paper,
):
    page, attempt = paper
    page.route("**/save/", lambda route: route.abort())
    page.locator(OPTION).nth(0).check(force=True)
    page.wait_for_selector("[data-line=cut]:not([hidden])")
    page.click(NEXT)
    page.wait_for_timeout(300)
    assert page.url == f"{attempt}1/" and page.locator("[data-line=cut]").is_visible()
    page.unroute("**/save/")
    page.click(NEXT)
    page.wait_for_url(f"{attempt}2/")
    assert answer_card(page)["answered"] == 1


def at_a_box(page, attempt) -> str:
    """Go to the first question that is answered by typing; its number."""
    for number in range(1, 30):
        page.goto(f"{attempt}{number}/")
        if page.locator("#answer input[name^=blank-]").count():
            page.evaluate(
                "document.querySelectorAll('#answer input').forEach((box) => box.maxLength = 9999)"
            )
            return str(number)
    raise AssertionError("no question with a box")


def counted_saves(page) -> list[str]:
    saves: list[str] = []
    page.on("request", lambda sent: saves.append(sent.url) if "/save/" in sent.url else None)
    return saves


def test_an_answer_the_server_never_takes_is_sent_once_explained_and_mended_by_its_person(paper):
    page, attempt = paper
    number = at_a_box(page, attempt)
    saves = counted_saves(page)
    box = page.locator("#answer input").first
    box.fill(TOO_LONG)
    problem = page.locator("[data-problem]")
    problem.wait_for()
    assert "答案最多 200 个字，现在是 202 个" in words_of(problem)
    assert answer_card(page)["unsent"] == 1
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    assert len(saves) == 1

    page.goto(f"{attempt}review/")
    told = page.locator("[data-held-back=refused]")
    told.wait_for()
    page.locator(HAND_IN).click()
    refusal = page.locator("[data-refusal]")
    refusal.wait_for()
    assert "有 1 题的答案服务器收不了" in words_of(refusal)
    told.locator("a", has_text=f"第 {number} 题").click()
    page.wait_for_url(f"{attempt}{number}/")
    assert box.input_value() == TOO_LONG
    box.fill("12356")
    page.locator(".pill.ok >> visible=true").wait_for()
    assert not problem.is_visible() and page.evaluate("localStorage.length") == 0


def test_after_closing_its_person_reads_what_became_of_it_and_it_stays_until_they_remove_it(paper):
    page, attempt = paper
    number = at_a_box(page, attempt)
    page.context.set_offline(True)
    page.locator("#answer input").first.fill(TOO_LONG)
    page.wait_for_selector("[data-line=cut]:not([hidden])")
    page.context.set_offline(False)
    page.goto(f"{attempt}review/")
    page.locator(HAND_IN).click()
    page.locator("[data-refusal] button").click()
    page.wait_for_url("**/result/**")

    left = page.locator("[data-left]")
    left.wait_for()
    words = words_of(left)
    assert "没有算进结果" in words and f"第 {number} 题" in words and TOO_LONG in words
    saves = counted_saves(page)
    page.reload()
    left.wait_for()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    assert saves == []
    left.locator("button").click()
    assert not left.is_visible() and page.evaluate("localStorage.length") == 0


def cut(route) -> None:
    """No way to the server, though `navigator.onLine` stays true."""
    route.abort()


def bad_gateway(route) -> None:
    route.fulfill(status=502, body="<h1>Bad Gateway</h1>", content_type="text/html")


BROKEN = pytest.mark.parametrize(
    ("broken", "words"), [(cut, "网断了"), (bad_gateway, "服务器没有应答")]
)


@BROKEN
def test_an_answer_chosen_and_left_at_once_stays_on_its_page_until_the_server_has_it(
    paper, broken, words
):
    page, attempt = paper
    page.route("**/*", broken)
    page.locator(OPTION).nth(0).check(force=True)
    page.click(NEXT)
    page.wait_for_selector("[data-line=cut]:not([hidden]), [data-line=down]:not([hidden])")
    assert page.url == f"{attempt}1/" and words in words_of(page.locator(SHOWN))
    assert page.locator(SHOWN).count() == 1
    assert page.locator(".pill >> visible=true").inner_text() == "已存本机 1 题"
    page.click(NEXT)
    page.wait_for_timeout(300)
    page.click("button.cell[value='4']")
    page.wait_for_timeout(300)
    assert page.url == f"{attempt}1/"
    page.unroute("**/*")
    page.click("button.cell[value='4']")
    page.wait_for_url(f"{attempt}4/")
    assert answer_card(page)["answered"] == 1 and page.evaluate("localStorage.length") == 0


@BROKEN
def test_a_page_without_an_answer_is_not_left_either_and_says_that_nothing_waits(
    paper, broken, words
):
    page, attempt = paper
    page.route("**/*", broken)
    page.click(NEXT)
    page.wait_for_selector("[data-line=away]:not([hidden]), [data-line=silent]:not([hidden])")
    shown = words_of(page.locator(SHOWN))
    assert words in shown and "选过的答案都已保存" in shown and page.url == f"{attempt}1/"
    page.unroute("**/*")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector("[data-line=calm]:not([hidden])")
    page.click(NEXT)
    page.wait_for_url(f"{attempt}2/")
    page.go_back()
    page.wait_for_url(f"{attempt}1/")


@BROKEN
def test_a_paper_is_handed_in_only_to_a_server_that_answers_and_says_so_while_none_does(
    paper, broken, words
):
    page, attempt = paper
    page.goto(f"{attempt}review/")
    page.route("**/*", broken)
    page.locator(HAND_IN).click()
    page.wait_for_selector("[data-line=away]:not([hidden]), [data-line=silent]:not([hidden])")
    shown = words_of(page.locator(SHOWN))
    assert words in shown and "卷还没交" in shown and "再按一次交卷" in shown
    page.locator("a.cell[data-cell='5']").last.click()
    page.wait_for_timeout(300)
    assert page.url == f"{attempt}review/" and page.locator(SHOWN).is_visible()
    page.unroute("**/*")
    page.locator("a.cell[data-cell='5']").last.click()
    page.wait_for_url(f"{attempt}5/")
    page.goto(f"{attempt}review/")
    page.locator(HAND_IN).click()
    page.wait_for_url("**/result/")


def test_the_page_before_handing_in_says_that_the_line_is_gone_and_moves_nothing(paper):
    page, attempt = paper
    page.goto(f"{attempt}review/")
    places = PLACES.replace('".timer", ".opt-row", ".qnav"', '"main .acts"')
    before = page.evaluate(places)
    page.context.set_offline(True)
    page.wait_for_selector("[data-line=away]:not([hidden])")
    assert "网断了，卷还没交。网通了再按一次交卷。" in words_of(page.locator(SHOWN))
    page.locator(HAND_IN).click()
    page.wait_for_timeout(300)
    assert page.url == f"{attempt}review/" and page.evaluate(places) == before
    page.context.set_offline(False)
    page.wait_for_selector("[data-line=calm]:not([hidden])")
    page.locator(HAND_IN).click()
    page.wait_for_url("**/result/")


def test_a_choice_can_be_cleared_as_soon_as_it_is_made_and_nothing_moves(paper):
    page, attempt = paper
    before = page.evaluate(PLACES.replace('".timer", ', ""))
    clear = page.locator("button[value=clear]")
    assert not clear.is_visible()
    page.locator(OPTION).nth(0).check(force=True)
    assert clear.is_visible()
    assert page.evaluate(PLACES.replace('".timer", ', "")) == before
    clear.click()
    page.wait_for_function("!document.querySelector('#answer :checked')")
    page.locator("[data-key=answered] [data-count]", has_text="0").wait_for()
    assert page.url == f"{attempt}1/" and not clear.is_visible()
