"""The thread, walked by the people it is for: a clause → a question → a paper → a certificate
anybody verifies → an indicator → the target, which is a clause again."""

import re

from tests.e2e.portal import answer_key, open_context, right_labels, sign_in, squeeze


def answer_page(page, key) -> None:
    """Answer the question shown, rightly, the way a person would: by its words."""
    stem = squeeze(page.locator("h1.stem").inner_text()).replace("\u200b", "")
    row = key[re.sub(r"[_＿]+", "", stem)]
    if row["kind"] == "fill_in":
        for box, words in zip(
            page.locator("#answer input").all(), row["key"]["blanks"], strict=True
        ):
            box.fill(words[0])
        return
    wanted = right_labels(row)
    for option in page.locator("label.opt-row").all():
        words = squeeze(option.locator("span").first.inner_text()).replace("\u200b", "")
        if words in wanted:
            option.click()


def sit(page, key, *, count: int) -> None:
    for number in range(1, count + 1):
        assert f"第 {number} 题" in page.locator(".qline").inner_text().replace("\u00a0", " ")
        answer_page(page, key)
        page.click(
            "button.btn[name=go][value=next]"
            if number < count
            else "button.btn[name=go][value=review] >> visible=true"
        )
    page.wait_for_url("**/review/")


def test_a_volunteer_sits_the_paper_without_scripts_and_gets_a_certificate_anybody_verifies(
    browser, portal
):
    username, width, mode = "volunteer-guli", 360, "elder"
    key = answer_key()
    context = open_context(browser, portal, width=width, mode=mode, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, portal, username, to="/exams/volunteer-theory/")
    page.click("main .acts a")
    page.click("text=开始考试")
    sit(page, key, count=20)
    assert "20 题都答了" in page.locator("main").inner_text()
    page.locator("form button.btn").first.click()
    page.wait_for_url("**/result/")
    assert "通过了" in page.locator("h1").inner_text().replace("\u200b", "")
    page.goto("/certificates/")
    page.click("ul.rows a")
    number = page.locator("dd.num").first.inner_text()
    with page.expect_download() as download:
        page.click("text=下载 PDF")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    context.close()

    anybody = open_context(browser, portal, width=width, mode=mode, java_script_enabled=False)
    page = anybody.new_page()
    page.goto("/certificates/verify/")
    page.fill("input[name=number]", number.lower().replace("-", " "))
    page.locator("main form button").first.click()
    words = page.locator("main").inner_text()
    assert "证书有效" in words
    assert "古丽·艾山" not in words
    assert "古丽·艾**" in words
    anybody.close()


def test_the_whole_way_by_keyboard_alone(browser, portal):
    """Start, answer, review and hand in with Tab, arrows, Space and Enter only."""
    key = answer_key()
    context = open_context(browser, portal, width=1280)
    page = context.new_page()
    sign_in(page, portal, "learner-li", to="/exams/earthquake-practice/")

    def press_on(selector: str, press: str = "Enter") -> None:
        page.keyboard.press("Tab")
        for _ in range(80):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                page.keyboard.press(press)
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"not reached by Tab: {selector}")

    press_on("main .acts a")
    page.wait_for_url("**/start/")
    press_on("main form button")
    page.wait_for_url("**/attempts/*/1/")
    for number in range(1, 7):
        stem = squeeze(page.locator("h1.stem").inner_text()).replace("\u200b", "")
        row = key[re.sub(r"[_＿]+", "", stem)]
        if row["kind"] == "fill_in":
            for words in row["key"]["blanks"]:
                press_on("#answer input", "Home")
                page.keyboard.type(words[0])
        elif row["kind"] == "multiple":
            wanted = right_labels(row)
            for option in page.locator("label.opt-row").all():
                if (
                    squeeze(option.locator("span").first.inner_text()).replace("\u200b", "")
                    in wanted
                ):
                    value = option.locator("input").get_attribute("value")
                    press_on(f"input[value='{value}']", "Space")
        else:
            wanted = right_labels(row)
            press_on("#answer input[type=radio]", "Space")
            for _ in range(6):
                words = page.evaluate(
                    "document.activeElement.closest('label').querySelector('span').innerText"
                )
                if squeeze(words).replace("\u200b", "") in wanted:
                    break
                page.keyboard.press("ArrowDown")
        last = number == 6
        press_on(f"button.btn[name=go][value={'review' if last else 'next'}]")
        page.wait_for_url("**/review/" if last else f"**/attempts/*/{number + 1}/")
    press_on("form button.btn")
    page.wait_for_url("**/result/")
    assert "通过了" in page.locator("h1").inner_text().replace("\u200b", "")
    context.close()


def test_an_editor_makes_a_question_from_a_clause(browser, portal):
    context = open_context(browser, portal, width=1280)
    page = context.new_page()
    sign_in(page, portal, "editor-chen", to="/plans/general-plan/")
    page.locator("a:has-text('据此出题')").first.click()
    page.wait_for_url("**/bank/new/**")
    assert page.locator("main blockquote, main .src").first.inner_text().strip()
    page.screenshot(path=str(portal.data / "question-form.png"), full_page=True)
    context.close()


def test_an_administrator_revokes_and_the_public_page_says_so_with_the_reason(browser, portal):
    context = open_context(browser, portal, width=1280)
    page = context.new_page()
    sign_in(page, portal, "admin-zhao", to="/certificates/desk/")
    page.fill("input[name=q]", "唐一诺")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    number = page.locator("tbody th.num").first.inner_text()
    page.locator("tbody a:has-text('撤销')").first.click()
    page.fill("textarea[name=reason]", "本人申请")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/certificates/desk/")
    context.close()

    anybody = open_context(browser, portal, width=360)
    page = anybody.new_page()
    page.goto(f"/c/{number}/")
    words = page.locator("main").inner_text()
    assert "已撤销" in words
    assert "本人申请" in words
    anybody.close()


def test_a_citizen_goes_from_target_to_clause_and_back_in_one_click_each(browser, portal):
    context = open_context(browser, portal, width=360, java_script_enabled=False)
    page = context.new_page()
    page.goto("/targets/certified-volunteers-2026/")
    page.locator("main a[href*='/plans/']").first.click()
    assert "/plans/five-year-plan/" in page.url
    assert "不少于12人" in page.locator("main").inner_text().replace("\u00a0", "").replace(" ", "")
    page.locator("main a[href='/targets/certified-volunteers-2026/']").first.click()
    assert page.url.endswith("/targets/certified-volunteers-2026/")
    context.close()


def test_answers_acknowledged_before_a_kill_are_there_after_it(browser, portal):
    key = answer_key()
    context = open_context(browser, portal, width=360, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, portal, "citizen-lin", to="/exams/earthquake-practice/start/")
    page.click("text=开始考试")
    page.wait_for_url("**/attempts/*/1/")
    for number in (1, 2, 3):
        answer_page(page, key)
        page.click("button.btn[name=go][value=next]")
        page.wait_for_url(f"**/{number + 1}/")
    address = page.url
    portal.kill_server()
    portal.wait()
    page.goto(address)
    assert "已答 3" in page.locator("main").inner_text()
    context.close()
