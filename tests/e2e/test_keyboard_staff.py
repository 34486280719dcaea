"""By keyboard alone: what editor, reviewer and administrator do at their desks."""

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
    go_to(page, "main form button[type=submit]")
    page.wait_for_url("**/bank/*-*/")
    go_to(page, "main form button:not(.btn2)")
    page.wait_for_load_state()
    address = page.url
    context.close()
    context = open_as(browser, portal, "reviewer-sun", width=1280)
    page = context.new_page()
    page.goto(address)
    go_to(page, "form[action$='/publish/'] button")
    page.wait_for_load_state()
    assert "正在使用" in page.locator("main").inner_text()
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
