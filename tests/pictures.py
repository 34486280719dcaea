"""Takes the pictures of `docs/images` anew, from a demonstration county of its own.

    python tests/pictures.py

Pages that only stand are in PAGES; what somebody has to do first is done by the functions below,
by the ways of the browser tests. The county and its server are gone afterwards.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e import plan_life
from tests.e2e.paper import HAND_IN, NEXT, answer_page, sit
from tests.e2e.people import sign_up
from tests.e2e.portal import ROOT, Portal, answer_key, open_as, open_context

IMAGES = ROOT / "docs" / "images"
PHONE, DESK = 360, 1280
LONGEST = 1400
"""Of a long page the top is shown."""
COLOURS = 128
A4_SCALE = 1.5
"""Pixels for a point of a printed page: 892 for the width of A4."""

VILLAGE_CARD = "/plans/town-plan/roles/cunshequ/card.pdf"

BOTH = (PHONE, DESK)
PAGES: tuple[tuple[str, str, str, tuple[int, ...], str], ...] = (
    # name, person, page, widths, mode
    ("home", "", "/", BOTH, ""),
    ("guide", "", "/guides/earthquake/", BOTH, ""),
    ("plan", "", "/plans/five-year-plan/", BOTH, ""),
    ("search", "", "/search/?q=地震", BOTH, ""),
    ("targets", "", "/targets/", BOTH, ""),
    ("plans", "", "/plans/", (PHONE,), ""),
    ("sitemap", "", "/sitemap/", BOTH, ""),
    ("accessibility", "", "/accessibility/", BOTH, ""),
    ("privacy-notice", "", "/privacy/account/", (PHONE,), ""),
    ("guide-elder", "", "/guides/earthquake/", (PHONE,), "elder"),
    ("guide-elder-dark", "", "/guides/earthquake/", (PHONE,), "elder.dark"),
    ("guide-dark", "", "/guides/earthquake/", (PHONE,), "dark"),
    ("guide-hc", "", "/guides/earthquake/", (PHONE,), "hc"),
    ("guide-hant", "", "/guides/earthquake/", (PHONE,), "hant"),
    ("home-elder", "", "/", (PHONE,), "elder"),
    ("home-dark", "", "/", (DESK,), "dark"),
    ("home-hant", "", "/", (DESK,), "hant"),
    ("review-queue", "reviewer-sun", "/bank/review/", BOTH, ""),
    ("paper", "examiner-zhou", "/papers/volunteer-theory/", BOTH, ""),
    ("results", "examiner-zhou", "/papers/volunteer-theory/results/", BOTH, ""),
    ("certificate-desk", "admin-zhao", "/certificates/desk/", BOTH, ""),
    ("targets-desk", "admin-zhao", "/targets/desk/", BOTH, ""),
    ("people", "admin-zhao", "/people/", BOTH, ""),
    ("audit", "auditor-zheng", "/audit/", BOTH, ""),
)


@contextmanager
def county() -> Iterator[Portal]:
    with tempfile.TemporaryDirectory(prefix="anlan-pictures-") as folder:
        portal = Portal(Path(folder) / "data")
        portal.data.mkdir()
        print("set_up …", flush=True)
        portal.manage("set_up")
        portal.start()
        try:
            yield portal
        finally:
            portal.stop()


def keep(page: Page, name: str) -> None:
    """The page from its top, as long as it is but no longer than LONGEST, in few colours."""
    size = page.viewport_size
    assert size
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
    save(Image.open(io.BytesIO(page.screenshot())), f"{name}-{size['width']}")
    page.set_viewport_size(size)


def save(picture: Image.Image, name: str) -> None:
    few = picture.convert("RGB").quantize(COLOURS)
    few.save(IMAGES / f"{name}.png", optimize=True)
    print(name, flush=True)


def standing(browser: Browser, portal: Portal) -> None:
    for name, person, address, widths, mode in PAGES:
        for width in widths:
            with (
                open_as(browser, portal, person, width=width, mode=mode)
                if person
                else open_context(browser, portal, width=width, mode=mode)
            ) as context:
                page = context.new_page()
                answer = page.goto(address)
                assert answer and answer.ok, (address, answer and answer.status)
                keep(page, name)


def of_an_editor(browser: Browser, portal: Portal) -> None:
    """A question made from a clause and sent to review; a plan that was read in."""
    for width in BOTH:
        with open_as(browser, portal, "editor-chen", width=width) as context:
            page = context.new_page()
            page.goto("/plans/general-plan/")
            page.locator("a:has-text('据此出题')").nth(3).click()
            page.wait_for_url("**/bank/new/**")
            keep(page, "question-from-clause")
            page.fill("textarea[name=stem]", "启动应急响应由谁决定？")
            page.fill("[name=text_1]", "县人民政府")
            page.fill("[name=text_2]", "谁先看到谁决定")
            page.check("input[name=right][value='1']", force=True)
            page.select_option("select[name=aim]", index=1)
            page.locator("main form button[type=submit]").first.click()
            page.wait_for_url("**/bank/*-*/")
            page.click("button:has-text('送审')")
            question = page.url
            page.goto("/workbench/plans/")
            page.locator("main a[href*='/workbench/plans/versions/']").first.click()
            keep(page, "plan-review")
        with open_as(browser, portal, "reviewer-sun", width=width) as context:
            page = context.new_page()
            page.goto(question)
            keep(page, "question-in-review")


def of_a_plan(browser: Browser, portal: Portal) -> None:
    """The life of one plan: the desk at both widths would be two plans, so the desk is wide."""
    plan_life.live(browser, portal, width=DESK, seen=keep)


def printed(browser: Browser, portal: Portal) -> None:
    """The card of a village as it comes out of the printer."""
    with (
        open_context(browser, portal, width=PHONE) as context,
        pypdfium2.PdfDocument(context.request.get(VILLAGE_CARD).body()) as card,
    ):
        assert len(card) == 1
        save(card[0].render(scale=A4_SCALE).to_pil(), "plan-role-card-a4")


def of_a_volunteer(browser: Browser, portal: Portal) -> str:
    """A paper, its result, the certificate and what anybody reads of it; its number."""
    key = answer_key()
    with open_context(browser, portal, width=PHONE) as context:
        page = context.new_page()
        sign_up(page, "guliaimu", "古丽·艾山")
        page.goto("/exams/volunteer-theory/start/")
        page.click("main form .acts .btn")
        page.wait_for_url("**/attempts/*/1/")
        for number in (1, 2):
            answer_page(page, key)
            page.click(NEXT)
            page.wait_for_url(f"**/{number + 1}/")
        answer_page(page, key)
        page.locator("[data-sync=saved]:visible").wait_for()
        keep(page, "exam")
        sit(page, key, first=3, count=20)
        page.locator(HAND_IN).first.click()
        page.wait_for_url("**/result/")
        keep(page, "result")
        page.goto("/certificates/")
        page.click("ul.rows a")
        keep(page, "certificate")
        issued = page.locator("dd.num").first.inner_text()
        page.goto(f"/c/{issued}/")
        keep(page, "verification")
    return issued


def revoked(browser: Browser, portal: Portal, number: str) -> None:
    with open_as(browser, portal, "admin-zhao", width=PHONE) as context:
        page = context.new_page()
        page.goto(f"/certificates/desk/{number}/revoke/")
        page.select_option("select[name=reason]", label="持证人申请撤销")
        page.locator("main form button[type=submit]").first.click()
        page.click("button:has-text('撤销证书')")
        page.wait_for_url("**/certificates/desk/**")
        page.goto(f"/c/{number}/")
        keep(page, "certificate-revoked")


def main() -> None:
    with county() as portal, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        number = of_a_volunteer(browser, portal)
        of_an_editor(browser, portal)
        of_a_plan(browser, portal)
        printed(browser, portal)
        standing(browser, portal)
        revoked(browser, portal, number)
        browser.close()


if __name__ == "__main__":
    main()
