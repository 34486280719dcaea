"""What is wrong on the forms of drills is said at once, with the name of what it is about."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from content.drills.models import Evaluation
from tests.integration.content.drills.test_pages import LOG, filled
from tests.samples import drills as samples


@pytest.fixture
def browser(client, world):
    client.force_login(world.editor)
    return client


def page_of(answer):
    assert answer.status_code == 422
    return BeautifulSoup(answer.content.decode(), "html.parser").main


def summary_of(page):
    return [one.get_text() for one in page.find(class_="summary").find_all("li")]


@pytest.fixture
def evaluating(browser, world, town_plan):
    sheet = samples.sheet()
    drill = samples.held(town_plan, world.town)
    address = reverse("drills:evaluation", args=[drill.pk])
    sent = filled(browser, address)
    bare = {k: v for k, v in sent.items() if not k.startswith(("not_", "by_"))}
    return address, bare, list(sheet.lines.all())


def test_all_that_an_evaluation_lacks_and_all_that_is_wrong_is_said_in_one_round(
    browser, evaluating
):
    address, bare, (first, second, third) = evaluating
    typed = {
        f"score_{first.pk}": "130", f"score_{second.pk}": "80", f"not_{second.pk}": "on",
        f"note_{second.pk}": "张三 13812345678", "evaluated_on": "2020-01-01", "close": "1",
    }  # fmt: skip
    said = summary_of(page_of(browser.post(address, bare | typed)))
    for words in (
        f"“{first.name}”的得分要在 0 到 100", f"“{second.name}”写了得分，又勾了“不适用”",
        f"“{second.name}”的说明：", f"“{third.name}”没有得分", "还没填评估组", "还没填结论",
        "评估日期不能早于演练日期",
    ):  # fmt: skip
        assert len([one for one in said if words in one]) == 1, words
    assert len(said) == 7 and not any(one.startswith(("得分", "说明")) for one in said)
    assert not Evaluation.objects.exists()


def test_a_message_about_a_mark_stands_across_its_row(browser, evaluating):
    address, bare, (first, *_more) = evaluating
    page = page_of(browser.post(address, bare | {f"score_{first.pk}": "130"}))
    field = page.find(id=f"id_score_{first.pk}")
    (message,) = page.find_all(id=field["aria-describedby"])
    assert message.find_parent("fieldset") is None
    assert message.find_next("fieldset") == field.find_parent("fieldset")


def test_what_was_kept_before_it_was_complete_can_be_completed_on_the_same_page(
    browser, evaluating
):
    address, bare, lines = evaluating
    typed = {"team": "评估组", f"score_{lines[0].pk}": "90", "close": "1"}
    answer = browser.post(address, bare | typed)
    said = summary_of(page_of(answer))
    assert len(said) == 4 and Evaluation.objects.get().team == "评估组"
    form = answer.context["form"]
    again = bare | typed | {name: form[name].value() for name in ("seen", "revision", "sheet")}
    again |= {f"score_{line.pk}": "90" for line in lines}
    again |= {"conclusion": "达到目标", "evaluated_on": "2026-05-20"}
    asked = browser.post(address, again)
    assert asked.status_code == 200 and "得分 90.00" in asked.content.decode()


def test_a_log_names_a_day_that_has_not_come_beside_all_else(browser, world, town_plan):
    drill = samples.planned(town_plan, world.town)
    address = reverse("drills:log", args=[drill.pk])
    tomorrow = timezone.localdate() + timedelta(days=1)
    wrong = LOG | {
        "held_on": tomorrow.isoformat(), "place": "", "residents": "", "responders": "",
    }  # fmt: skip
    said = summary_of(page_of(browser.post(address, filled(browser, address) | wrong)))
    assert len(said) == 3
    for words in ("还没到这一天", "地点", "至少写一类参加人员"):
        assert any(words in one for one in said)


def test_the_numbers_of_a_log_stand_under_one_heading_with_their_unit(browser, world, town_plan):
    address = reverse("drills:log", args=[samples.planned(town_plan, world.town).pk])
    page = BeautifulSoup(browser.get(address).content.decode(), "html.parser").main
    part = page.find("h2", string="参加人数").parent
    labels = [one.get_text() for one in part.find_all("label")]
    assert len(labels) == 8 and all(one.endswith("（人）") for one in labels)


def test_a_sheet_names_limits_weights_and_rows_in_one_round_above_the_row(client, world):
    client.force_login(world.administrator)
    address = reverse("drills:sheet", args=["live"])
    typed = filled(client, address) | {
        "aspect_0": "指挥", "name_0": "启动响应", "weight_0": "60",
        "aspect_1": "指挥", "name_1": "", "weight_1": "20", "guide_1": "每晚一分钟扣一分",
        "excellent": "90", "good": "95", "passed": "60", "source": "",
    }  # fmt: skip
    for column in ("aspect", "name", "weight", "guide"):
        typed |= {f"{column}_{at}": "" for at in range(2, 9) if f"{column}_{at}" in typed}
    page = page_of(client.post(address, typed))
    said = "\n".join(summary_of(page))
    for words in ("写上指标", "权重加起来是 80", "三条分数线要从高到低", "依据"):
        assert words in said
    field = page.find(id="id_name_1")
    message = page.find(id=field["aria-describedby"])
    assert message.find_parent("tr").find_next_sibling("tr") == field.find_parent("tr")
    assert message.find_parent("td")["colspan"] == "4"


def test_enter_saves_a_sheet_and_one_more_row_stands_below_the_rows(client, world):
    client.force_login(world.administrator)
    page = BeautifulSoup(
        client.get(reverse("drills:sheet", args=["live"])).content.decode(), "html.parser"
    ).main
    form = page.find("form", method="post")
    first, *_others = form.find_all("button")
    assert not first.get("name")
    more = form.find("button", attrs={"name": "more"})
    assert more.find_parent("section").find("table")
