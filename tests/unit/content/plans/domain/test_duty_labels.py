"""The labels beside a task give it to the same units on their cards and in the list of tasks."""

import pytest

from content.plans.domain.assignments import assignments_in
from content.plans.domain.duty_labels import labels_in, stands_alone
from tests.samples.actors import duties_in

TASK = "年底前建成1处避难场所。"
SAID = (
    ("承办单位：县教育局。", ["县教育局"]),
    ("协办单位：县教育局、县民政局。", ["县教育局", "县民政局"]),
    ("主管部门：县水利局。", ["县水利局"]),
    ("完成单位：县水利局。", ["县水利局"]),
    ("责任单位（部门）：县水利局。", ["县水利局"]),
    ("牵头（责任）单位：县水利局。", ["县水利局"]),
    ("责任部门和单位：县水利局、县气象局。", ["县水利局", "县气象局"]),
    ("责任主体：县水利局。", ["县水利局"]),
    ("主办单位：县应急管理局 承办单位：县教育局", ["县应急管理局", "县教育局"]),
    ("牵头单位：县水利局、县自然资源局；实施主体：县民政局。",
     ["县水利局", "县自然资源局", "县民政局"]),
    ("牵头单位：县应急管理局，配合单位：县教育局。", ["县应急管理局", "县教育局"]),
    ("（牵头单位：县应急管理局；配合单位：县教育局）", ["县应急管理局", "县教育局"]),
    ("【责任单位】：县应急管理局", ["县应急管理局"]),
    ("完成时限：6月底前；责任单位：县应急管理局。", ["县应急管理局"]),
    ("责任单位：县应急管理局；责任人：张三；完成时限：6月底前", ["县应急管理局"]),
)  # fmt: skip


@pytest.mark.parametrize(("labels", "names"), SAID)
def test_the_units_behind_a_label_have_the_whole_task_to_do(labels, names):
    found = duties_in(TASK + labels)
    assert sorted(found) == sorted(names)
    assert all(told == [TASK + labels] for told in found.values())


@pytest.mark.parametrize(("labels", "names"), SAID)
def test_the_list_of_tasks_names_the_same_units(labels, names):
    found = assignments_in(TASK + labels, TASK + labels)
    assert sorted(name for one in found for name in (*one.leads, *one.helps)) == sorted(names)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("建成1处避难场所（责任单位：县应急管理局）。", ["县应急管理局"]),
        ("建成1处避难场所，责任单位：县应急管理局、县民政局。", ["县应急管理局", "县民政局"]),
        ("县财政局统筹经费，责任单位：县民政局。", ["县民政局", "县财政局"]),
        ("责任单位：县水利局、其余小水电站业主。", ["县水利局"]),
        ("责任单位：县水利局（联系电话：0000-0000000）。", []),
    ],
)
def test_a_label_may_end_a_sentence_and_its_list_hold_what_is_no_name(sentence, names):
    assert sorted(duties_in(sentence)) == sorted(names)


@pytest.mark.parametrize(
    "sentence",
    [
        "成员单位：县水利局、县公安局。",
        "编制单位：县应急管理局。",
        "发布单位：县应急管理局",
        "报送单位：县水利局；",
        "责任单位：见附件。",
        "列出问题、责任单位和整改期限。",
        "责任单位：",
        "完成时限：6月底前。",
        "承办单位：张三。",
    ],
)
def test_what_only_lists_somebody_gives_nobody_a_duty(sentence):
    assert duties_in(sentence) == {}


def test_a_label_within_a_word_is_none():
    assert not labels_in("项目法人和第一责任单位：县水利局。")
    assert not stands_alone("建成1处避难场所，责任单位：县水利局。")
    assert not labels_in("完成时限：6月底前。")
