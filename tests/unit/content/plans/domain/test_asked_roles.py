"""Whose duties a query asks for."""

import pytest

from content.plans.domain.asked_roles import NOBODY_ASKED, Asked, asked_of


@pytest.mark.parametrize(
    ("text", "called", "name"),
    [
        ("村委会", "村委会", "村（社区）"),
        ("村委会", "村委会", "村（居）民委员会"),
        ("村民委员会做什么", "村民委员会", "村（社区）"),
        ("村委会要做些什么？", "村委会", "村（居）民委员会"),
        ("镇政府 职责", "镇政府", "乡镇人民政府"),
        ("乡镇政府的主要工作职责有哪些", "乡镇政府", "乡镇人民政府"),
        ("乡镇该干什么", "乡镇", "乡镇人民政府"),
        ("应急局 任务", "应急局", "县应急管理局"),
        ("县应急局的职责", "县应急局", "县应急管理局"),
        ("应急管理局", "应急管理局", "县应急管理局"),
        ("县水利局", "县水利局", "县水利局"),
        ("縣水利局負責哪些工作", "县水利局", "县水利局"),
        ("县政府", "县政府", "县人民政府"),
        ("学校做什么", "学校", "学校"),
        ("村支书", "村支书", "村（社区）党组织书记"),
        ("我是村支书", "村支书", "村（社区）党组织书记"),
        ("村长", "村长", "村主任"),
        ("防汛抗旱指挥部", "防汛抗旱指挥部", "县防指"),
        ("村委会主任做什么", "村委会主任", "村主任"),
    ],
)
def test_who_is_asked_for_is_found_under_the_names_that_plans_write(text, called, name):
    asked = asked_of(text)
    assert asked.called == called and name in asked.names and asked.least == 1


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "？", "职责", "做什么", "地震", "地震了做什么", "学校", "学生", "村委会 洪水",
        "地震时在楼上", "水管爆了", "消防", "怎么办", "地震了怎么办", "全部",
        "乡" * 31, "村委会" * 200, "\x00", "🙂做什么",
    ],
)  # fmt: skip
def test_what_asks_for_nobody_or_for_more_has_no_names(text):
    assert asked_of(text).names == ()


@pytest.mark.parametrize(
    "text", ["", "职责", "做什么", "学校", "怎么办", "地震了怎么办", "\x00", "\x00做什么",
             "🙂做什么", "水" * 13, "供水 抢修%"],
)  # fmt: skip
def test_a_common_word_half_a_question_and_what_is_no_word_are_not_looked_up(text):
    assert asked_of(text) == NOBODY_ASKED


def test_words_that_are_no_name_by_their_form_are_looked_up_as_they_stand():
    assert asked_of("供水抢修队做什么") == Asked("供水抢修队", exact="供水抢修队")
    assert asked_of("供水抢修队") == Asked("供水抢修队", least=2, exact="供水抢修队")


def test_the_grid_worker_is_found_under_the_name_of_villages():
    assert "村（社区）网格员" in asked_of("网格员").names


def test_who_asks_for_the_county_is_not_sent_to_the_town():
    names = set(asked_of("县应急局").names)
    assert not {"镇应急管理局", "应急管理局", "市应急管理局"} & names


@pytest.mark.parametrize("text", ["转移责任人", "灾害信息员", "护林员", "镇应急办", "我是护林员"])
def test_whom_only_a_name_calls_has_to_have_some_duties(text):
    asked = asked_of(text)
    assert text.endswith(asked.called) and asked.called in asked.names and asked.least == 2
    assert "村级转移责任人" in asked_of("转移责任人").names
    assert asked_of("转移责任人").office == "转移责任人" and asked_of("村委会").office == ""


def test_who_says_who_they_are_is_asked_for():
    asked = asked_of("我是村支书")
    assert asked.called == "村支书" and "村党支部书记" in asked.names and asked.least == 1
