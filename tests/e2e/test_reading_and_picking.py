"""The two small scripts of the plans: looking in a list of very many, and the bar over a text
that says what one reads. Both pages do without them."""

import re

import pytest

from tests.e2e.keyboard import go_to, type_into
from tests.e2e.portal import open_as, open_context, squeeze

NEW = "/workbench/plans/flood-drought-plan/relations/new/"
PLAN = "/plans/flood-drought-plan/"
MANY = """
from content.plans.domain.names import title_key
from content.plans.models import PlanDocument
plan = PlanDocument.objects.get(slug="flood-drought-plan")
titles = [f"第{number}村转移方案" for number in range(70)]
PlanDocument.objects.bulk_create(
    PlanDocument(
        title=title, title_key=title_key(title), slug=f"picked-{number}", family="response",
        kind="grassroots", level="grassroots", owner_unit=plan.owner_unit,
        current_version_id=plan.current_version_id,
    )
    for number, title in enumerate(titles)
)
"""
GONE = """
from content.plans.models import PlanDocument, PlanRelation
made = PlanDocument.objects.filter(slug__startswith="picked-")
PlanRelation.objects.filter(other__in=made).delete()
made.delete()
"""
WORDS = "input[data-pick]"
LIST = "select[name=other]"


@pytest.fixture(scope="module")
def many(portal):
    """So many documents that none is listed before somebody looks for it."""
    portal.manage("shell", "-c", MANY)
    yield portal
    portal.manage("shell", "-c", GONE)


def listed(page):
    return [squeeze(option) for option in page.locator(f"{LIST} option").all_inner_texts()]


def chosen(page):
    return squeeze(page.locator(f"{LIST} option:checked").inner_text())


def found(page, count):
    page.wait_for_function(
        "([list, count]) => document.querySelector(list).options.length === count",
        arg=[LIST, count],
    )


def test_the_list_follows_the_words_by_keyboard_and_what_is_chosen_is_sent(browser, many):
    context = open_as(browser, many, "editor-chen", width=1280)
    page = context.new_page()
    page.goto(NEW)
    assert len(listed(page)) == 1
    go_to(page, "select[name=kind]", press=None)
    page.select_option("select[name=kind]", "based_on")
    type_into(page, WORDS, "第7村转移")
    found(page, 2)
    assert chosen(page) == "第7村转移方案", "the only one found is chosen"
    # Enter looks at once and does not send a form whose list is not there yet.
    page.fill(WORDS, "第6")
    page.keyboard.press("Enter")
    found(page, 12)
    assert page.url.endswith(NEW) and page.locator(WORDS).input_value() == "第6"
    assert "第6村转移方案" in listed(page) and "第7村转移方案" not in listed(page)
    page.fill(WORDS, "没有这样的文件")
    found(page, 1)
    page.fill(WORDS, "第61村")
    found(page, 2)
    go_to(page, LIST, press=None)
    assert chosen(page) == "第61村转移方案"
    page.keyboard.press("Enter") if page.locator("dialog[open]").count() else None
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/flood-drought-plan/relations/")
    assert "第61村转移方案" in squeeze(page.locator("main").inner_text())
    context.close()


def test_what_was_chosen_stays_while_somebody_looks_on(browser, many):
    context = open_as(browser, many, "editor-chen", width=1280)
    page = context.new_page()
    page.goto(NEW)
    page.fill(WORDS, "第5")
    found(page, 12)
    page.select_option(LIST, label="第52村转移方案")
    page.fill(WORDS, "第52村")
    found(page, 2)
    assert chosen(page) == "第52村转移方案"
    page.fill(WORDS, "")
    page.wait_for_function(
        "list => [...document.querySelector(list).selectedOptions].some((one) => one.value)",
        arg=LIST,
    )
    assert chosen(page) == "第52村转移方案"
    context.close()


def test_a_line_that_is_away_leaves_the_list_and_the_words(browser, many):
    context = open_as(browser, many, "editor-chen", width=1280)
    page = context.new_page()
    page.goto(NEW)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    context.set_offline(True)
    page.fill(WORDS, "第7村")
    page.wait_for_timeout(900)
    assert len(listed(page)) == 1 and page.locator(WORDS).input_value() == "第7村"
    context.set_offline(False)
    page.press(WORDS, "Enter")
    found(page, 2)
    assert errors == []
    context.close()


def test_without_a_script_the_form_looks_when_it_is_sent(browser, many):
    context = open_as(browser, many, "editor-chen", width=360, java_script_enabled=False)
    page = context.new_page()
    page.goto(NEW)
    page.select_option("select[name=kind]", "based_on")
    page.fill(WORDS, "第7村转移")
    page.locator("main form button[type=submit]").first.click()
    assert "第7村转移方案" in listed(page)
    assert page.locator(WORDS).input_value() == "第7村转移"
    assert page.locator("select[name=kind]").input_value() == "based_on"
    page.select_option(LIST, label="第7村转移方案")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/flood-drought-plan/relations/")
    context.close()


def current(page):
    return [squeeze(one) for one in page.locator("#outline [aria-current]").all_inner_texts()]


def says(page, words):
    page.wait_for_function(
        "words => document.querySelector('.bar48>span').textContent.replace(/\\s/g, '') === words",
        arg=squeeze(words),
    )


def first_long_page(page):
    """The page of the text with the most sections."""
    best = ("", -1)
    page.goto(PLAN)
    for _ in range(12):
        count = page.locator("#text h3").count()
        if count > best[1]:
            best = (page.url, count)
        if not page.locator("a[rel=next]").count():
            break
        page.locator("a[rel=next]").click()
    page.goto(best[0])


def test_the_bar_and_the_outline_follow_the_heading_one_reads(browser, portal):
    context = open_context(browser, portal, width=360)
    page = context.new_page()
    first_long_page(page)
    heads = page.locator("#text h2, #text h3")
    texts = heads.all_inner_texts()
    tags = heads.evaluate_all("all => all.map((one) => one.tagName)")
    assert tags[0] == "H2" and tags.count("H2") > 1 and tags.count("H3") > 3
    says(page, texts[0])
    sections = [at for at, tag in enumerate(tags) if tag == "H3"]
    second = tags.index("H2", 1)
    # Down into another chapter, to its heading alone, and back up.
    for at in (sections[1], second, second + 1, sections[0]):
        heads.nth(at).evaluate(
            "one => scrollTo({"
            "top: scrollY + one.getBoundingClientRect().top - 60, behavior: 'instant'})"
        )
        chapter = max(number for number in range(at + 1) if tags[number] == "H2")
        says(page, texts[at] if chapter == at else f"{texts[chapter]} › {texts[at]}")
        assert current(page) == [squeeze(texts[at])]
    context.close()


def test_without_a_script_the_bar_says_the_page_and_the_outline_where_it_lies(browser, portal):
    context = open_context(browser, portal, width=360, java_script_enabled=False)
    page = context.new_page()
    page.goto(PLAN)
    page.locator("a[rel=next]").click()
    bar = squeeze(page.locator(".bar48>span").first.inner_text())
    assert bar and squeeze(page.locator("#text h2").first.inner_text()) in bar
    assert len(current(page)) == 1
    context.close()


def test_next_and_previous_lead_through_the_text_and_name_where_they_go(browser, portal):
    context = open_context(browser, portal, width=1280, java_script_enabled=False)
    page = context.new_page()
    page.goto(PLAN)
    seen, names = [page.url], []
    while page.locator("a[rel=next]").count():
        names.append(squeeze(page.locator("a[rel=next]").inner_text()).removeprefix("下一页："))
        page.locator("a[rel=next]").click()
        seen.append(page.url)
        assert names[-1] in squeeze(page.locator("#text").inner_text()), "it leads where it says"
    assert len(seen) == len(set(seen)) > 2
    while page.locator("a[rel=prev]").count():
        assert page.url == seen.pop()
        page.locator("a[rel=prev]").click()
    assert page.url == seen[0]
    context.close()


def test_looking_in_the_text_finds_in_this_document_alone(browser, portal):
    context = open_context(browser, portal, width=1280, java_script_enabled=False)
    page = context.new_page()
    page.goto(PLAN)
    page.fill("#outline input[name=q]", "转移")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/?*")
    links = page.locator(".hit a").evaluate_all("all => all.map((one) => one.href)")
    assert links and all(PLAN in one for one in links)
    told = re.search(r"找到 (\d+) 条", page.locator("p[role=status]").inner_text())
    assert told is not None and int(told[1]) >= page.locator(".hit").count() > 1
    page.locator("#h-1 a[rel=next]").click()
    assert page.url.endswith("#h-2") and page.locator("#h-2 mark").count()
    context.close()
