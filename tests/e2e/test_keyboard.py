"""By keyboard alone: the citizen's way, and a certification from signing in to the certificate."""

import pytest

from tests.e2e.keyboard import go_to, type_into, walk_through
from tests.e2e.paper import right_options, shown_row, squeeze, words_of
from tests.e2e.portal import answer_key, open_context, right_labels


@pytest.mark.parametrize(
    ("path", "width", "mode"),
    [
        ("/", 1280, ""),
        ("/", 360, "elder"),
        ("/guides/earthquake/", 360, "dark"),
        ("/search/?q=地震", 1280, "hc"),
        ("/targets/certified-volunteers-2026/", 360, ""),
        ("/certificates/verify/", 360, "hc"),
        ("/display/", 1280, "elder.dark"),
        ("/accounts/signup/", 360, ""),
    ],
)
def test_each_stop_shows_its_ring_in_the_order_of_the_page(browser, portal, path, width, mode):
    context = open_context(browser, portal, width=width, mode=mode)
    page = context.new_page()
    page.goto(path)
    stops = walk_through(page)
    assert len(stops) >= 8
    orders = [stop["order"] for stop in stops]
    assert orders == sorted(orders)
    assert 'class="skip"' in stops[0]["html"]
    context.close()


def test_the_skip_link_leads_to_the_text(browser, portal):
    context = open_context(browser, portal, width=1280)
    page = context.new_page()
    page.goto("/plans/general-plan/")
    go_to(page, "a.skip")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    context.close()


def test_a_citizen_goes_from_home_to_the_target_and_back_by_keyboard(browser, portal):
    context = open_context(browser, portal, width=1280)
    page = context.new_page()
    page.goto("/")
    go_to(page, "main a[href='/guides/earthquake/']")
    page.wait_for_url("**/guides/earthquake/")
    page.goto("/")
    type_into(page, "main input[name=q]", "首批持证应急志愿者")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    go_to(page, "main a[href*='/plans/five-year-plan/']")
    page.wait_for_url("**/plans/five-year-plan/**")
    page.goto("/targets/certified-volunteers-2026/")
    go_to(page, "main a[href*='/plans/five-year-plan/']")
    page.wait_for_url("**/plans/five-year-plan/**")
    go_to(page, "main a[href='/targets/certified-volunteers-2026/']")
    page.wait_for_url("**/targets/certified-volunteers-2026/")
    page.goto("/certificates/verify/")
    type_into(page, "input[name=number]", "AL-2026-000001-9")
    page.keyboard.press("Enter")
    page.wait_for_selector("main .verify")
    assert "查不到" in words_of(page.locator("main .verify"))
    context.close()


def test_after_an_error_the_focus_is_on_the_summary_and_its_lines_lead_to_the_boxes(
    browser, portal
):
    context = open_context(browser, portal, width=360)
    page = context.new_page()
    page.goto("/accounts/signup/")
    type_into(page, "input[name=phone]", "1380013800")
    go_to(page, "main form button[type=submit]")
    page.wait_for_selector(".summary")
    assert page.evaluate("document.activeElement.matches('.summary')")
    go_to(page, ".summary a")
    assert page.evaluate("document.activeElement.name") == "phone"
    assert page.evaluate("document.activeElement.value") == "1380013800"
    context.close()


def answer_by_keyboard(page, key) -> None:
    row = shown_row(page, key)
    if row["kind"] == "fill_in":
        for accepted in row["key"]["blanks"]:
            type_into(page, "#answer input", accepted[0])
    elif row["kind"] == "multiple":
        for option in right_options(page, row):
            value = option.locator("input").get_attribute("value")
            go_to(page, f"input[value='{value}']", press="Space")
    else:
        wanted = right_labels(row)
        go_to(page, "#answer input[type=radio]", press="Space")
        for _ in range(6):
            words = page.evaluate(
                "document.activeElement.closest('label').querySelector('span').innerText"
            )
            if squeeze(words).replace("\u200b", "") in wanted:
                break
            page.keyboard.press("ArrowDown")


def test_a_certification_from_signing_in_to_the_certificate(browser, portal):
    password, _secret = portal.credentials("volunteer-guli")
    key = answer_key()
    context = open_context(browser, portal, width=1280)
    page = context.new_page()
    page.goto("/accounts/login/?next=/exams/volunteer-theory/")
    type_into(page, "input[name=login]", "volunteer-guli")
    type_into(page, "input[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{portal.base}/exams/volunteer-theory/")
    go_to(page, "main .acts a")
    page.wait_for_url("**/start/")
    go_to(page, "main form button")
    page.wait_for_url("**/attempts/*/1/")
    for number in range(1, 21):
        answer_by_keyboard(page, key)
        last = number == 20
        go_to(page, f"main button.btn[name=go][value={'review' if last else 'next'}]")
        page.wait_for_url("**/review/" if last else f"**/attempts/*/{number + 1}/")
    go_to(page, "main form button.btn, form button.btn")
    page.wait_for_url("**/result/")
    assert "通过了" in words_of(page.locator("h1"))
    page.goto("/certificates/")
    go_to(page, "ul.rows a")
    page.wait_for_url("**/certificates/AL-*/")
    with page.expect_download() as download:
        go_to(page, "a[href$='.pdf']")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    context.close()
