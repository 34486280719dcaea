"""The life of one plan, as its people live it in a browser: a clerk's Word file is read in,
corrected, reviewed by somebody else, published, read in a village, followed by its next version
and drilled on.

Each step looks at what it should have brought about, and shows the page to `seen`, by which the
pictures of `docs/images` are taken.
"""

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Locator, Page

from tests.e2e.paper import words_of
from tests.e2e.portal import Portal, open_as, open_context, squeeze
from tests.samples import flash_flood_plan
from tests.samples.flash_flood_plan import FORGOTTEN, STRUCK_OUT, TITLE

Seen = Callable[[Page, str], object]

SEND = "main form button[type=submit]"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VILLAGE = "村民委员会"
PROOF = re.compile(r"/workbench/plans/versions/\d+/(#.*)?$")
DRILL = re.compile(r"/drills/\d+/$")


def said(place: Locator) -> str:
    """Words without white space and without the places where a line may break."""
    return squeeze(words_of(place))


def bring_in(page: Page, data: bytes, *, after: str = "") -> str:
    """Upload a Word file, as a new plan or as the next version of the one whose proof is at
    `after`; the address of its own proof."""
    if after:
        page.goto(after)
        page.click("main a:has-text('作为新版本导入')")
    else:
        page.goto("/workbench/plans/new/")
    file = {"name": "山洪灾害防御预案.docx", "mimeType": WORD, "buffer": data}
    page.set_input_files("input[name=file]", file)
    page.locator(SEND).first.click()
    page.wait_for_url(PROOF)
    return page.url


def correct_the_forgotten_heading(page: Page, seen: Seen) -> None:
    """The line without a number, read as text, becomes a heading of the first level."""
    clause = page.locator(f"article.clause:has-text('{FORGOTTEN}')")
    assert "响应结束" in said(clause.locator("h3"))
    clause.locator("a:has-text('改正')").first.click()
    page.locator("summary:has-text('拆开，或者改成别的')").click()
    page.locator(f"label:has-text('{FORGOTTEN}') >> visible=true").first.click()
    page.locator("label:has-text('标题') >> visible=true").first.click()
    page.select_option("select[name=begin-level]", "1")
    seen(page, "plan-correct")
    page.click("button:has-text('照这样改')")
    page.wait_for_url(PROOF)
    headings = [said(heading) for heading in page.locator("article.clause h3").all()]
    assert any("第1级" in line and FORGOTTEN in line for line in headings)


def send_to_review(page: Page, note: str) -> None:
    page.fill("main [name=note]", note)
    page.click("button:has-text('送审')")
    assert page.locator("main button:has-text('批准')").count() == 0


def approve_and_publish(page: Page, proof: str, seen: Seen) -> None:
    page.goto(proof)
    seen(page, "plan-in-review")
    page.click("main button:has-text('批准并发布')")
    page.locator("main form button:has-text('批准并发布')").click()
    assert TITLE in said(page.locator("h1"))


def read_in_a_village(page: Page, plan: str, seen: Seen) -> tuple[str, str]:
    """Find the village's own duties on a phone and print its card; the links of a clause that
    stays and of one that the next version strikes out."""
    page.goto(plan)
    seen(page, "plan-in-village")
    page.click("main a:has-text('响应级别')")
    assert "需紧急转移1000人以上" in said(page.locator("main"))
    seen(page, "plan-levels")
    page.click("main a:has-text('谁做什么')")
    page.locator(f"main a.row:has-text('{VILLAGE}')").click()
    duties = said(page.locator("main"))
    assert "组织危险区群众立即全部转移" in duties
    seen(page, "plan-role")
    card = page.request.get(page.locator("main a[href$='card.pdf']").first.get_attribute("href"))
    assert card.headers["content-type"] == "application/pdf"
    assert card.body().startswith(b"%PDF-")
    links = []
    for heading in ("人员转移", STRUCK_OUT):
        page.goto(plan)
        article = page.locator(
            f"article.clause:has(h2:has-text('{heading}'), h3:has-text('{heading}'))"
        )
        links.append(article.locator("a[href*='/plans/c/']").first.get_attribute("href"))
    return links[0], links[1]


def compare(page: Page, plan: str, seen: Seen) -> None:
    page.goto(plan)
    page.click("main a:has-text('改了什么')")
    changes = said(page.locator("main"))
    for words in ("分工", "汛前走转移路线", "15", "20"):
        assert words in changes
    seen(page, "plan-changes")


def open_old_links(page: Page, stays: str, gone: str, seen: Seen) -> None:
    page.goto(stays)
    assert "5.2人员转移" in said(page.locator(":target"))
    page.goto(gone)
    words = said(page.locator("main"))
    assert "现行版本里没有这一条" in words
    assert "把转移路线走一遍" in words
    seen(page, "plan-old-link")


def drill_on_it(page: Page, seen: Seen) -> None:
    page.goto("/workbench/drills/new/")
    page.fill("input[name=title]", "2026 年山洪转移演练")
    page.select_option("select[name=plan]", label=TITLE)
    page.select_option("select[name=form]", index=1)
    page.select_option("select[name=scope]", index=1)
    page.fill("input[name=planned_on]", "2026-05-20")
    page.locator(SEND).first.click()
    page.wait_for_url(DRILL)
    page.click("main a:has-text('记录演练')")
    page.fill("input[name=held_on]", "2026-05-20")
    page.fill("input[name=place]", "石桥村村委会广场")
    page.fill("input[name=lead]", "镇防汛抗旱指挥所指挥长")
    page.fill("textarea[name=summary]", "八分钟叫应到村，十四分钟通知到户，三十五分钟转移完。")
    page.fill("input[name=cadres]", "9")
    page.fill("input[name=residents]", "126")
    page.locator(SEND).first.click()
    page.wait_for_url(DRILL)
    words = said(page.locator("main"))
    assert "126" in words
    assert "第2版" in words
    seen(page, "plan-drill")


def live(browser: Browser, portal: Portal, *, width: int, mode: str = "", seen: Seen) -> None:
    """The whole walk; staff at a desk of `width`, the village on a phone."""
    with open_as(browser, portal, "editor-chen", width=width, mode=mode) as context:
        page = context.new_page()
        proof = bring_in(page, flash_flood_plan.first_version())
        correct_the_forgotten_heading(page, seen)
        send_to_review(page, "按县里的范本改写，请核对转移的几条。")
    with open_as(browser, portal, "reviewer-sun", width=width, mode=mode) as context:
        page = context.new_page()
        approve_and_publish(page, proof, seen)
        page.goto("/plans/")
        page.click(f"main a:has-text('{TITLE}')")
        plan = page.url
    with open_context(browser, portal, width=360, mode=mode) as context:
        page = context.new_page()
        stays, gone = read_in_a_village(page, plan, seen)
    with open_as(browser, portal, "editor-chen", width=width, mode=mode) as context:
        page = context.new_page()
        proof = bring_in(page, flash_flood_plan.next_version(), after=proof)
        assert FORGOTTEN in said(page.locator("#corrections"))
        send_to_review(page, "通知到户由 20 分钟改为 15 分钟。")
    with open_as(browser, portal, "reviewer-sun", width=width, mode=mode) as context:
        approve_and_publish(context.new_page(), proof, lambda *_: None)
    with open_context(browser, portal, width=360, mode=mode) as context:
        page = context.new_page()
        compare(page, plan, seen)
        open_old_links(page, stays, gone, seen)
    with open_as(browser, portal, "editor-chen", width=width, mode=mode) as context:
        drill_on_it(context.new_page(), seen)
