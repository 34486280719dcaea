"""No axe finding of any impact: every page and every state of a page, modes and widths spread."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.paper import NEXT, answer_page, shown_row, sit
from tests.e2e.portal import answer_key, open_as, open_context
from tests.e2e.test_public_pages import PAGES

MODES = ["", "elder", "dark", "hc", "elder.dark", "elder.hc", "hant"]
WIDTHS = [1280, 320]
WORKED_IN = [360, 1280]
SEND = "main form button[type=submit]"
RULES = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22aa",
            "best-practice",
            "cat.color",
        ],
    },
    # What passed is counted by the thousand and read by nobody.
    "resultTypes": ["violations"],
}


@dataclass
class Made:
    """What a learner left behind: addresses of an open paper, a result and a certificate."""

    questions: dict[str, str] = field(default_factory=dict)
    paper: str = ""
    result: str = ""
    certificate: str = ""
    number: str = ""


Way = str | Callable[[Page], object]
"""How to come to a page: its address, or steps."""


def sent(path: str, **typed: str) -> Way:
    """The page that answers a form with faults in it."""

    def steps(page: Page) -> None:
        page.goto(path)
        for name, words in typed.items():
            page.fill(f"[name={name}]", words)
        page.locator(SEND).first.click()
        page.wait_for_selector(".summary")

    return steps


def followed(path: str, link: str) -> Way:
    """The link by its address: in traditional script its words are others."""

    def steps(page: Page) -> None:
        page.goto(path)
        page.goto(page.locator(link).first.get_attribute("href") or "")

    return steps


STATES: list[tuple[str, str, Way]] = [
    ("sign-in refused", "", sent("/accounts/login/", login="谁", password="不是密码")),
    ("sign-up refused", "", sent("/accounts/signup/", phone="138", password1="1")),
    ("sign-in by code", "", sent("/accounts/login/code/", phone="12")),
    ("reset", "", "/accounts/password/reset/"),
    ("mailbox", "", "/mailbox/"),
    ("privacy notice", "", "/privacy/account/"),
    ("not found", "", "/nothing/here/"),
    ("certificate unknown", "", "/c/AL-2026-999999-0/"),
    ("number malformed", "", "/certificates/verify/?number=哈"),
    ("start", "learner-li", "/exams/earthquake-practice/start/"),
    ("profile", "learner-li", "/me/profile/"),
    ("my data", "learner-li", "/me/privacy/"),
    ("before erasure", "learner-li", "/me/delete/"),
    ("security", "learner-li", "/me/security/"),
    ("second factor", "learner-li", "/accounts/2fa/"),
    ("asked again", "learner-li", "/accounts/2fa/totp/activate/"),
    ("sessions", "learner-li", "/accounts/sessions/"),
    ("inbox", "learner-li", "/inbox/"),
    ("denied", "learner-li", "/people/"),
    ("question form with faults", "editor-chen", sent("/bank/new/?kind=multiple", stem="选哪些？")),
    (
        "question from a clause",
        "editor-chen",
        followed("/plans/general-plan/", "a[href^='/bank/new/']"),
    ),
    ("question bank", "editor-chen", "/bank/"),
    ("question", "editor-chen", followed("/bank/", "tbody th a")),
    ("plans at work", "editor-chen", "/workbench/plans/"),
    ("plan review", "editor-chen", followed("/workbench/plans/", "td a[href*='/versions/']")),
    ("plan facts", "editor-chen", "/workbench/plans/general-plan/"),
    ("plan import refused", "editor-chen", sent("/workbench/plans/new/")),
    ("questions to review", "admin-zhao", "/bank/review/"),
    ("papers", "admin-zhao", "/papers/"),
    ("paper", "admin-zhao", "/papers/volunteer-theory/"),
    ("paper preview", "admin-zhao", "/papers/volunteer-theory/preview/"),
    ("paper refused", "admin-zhao", sent("/papers/new/")),
    ("results of a paper", "admin-zhao", "/papers/volunteer-theory/results/"),
    ("certificate desk", "admin-zhao", "/certificates/desk/"),
    ("before revoking", "admin-zhao", followed("/certificates/desk/", "a[href$='/revoke/']")),
    ("targets desk", "admin-zhao", "/targets/desk/"),
    (
        "new target",
        "admin-zhao",
        followed("/plans/five-year-plan/", "a[href^='/targets/desk/new/']"),
    ),
    ("people", "admin-zhao", "/people/"),
    ("person", "admin-zhao", followed("/people/", "tbody th a")),
    ("role refused", "admin-zhao", sent("/people/add/", person="没有这个人")),
    ("units", "admin-zhao", "/people/units/"),
    ("drills of a year", "editor-chen", "/workbench/drills/?year=2026"),
    ("drill", "editor-chen", followed("/workbench/drills/?year=2026", "tbody th a")),
    ("drill refused", "editor-chen", sent("/workbench/drills/new/")),
    ("evaluation sheets", "editor-chen", "/workbench/drills/sheets/"),
]

LEFT_BEHIND: list[tuple[str, str, Callable[[Made], str]]] = [
    ("certificate holds", "", lambda made: f"/c/{made.number}/"),
    *[
        (f"question {kind}", "learner-li", lambda made, kind=kind: made.questions[kind])
        for kind in ("single", "multiple", "true_false", "fill_in")
    ],
    ("before handing in", "learner-li", lambda made: f"{made.paper}review/"),
    ("result", "learner-li", lambda made: made.result),
    ("certificate", "learner-li", lambda made: made.certificate),
    ("my certificates", "learner-li", lambda _made: "/certificates/"),
    ("my exams", "learner-li", lambda _made: "/attempts/"),
    ("me", "learner-li", lambda _made: "/me/"),
]
"""What there is to see only after somebody has sat a paper."""


def spread_modes() -> list[tuple[str, str]]:
    """Every page, the modes spread over them."""
    return list(zip(PAGES.values(), itertools.cycle(MODES), strict=False))


def each_state_once(states: list[tuple[str, str, Any]]) -> list[Any]:
    """Modes and widths spread over the states: seven modes and two widths, so that in a long
    list each mode meets each width."""
    return [
        pytest.param(user, way, mode, width, id=f"{name}-{mode or 'plain'}-{width}")
        for (name, user, way), mode, width in zip(
            states, itertools.cycle(MODES), itertools.cycle(WORKED_IN), strict=False
        )
    ]


def findings(page: Page) -> list[str]:
    results = Axe().run(page, options=RULES)
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:160]} ({len(found['nodes'])})"
        for found in results.response["violations"]
    ]


@pytest.mark.parametrize(("path", "mode"), spread_modes())
def test_a_public_page_has_no_finding_at_any_width(browser, portal, path, mode):
    context = open_context(browser, portal, width=1280, mode=mode)
    page = context.new_page()
    page.goto(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert not findings(page), width
    context.close()


@pytest.mark.parametrize("mode", ["", "elder", "dark", "hc"])
def test_the_gallery_of_all_states_has_no_finding(browser, portal, mode):
    context = open_context(browser, portal, width=1280, mode=mode)
    page = context.new_page()
    page.goto("/gallery/")
    assert not findings(page)
    context.close()


@pytest.fixture(scope="module")
def made(browser, portal) -> Made:
    """A paper passed with one question wrong, and another one under way."""
    key = answer_key()
    left = Made()
    with open_as(browser, portal, "learner-li", width=360, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/exams/volunteer-theory/start/")
        page.locator("main form button").first.click()
        page.locator("label.opt-row input").last.check(force=True)
        page.click(NEXT)
        sit(page, key, first=2, count=20)
        page.locator("form button.btn").first.click()
        page.wait_for_url("**/result/")
        left.result = page.url
        page.goto("/certificates/")
        page.click("ul.rows a")
        left.certificate = page.url
        left.number = page.locator("dd.num").first.inner_text()
        page.goto("/exams/volunteer-theory/start/")
        page.locator("main form button").first.click()
        page.wait_for_url("**/1/")
        left.paper = page.url.removesuffix("1/")
        for number in range(1, 21):
            page.goto(f"{left.paper}{number}/")
            kind = shown_row(page, key)["kind"]
            if kind not in left.questions:
                left.questions[kind] = page.url
                answer_page(page, key)
                page.click(NEXT)
    return left


def look_at(browser, portal, user: str, way: Way, mode: str, width: int) -> None:
    context = (
        open_as(browser, portal, user, width=width, mode=mode)
        if user
        else open_context(browser, portal, width=width, mode=mode)
    )
    page = context.new_page()
    if isinstance(way, str):
        page.goto(way)
    else:
        way(page)
    assert not findings(page)
    for shown in WORKED_IN:
        page.set_viewport_size({"width": shown, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= shown
    context.close()


@pytest.mark.parametrize(("user", "way", "mode", "width"), each_state_once(STATES))
def test_a_state_of_a_page_has_no_finding(browser, portal, user, way, mode, width):
    look_at(browser, portal, user, way, mode, width)


@pytest.mark.xdist_group("left behind")
@pytest.mark.parametrize(("user", "way", "mode", "width"), each_state_once(LEFT_BEHIND))
def test_what_a_sitting_left_behind_has_no_finding(browser, portal, made, user, way, mode, width):
    look_at(browser, portal, user, way(made), mode, width)


@pytest.mark.parametrize(("width", "mode"), [(360, "dark"), (1280, "elder")])
def test_a_revoked_certificate_has_no_finding(browser, portal, width, mode):
    context = open_as(browser, portal, "admin-zhao", width=1280)
    page = context.new_page()
    page.goto("/certificates/desk/")
    row = page.locator("tbody tr:has(a:has-text('撤销'))").first
    number = row.locator("th").first.inner_text()
    row.locator("a:has-text('撤销')").click()
    page.select_option("select[name=reason]", index=1)
    page.locator(SEND).first.click()
    assert not findings(page)
    page.click("button:has-text('撤销证书')")
    page.wait_for_url("**/certificates/desk/**")
    context.close()
    context = open_context(browser, portal, width=width, mode=mode)
    page = context.new_page()
    page.goto(f"/c/{number}/")
    assert "已撤销" in page.locator("main").inner_text()
    assert not findings(page)
    context.close()


@pytest.mark.parametrize(("width", "mode"), [(360, "elder"), (1280, "hc")])
def test_the_second_step_of_signing_in_has_no_finding(browser, portal, width, mode):
    password, _secret = portal.credentials("assessor-he")
    context = open_context(browser, portal, width=width, mode=mode)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", "assessor-he")
    page.fill("input[name=password]", password)
    page.locator(SEND).first.click()
    page.wait_for_url("**/accounts/2fa/**")
    assert not findings(page)
    page.fill("input[name=code]", "12")
    page.locator(SEND).first.click()
    page.wait_for_selector(".summary")
    assert not findings(page)
    context.close()
