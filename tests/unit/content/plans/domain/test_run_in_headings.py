# ruff: noqa: E501 - documents as data
"""A heading that stands on one line with its text is a heading, where nothing else can be meant."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes
from content.plans.domain.run_in import run_in

SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PURPOSE = "为了规范防汛抗旱工作，保障人民生命财产安全，制定本预案。"


def read(*lines):
    return parse(extract_pasted("\n".join(["安澜县防汛抗旱应急预案", *lines])))


def clauses(parsed):
    return [(n.number, n.heading, n.text) for n in parsed.nodes if n.kind is NodeKind.CLAUSE]


def told(parsed):
    return [note.text for note in parsed.notes if note.code == "run_in"]


@pytest.mark.parametrize(
    ("line", "number", "heading", "text"),
    [
        (f"1.1 编制目的 {PURPOSE}", "1.1", "编制目的", PURPOSE),
        (f"1.1编制目的{PURPOSE}", "1.1", "编制目的", PURPOSE),
        (f"1.1 编制目的：{PURPOSE}", "1.1", "编制目的", PURPOSE),
        (f"1.1\u3000编制目的\u3000\u3000{PURPOSE}", "1.1", "编制目的", PURPOSE),
        ("1.1 编制目的为规范工作，制定本预案。", "1.1", "编制目的", "为规范工作，制定本预案。"),
        ("1.1 编制依据《突发事件应对法》等。", "1.1", "编制依据", "《突发事件应对法》等。"),
        ("1.1 目的和依据 依据法律，制定。", "1.1", "目的和依据", "依据法律，制定。"),
        ("1.1 适用范围本预案适用于全县。", "1.1", "适用范围", "本预案适用于全县。"),
        ("1.1 工作原则 坚持统一领导。坚持分级负责。", "1.1", "工作原则", "坚持统一领导。坚持分级负责。"),
        ("1.1 值班值守 各乡镇实行24小时值班。", "1.1", "值班值守", "各乡镇实行24小时值班。"),
        ("1.1 指挥部职责 指挥部统一领导防汛工作。", "1.1", "指挥部职责", "指挥部统一领导防汛工作。"),
        ("1.1 物资保障：县粮储局负责救灾物资储备。", "1.1", "物资保障", "县粮储局负责救灾物资储备。"),
        ("第一条 【目的】为了规范工作，制定本办法。", "第一条", "【目的】", "为了规范工作，制定本办法。"),
        ("第一条（适用范围）本办法适用于本县。", "第一条", "（适用范围）", "本办法适用于本县。"),
        ("第一条 编制目的 为了规范工作，制定本办法。", "第一条", "编制目的", "为了规范工作，制定本办法。"),
        ("一、編制目的 為了規範工作，制定本預案。", "一、", "編制目的", "為了規範工作，制定本預案。"),
    ],
)  # fmt: skip
def test_a_name_in_front_of_its_sentence_is_the_heading(line, number, heading, text, nothing_lost):
    chapter = [] if line[0] in "第一" else ["1 总则"]
    parsed = read(*chapter, line)
    nothing_lost(parsed)
    assert clauses(parsed)[-1] == (number, heading, text)
    assert told(parsed) == []


@pytest.mark.parametrize(
    "line",
    [
        "1.1 依据《突发事件应对法》，制定本预案。", "1.1 县应急局根据需要组织会商。",
        "1.1 适用范围为本县行政区域，不含水库。", "1.1 工作原则是以人为本，减少损失。",
        "1.1 预案体系由总体预案和专项预案组成，逐级衔接。", "1.1 县水利局：负责水情监测，及时报告。",
        "第一条（已废止）", "第一条（新增）县人民政府加强领导。", "（一）【牵头单位】县应急局、县水利局。",
        "1.1 事件分级根据危害程度分为四级，由低到高。", "1.1 目的是什么，要说清楚。",
    ],
)  # fmt: skip
def test_a_sentence_that_only_begins_like_a_heading_stays_whole(line, nothing_lost):
    chapter = [] if line[0] in "第（" else ["1 总则"]
    parsed = read(*chapter, line)
    nothing_lost(parsed)
    assert clauses(parsed)[-1][1] == ""
    assert told(parsed) in (
        [],
        ["“（新增）”像是标题，和正文写在一行，没有分开。是标题的，在校对时改正。"],
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("1.1 县应急局 根据需要组织会商。", "县应急局"),
        ("1.1 应急响应 分为四级，由低到高。", "应急响应"),
        ("1.1 领导小组 由县长任组长。", "领导小组"),
    ],
)
def test_what_may_be_a_heading_or_a_subject_stays_and_the_editor_is_told(line, name, nothing_lost):
    parsed = read("1 总则", line)
    nothing_lost(parsed)
    assert clauses(parsed)[-1] == ("1.1", "", line[4:])
    assert [f"“{name}”" in note for note in told(parsed)] == [True]


def test_a_known_name_with_a_colon_alone_is_the_heading_of_what_follows(nothing_lost):
    parsed = read("1 总则", "1.1 编制目的：", PURPOSE, "1.2 适用范围", "本县。")
    nothing_lost(parsed)
    assert clauses(parsed)[1] == ("1.1", "编制目的", PURPOSE)


def test_a_line_that_was_wrapped_has_its_heading_too(nothing_lost):
    parsed = read("1 总则", "1.1 编制目的 为了规范防汛抗旱工作，保障人民", "生命安全，制定本预案。")
    nothing_lost(parsed)
    assert clauses(parsed)[1][1] == "编制目的"


def test_a_chapter_with_a_sentence_on_its_line_has_its_clauses_below_it(nothing_lost, tree):
    parsed = read(
        f"1 总则 {PURPOSE}", "1.1 适用范围", "本县。",
        "2 组织体系 县人民政府设立指挥部。", "2.1 指挥部", "由县长任总指挥。",
    )  # fmt: skip
    nothing_lost(parsed)
    assert tree(parsed) == [
        (1, "1", "总则"), (2, "1.1", "适用范围"), (1, "2", "组织体系"), (2, "2.1", "指挥部"),
    ]  # fmt: skip


def test_points_of_a_list_are_no_headings():
    parsed = read(
        "1 职责", "1.1 分工", "各单位分工如下：", "（1）物资保障：县粮储局负责；",
        "（2）医疗救援 由县卫生健康委负责。",
    )  # fmt: skip
    assert [heading for _n, heading, _t in clauses(parsed)[2:]] == ["", ""]


def test_a_line_that_word_calls_a_heading_keeps_its_text_below_it(word, nothing_lost):
    body = "".join(
        word.paragraph(text, style=style)
        for text, style in (
            ("安澜县防汛抗旱应急预案", "Title"), ("1 总则", "Heading1"),
            (f"1.1 编制目的 {PURPOSE}", "Heading2"), ("1.2 适用范围", "Heading2"), ("本县。", None),
        )
    )  # fmt: skip
    parsed = parse_bytes(word.docx(body), "a.docx")
    nothing_lost(parsed)
    assert clauses(parsed)[1] == ("1.1", "编制目的", PURPOSE)


NAMES = (
    "编制目的",
    "编制依据",
    "适用范围",
    "工作原则",
    "应急响应",
    "县应急局",
    "【目的】",
    "（范围）",
    "",
)
GAPS = ("", " ", "\u3000", "：", "::", "\t")
ENDS = (
    "为了安全，制定本预案。",
    "《防洪法》。",
    "由县负责",
    "",
    "。",
    "；",
    "【",
    "1.2",
    "x" * 300,
)


@SETTINGS
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1 ", "1.1 ", "1.1", "第一条", "一、", "（一）", "1. ", "①", ""]),
            st.sampled_from(NAMES), st.sampled_from(GAPS), st.sampled_from(ENDS),
        ),
        min_size=1, max_size=12,
    )
)  # fmt: skip
def test_nothing_is_lost_of_any_such_line(nothing_lost, lines):
    parsed = read(*("".join(line) for line in lines))
    nothing_lost(parsed, few=False)


def test_a_long_line_is_looked_at_no_further_than_a_heading_reaches():
    assert run_in("县" * 100_000 + " 为了。", None) is None
    assert run_in("编制目的 " + "为了" * 100_000 + "。", None).end == 4


def test_many_such_lines_cost_in_proportion():
    def cost(count):
        lines = [f"1.{n % 90 + 1} 编制目的 {PURPOSE}" for n in range(count)]
        begin = time.process_time()
        assert len(read("1 总则", *lines).nodes) == count + 2
        return time.process_time() - begin

    cost(200)
    few, many = cost(2_000), cost(18_000)
    assert many < 24 * few + 1
