"""Points of a list that begin with a measure: 1.1小时降雨量达到30毫米 is point 1, of one hour."""

import pytest

from content.plans.domain.measured_numbers import measured
from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse
from content.plans.domain.situations import cards_of
from tests.samples.actors import said_in

TITLE = "上坪村避险预案\n\n一、什么时候转移\n\n"
END = "\n\n二、附则\n\n自印发之日起施行。"


def read(*lines):
    return parse(extract_pasted(TITLE + "\n\n".join(lines) + END))


def points(parsed):
    return [
        (node.number, node.text)
        for node in parsed.nodes
        if node.kind == NodeKind.CLAUSE and node.style == "dec_dot"
    ]


def inside(parsed):
    return [note.text for note in parsed.notes if note.code == "inside"]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "1.1小时降雨量达到30毫米的，报告村主任。", "2.1小时降雨量达到50毫米的，敲锣转移。",
            "3.接到转移命令的，30分钟内转移完毕。", "4.晚上预报有暴雨的，先转移老人。",
        ],
        [
            "1.24小时降雨量达到50毫米的，转移。", "2.3小时降雨量达到50毫米的，转移。",
            "3.听到锣声的，转移。",
        ],
        ["1.1.5小时降雨量达到30毫米的，报告村主任。", "2.接到转移命令的，立即转移。"],
        ["1.10人以上受伤的，报告。", "2.3人以上死亡的，启动响应。", "3.其他情况，按规定报告。"],
        ["1.接到命令的，立即转移。", "2.2米以下的房屋进水的，切断电源。", "3.桥面过水的，不通行。"],
        ["1．1小时降雨量达到30毫米的，报告村主任。", "2．接到转移命令的，立即转移。"],
    ],
)  # fmt: skip
def test_a_point_that_begins_with_a_measure_counts_with_the_others(lines, nothing_lost):
    parsed = read(*lines)
    nothing_lost(parsed, [])
    assert points(parsed) == [(line[:2], line[2:]) for line in lines]
    assert inside(parsed) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["水深这样分：", "1.5米以上为黄色区。", "2.5米以上为橙色区。"],
        ["1.监测水位，每日两次。", "2.5米以上为深水区。"],
        ["1.积水路段", "1.5米以上的积水路段要设警示标志。", "2.社会调度", "由县里负责。"],
        ["1.监测水位。", "2.5米以上为深水区。", "2.转移群众。", "3.报告情况。"],
        ["水深分级：", "2.5米以上为深水区。", "3.转移群众到高处。"],
        ["1.5米以上的水深，不得涉水。"],
        ["1.5小时降雨量达到30毫米的，报告。", "5.接到命令的，立即转移。"],
    ],
)
def test_a_measure_that_counts_on_with_nothing_stays_whole(lines):
    parsed = read(*lines)
    written = "\n".join(node.number + node.text for node in parsed.nodes)
    assert all(line in written for line in lines if measured(line))


def test_a_measure_that_may_be_a_point_is_told_to_the_editor():
    parsed = read("1.监测水位，每日两次。", "2.5米以上为深水区。")
    (note,) = inside(parsed)
    assert "“2.5米以上为深水区。”" in note
    assert inside(read("水深这样看：", "2.5米以上为深水区。")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.1小时内", (1, 2)),
        ("12.30毫米以上", (12, 3)),
        ("1.1.5米", (1, 2)),
        ("1.1 编制目的", None),
        ("1.1编制目的", None),
        ("1.1.1小时工作制", (1, 2)),
        ("1小时内", None),
        ("1.小时", None),
        ("", None),
        ("1.1234小时", None),
    ],
)
def test_a_number_with_a_measure_behind_it_is_seen(text, found):
    assert measured(text) == found


def test_each_point_is_a_situation_of_its_own():
    text = TITLE + (
        "1.1小时降雨量达到30毫米的，村主任立即报告。\n\n2.1小时降雨量达到50毫米的，立即转移。\n\n"
        "3.接到转移命令的，30分钟内转移完毕。"
    )
    cards = cards_of(said_in(text.encode(), "上坪村避险预案.txt"))
    assert [card.situation for card in cards] == [
        "1小时降雨量达到30毫米的", "1小时降雨量达到50毫米的", "接到转移命令的",
    ]  # fmt: skip


def test_thousands_of_measures_cost_in_proportion():
    parsed = read(*[f"{at % 9 + 1}.{at % 9 + 1}小时降雨量很大。" for at in range(2_000)])
    assert points(parsed) == []
