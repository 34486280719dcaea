"""By when a task is to be done: what is written, and the day that follows from it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.deadlines import DateRule, deadline_in, deadline_of

WRITTEN = (
    ("2026年6月底前完成修订", "2026年6月底前", date(2026, 6, 30), DateRule.MONTH_END),
    ("6月底前完成修订", "6月底前", date(2026, 6, 30), DateRule.MONTH_END),
    ("在12月底前完成", "12月底前", date(2026, 12, 31), DateRule.MONTH_END),
    ("5月15日前完成", "5月15日前", date(2026, 5, 15), DateRule.DAY),
    ("10月1日前完成", "10月1日前", date(2026, 10, 1), DateRule.DAY),
    ("10月1日之前完成", "10月1日之前", date(2026, 10, 1), DateRule.DAY),
    ("6月30日下班前完成", "6月30日下班前", date(2026, 6, 30), DateRule.DAY),
    ("10月1日进入防火期前完成", "10月1日进入防火期前", date(2026, 9, 30), DateRule.DAY),
    ("9月1日开学前完成", "9月1日开学前", date(2026, 8, 31), DateRule.DAY),
    ("下半年试运行", "下半年", date(2026, 12, 31), DateRule.HALF_YEAR_END),
    ("第三季度投入使用", "第三季度", date(2026, 9, 30), DateRule.QUARTER_END),
    ("2025年底前建成", "2025年底前", date(2025, 12, 31), DateRule.YEAR_END),
    ("年底前建成", "年底前", date(2026, 12, 31), DateRule.YEAR_END),
    ("年内完成", "年内", date(2026, 12, 31), DateRule.YEAR_END),
    ("3月上旬报送", "3月上旬", date(2026, 3, 10), DateRule.TEN_DAYS),
    ("2月下旬前报送", "2月下旬前", date(2026, 2, 28), DateRule.MONTH_END),
    ("第三季度末前完成", "第三季度末前", date(2026, 9, 30), DateRule.QUARTER_END),
    ("上半年完成", "上半年", date(2026, 6, 30), DateRule.HALF_YEAR_END),
    ("2017年,州本级平台建设完成", "2017年", date(2017, 12, 31), DateRule.YEAR_END),
)


@pytest.mark.parametrize(("text", "written", "due", "rule"), WRITTEN)
def test_what_is_written_comes_to_a_day_by_a_rule_that_is_named(text, written, due, rule):
    found = deadline_in(text, 2026 if due.year == 2026 else due.year)
    assert (found.written, found.due, found.rule) == (written, due, rule)
    assert not found.recurring


@pytest.mark.parametrize("text", ["6月底前完成", "年底前完成", "上半年完成", "3月上旬报送"])
def test_a_month_without_a_year_is_no_day_in_a_document_of_several_years(text):
    found = deadline_in(text, None)
    assert found.written and found.due is None and found.rule is None


@pytest.mark.parametrize(
    "text", ["2026年6月前完成", "2028年前建成", "汛前组织演练", "开学前完成检查"]
)
def test_words_that_leave_two_days_stay_words(text):
    found = deadline_in(text, 2026)
    assert found.written and found.due is None and not found.recurring


@pytest.mark.parametrize("text", ["2月30日前完成", "13月底前完成", "0月5日前完成"])
def test_a_day_that_no_calendar_has_is_none(text):
    assert deadline_in(text, 2026).due is None


@pytest.mark.parametrize(
    "text",
    [
        "比2015年下降10%",
        "2026年是开局之年",
        "汛前检查",
        "2012年以来",
        "做好工作",
        "健全年报制度",
        "",
    ],
)
def test_other_years_and_words_are_no_deadline(text):
    assert deadline_in(text, 2026).written == ""


@pytest.mark.parametrize(
    "text", ["每年至少组织2次", "每季度通报", "每年3月底前", "次年3月底前公布"]
)
def test_what_comes_again_has_no_day(text):
    found = deadline_in(text, 2026)
    assert found.recurring and found.due is None and found.written


@pytest.mark.parametrize("text", ["三年内建成", "两年内建成", "3年内建成", "明年底前建成"])
def test_years_from_now_and_the_next_year_stay_words(text):
    found = deadline_in(text, 2026)
    assert (found.written, found.due) == (text.removesuffix("建成"), None)


@pytest.mark.parametrize(
    "text",
    [
        "截至2025年底，建成12处。今年再建3处。", "截止到2026年6月底建成3处", "截至 2026年底共3处",
        "去年底建成3处", "近三年内未发生", "上年末建成3处",
        "对2023年建成的12处避难场所开展复核", "2025年印发的预案要修订",
        "对2023年建成的12处场所完成复核", "对2023年底前建成的场所开展复核",
        "根据2025年印发方案的要求做好工作", "2025年，完成12处", "已于2026年3月底前完成",
        "“十四五”期末完成",
    ],
)  # fmt: skip
def test_what_was_before_is_no_deadline(text):
    assert deadline_in(text, 2026).due is None
    if "五" not in text and "，完成" not in text:
        assert deadline_in(text, None).due is None


def test_a_deadline_beside_what_was_reached_is_read():
    text = "截至2025年底，建成12处。2026年6月底前再建3处。"
    assert deadline_in(text, 2026) == deadline_in("2026年6月底前", 2026)


def test_a_column_of_deadlines_may_name_an_earlier_year_and_say_as_of():
    assert deadline_of("2025年底前", 2026).due == date(2025, 12, 31)
    assert deadline_of("截止2026年6月底", 2026).due == date(2026, 6, 30)


def test_of_several_deadlines_the_last_counts_and_all_stand():
    found = deadline_in("8个乡镇在6月底前完成；9月底前，村完成编制", 2026)
    assert (found.written, found.due) == ("6月底前、9月底前", date(2026, 9, 30))


def test_in_a_plan_of_one_year_a_later_year_is_an_aim():
    text = "9月底前完成调查，结果用于衡量到2030年达到50%的目标"
    assert deadline_in(text, 2026).due == date(2026, 9, 30)
    assert deadline_in("到2028年达到200人，到2030年达到600人", None).due == date(2030, 12, 31)


def test_the_end_of_a_five_year_plan_is_the_end_of_its_last_year():
    found = deadline_in("力争“十三五”末实现覆盖", None)
    assert (found.due, found.rule) == (date(2020, 12, 31), DateRule.FIVE_YEARS_END)


@pytest.mark.parametrize("value", ["长期坚持", "持续推进", "常态化开展"])
def test_lasting_work_is_told_by_its_label_and_not_in_running_text(value):
    assert deadline_of(value, 2026).recurring
    assert not deadline_in(f"{value}各项工作", 2026).written


@pytest.mark.parametrize(
    ("value", "due"),
    [
        ("2026年", date(2026, 12, 31)), ("2026.6", date(2026, 6, 30)),
        ("2026年6月", date(2026, 6, 30)), ("2026-13", None), ("按上级要求", None),
    ],
)  # fmt: skip
def test_a_column_of_a_table_may_say_no_more_than_a_year_or_a_month(value, due):
    found = deadline_of(value, None)
    assert (found.written, found.due) == (value, due)


PARTS = st.lists(
    st.sampled_from(
        [*(row[0] for row in WRITTEN), "每年", "到2030年", "13月40日前", "，", "。", "年", "前"]
    ),
    max_size=12,
)


@given(PARTS, st.one_of(st.none(), st.integers(1990, 2100)))
def test_whatever_is_said_a_day_has_a_rule_and_its_words_stand_in_the_text(parts, year):
    text = "".join(parts)
    found = deadline_in(text, year)
    assert (found.due is None) == (found.rule is None)
    assert not (found.recurring and found.due)
    assert all(one in text for one in found.written.split("、"))


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text):
    deadline_in(text, 2026)
    assert deadline_of(text, None).written == text.strip(" 　。；;，,")
