"""How much a sentence promises: thousands, ratios, lists, and on which side of the number."""

import pytest

from content.plans.domain.indicators import target_rows
from content.plans.domain.pipeline import extract_pasted, parse


def drafts(text):
    parsed = parse(extract_pasted(f"安澜县应急体系建设“十五五”规划\n一、任务\n{text}"))
    return parsed.targets


def amounts(text):
    return [(t.comparator, t.value, t.unit) for t in drafts(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("每年组织应急演练1.5万次。", "1.5", "万次"),
        ("每年组织应急演练2万次。", "2", "万次"),
        ("每年组织应急演练2千次。", "2", "千次"),
        ("每年开展应急培训3千场。", "3", "千场"),
        ("持证应急志愿者达到12万名以上。", "12", "万名"),
        ("新建家庭应急物资储备点1万户以上。", "1", "万户"),
        ("持证应急志愿者不少于1,200人。", "1200", "人"),
        ("持证应急志愿者达到一百二十人。", "120", "人"),
        ("持证应急志愿者达到一万五千人。", "15000", "人"),
        ("每年组织应急演练两千次。", "2000", "次"),
    ],
)
def test_a_number_of_thousands_is_the_one_that_is_written(text, value, unit):
    assert amounts(text) == [("ge", value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "每年组织应急演练3000余场次。",
        "每年组织应急演练两三次。",
        "每年组织应急演练数千次。",
        "每年组织2至3次应急演练。",
        "每年，组织应急演练1万5千次。",
    ],
)
def test_a_number_that_is_not_certain_is_none_and_not_once_either(text):
    assert not drafts(text)


def test_a_duty_without_a_number_is_still_once():
    assert [(t.value, t.unit, t.implied) for t in drafts("每年组织应急演练。")] == [
        ("1", "次", True)
    ]
    assert amounts("每年，组织1次应急演练。") == [("ge", "1", "次")]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("到2030年，每万人持证应急志愿者达到30名。", ["名/万人"]),
        ("每千名从业人员配备安全员不少于2名。", ["名/千名"]),
        ("每万人中，专职消防员达到12名，志愿者达到30名。", ["名/万人", "名/万人"]),
        ("持证应急志愿者达到30名/万人。", ["名/万人"]),
        ("每万人消防员达到12名，应急志愿者达到600名。", ["名/万人", "名"]),
        ("每万人消防员达到12名，应急广播覆盖率达到95%。", ["名/万人", "%"]),
        # A norm that states its own count says nothing of what follows it.
        ("按照每万人10名的标准，到2030年持证应急志愿者达到3000人。", ["人"]),
        ("每千人配备1名急救员，全县持证应急志愿者达到2000人以上。", ["人"]),
        ("按每3个村1支配备，到2030年应急队伍达到40支。", ["支"]),
        ("按每千人1人配备，每年开展演练不少于12次。", ["次"]),
        ("按每百户1名配备信息员，到2030年持证信息员不少于500名。", ["名"]),
        ("按1名/千人的标准，到2030年持证应急志愿者达到3000人。", ["人"]),
        ("按照每万人的标准，持证应急志愿者达到30名。", ["名/万人"]),
    ],
)
def test_a_ratio_keeps_its_own_unit_and_is_no_number_of_people(text, units):
    assert [t.unit for t in drafts(text)] == units


@pytest.mark.parametrize(
    ("said", "comparator"),
    [
        ("超过", "gt"), ("超", "gt"), ("高于", "gt"), ("多于", "gt"), ("大于", "gt"),
        ("突破", "gt"),
        ("低于", "lt"), ("少于", "lt"), ("不足", "lt"), ("小于", "lt"),
        ("不低于", "ge"), ("不得少于", "ge"), ("不应低于", "ge"), ("不能少于", "ge"),
        ("不超过", "le"), ("不超", "le"), ("不得高于", "le"), ("不能超过", "le"),
        ("不应多于", "le"),
    ],
)  # fmt: skip
def test_on_which_side_of_the_number_and_whether_it_counts_itself(said, comparator):
    (draft,) = drafts(f"持证应急志愿者{said}200人。")
    assert (draft.subject, draft.comparator, draft.value) == ("持证应急志愿者", comparator, "200")


def test_over_a_number_and_more_is_over_it():
    assert amounts("培训覆盖率超过90%以上。") == [("gt", "90", "%")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "应急知识知晓率达到 95%、90%。",
            [("应急知识知晓率", "95", ""), ("应急知识知晓率", "90", "")],
        ),
        (
            "应急知识知晓率分别达到 95%，90%。",
            [("应急知识知晓率", "95", ""), ("应急知识知晓率", "90", "")],
        ),
        (
            "培训覆盖率、考核合格率分别达到95%和90%以上。",
            [("培训覆盖率", "95", ""), ("考核合格率", "90", "")],
        ),
        (
            "应急知识知晓率、自救互救技能普及率分别达到90%、80%。",
            [("应急知识知晓率", "90", ""), ("自救互救技能普及率", "80", "")],
        ),
        (
            "应急知识普及率及群众参与率分别达到95%、80%。",
            [("应急知识普及率", "95", ""), ("群众参与率", "80", "")],
        ),
        (
            "隐患整改及时率以及干部参训率与群众参与率分别达到95%、90%、80%。",
            [("隐患整改及时率", "95", ""), ("干部参训率", "90", ""), ("群众参与率", "80", "")],
        ),
        (
            "到2027年、2030年，应急知识知晓率分别达到90%、95%。",
            [("应急知识知晓率", "90", "到2027年"), ("应急知识知晓率", "95", "2030年")],
        ),
        (
            "到2027年和2030年，持证应急志愿者分别达到200人、600人。",
            [("持证应急志愿者", "200", "到2027年"), ("持证应急志愿者", "600", "2030年")],
        ),
        (
            "持证应急志愿者到2027年达到200人、到2030年达到600人。",
            [("持证应急志愿者", "200", "到2027年"), ("持证应急志愿者", "600", "到2030年")],
        ),
        (
            "到2027年、2028年、2030年，应急知识知晓率分别达到90%、95%。",
            [("应急知识知晓率", "90", ""), ("应急知识知晓率", "95", "")],
        ),
    ],
)
def test_each_number_of_a_list_is_offered_with_its_name_and_its_year(text, found):
    assert [(t.subject, t.value, t.period) for t in drafts(text)] == found
    assert {t.comparator for t in drafts(text)} == {"ge"}


@pytest.mark.parametrize(
    ("cell", "column", "name", "read"),
    [
        ("≥1,200", "人", "持证应急志愿者", ("ge", "1200", "人")),
        ("12万", "人", "持证应急志愿者", ("", "12", "万人")),
        ("≥12", "万人", "持证应急志愿者", ("ge", "12", "万人")),
        ("≥12", "", "持证应急志愿者（万人）", ("ge", "12", "万人")),
        ("≥30", "名", "每万人持证应急志愿者", ("ge", "30", "名/万人")),
        (">200", "人", "持证应急志愿者", ("gt", "200", "人")),
    ],
)
def test_a_cell_of_a_table_is_read_by_the_same_rules(cell, column, name, read):
    (draft,) = target_rows(0, ["指标", "单位", "2030年目标"], [[name, column, cell]], "", None)
    assert (draft.comparator, draft.value, draft.unit) == read


@pytest.mark.parametrize(
    ("caption", "period"),
    [
        ("表1：“十四五”时期具体指标", "“十四五”时期"),
        ("表1 “十五五”末主要指标", "“十五五”末"),
        ("专栏2：2030年主要目标", "2030年"),
        ("表1 “十五五”时期（2026—2030年）指标", "2030年"),
        ("表十五：主要指标", ""),
        ("表1：主要指标", ""),
        ("", ""),
    ],
)
def test_a_table_of_goals_is_due_when_its_caption_says_so_and_not_by_its_name(caption, period):
    rows = target_rows(0, ["指标", "目标值"], [["知晓率", "达到80%"]], caption, None)
    assert [row.period for row in rows] == [period]


def test_whom_one_part_of_a_sentence_covers_is_not_whom_the_next_does():
    found = drafts("到2030年实现安全宣传覆盖中小学校，覆盖60%以上的社区、乡镇。")
    assert [(t.subject, t.stratum, t.value) for t in found] == [
        ("安全宣传覆盖", "社区、乡镇", "60")
    ]
