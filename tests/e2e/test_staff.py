"""The staff's ways: editor and reviewer, administrator, examiner and auditor, each at the widths
and in the views they work in."""

import pytest

from tests.e2e.paper import words_of
from tests.e2e.portal import open_as, open_context

SEND = "main form button[type=submit]"


@pytest.mark.parametrize(("width", "mode"), [(1280, ""), (360, "elder"), (360, "")])
def test_a_clause_becomes_a_question_that_a_reviewer_publishes(browser, portal, width, mode):
    stem = f"启动应急响应由谁决定（{width}{mode}）？"
    context = open_as(browser, portal, "editor-chen", width=width, mode=mode)
    page = context.new_page()
    page.goto("/plans/general-plan/")
    page.locator("a:has-text('据此出题')").nth(3).click()
    page.wait_for_url("**/bank/new/**")
    quoted = page.locator("main blockquote").first.inner_text()
    assert quoted.strip()
    page.fill("textarea[name=stem]", stem)
    page.locator(SEND).first.click()
    assert "你填的内容都还在" in page.locator("main").inner_text()
    assert page.locator("textarea[name=stem]").input_value() == stem
    page.fill("[name=text_1]", "县人民政府")
    page.fill("[name=text_2]", "随便谁")
    page.check("input[name=right][value='1']", force=True)
    page.select_option("select[name=aim]", "avoidance")
    page.fill("textarea[name=explanation]", "照原文。")
    page.locator(SEND).first.click()
    page.wait_for_url("**/bank/*-*/")
    assert page.locator("main blockquote").first.inner_text() == quoted
    page.click("button:has-text('送审')")
    address = page.url
    context.close()

    context = open_as(browser, portal, "reviewer-sun", width=width, mode=mode)
    page = context.new_page()
    page.goto("/bank/review/")
    page.locator(f"main a:has-text('{stem}')").first.click()
    page.wait_for_url(address)
    page.click("button:has-text('发布')")
    assert "已发布" in page.locator("main").inner_text()
    assert "正在使用" in page.locator("main").inner_text()
    context.close()


def test_an_editor_changes_a_guide_in_the_content_desk(browser, portal):
    context = open_as(browser, portal, "editor-chen", width=1280)
    page = context.new_page()
    page.goto("/bank/sources/")
    guide = page.locator("main a:has-text('避险指南')").first.get_attribute("href")
    page.goto(f"/admin/pages/{guide.split('/')[-2]}/edit/")
    title = page.locator("textarea[name=title], input[name=title]").first
    before = title.input_value()
    title.fill(f"{before}，再出去")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("button.action-save").first.click()
    page.goto(page.url)
    assert page.locator("textarea[name=title], input[name=title]").first.input_value() == (
        f"{before}，再出去"
    )
    context.close()
    anybody = open_context(browser, portal, width=1280)
    page = anybody.new_page()
    page.goto("/guides/earthquake/")
    assert "再出去" not in words_of(page.locator("h1"))
    anybody.close()


@pytest.mark.parametrize(("width", "mode"), [(360, ""), (1280, "elder")])
def test_an_administrator_draws_a_target_and_anybody_reads_it(browser, portal, width, mode):
    slug = f"walked-{width}"
    context = open_as(browser, portal, "admin-zhao", width=width, mode=mode)
    page = context.new_page()
    page.goto("/plans/five-year-plan/")
    # Beside a point of a list what can be done with it is folded.
    page.locator("details:has(a:has-text('设为目标')) > summary").first.click()
    page.locator("a:has-text('设为目标')").first.click()
    page.fill("input[name=name]", f"走查目标 {width}")
    page.select_option("select[name=indicator]", index=1)
    page.select_option("select[name=comparator]", index=1)
    page.fill("input[name=value]", "5")
    page.fill("input[name=starts]", "2026-01-01")
    page.fill("input[name=due]", f"{2030 + width // 1000}-12-31")
    page.check("input[name=public]", force=True)
    page.fill("input[name=slug]", slug)
    page.locator(SEND).first.click()
    page.wait_for_url("**/targets/desk/")
    page.locator(f"tr:has-text('走查目标 {width}') button:has-text('确认目标')").click()
    page.locator("main button:has-text('确认目标')").click()
    page.locator(f"tr:has-text('走查目标 {width}') a:has-text('看公开页')").click()
    page.wait_for_url(f"**/targets/{slug}/")
    context.close()
    anybody = open_context(browser, portal, width=width, mode=mode, java_script_enabled=False)
    page = anybody.new_page()
    page.goto(f"/targets/{slug}/")
    assert f"走查目标 {width}" in words_of(page.locator("h1")).replace("\u00a0", " ")
    page.locator("main a[href*='/plans/five-year-plan/']").first.click()
    assert page.locator(f"main a[href='/targets/{slug}/']").count() >= 1
    anybody.close()


@pytest.mark.parametrize(
    ("width", "mode", "role"), [(360, "elder", "trainer"), (1280, "", "volunteer")]
)
def test_an_administrator_grants_a_role_and_the_person_page_shows_it(
    browser, portal, width, mode, role
):
    context = open_as(browser, portal, "admin-zhao", width=width, mode=mode)
    page = context.new_page()
    page.goto("/people/")
    page.click("text=加一个人")
    page.fill("input[name=person]", "没有这个人")
    page.locator(SEND).first.click()
    assert page.locator("input[name=person]").input_value() == "没有这个人"
    page.fill("input[name=person]", "citizen-lin")
    page.select_option("select[name=unit]", index=1)
    page.select_option("select[name=role]", role)
    page.select_option("select[name=reason]", index=1)
    page.locator(SEND).first.click()
    page.wait_for_load_state()
    page.goto("/people/?q=citizen-lin")
    page.locator("tbody th a").first.click()
    named = {"trainer": "教官", "volunteer": "志愿者"}[role]
    assert named in page.locator("tbody").inner_text()
    context.close()


@pytest.mark.parametrize(("width", "mode"), [(360, ""), (1280, "elder")])
def test_an_administrator_revokes_and_the_public_page_says_so_with_the_reason(
    browser, portal, width, mode
):
    context = open_as(browser, portal, "admin-zhao", width=width, mode=mode)
    page = context.new_page()
    page.goto("/certificates/desk/")
    row = page.locator("tbody tr:has(a:has-text('撤销'))").first
    number = row.locator("th").first.inner_text()
    row.locator("a:has-text('撤销')").click()
    page.select_option("select[name=reason]", label="持证人申请撤销")
    page.locator(SEND).first.click()
    page.click("button:has-text('撤销证书')")
    page.wait_for_url("**/certificates/desk/**")
    context.close()

    anybody = open_context(browser, portal, width=width, mode=mode, java_script_enabled=False)
    page = anybody.new_page()
    page.goto(f"/c/{number}/")
    words = page.locator("main").inner_text()
    assert "已撤销" in words
    assert "持证人申请撤销" in words
    anybody.close()


DOORS = {
    "examiner-zhou": {
        "/papers/": "应急志愿者",
        "/papers/volunteer-theory/preview/": "考生看到的样子",
        "/papers/volunteer-theory/results/": "考试记录",
        "/bank/review/": "待审的题目",
    },
    "auditor-zheng": {"/workbench/plans/": "预案与规划", "/people/": "赵明川"},
    "assessor-he": {"/me/": "考评员"},
    "trainer-wang": {"/me/": "教官"},
}


@pytest.mark.parametrize(
    ("username", "width", "mode"),
    [
        ("examiner-zhou", 360, "elder"),
        ("examiner-zhou", 1280, ""),
        ("auditor-zheng", 360, ""),
        ("auditor-zheng", 1280, "elder"),
        ("assessor-he", 360, "elder"),
        ("trainer-wang", 1280, "elder"),
    ],
)
def test_the_doors_of_a_role_open_and_the_others_say_why_not(
    browser, portal, username, width, mode
):
    context = open_as(browser, portal, username, width=width, mode=mode)
    page = context.new_page()
    for address, words in DOORS[username].items():
        assert page.goto(address).status == 200
        assert words in words_of(page.locator("main"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if username == "auditor-zheng":
        assert page.locator("a:has-text('加一个人')").count() == 0
    refused = page.goto("/certificates/desk/")
    assert refused.status == 403
    assert "身份" in page.locator("main").inner_text()
    context.close()
