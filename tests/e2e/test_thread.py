"""The thread in one piece: a clause, the question on it, the paper, the sitting, the certificate,
the indicator that counts it, and the target, which is the clause it began with."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from playwright.sync_api import Browser, Page

from tests.e2e.paper import REVIEW, words_of
from tests.e2e.people import SEND, sign_up
from tests.e2e.portal import Portal, open_as, open_context

TARGET = "/targets/certified-volunteers-2026/"
PLAN = "/plans/five-year-plan/"
DUE = date(2026, 12, 31)
SLUG = "thread-theory"
TITLE = "走通一遍的理论考试"
STEM = "到2026年底，首批持证应急志愿者不少于几人？"
RIGHT = "12 人"


@contextmanager
def acting(browser: Browser, portal: Portal, username: str = "") -> Iterator[Page]:
    """A page of somebody at a desk; without a name, of anybody, who has no scripts either."""
    context = (
        open_as(browser, portal, username, width=1280)
        if username
        else open_context(browser, portal, width=1280, java_script_enabled=False)
    )
    with context:
        yield context.new_page()


def fits_a_phone(page: Page) -> None:
    desk = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 740})
    session = page.context.new_cdp_session(page)
    assert session.send("Page.getLayoutMetrics")["cssContentSize"]["width"] <= 360, page.url
    page.set_viewport_size(desk)


def editor_asks_about_the_clause(page: Page) -> str:
    """The address of the question."""
    page.goto(TARGET)
    page.locator(f"main a[href*='{PLAN}']").first.click()
    clause = page.locator(f"[id='{page.url.rpartition('#')[2]}']")
    clause.locator("a:has-text('据此出题')").first.click()
    page.wait_for_url("**/bank/new/**")
    quoted = words_of(page.locator("main blockquote").first)
    assert "首批持证应急志愿者" in quoted
    fits_a_phone(page)
    page.fill("textarea[name=stem]", STEM)
    page.fill("[name=text_1]", RIGHT)
    page.fill("[name=text_2]", "3 人")
    page.check("input[name=right][value='1']", force=True)
    page.select_option("select[name=aim]", "avoidance")
    page.check("input[name=pool][value=certification]", force=True)
    page.locator(SEND).first.click()
    page.wait_for_url("**/bank/*-*/")
    page.click("button:has-text('送审')")
    return page.url


def reviewer_publishes(page: Page, question: str) -> None:
    page.goto("/bank/review/")
    page.locator(f"main a:has-text('{STEM}')").first.click()
    page.wait_for_url(question)
    page.click("button:has-text('发布')")
    assert "正在使用" in words_of(page.locator("main"))
    fits_a_phone(page)


def examiner_sets_the_paper(page: Page) -> None:
    page.goto("/papers/new/")
    page.fill("input[name=title]", TITLE)
    page.fill("input[name=slug]", SLUG)
    page.select_option("select[name=purpose]", "certification")
    page.select_option("select[name=owner_unit]", label="安澜县")
    page.locator(SEND).first.click()
    page.wait_for_url(f"**/papers/{SLUG}/**")
    page.goto(f"/papers/{SLUG}/fixed/")
    row = page.locator(f"tr:has-text('{STEM}')")
    row.locator("input[name$=chosen]").check(force=True)
    row.locator("input[name$=mark]").fill("10")
    fits_a_phone(page)
    page.locator(SEND).first.click()
    page.wait_for_url(f"**/papers/{SLUG}/")
    page.click("main .acts button:has-text('发布')")
    page.wait_for_url(f"**/papers/{SLUG}/publish/")
    fits_a_phone(page)
    page.click("main button:has-text('发布这一版')")
    assert "第 1 版，已发布" in words_of(page.locator("main"))


def administrator_lets_it_certify(page: Page) -> None:
    page.goto("/certificates/desk/schemes/new/")
    page.fill("input[name=title]", "应急志愿者（走通一遍）")
    page.select_option("select[name=assessment]", label=TITLE)
    page.select_option("select[name=issuer]", label="安澜县应急管理局")
    page.select_option("select[name=kind]", "volunteer")
    page.fill("[name=entitles]", "已通过理论考试")
    page.fill("input[name=slug]", SLUG)
    page.locator(SEND).first.click()
    page.wait_for_url("**/certificates/desk/schemes/")


def volunteer_sits_it(page: Page) -> str:
    """The number of the certificate."""
    sign_up(page, "walker-thread")
    page.goto("/exams/")
    page.click(f"main a:has-text('{TITLE}')")
    page.click("main .acts a")
    page.click("text=开始考试")
    page.wait_for_url("**/attempts/*/1/")
    page.locator(f"label.opt-row:has-text('{RIGHT}') input").check(force=True)
    page.click(REVIEW)
    page.wait_for_url("**/review/")
    page.locator("form button.btn").first.click()
    page.wait_for_url("**/result/")
    assert "通过了" in words_of(page.locator("h1"))
    page.goto("/certificates/")
    page.click("ul.rows a")
    fits_a_phone(page)
    return page.locator("dd.num").first.inner_text()


def anybody_verifies(page: Page, number: str, *, verdict: str) -> None:
    page.goto("/certificates/verify/")
    page.fill("input[name=number]", number)
    page.locator("main form button").first.click()
    assert verdict in words_of(page.locator("main"))
    fits_a_phone(page)


def counted(page: Page, portal: Portal) -> int:
    """What the target page says once the registers have been counted anew."""
    portal.manage("run_periodic", "--only", "content.targets.snapshot")
    page.goto(TARGET)
    figure = re.match(r"\d+", words_of(page.locator(".fig").first))
    assert figure
    return int(figure[0])


def one_click_to_the_clause_and_back(page: Page) -> None:
    page.goto(TARGET)
    page.locator(f"main a[href*='{PLAN}']").first.click()
    clause = page.locator(f"[id='{page.url.rpartition('#')[2]}']")
    assert "首批持证应急志愿者" in words_of(clause)
    clause.locator(f"a[href='{TARGET}']").click()
    assert page.url.endswith(TARGET)
    fits_a_phone(page)


def administrator_revokes(page: Page, number: str) -> None:
    page.goto(f"/certificates/desk/?q={number}")
    page.locator(f"tbody tr:has-text('{number}') a:has-text('撤销')").click()
    page.select_option("select[name=reason]", label="持证人申请撤销")
    page.locator(SEND).first.click()
    fits_a_phone(page)
    page.click("button:has-text('撤销证书')")
    page.wait_for_url("**/certificates/desk/**")


def test_a_clause_becomes_a_certificate_that_its_own_target_counts(browser, portal):
    with acting(browser, portal) as page:
        before = counted(page, portal)
    with acting(browser, portal, "editor-chen") as page:
        question = editor_asks_about_the_clause(page)
    with acting(browser, portal, "reviewer-sun") as page:
        reviewer_publishes(page, question)
    with acting(browser, portal, "examiner-zhou") as page:
        examiner_sets_the_paper(page)
    with acting(browser, portal, "admin-zhao") as page:
        administrator_lets_it_certify(page)
    with acting(browser, portal) as page:
        number = volunteer_sits_it(page)
    with acting(browser, portal) as page:
        anybody_verifies(page, number, verdict="证书有效")
        # After its due day nothing moves the figure of a target.
        assert counted(page, portal) == before + (date.today() <= DUE)
        one_click_to_the_clause_and_back(page)
    with acting(browser, portal, "admin-zhao") as page:
        administrator_revokes(page, number)
    with acting(browser, portal) as page:
        anybody_verifies(page, number, verdict="已撤销")
        assert counted(page, portal) == before
