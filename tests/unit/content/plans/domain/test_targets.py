# ruff: noqa: E501 - documents as data
"""Numbers are read as the text means them, or not at all."""

from decimal import Decimal
from pathlib import Path

import pytest

from content.plans.domain.indicators import target_rows
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes
from content.plans.domain.quantities import figure_in
from content.plans.domain.targets import years_of

DEMONSTRATION = Path(__file__).parents[5] / "portal" / "operations" / "demonstration" / "documents"


def drafts(text, title="安澜县应急体系建设“十五五”规划"):
    parsed = parse(extract_pasted(f"{title}\n一、任务\n{text}"))
    return [(t.subject, t.stratum, t.comparator, t.value, t.unit, t.period) for t in parsed.targets]


def of_document(name):
    return parse_bytes((DEMONSTRATION / name).read_bytes(), name).targets


def test_each_part_keeps_its_own_period():
    assert drafts(
        "灾害信息员每月巡查1次责任区，汛期每周巡查1次，降雨期间每天巡查不少于2次，水位超限时每2小时巡查1次。"
    ) == [
        ("巡查责任区", "灾害信息员", "ge", "1", "次", "每月"),
        ("巡查", "汛期", "ge", "1", "次", "每周"),
        ("巡查", "降雨期间", "ge", "2", "次", "每天"),
        ("巡查", "水位超限时", "ge", "1", "次", "每2小时"),
    ]


def test_a_deadline_or_an_unknown_rhythm_ends_the_period_before_it():
    found = drafts("县人民政府每年至少举办1次应急管理讲座，到2026年底建成应急科普基地1个以上。")
    assert found[1] == ("应急科普基地", "", "ge", "1", "个", "到2026年底")
    found = drafts("学校每月开展1次应急演练，每逢汛期至少开展2次防汛演练。")
    assert [(f[0], f[5]) for f in found] == [("应急演练", "每月"), ("防汛演练", "")]


def test_a_definition_and_the_confidence_of_a_survey_are_no_targets():
    assert not drafts(
        "公众应急知识知晓率，指抽样调查中得分达到试卷满分80%以上的居民所占比例；有95%以上的把握认为不低于目标值的，方可认定达到目标。"
    )
    assert not drafts("知晓率有95%以上的把握认定，置信度达到95%以上。")
    assert drafts("县指挥部每年至少组织2次综合应急演练。") == [
        ("综合应急演练", "县指挥部", "ge", "2", "次", "每年")
    ]


def test_what_was_done_is_part_of_the_name_and_who_does_it_is_not():
    assert drafts("总务处每月检查1次教室吊扇、灯具和疏散通道。") == [
        ("检查教室吊扇、灯具和疏散通道", "总务处", "ge", "1", "次", "每月")
    ]
    assert [d[:2] for d in drafts("中小学校每月至少开展1次应急疏散演练，幼儿园每季度至少开展1次。")] == [
        ("应急疏散演练", "中小学校"), ("应急疏散演练", "幼儿园"),
    ]  # fmt: skip
    assert [d[0] for d in drafts("安置点每日开展1次消毒和1次防火检查。")] == ["消毒", "防火检查"]


def test_a_number_without_a_name_is_left_out():
    assert not drafts("压实责任，明确责任清单，每年更新1次。")
    assert not drafts("结果用于衡量到2030年城镇达到50%以上、农村达到30%以上的目标。")
    assert not drafts("综合演练，其中至少1次不预先告知时间和科目。")


def test_each_year_of_a_table_of_indicators_is_a_target_of_its_own():
    rows = [t for t in of_document("five-year-plan.md") if t.row == 7]
    assert [(t.subject, t.comparator, t.value, t.period) for t in rows] == [
        ("持证应急志愿者", "ge", "12", "2026年"),
        ("持证应急志愿者", "ge", "200", "2028年"),
        ("持证应急志愿者", "ge", "600", "2030年"),
    ]


def test_the_year_before_a_plan_begins_is_where_it_starts_from_and_no_target():
    text = (
        "# 安澜县应急体系建设“十五五”规划（2026—2030年）\n\n## 一、指标\n\n专栏1 主要指标\n\n"
        "| 指标 | 单位 | 2025年 | 2028年 | 2030年 |\n| --- | --- | --- | --- | --- |\n"
        "| 持证应急志愿者 | 人 | 3 | ≥200 | ≥600 |\n"
    )
    found = parse_bytes(text.encode(), "plan.md").targets
    assert [(t.value, t.period) for t in found] == [("200", "2028年"), ("600", "2030年")]


def test_no_draft_of_our_own_documents_has_a_name_that_names_nothing():
    subjects = {t.subject for name in ("five-year-plan.md", "town-plan.txt", "earthquake-plan.txt",
                                       "annual-work-points.txt") for t in of_document(name)}  # fmt: skip
    assert not subjects & {
        "水源",
        "教室吊扇",
        "消毒和1次防火检查",
        "压实责任",
        "村（社区）职责",
        "",
    }
    assert "应急科普基地" in subjects


def test_bullets_are_no_part_of_a_name_or_of_whom():
    found = drafts("任务：\n• 灾害信息员每月巡查1次责任区\n• 发现险情10分钟内报告\n● 县级储备库3个")
    assert [row[:2] for row in found if "巡查" in row[0]] == [("巡查责任区", "灾害信息员")]
    assert not any(mark in text for row in found for text in row[:2] for mark in "•●")


@pytest.mark.parametrize(
    ("value", "unit", "found"),
    [("12", "人", "12人"), ("200", "人", "200 人"), ("90", "%", "90％"), ("2", "次", "两次")],
)
def test_a_figure_is_found_where_its_sentence_states_it(value, unit, found):
    sentence = "首批不少于12人，到2028年达到200 人以上，合格率90％，每年演练两次。"
    start, end = figure_in(sentence, Decimal(value), unit)
    assert sentence[start:end] == found


def test_a_figure_that_stands_twice_or_nowhere_is_not_pointed_at():
    twice = "城镇达到50%以上，农村达到50%以上。"
    assert figure_in(twice, Decimal(50), "%") is None
    assert figure_in(twice, Decimal(60), "%") is None


def test_a_row_of_digits_without_end_is_looked_at_once():
    digits = "7" * 1_000_000
    assert figure_in(f"{digits} 至少2次", Decimal(2), "次") is None
    assert figure_in(f"{'7' * 1900} 至少2次", Decimal(2), "次") == (1903, 1905)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("到2030年，建成避难场所20处。", ("避难场所", "ge", "20", "处", "到2030年")),
        ("新建应急广播终端300套。", ("应急广播终端", "ge", "300", "套", "")),
        ("到2030年，公众知晓率比2025年提高10个百分点以上。",
         ("公众知晓率", "increase", "10", "个百分点", "到2030年")),
        ("因灾死亡人数年均不超过3人。", ("因灾死亡人数", "le", "3", "人", "年均")),
        ("年均因灾直接经济损失占生产总值的比例控制在1%以内。",
         ("因灾直接经济损失占生产总值的比例", "le", "1", "%", "年均")),
        ("因自然灾害造成的死亡率下降10%。", ("因自然灾害造成的死亡率", "decrease", "10", "%", "")),
        ("公众知晓率目前60%，到2030年达到95%。", ("公众知晓率", "ge", "95", "%", "到2030年")),
        ("公众知晓率由80%提高到95%。", ("公众知晓率", "ge", "95", "%", "")),
        ("火灾死亡率从2025年的3%降低到1%以内。", ("火灾死亡率", "le", "1", "%", "")),
        ("公众知晓率由2025年的40%提高到2030年的80%。",
         ("公众知晓率", "ge", "80", "%", "到2030年")),
        ("公众知晓率由2025年的40%提升至2030年底的80%以上。",
         ("公众知晓率", "ge", "80", "%", "至2030年底")),
        ("持证应急志愿者由2025年的100人增加到2030年的600人。",
         ("持证应急志愿者", "ge", "600", "人", "到2030年")),
        ("火灾死亡人数由2025年的5人减少到2030年的3人。",
         ("火灾死亡人数", "le", "3", "人", "到2030年")),
        ("到2030年，火灾死亡人数减少到3人。", ("火灾死亡人数", "le", "3", "人", "到2030年")),
        ("每万人拥有应急志愿者由12人增加到20人以上。",
         ("每万人拥有应急志愿者", "ge", "20", "人/万人", "")),
    ],
)  # fmt: skip
def test_of_what_is_and_what_shall_be_only_the_second_is_a_goal(sentence, found):
    assert [(f[0], *f[2:]) for f in drafts(sentence)] == [found]


@pytest.mark.parametrize(
    "sentence",
    [
        "截至2025年底，全县已建成避难场所12处，覆盖率达到80%。",
        "2025年洪水造成直接经济损失3000万元，死亡2人。",
        "目前持证志愿者200人，覆盖率达到80%。",
    ],
)
def test_what_was_reached_is_no_goal(sentence):
    assert not drafts(sentence)


def test_who_is_a_group_and_no_leftover_of_the_sentence():
    assert drafts("应急避难场所由管理单位每年开展1次演练。")[0][:2] == ("演练", "管理单位")
    assert drafts("灾后24小时内报告，之后每天报告2次。")[-1][:2] == ("报告", "")
    assert "基层组织" in drafts("企事业单位等基层组织培训覆盖率达到90%以上。")[0][0]


@pytest.mark.parametrize(
    ("heading", "counts"),
    [
        ("聚焦薄弱环节，补齐短板", True), ("坚持问题导向，强化基层", True),
        ("推动应急能力新提升", True), ("薄弱环节", False), ("应急能力实现新提升", False),
    ],
)  # fmt: skip
def test_a_heading_that_tells_what_to_do_is_none_of_review(heading, counts):
    text = f"安澜县应急规划\n一、{heading}\n到2030年，公众知晓率达到95%以上。"
    assert bool(parse(extract_pasted(text)).targets) is counts


def test_the_column_of_the_start_is_no_goal_and_nobody_aims_at_more_deaths():
    text = (
        "# 安澜县应急体系建设“十五五”规划（2026—2030年）\n\n## 一、指标\n\n"
        "| 指标 | 单位 | 2030年目标值 | 2025年基数 |\n| --- | --- | --- | --- |\n"
        "| 公众知晓率 | % | 95 | 80 |\n| 因灾死亡人数 | 人 | 33以上 | 40 |\n"
    )
    found = parse_bytes(text.encode(), "plan.md").targets
    assert [(t.subject, t.comparator, t.value) for t in found] == [
        ("公众知晓率", "", "95"), ("因灾死亡人数", "", "33"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("乡镇每半年、村每季度至少开展1次演练。",
         [("演练", "乡镇", "1", "每半年"), ("演练", "村", "1", "每季度")]),
        ("从2017年开始，州、县市每年至少组织一次讲座。",
         [("讲座", "州、县市", "1", "从2017年开始每年")]),
        ("2026年至2028年，每年组织2次以上综合演练。",
         [("综合演练", "", "2", "2026年至2028年每年")]),
        ("到2025年，事故死亡人数比2020年下降15%以上，达到40人以下。",
         [("事故死亡人数", "", "15", "到2025年"), ("事故死亡人数", "", "40", "到2025年")]),
        ("到2025年，年均损失占地区生产总值的比例小于1%，受灾人员得到救助时间小于10小时。",
         [("损失占地区生产总值的比例", "", "1", "到2025年年均"),
          ("受灾人员得到救助时间", "", "10", "到2025年")]),
        ("每个县市至少选择1个条件好、师资强的单位作为科普基地。",
         [("科普基地", "每个县市", "1", "")]),
    ],
)  # fmt: skip
def test_no_condition_of_a_number_is_lost_or_given_to_another(sentence, found):
    assert [(one[0], one[1], one[3], one[5]) for one in drafts(sentence)] == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("到2030年，年均每百万人口因灾死亡率控制在1.0以内。",
         [("每百万人口因灾死亡率", "", "le", "1.0", "人/百万人", "到2030年年均")]),
        ("每十万人火灾死亡率低于0.17。",
         [("每十万人火灾死亡率", "", "lt", "0.17", "人/十万人", "")]),
        ("每百万人口有避难场所，编号为1。", []),
        ("每个乡镇组建不少于20人的综合救援队。",
         [("综合救援队", "每个乡镇", "ge", "20", "人", "")]),
    ],
)  # fmt: skip
def test_a_rate_of_people_needs_no_unit_and_who_is_built_up_is_named(sentence, found):
    assert drafts(sentence) == found


@pytest.mark.parametrize(
    ("period", "years"),
    [
        ("从2027年开始每年", (2027, None)), ("2026年至2028年每年", (2026, 2028)),
        ("到2028年底", (None, 2028)), ("每年", (None, None)), ("", (None, None)),
        ("“十五五”期末", (None, None)),
    ],
)  # fmt: skip
def test_the_years_of_a_period_are_those_it_names(period, years):
    assert years_of(period) == years


@pytest.mark.parametrize(
    ("sentence", "begun"),
    [
        ("到2030年，事故死亡人数比2020年下降15%以上。", ("", 2020)),
        ("公众知晓率由80%提高到95%。", ("80", None)),
        ("火灾死亡率从2025年的3%降低到1%以内。", ("3", 2025)),
        ("公众知晓率达到95%以上。", ("", None)),
        ("到2030年，公众知晓率达到95%以上。", ("", None)),
        ("公众知晓率由2025年的40%提高到2030年的80%。", ("40", 2025)),
        ("公众知晓率明显提升，由2020年的40%提高到2025年的80%以上。", ("40", 2020)),
        ("应急广播覆盖率从2025年的60%逐步提高到2030年的95%。", ("60", 2025)),
        ("公众知晓率自2025年底的40%提升至2030年底的80%。", ("40", 2025)),
    ],
)
def test_a_goal_keeps_what_it_counts_from(sentence, begun):
    title = "安澜县应急体系建设“十五五”规划"
    (found,) = parse(extract_pasted(f"{title}\n一、任务\n{sentence}")).targets
    assert (found.baseline, found.baseline_year) == begun


def test_each_of_two_groups_has_its_own_start_and_end():
    title = "安澜县应急体系建设“十五五”规划"
    said = "公众知晓率城镇由2025年的40%提高到2030年的80%，农村由2025年的20%提高到2030年的50%。"
    found = parse(extract_pasted(f"{title}\n一、任务\n{said}")).targets
    assert [(one.subject, one.stratum, one.value, one.baseline) for one in found] == [
        ("公众知晓率", "城镇", "80", "40"), ("公众知晓率", "农村", "50", "20"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row", "begun"),
    [
        (("指标", "单位", "2025年基期值", "2030年目标值"), ("知晓率", "%", "40", "≥60"), ("40", 2025)),
        (("指标", "单位", "2025年", "2028年", "2030年"), ("知晓率", "%", "40", "≥50", "≥60"),
         ("40", 2025)),
        (("指标", "单位", "基期值", "目标值"), ("知晓率", "%", "—", "≥60"), ("", None)),
        (("指标", "单位", "基期值", "2024年完成值", "目标值"), ("知晓率", "%", "30", "40", "≥60"),
         ("", None)),
    ],
)  # fmt: skip
def test_a_table_of_indicators_says_what_each_was_at_the_start(header, row, begun):
    found = target_rows(1, header, [row], "", 2026)
    assert found and {(one.baseline, one.baseline_year) for one in found} == {begun}
