"""Response levels: which situation starts which, and what is done, as the text says."""

import re

import pytest

from content.plans.domain import deciding
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes
from content.plans.domain.response_parts import Part
from content.plans.domain.responses import ladders_of
from tests.samples.actors import DOCUMENTS
from tests.samples.responses import HEAD, ladders_in, parts_of, said_in

READ_BY_HAND = {
    # Conditions, deciders and actions of Ⅰ, Ⅱ, Ⅲ, Ⅳ.
    "earthquake-plan.txt": {"": [(1, 1, 7), (1, 1, 7), (1, 1, 5), (1, 1, 5)]},
    "flood-drought-plan.txt": {"防汛": [(1, 1, 1)] * 4, "抗旱": [(1, 1, 2)] * 2 + [(1, 1, 1)] * 2},
    "forest-fire-plan.txt": {"": [(1, 1, 1)] * 4},
    "general-plan.md": {"": [(1, 1, 2)] * 4},
    "public-health-plan.md": {"": [(1, 1, 2)] * 4},
    "town-plan.txt": {},
    "school-plan.docx": {},
    "five-year-plan.md": {},
    "annual-work-points.txt": {},
}


@pytest.mark.parametrize("name", READ_BY_HAND)
def test_the_levels_of_our_own_documents_are_those_read_by_hand(name):
    found = {
        ladder.about: [
            (len(r.conditions), len(r.deciders), len(r.actions)) for r in ladder.responses
        ]
        for ladder in ladders_in(name)
    }
    assert found == READ_BY_HAND[name]


@pytest.mark.parametrize("name", [n for n, ladders in READ_BY_HAND.items() if ladders])
def test_levels_go_from_the_gravest_and_say_only_what_the_text_says(name):
    parts = parts_of(parse_bytes((DOCUMENTS / name).read_bytes(), name))
    said = {part.anchor: part.number + part.text + "".join(sum(part.rows, ())) for part in parts}
    for ladder in ladders_of(parts):
        assert [r.name for r in ladder.responses] == ["Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级"]
        for response in ladder.responses:
            for each in [
                *ladder.notes, *response.conditions, *response.deciders, *response.actions,
            ]:  # fmt: skip
                assert each.text in said[each.anchor]
                assert each.label in said[each.anchor]


def test_what_is_said_of_a_level_stays_with_that_level():
    (flood, drought) = ladders_in("flood-drought-plan.txt")
    fourth = flood.responses[3]
    assert "暴雨橙色预警信号" in fourth.conditions[0].text
    assert "县防指办公室副主任值班" in fourth.actions[0].text
    assert flood.responses[0].deciders[0].text == "由县应急委主任决定启动并任总指挥。"
    assert "决定启动" not in flood.responses[0].conditions[0].text
    assert (
        drought.responses[3].conditions[0].text == "因旱造成全县300人以上、不足1000人临时饮水困难。"
    )


def test_levels_under_headings_of_their_own_are_read_with_condition_and_measures():
    text = "\n".join(
        [
            "安澜县危险化学品应急预案", "1 分级响应",
            "1.1 Ⅰ级响应", "1.1.1 启动条件", "造成30人以上死亡。",
            "1.1.2 响应措施", "县长到场指挥。",
            "1.2 二级响应", "1.2.1 启动条件", "造成10人以上死亡。",
            "1.2.2 响应措施", "副县长到场指挥。",
        ]
    )  # fmt: skip
    (ladder,) = ladders_of(parts_of(parse(extract_pasted(text))))
    assert [
        (r.name, [s.text for s in r.conditions], [s.text for s in r.actions])
        for r in ladder.responses
    ] == [
        ("Ⅰ级", ["造成30人以上死亡。"], ["县长到场指挥。"]),
        ("Ⅱ级", ["造成10人以上死亡。"], ["副县长到场指挥。"]),
    ]


def test_levels_named_by_colours_keep_their_names():
    text = (
        "4.1 红色响应\n4.1.1 启动条件\n发布红色预警。\n4.1.2 响应措施\n全县停课。\n"
        "4.2 橙色响应\n4.2.1 启动条件\n发布橙色预警。\n4.2.2 响应措施\n重点区域停课。"
    )
    assert said_in(HEAD + text) == [
        ("红色", ["发布红色预警。"], [], ["全县停课。"]),
        ("橙色", ["发布橙色预警。"], [], ["重点区域停课。"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "4.1 Ⅰ级响应\n{when}县长到场。\n4.2 Ⅱ级响应\n",
        "4.1 I级响应\n{when}县长到场。",
        "4.1 1级响应\n{when}县长到场。",
        "4.1 Ⅰ级（红色）响应\n{when}县长到场。",
        "4.1 特别重大（Ⅰ级）\n{when}县长到场。",
        "4.1 特别重大突发事件（Ⅰ级响应）\n{when}县长到场。",
        "4.1 响应级别\n（1）一级响应。{when}县长到场。\n（2）二级响应。副县长到场。",
        "4.1 响应级别\n（1）一级应急响应：{when}县长到场。\n（2）二级应急响应：副县长到场。",
        "4.1 响应级别\n（1）特别重大（Ⅰ级）：{when}县长到场。\n（2）重大（Ⅱ级）：副县长到场。",
    ],
)
@pytest.mark.parametrize(
    ("when", "deciders"),
    [
        ("死亡30人以上时，启动一级响应，由县长决定。", 1),
        ("有死亡30人以上的情形之一，启动一级响应。", 0),
    ],
)
def test_a_text_that_tells_everything_of_a_level_is_told_apart_by_sentences(text, when, deciders):
    first = said_in(HEAD + text.format(when=when))[0]
    assert first == ("Ⅰ级", [when], [when] * deciders, ["县长到场。"])


@pytest.mark.parametrize(
    "text",
    [
        "2 事件分级\n2.1 特别重大（Ⅰ级）\n死亡30人以上的。\n2.2 重大（Ⅱ级）\n死亡10人以上的。",
        "2 预警\n2.1 红色预警\n发布红色预警时，启动应急广播。",
        "2 风情\n2.1 11级大风响应\n大风时，启动广播。",
    ],
)
def test_grades_of_events_and_colours_of_warnings_are_no_levels_of_response(text):
    assert said_in("安澜县预案\n1 总则\n为了安全。\n" + text) == []


def decided_in(text):
    text = text.replace("\n", "\n\n")
    return {
        ladder.about: [[each.text for each in r.deciders] for r in ladder.responses]
        for ladder in ladders_of(parts_of(parse(extract_pasted(text))))
    }


LEVELS_OF_FLOOD = """安澜县防汛应急预案
1 应急响应
1.1 响应启动条件
（1）Ⅰ级：中型水库可能溃坝。
（2）Ⅱ级：小型水库可能溃坝；县委、县政府决定启动Ⅱ级响应的其他情形。
（3）Ⅲ级：干流超过警戒水位。
"""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "4.2 启动程序\nⅠ级、Ⅱ级应急响应由县长决定启动，Ⅲ级应急响应由县防指批准后启动。",
            [1, 1, 1],
        ),
        ("1.2 启动程序\n启动Ⅱ级以上响应，须报县长批准。", [1, 1, 0]),
        ("1.2 其他\n县防指提出建议，经分管副县长批准后，启动III级响应。", [0, 0, 1]),
        (
            "1.2 启动程序\n启动Ⅰ、Ⅱ级响应由县长决定，启动Ⅲ、Ⅳ级响应由县防指决定启动。",
            [1, 1, 1],
        ),
        ("1.2 启动程序\nⅠ、Ⅱ级响应由县长决定启动，Ⅲ级响应由县防指决定启动。", [1, 1, 1]),
        ("1.2 启动程序\nⅠ级至Ⅲ级响应由县长决定启动。", [1, 1, 1]),
        ("1.2 启动程序\nⅡ级以下（不含Ⅱ级）响应由县防指决定启动。", [0, 0, 1]),
        ("1.1.1 特例\n除Ⅰ级响应外，由县防指决定启动。", [0, 0, 0]),
        ("1.1.1 特例\n国庆期间提高一级，由县长决定启动。", [0, 0, 0]),
        ("1.2 结束\n由启动响应的负责同志决定结束Ⅰ级响应。", [0, 0, 0]),
        ("1.2 预警\n一级预警由县长批准后启动发布。", [0, 0, 0]),
        ("1.2 其他\n有关部门批准施工的，启动应急电源。", [0, 0, 0]),
    ],
)
def test_a_sentence_elsewhere_counts_for_the_levels_it_names(sentence, expected):
    ((_about, found),) = decided_in(LEVELS_OF_FLOOD + sentence).items()
    assert [len(each) for each in found] == expected
    assert all(text in sentence for each in found for text in each)


def test_a_heading_of_its_own_says_who_decides_and_a_level_without_one_has_none():
    found = decided_in(
        "安澜县预案\n1 分级响应\n1.1 Ⅰ级响应\n1.1.1 启动条件\n死亡30人以上。\n"
        "1.1.2 启动程序\n县应急局提出建议，县长定。\n1.2 Ⅱ级响应\n1.2.1 启动条件\n死亡10人以上。\n"
    )
    assert found == {"": [["县应急局提出建议，县长定。"], []]}


def test_who_decides_on_floods_is_not_said_to_decide_on_droughts():
    text = (
        "安澜县预案\n1 响应\n1.1 防汛响应启动条件\n（1）Ⅰ级：溃坝。\n1.2 抗旱响应启动条件\n"
        "（1）Ⅰ级：缺水。\n1.3 程序\n防汛Ⅰ级响应由县长决定启动。\n"
    )
    assert decided_in(text) == {"防汛": [["防汛Ⅰ级响应由县长决定启动。"]], "抗旱": [[]]}


@pytest.mark.parametrize("name", sorted(p.name for p in DOCUMENTS.iterdir() if p.suffix != ".docx"))
def test_what_stands_in_a_row_is_cut_from_its_clause_and_nothing_is_lost(name):
    parts = parts_of(parse_bytes((DOCUMENTS / name).read_bytes(), name))
    for part in parts:
        stretches = [words for _is_decision, words in deciding.parted(part.text)]
        assert "".join("".join(stretches).split()) == "".join(part.text.split())


@pytest.mark.parametrize(
    "name",
    ["bortala-13th-five-year-plan.txt", "leping-14th-five-year-plan.txt",
     "zengcheng-2015-work-plan.txt"],
)  # fmt: skip
def test_real_planning_documents_have_no_levels(shared_plan, name):
    assert ladders_of(parts_of(parse_bytes(shared_plan(name), name))) == []


def test_levels_of_warnings_are_no_levels_of_response():
    text = "安澜县预案\n3 预警\n3.1 预警级别\n（1）一级：特别严重。\n（2）二级：严重。\n"
    assert ladders_of(parts_of(parse(extract_pasted(text)))) == []
    assert not re.search("响应", text)


@pytest.mark.parametrize(
    ("above", "head", "found"),
    [("应急响应", "启动条件", 2), ("应急响应", "信息报告", 0), ("监测预警", "启动条件", 0)],
)
def test_conditions_below_a_chapter_of_response_are_of_a_response(above, head, found):
    text = (
        f"安澜县山洪灾害防御预案\n1 总则\n为了安全。\n2 {above}\n2.1 {head}\n"
        "（1）Ⅰ级：需紧急转移1000人以上。\n（2）Ⅱ级：需紧急转移300人以上。"
    )
    ladders = ladders_of(parts_of(parse(extract_pasted(text))))
    assert sum(len(ladder.responses) for ladder in ladders) == found


@pytest.mark.parametrize(
    "text",
    [
        "4.1 Ⅰ、Ⅱ级响应\n4.1.1 启动条件\n溃坝。\n4.1.2 响应措施\n转移。",
        "4.1 一、二级响应\n4.1.1 启动条件\n溃坝。\n4.1.2 响应措施\n转移。",
        "4.1 Ⅱ级以上响应\n4.1.1 启动条件\n溃坝。\n4.1.2 响应措施\n转移。",
        "4.1 特别重大（Ⅰ级）、重大（Ⅱ级）响应\n4.1.1 启动条件\n溃坝。\n4.1.2 响应措施\n转移。",
        "4.1 响应启动条件\n（1）Ⅰ、Ⅱ级：溃坝。\n4.2 响应行动\n（1）Ⅰ级和Ⅱ级：转移。",
        "4.1 响应启动条件\n（1）Ⅰ级、Ⅱ级响应：溃坝。\n4.2 响应行动\n（1）一、二级响应：转移。",
    ],
)
def test_levels_told_together_are_told_of_each(text):
    assert said_in(HEAD + text) == [
        ("Ⅰ级", ["溃坝。"], [], ["转移。"]),
        ("Ⅱ级", ["溃坝。"], [], ["转移。"]),
    ]


def test_a_row_of_a_table_may_be_of_several_levels():
    rows = (
        ("级别", "启动条件", "启动决定"),
        ("Ⅰ、Ⅱ级", "溃坝", "县长"),
        ("Ⅲ级（较大）", "漫堤", ""),
    )
    (ladder,) = ladders_of([Part("t", None, "1", "响应级别", "", rows)])
    assert [(r.name, [s.text for s in r.deciders]) for r in ladder.responses] == [
        ("Ⅰ级", ["县长"]), ("Ⅱ级", ["县长"]), ("Ⅲ级", []),
    ]  # fmt: skip
