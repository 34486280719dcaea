"""The volunteer's way: an account, a certification paper in two windows, the certificate, its PDF,
and somebody else who verifies it."""

import re
from urllib.parse import urlsplit

import pytest

from tests.e2e.paper import NEXT, answer_page, right_options, shown_row, sit, words_of
from tests.e2e.people import PASSWORD, SEND, sign_up
from tests.e2e.portal import answer_key, open_context, squeeze


def sign_out_and_in(page, username: str) -> None:
    page.goto("/me/")
    page.locator("main form[action*=logout] button").click()
    page.goto("/accounts/login/?next=/exams/volunteer-theory/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.locator(SEND).first.click()
    # The path alone: the sign-in page carries the address at its own end.
    page.wait_for_url(lambda url: urlsplit(url).path == "/exams/volunteer-theory/")


def answer_in_two_windows(context, page, key, *, scripts: bool) -> None:
    """The other window answers the same question; this one shows it at once, or without scripts
    is told when it saves, and may still choose."""
    first = page.url
    other = context.new_page()
    other.goto(first)
    answer_page(other, key)
    other.click(NEXT)
    if scripts:
        page.wait_for_function("document.querySelector('label.opt-row input:checked')")
    wrong = page.locator("label.opt-row").nth(0)
    if squeeze(words_of(wrong)) in {
        squeeze(words_of(one)) for one in right_options(page, shown_row(page, key))
    }:
        wrong = page.locator("label.opt-row").nth(1)
    wrong.locator("input").check(force=True)
    page.click(NEXT)
    if scripts:
        page.wait_for_url("**/2/")
        page.goto(first)
    else:
        assert "另一个窗口" in page.locator("main").inner_text()
    answer_page(page, key)
    page.click(NEXT)
    page.wait_for_url("**/2/")
    other.close()


@pytest.mark.parametrize(
    ("width", "mode", "scripts"),
    [(360, "elder", False), (1280, "", True)],
)
def test_a_volunteer_signs_up_sits_the_paper_and_holds_a_certificate_anybody_verifies(
    browser, portal, width, mode, scripts
):
    username = f"walker-{width}-{mode or 'plain'}"
    key = answer_key()
    context = open_context(browser, portal, width=width, mode=mode, java_script_enabled=scripts)
    page = context.new_page()
    sign_up(page, username)
    sign_out_and_in(page, username)
    page.click("main .acts a")
    page.click("text=开始考试")
    page.wait_for_url("**/attempts/*/1/")
    answer_in_two_windows(context, page, key, scripts=scripts)
    answer_page(page, key)
    page.click(NEXT)
    page.wait_for_url("**/3/")
    page.goto(re.sub(r"\d+/$", "2/", page.url))
    page.reload()
    assert page.locator("label.opt-row input:checked").count() >= 1
    assert "已答 2" in page.locator("main").inner_text()
    sit(page, key, first=2, count=20)
    assert "20 题都答了" in page.locator("main").inner_text()
    page.locator("form button.btn").first.click()
    page.wait_for_url("**/result/")
    assert "通过了" in words_of(page.locator("h1"))
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
    page.fill("input[name=number]", number)
    page.locator("main form button").first.click()
    words = page.locator("main").inner_text()
    assert "证书有效" in words
    assert "巴图尔·阿不都" not in words
    assert "巴图尔·阿**" in words
    anybody.close()


def test_who_set_no_name_is_asked_for_it_and_holds_a_certificate_once_it_is_given(browser, portal):
    key = answer_key()
    context = open_context(browser, portal, width=360, java_script_enabled=False)
    page = context.new_page()
    sign_up(page, "walker-nameless", name="")
    page.goto("/exams/volunteer-theory/start/")
    assert "证书上印你的姓名，你还没填" in words_of(page.locator("main"))
    page.click("text=开始考试")
    page.wait_for_url("**/attempts/*/1/")
    sit(page, key, first=1, count=20)
    page.locator("form button.btn").first.click()
    page.wait_for_url("**/result/")
    page.click("text=还差一步：填上姓名")
    page.fill("input[name=full_name]", "阿依古丽·买买提")
    page.locator(SEND).first.click()
    page.wait_for_url("**/certificates/")
    page.click("ul.rows a")
    assert "阿依古丽·买买提" in words_of(page.locator("main"))
    context.close()


def test_answers_acknowledged_before_a_kill_are_there_after_it(browser, portal):
    key = answer_key()
    context = open_context(browser, portal, width=360, java_script_enabled=False)
    page = context.new_page()
    sign_up(page, "walker-kill")
    page.goto("/exams/earthquake-practice/start/")
    page.click("text=开始练习")
    page.wait_for_url("**/attempts/*/1/")
    for number in (1, 2, 3):
        answer_page(page, key)
        page.click(NEXT)
        page.wait_for_url(f"**/{number + 1}/")
    address = page.url
    portal.kill_server()
    portal.wait()
    page.goto(address)
    assert "已答 3" in page.locator("main").inner_text()
    context.close()


def test_an_answer_chosen_without_a_line_is_called_kept_outlives_a_reload_and_is_sent_later(
    browser, portal
):
    context = open_context(browser, portal, width=360)
    page = context.new_page()
    sign_up(page, "walker-offline")
    page.goto("/exams/earthquake-practice/start/")
    page.click("text=开始练习")
    page.wait_for_url("**/attempts/*/1/")
    pill = page.locator(".pill >> visible=true")
    assert pill.count() == 0

    context.set_offline(True)
    page.locator("label.opt-row input").nth(1).check(force=True)
    # It tries to send each time, and says so for a moment.
    kept = pill.filter(has_text=re.compile(r"已存.?本机\W*1\W*题"))
    kept.wait_for()
    page.click(NEXT)
    kept.wait_for()
    assert page.url.endswith("/1/")

    page.route("**/save/", lambda route: route.abort())
    context.set_offline(False)
    page.reload()
    assert page.locator("label.opt-row input").nth(1).is_checked()
    kept.wait_for()

    page.unroute("**/save/")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator(".pill.ok >> visible=true").wait_for()
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert page.locator("label.opt-row input[checked]").count() == 1

    context.close()


def test_signing_out_leaves_no_answer_on_the_device_and_loses_none(browser, portal):
    context = open_context(browser, portal, width=360)
    page = context.new_page()
    sign_up(page, "walker-leaving")
    page.goto("/exams/earthquake-practice/start/")
    page.click("text=开始练习")
    page.wait_for_url("**/attempts/*/1/")
    question = page.url
    page.route("**/save/", lambda route: route.abort())
    page.locator("label.opt-row input").nth(0).check(force=True)
    page.goto("/me/")
    page.unroute("**/save/")
    sign_out = page.locator("main form[action*=logout] button")
    unsent = page.locator("[data-unsent]")

    context.set_offline(True)
    sign_out.click()
    unsent.wait_for()
    assert "没有退出" in words_of(unsent)
    assert page.evaluate("localStorage.length") == 1
    context.set_offline(False)

    refused = re.sub(r"/1/$", "/999/save/", urlsplit(question).path)
    page.evaluate("path => localStorage.setItem('anlan-answer:' + path, 'choice=x')", refused)
    page.once("dialog", lambda dialog: dialog.dismiss())
    sign_out.click()
    page.locator("form[data-forget]:not([data-sent])").wait_for()
    assert page.evaluate("Object.keys(localStorage)") == [f"anlan-answer:{refused}"]

    page.once("dialog", lambda dialog: dialog.accept())
    sign_out.click()
    page.wait_for_url(lambda url: "/me/" not in url)
    assert page.evaluate("localStorage.length") == 0
    page.goto(f"/accounts/login/?next={urlsplit(question).path}")
    page.fill("input[name=login]", "walker-leaving")
    page.fill("input[name=password]", PASSWORD)
    page.locator(SEND).first.click()
    page.wait_for_url(lambda url: urlsplit(url).path == urlsplit(question).path)
    assert page.locator("label.opt-row input[checked]").count() == 1
    assert page.locator("label.opt-row input").nth(0).is_checked()
    context.close()
