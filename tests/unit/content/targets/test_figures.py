"""Numbers in Chinese and mixed writing, and what a ratio is a ratio of."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.numerals import format_han
from content.targets.domain.figures import NUMBER, number_in, ratio_in
from content.targets.domain.measures import (
    in_measure,
    means_once,
    measures_beside,
    measures_of,
    written_otherwise,
)


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_every_numeral_in_its_full_form_is_read_as_what_it_says(tens, rest):
    text = f"{format_han(tens)}万" + (format_han(rest) if rest > 999 else "")
    match = re.match(NUMBER, f"{text}人")
    assert match[0] == text
    assert number_in(text) == tens * 10_000 + (rest if rest > 999 else 0)


@pytest.mark.parametrize("text", ["两三", "一百二", "百", "一二三", "万"])
def test_what_names_no_certain_number_is_none(text):
    assert number_in(text) is None


@pytest.mark.parametrize(
    ("unit", "counted", "measures"),
    [
        ("万次", 15_000, {"times"}),
        ("千次", 1500, {"times"}),
        ("万户", 15_000, {"places"}),
        ("百名", 150, {"people"}),
        ("十万人", 150_000, {"people"}),
        ("百分点", Decimal("1.5"), {"percent"}),
        ("亿元", 150_000_000, set()),
        ("万", Decimal("1.5"), set()),
        ("名/万人", Decimal("1.5"), set()),
        ("人/10万人", Decimal("1.5"), set()),
    ],
)
def test_thousands_before_a_unit_multiply_it_and_a_ratio_is_counted_by_nothing(
    unit, counted, measures
):
    assert in_measure(Decimal("1.5"), unit) == counted
    assert measures_of(unit) == measures


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("每万人持证应急志愿者达到30名", "万人"),
        ("每千名从业人员配备2名", "千名"),
        ("每10万人不超过3人", "10万人"),
        ("每百万人口", "百万人"),
        ("每1000名职工", "1000名"),
        ("万人拥有消防员12名", "万人"),
        ("达到30名/万人", "万人"),
        ("每个村配备1名", ""),
        ("每一个村配备1名", ""),
        ("每2小时巡查1次", ""),
        ("每三个月演练1次", ""),
        ("每年培训2万人", ""),
    ],
)
def test_a_ratio_is_told_from_a_rhythm_and_from_each_one(text, per):
    assert ratio_in(text) == per


@pytest.mark.parametrize(
    ("text", "value", "measure", "name", "words", "counted"),
    [
        ("到2030年达到12万人", "12", "people", "志愿者", "12万人", "120000"),
        ("达到12万人，12个乡镇", "12", "people", "志愿者", "12万人", "120000"),
        ("每年演练1.5万次", "1.5", "times", "演练次数", "1.5万次", "15000"),
        ("每年组织演练1万次", "1", "times", "演练次数", "1万次", "10000"),
        ("志愿者达到2千名", "2", "people", "志愿者", "2千名", "2000"),
        ("志愿者达到十二万人", "12", "people", "志愿者", "十二万人", "120000"),
        ("每年组织培训1万人次", "1", "people", "参训人数", "1万人次", "10000"),
        ("每年组织培训1万人次", "1", "times", "培训人次", "1万人次", "10000"),
        ("每年培训2万人次", "2", "times", "培训", "2万人次", "20000"),
        ("志愿服务2万人次", "2", "times", "志愿服务", "2万人次", "20000"),
        ("化解纠纷2千件", "2", "times", "化解纠纷", "2千件", "2000"),
        ("每年组织演练，群众参与1万人", "1", "people", "参与人数", "1万人", "10000"),
        ("每年发放物资1万件", "1", "places", "物资", "1万件", "10000"),
        ("森林火灾受害率低于0.9‰", "0.9", "percent", "受害率", "0.9‰", "0.09"),
    ],
)
def test_a_figure_that_a_text_has_only_in_thousands_does_not_mean_itself(
    text, value, measure, name, words, counted
):
    written = written_otherwise(text, Decimal(value), measure, name)
    assert (written.words, written.counted) == (words, Decimal(counted))
    assert written_otherwise(text, Decimal(counted), measure, name) is None


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("达到12万人，12名队长", "12", "people"),
        ("不少于12人", "12", "people"),
        ("12万人", "13", "people"),
        # Of what the indicator does not count nothing is said.
        ("组织演练，群众参与2万人", "2", "times"),
        ("组织演练，群众参与2万人次", "2", "times"),
        ("组织演练，发放手册2千件", "2", "times"),
        ("建成避难场所，容纳2万人", "2", "places"),
        ("培训2千场", "2", "people"),
        ("补助资金2万元", "2", "people"),
        # Once, whatever another sentence counts in times.
        ("每年组织开展防汛演练。全县巡查1万次。", "1", "times"),
        ("组织开展防汛演练；开展巡查1千次。", "1", "times"),
    ],
)
def test_a_figure_that_stands_as_itself_or_of_something_else_or_nowhere_is_left_alone(
    text, value, measure
):
    assert written_otherwise(text, Decimal(value), measure, "演练次数") is None


@pytest.mark.parametrize(
    ("text", "value", "measure", "name", "once"),
    [
        ("每年组织开展防汛演练，配备指挥员1名。", 1, "times", "演练次数", True),
        ("组织1万人参加防汛演练。", 1, "times", "演练次数", True),
        ("每年组织开展防汛演练，配备指挥员2名。", 2, "times", "演练次数", False),
        ("每年组织开展防汛演练，配备指挥员1名。", 1, "people", "指挥员", False),
        ("每年组织防汛演练3000余场。", 1, "times", "演练次数", False),
        ("每年组织培训1万人次。", 1, "times", "培训人次", False),
        ("配备指挥员1名。", 1, "times", "演练次数", False),
    ],
)
def test_a_duty_without_a_number_is_once_for_what_counts_times(text, value, measure, name, once):
    assert means_once(text, Decimal(value), measure, name) is once


def test_a_ratio_is_no_count_of_people_and_what_follows_it_may_be_one():
    assert measures_beside("每万人持证应急志愿者达到30名", Decimal(30)) == frozenset()
    assert measures_beside("每万人中，消防员12名，志愿者达到30名", Decimal(30)) == frozenset()
    assert measures_beside("每万人达到30名，总数600人", Decimal(600)) == {"people"}
    assert measures_beside("每万人达到30名。志愿者达到600人", Decimal(600)) == {"people"}
