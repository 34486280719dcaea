"""By keyboard alone: what editor, reviewer and administrator do at their desks."""

from playwright.sync_api import Page

from tests.e2e.keyboard import choose, go_to, type_into
from tests.e2e.paper import words_of
from tests.e2e.portal import open_as, open_context

SEND = "main form button[type=submit]"


def test_a_reviewer_reads_and_publishes_by_keyboard(browser, portal):
    context = open_as(browser, portal, "editor-chen", width=1280)
    page = context.new_page()
    page.goto("/bank/new/?kind=true_false")
    type_into(page, "textarea[name=stem]", "余震来时先护住头。")
    go_to(page, "input[name=truth]", press="Space")
    type_into(page, "textarea[name=explanation]", "先护头。")
    choose(page, "select[name=aim]", "avoidance")
    go_to(page, "main form button[type=submit]")
    page.wait_for_url("**/bank/*-*/")
    go_to(page, "main form button:not(.btn2)")
    page.wait_for_selector("form[action$='/submit/']", state="detached")
    address = page.url
    context.close()
    context = open_as(browser, portal, "reviewer-sun", width=1280)
    page = context.new_page()
    page.goto(address)
    go_to(page, "form[action$='/publish/'] button")
    page.wait_for_selector("main >> text=正在使用")
    context.close()


def test_an_administrator_grants_a_role_by_keyboard(browser, portal):
    context = open_as(browser, portal, "admin-zhao", width=1280)
    page = context.new_page()
    page.goto("/people/")
    go_to(page, "main a[href='/people/add/']")
    page.wait_for_url("**/people/add/")
    type_into(page, "input[name=person]", "citizen-lin")
    choose(page, "select[name=unit]")
    choose(page, "select[name=role]", "assessor")
    choose(page, "select[name=reason]")
    go_to(page, SEND)
    page.wait_for_url(lambda address: "/people/add/" not in address)
    page.goto("/people/")
    type_into(page, "main input[name=q]", "citizen-lin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/?*")
    go_to(page, "tbody th a")
    page.wait_for_url("**/people/*-*/")
    assert "考评员" in words_of(page.locator("tbody"))
    context.close()


def test_an_administrator_revokes_a_certificate_by_keyboard(browser, portal):
    context = open_as(browser, portal, "admin-zhao", width=1280)
    page = context.new_page()
    page.goto("/certificates/desk/")
    go_to(page, "tbody a[href$='/revoke/']")
    page.wait_for_url("**/revoke/**")
    number = page.locator("dd.num").first.inner_text()
    choose(page, "select[name=reason]")
    go_to(page, SEND)
    page.wait_for_selector("button[value=revoke]")
    go_to(page, "button[value=revoke]")
    page.wait_for_url(lambda address: "revoke" not in address)
    context.close()
    anybody = open_context(browser, portal, width=1280, java_script_enabled=False)
    page = anybody.new_page()
    page.goto(f"/c/{number}/")
    assert "已撤销" in words_of(page.locator("main"))
    anybody.close()


def pick(page, name: str, value: str) -> None:
    """Go to a group of radio buttons and along it to a value."""
    go_to(page, f"input[name={name}]", press="Space")
    for _ in range(6):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"not among {name}: {value}")


def test_an_editor_asks_about_a_clause_by_keyboard(browser, portal):
    with open_as(browser, portal, "editor-chen", width=1280) as context:
        page = context.new_page()
        page.goto("/targets/certified-volunteers-2026/")
        go_to(page, "main a[href*='/plans/five-year-plan/']")
        page.wait_for_url("**/plans/five-year-plan/**")
        clause = page.url.rpartition("#")[2]
        go_to(page, f"[id='{clause}'] a[href*='/bank/new/']")
        page.wait_for_url("**/bank/new/**")
        assert "首批持证应急志愿者" in words_of(page.locator("main blockquote").first)
        type_into(page, "textarea[name=stem]", "首批持证应急志愿者不少于几人？")
        type_into(page, "[name=text_1]", "12 人")
        type_into(page, "[name=text_2]", "3 人")
        pick(page, "right", "1")
        choose(page, "select[name=aim]", "avoidance")
        pick(page, "pool", "certification")
        go_to(page, SEND)
        page.wait_for_url("**/bank/*-*/")
        assert "12 人" in words_of(page.locator("main"))


def make_paper(page: Page, title: str, slug: str) -> None:
    """As an examiner: a new certification paper, on its own page, without questions."""
    page.goto("/papers/")
    go_to(page, "main a[href='/papers/new/']")
    page.wait_for_url("**/papers/new/")
    type_into(page, "input[name=title]", title)
    choose(page, "select[name=purpose]", "certification")
    type_into(page, "input[name=slug]", slug)
    go_to(page, SEND)
    page.wait_for_url(f"**/papers/{slug}/")


def test_an_examiner_composes_and_publishes_a_paper_by_keyboard(browser, portal):
    with open_as(browser, portal, "examiner-zhou", width=1280) as context:
        page = context.new_page()
        make_paper(page, "只用键盘组的卷", "by-keyboard")
        go_to(page, "main .acts a[href$='/fixed/']")
        page.wait_for_url("**/fixed/")
        go_to(page, "tbody input[name$=chosen]", press="Space")
        type_into(page, "tbody input[name$=mark]", "10")
        go_to(page, "main form[method=post] button[type=submit]")
        page.wait_for_url("**/papers/by-keyboard/")
        go_to(page, "form[action$='/publish/'] button")
        page.wait_for_url("**/publish/")
        go_to(page, SEND)
        page.wait_for_url("**/papers/by-keyboard/")
        assert "第 1 版，已发布" in words_of(page.locator("main"))


def test_an_administrator_sets_up_a_certificate_scheme_by_keyboard(browser, portal):
    """A paper has one scheme that issues, so this one needs a paper of its own."""
    with open_as(browser, portal, "examiner-zhou", width=1280) as context:
        make_paper(context.new_page(), "等着配证书的卷", "awaits-scheme")
    with open_as(browser, portal, "admin-zhao", width=1280) as context:
        page = context.new_page()
        page.goto("/certificates/desk/")
        go_to(page, "main a[href='/certificates/desk/schemes/']")
        page.wait_for_url("**/schemes/")
        go_to(page, "main a[href='/certificates/desk/schemes/new/']")
        page.wait_for_url("**/schemes/new/")
        type_into(page, "input[name=title]", "只用键盘设的证书")
        paper = page.locator("option", has_text="等着配证书的卷").get_attribute("value")
        choose(page, "select[name=assessment]", paper)
        choose(page, "select[name=issuer]")
        choose(page, "select[name=kind]", "volunteer")
        type_into(page, "[name=entitles]", "已通过理论考试")
        type_into(page, "input[name=slug]", "by-keyboard")
        go_to(page, SEND)
        page.wait_for_url("**/certificates/desk/schemes/")
        assert "只用键盘设的证书" in words_of(page.locator("main"))
