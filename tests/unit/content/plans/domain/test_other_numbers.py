# ruff: noqa: E501 - documents as data
"""Numbers that few documents have: read where they count on from each other, else told."""

import pytest

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse

TITLE = "安澜县防汛应急预案"


def read(*lines):
    return parse(extract_pasted("\n".join([TITLE, *lines])))


def clauses(parsed):
    """Depth, number and heading of every clause; of one without heading its text."""
    return [
        (node.depth + 1, node.number, node.heading or node.text)
        for node in parsed.nodes
        if node.kind == NodeKind.CLAUSE
    ]


def told(parsed):
    return [note.text for note in parsed.notes if note.code == "inside"]


@pytest.mark.parametrize("gap", [" ", "　", "  "])
def test_chapters_in_words_with_a_blank_are_chapters(gap, nothing_lost):
    parsed = read(
        f"一{gap}适用范围", "本预案适用于厂区。", f"二{gap}组织机构", "1) 总指挥 厂长", "2) 抢险组",
        "a) 灭火", "b) 断电", f"三{gap}响应启动", "当班人员立即拨打119。",
    )  # fmt: skip
    nothing_lost(parsed, [])
    assert clauses(parsed) == [
        (1, "一", "适用范围"), (1, "二", "组织机构"), (2, "1)", "总指挥 厂长"), (2, "2)", "抢险组"),
        (3, "a)", "灭火"), (3, "b)", "断电"), (1, "三", "响应启动"),
    ]  # fmt: skip
    assert told(parsed) == []


def test_one_chapter_with_a_blank_stands_in_a_list_of_others(nothing_lost):
    parsed = read(
        "一、总则", "落实到人。", "二 组织", "落实到人。", "三、附则", "自印发之日起施行。"
    )
    nothing_lost(parsed, [])
    assert [number for _, number, _ in clauses(parsed)] == ["一、", "二", "三、"]


def test_a_line_in_words_takes_no_chapter_its_place(nothing_lost):
    parsed = read(
        "一、工作", "一 加强领导", "二 压实责任", "二 是落实责任", "二、要求", "落实到人。"
    )
    nothing_lost(parsed, [])
    assert [number for _, number, _ in clauses(parsed)] == ["一、", "二、"]
    assert not {"repeat", "gap"} & {note.code for note in parsed.notes}


@pytest.mark.parametrize(
    "lines",
    [
        ["一 小时内报告", "另有规定的除外。", "二 小时内续报", "另有规定的除外。"],
        ["一 组长", "二 副组长", "三 成员"],
        ["二 组织机构", "落实到人。", "三 响应启动", "落实到人。"],
        ["一 县水利局负责水情监测，发布预警", "二 县公安局负责警戒，疏导交通"],
    ],
)
def test_words_with_a_blank_that_only_count_are_no_chapters(lines, nothing_lost):
    parsed = read(*lines)
    nothing_lost(parsed, [])
    assert clauses(parsed) == []


@pytest.mark.parametrize(
    "item",
    [
        "6月底前完成预案修订。", "2026年6月底前完成预案修订。", "12月15日前报送总结。",
        "24小时内书面报告。", "30分钟内电话报告。",
    ],
)  # fmt: skip
@pytest.mark.parametrize("dot", [".", "．"])
def test_an_item_may_begin_with_a_date_or_a_term(item, dot, nothing_lost):
    parsed = read(
        "一、其他",
        f"1{dot}{item}",
        f"2{dot}{item}",
        f"3{dot}按规定执行。",
        "二、附则",
        "自印发之日起施行。",
    )
    nothing_lost(parsed, [])
    assert clauses(parsed)[1:4] == [
        (2, f"1{dot}", item), (2, f"2{dot}", item), (2, f"3{dot}", "按规定执行。"),
    ]  # fmt: skip


def test_an_item_with_a_comma_may_begin_with_a_year():
    parsed = read("一、其他", "1、2026年6月底前完成。", "2、2027年底前推广。")
    assert [number for _, number, _ in clauses(parsed)] == ["一、", "1、", "2、"]


@pytest.mark.parametrize(
    "line", ["1.6米以上的积水立即上报。", "1.5小时内到达现场。", "2.5个月内完成。"]
)
def test_a_measure_is_still_no_item(line):
    parsed = read("一、其他", line, "二、附则", "自印发之日起施行。")
    assert [number for _, number, _ in clauses(parsed)] == ["一、", "二、"]


@pytest.mark.parametrize(
    "numbers",
    [
        ["（一）", "㈡", "㈢"],
        ["㈠", "（二）", "㈢"],
        ["1.", "2、", "3."],
        ["1、", "2．", "3、", "4、"],
    ],
)
def test_a_list_whose_items_are_not_written_alike_is_one_list(numbers, nothing_lost):
    parsed = read(
        "一、值守", *(f"{number}落实值班制度。" for number in numbers), "二、附则", "施行。"
    )
    nothing_lost(parsed, [])
    assert [(depth, number) for depth, number, _ in clauses(parsed)] == [
        (1, "一、"), *((2, number) for number in numbers), (1, "二、"),
    ]  # fmt: skip
    assert parsed.notes == () or {note.code for note in parsed.notes}.isdisjoint({"gap", "inside"})


def test_a_list_below_another_stays_below_it():
    numbers = ["（一）", "㈠", "㈡", "（二）", "㈠", "㈡", "（三）"]
    parsed = read("一、值守", *(f"{number}落实值班制度。" for number in numbers))
    assert [depth for depth, *_ in clauses(parsed)] == [1, 2, 3, 3, 2, 3, 3, 2]


def test_circled_items_behind_the_name_of_a_chapter_are_items(nothing_lost):
    parsed = read(
        "一、值守",
        "落实到人。",
        "二、队伍建设①组建综合救援队②培训200人次以上",
        "三、附则",
        "施行。",
    )
    nothing_lost(parsed, [])
    assert clauses(parsed)[1:4] == [
        (1, "二、", "队伍建设"), (2, "①", "组建综合救援队"), (2, "②", "培训200人次以上"),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["二、按①②执行", "二、见图①所示位置②", "二、队伍②物资③值守保障"])
def test_circles_that_only_point_divide_nothing(line):
    parsed = read("一、值守", "落实到人。", line, "三、附则", "施行。")
    assert not {"①", "②", "③"} & {number for _, number, _ in clauses(parsed)}


@pytest.mark.parametrize(
    "names",
    [
        ["Ⅰ级响应", "Ⅱ级响应", "Ⅲ级响应"], ["Ⅳ级响应", "Ⅲ级响应", "Ⅱ级响应", "Ⅰ级响应"],
        ["一级响应", "二级响应"], ["I级应急响应", "II级应急响应", "III级应急响应"],
        ["Ⅰ级预警", "Ⅱ级预警"],
    ],
)  # fmt: skip
def test_levels_alone_in_their_lines_are_headings(names, nothing_lost):
    text = "启动条件：24小时降雨量超过200毫米的。"
    pairs = [
        line
        for name in names
        for line in (name, text, "（1）县水利局巡查堤防。", "（2）乡镇转移群众。")
    ]
    parsed = read("三、预警和响应", *pairs, "四、附则", "施行。")
    nothing_lost(parsed, [])
    headings = [(depth, number, name) for depth, number, name in clauses(parsed) if depth < 3]
    assert headings == [
        (1, "三、", "预警和响应"), *((2, "", name) for name in names), (1, "四、", "附则"),
    ]  # fmt: skip
    assert sum(1 for depth, *_ in clauses(parsed) if depth == 3) == 2 * len(names)


@pytest.mark.parametrize("mark", [".", "．", "、"])
def test_letters_that_count_on_are_items(mark, nothing_lost):
    parsed = read(
        "四、保障", f"A{mark} 物资保障", "储备编织袋5000条。", f"B{mark} 通信保障", "配备卫星电话。",
        "五、附则", "施行。",
    )  # fmt: skip
    nothing_lost(parsed, [])
    assert clauses(parsed) == [
        (1, "四、", "保障"), (2, f"A{mark}", "物资保障"), (2, f"B{mark}", "通信保障"), (1, "五、", "附则"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "A. 物资保障", "b) 断电", "5.其他事项另行规定", "㈤其他事项", "7.3 其他事项", "Ⅱ级响应", "七 其他事项",
        "9 其他事项", "（六）其他事项另行规定。", "⑨其他事项",
    ],
)  # fmt: skip
def test_a_line_that_begins_with_a_number_and_stays_in_the_text_is_told(line, nothing_lost):
    parsed = read("一、总则", "落实到人。", line, "二、附则", "自印发之日起施行。")
    nothing_lost(parsed, [])
    assert [number for _, number, _ in clauses(parsed)] == ["一、", "二、"]
    assert told(parsed) == [
        f"正文里“{line}”这一行像是带编号的，看看是不是没有认出来的标题或者一项。"
    ]
    [note] = [note for note in parsed.notes if note.code == "inside"]
    assert parsed.nodes[note.node].number == "一、"


@pytest.mark.parametrize(
    "line",
    [
        "24小时内报告。", "3人以上死亡的，启动响应。", "2026年6月底前完成。", "第三章规定的情形除外。",
        "1.5米以上的积水路段要设标志。", "一是压实责任。二是加强值守。", "3 编织袋 5000条", "119火警电话",
        "一县一策推进。", "三级以上地震立即上报。", "A级景区限流。",
    ],
)  # fmt: skip
def test_a_line_that_only_begins_with_a_count_is_not_told(line):
    assert told(read("一、总则", "落实到人。", line, "二、附则", "自印发之日起施行。")) == []


@pytest.mark.parametrize("item", ["（{}）事项报告。", "{}.事项报告。", "{}、事项报告。"])
def test_items_beyond_the_last_number_that_is_read_are_counted(item, nothing_lost):
    parsed = read("一、总则", *(item.format(number) for number in range(1, 1203)))
    nothing_lost(parsed)
    assert [words for words in told(parsed) if "项以后" in words] == [
        "第 999 项以后还有 203 项，没有分开，都接在这一项里。要分开，先分成几份文件再导入。"
    ]


@pytest.mark.parametrize("last", [998, 999])
def test_a_long_list_that_ends_in_time_is_not_told(last):
    items = [f"{number}.事项报告。" for number in range(1, last + 1)]
    assert told(read("一、总则", *items, "2026、2027年的计划另定。", "3000.5公斤。")) == []
