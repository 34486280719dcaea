"""No axe finding of any impact, on a pairwise set of page × mode × width."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.portal import open_context, sign_in
from tests.e2e.test_public_pages import PAGES

MODES = ["", "elder", "dark", "hc", "elder.dark", "elder.hc", "hant"]
WIDTHS = [320, 360, 1280]
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
    }
}

SIGNED_IN = ["/me/", "/me/security/", "/attempts/", "/certificates/", "/inbox/"]


def pairwise() -> list[tuple[str, str, int]]:
    """Every page with every width, every mode with every width, modes spread over pages."""
    modes = itertools.cycle(MODES)
    chosen = [(path, next(modes), width) for path in PAGES.values() for width in WIDTHS]
    covered = {(mode, width) for _path, mode, width in chosen}
    for mode, width in itertools.product(MODES, WIDTHS):
        if (mode, width) not in covered:
            chosen.append(("/guides/earthquake/", mode, width))
    return chosen


def findings(page) -> list[str]:
    results = Axe().run(page, options=RULES)
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:160]} ({len(found['nodes'])})"
        for found in results.response["violations"]
    ]


@pytest.mark.parametrize(("path", "mode", "width"), pairwise())
def test_a_public_page_has_no_finding(browser, portal, path, mode, width):
    context = open_context(browser, portal, width=width, mode=mode)
    page = context.new_page()
    page.goto(path)
    assert not findings(page)
    context.close()


@pytest.mark.parametrize("mode", MODES)
def test_the_gallery_of_all_states_has_no_finding(browser, portal, mode):
    context = open_context(browser, portal, width=1280, mode=mode)
    page = context.new_page()
    page.goto("/gallery/")
    assert not findings(page)
    context.close()


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/accounts/login/code/"])
def test_the_way_in_has_no_finding(browser, portal, path):
    context = open_context(browser, portal, width=360)
    page = context.new_page()
    page.goto(path)
    assert not findings(page)
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_learners_pages_have_no_finding(browser, portal, width):
    context = open_context(browser, portal, width=width)
    page = context.new_page()
    sign_in(page, portal, "learner-li")
    problems = {}
    for path in SIGNED_IN:
        page.goto(path)
        if found := findings(page):
            problems[path] = found
    assert not problems
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_staff_screens_have_no_finding(browser, portal, width):
    context = open_context(browser, portal, width=width)
    page = context.new_page()
    sign_in(page, portal, "admin-zhao")
    problems = {}
    for path in [
        "/bank/",
        "/papers/",
        "/certificates/desk/",
        "/targets/desk/",
        "/people/",
        "/people/units/",
    ]:
        page.goto(path)
        if found := findings(page):
            problems[path] = found
    assert not problems
    context.close()
