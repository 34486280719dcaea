"""Levels that a sentence starts: 出现下列情况之一，由县长批准，启动Ⅰ级响应."""

import pytest

from content.plans.domain.response_starts import starts, starts_in
from tests.samples.responses import HEAD, notes_in, said_in


def levels(text):
    return said_in(HEAD + text)


def starting(of, decided, level):
    return f"出现下列情况之一，{decided}，启动{level}响应：\n（1）{of}一；\n（2）{of}二。\n"


FIRST = "出现下列情况之一，由县长批准，启动Ⅰ级响应："
SECOND = "出现下列情况之一，由副县长批准，启动Ⅱ级响应："


def test_a_sentence_before_its_points_says_when_a_level_starts_and_who_decides():
    text = (
        "4.1 响应级别\n分为两级。\n4.2 启动条件\n"
        + starting("溃坝", "由县长批准", "Ⅰ级")
        + starting("险情", "由副县长批准", "Ⅱ级")
        + "4.3 响应行动\n4.3.1 Ⅰ级响应行动\n（1）县长坐镇。\n4.3.2 Ⅱ级响应行动\n（1）副县长坐镇。"
    )
    assert levels(text) == [
        ("Ⅰ级", [FIRST, "（1）溃坝一；", "（2）溃坝二。"], [FIRST], ["（1）县长坐镇。"]),
        ("Ⅱ级", [SECOND, "（1）险情一；", "（2）险情二。"], [SECOND], ["（1）副县长坐镇。"]),
    ]


def test_points_that_end_in_semicolons_only_stay_with_their_own_level():
    text = f"4.1 启动条件\n{FIRST}\n（1）溃坝；\n（2）决口；\n{SECOND}\n（1）险情；\n（2）管涌。"
    assert levels(text) == [
        ("Ⅰ级", [FIRST, "（1）溃坝；", "（2）决口；"], [FIRST], []),
        ("Ⅱ级", [SECOND, "（1）险情；", "（2）管涌。"], [SECOND], []),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "4.1 分级响应\n"
            "4.1.1 应对重大地震灾害，在省指挥部领导下，启动Ⅰ级响应，由县长任指挥长。\n"
            "4.1.2 应对较大地震灾害，启动Ⅱ级响应，由副县长任指挥长。",
            [
                ("Ⅰ级", ["4.1.1应对重大地震灾害，在省指挥部领导下，启动Ⅰ级响应"],
                 [], ["由县长任指挥长。"]),
                ("Ⅱ级", ["4.1.2应对较大地震灾害，启动Ⅱ级响应"], [], ["由副县长任指挥长。"]),
            ],
        ),
        (
            "4.1 响应启动\n发生重大火灾，启动Ⅱ级响应，由县长决定。\n"
            "发生较大火灾，启动Ⅲ级响应，由副县长决定。\n4.2 响应措施\nⅡ级响应：县级增援。",
            [
                ("Ⅱ级", ["发生重大火灾，启动Ⅱ级响应，由县长决定。"],
                 ["发生重大火灾，启动Ⅱ级响应，由县长决定。"], ["县级增援。"]),
                ("Ⅲ级", ["发生较大火灾，启动Ⅲ级响应，由副县长决定。"],
                 ["发生较大火灾，启动Ⅲ级响应，由副县长决定。"], []),
            ],
        ),
        (
            "4.1 响应分级\n发生一般火灾，启动Ⅳ级响应，由主任决定；发生较大火灾，启动Ⅲ级响应。",
            [
                ("Ⅲ级", ["发生较大火灾，启动Ⅲ级响应。"], [], []),
                ("Ⅳ级", ["发生一般火灾，启动Ⅳ级响应，由主任决定；"],
                 ["发生一般火灾，启动Ⅳ级响应，由主任决定；"], []),
            ],
        ),
        (
            "4.1 响应启动\n达到下列条件之一时，启动四级响应：①死亡1人；②受伤3人。",
            [("Ⅳ级", ["达到下列条件之一时，启动四级响应：①死亡1人；②受伤3人。"], [], [])],
        ),
        (
            "4.1 分级响应\n4.1.1 发布红色预警时，启动Ⅰ级应急响应。县防指成员到岗。"
            "特殊情况下可以提高响应级别。",
            [("Ⅰ级", ["4.1.1发布红色预警时，启动Ⅰ级应急响应。"], [], ["县防指成员到岗。"])],
        ),
        (
            "4.1 一级响应\n达到红色预警标准，经县长批准，启动一级响应。县长坐镇指挥，单位到岗。",
            [
                ("Ⅰ级", ["达到红色预警标准，经县长批准，启动一级响应。"],
                 ["达到红色预警标准，经县长批准，启动一级响应。"], ["县长坐镇指挥，单位到岗。"]),
            ],
        ),
        (
            "4.1 响应分级\n有下列情形之一的，为Ⅰ级响应：\n（1）死亡30人。",
            [("Ⅰ级", ["有下列情形之一的，为Ⅰ级响应：", "（1）死亡30人。"], [], [])],
        ),
    ],
)  # fmt: skip
def test_a_level_is_told_by_the_sentence_that_starts_it(text, found):
    assert levels(text) == found


def test_kinds_that_the_sentences_name_stay_apart():
    text = "4.1 启动条件\n发生洪水，启动防汛Ⅲ级应急响应。\n发生旱灾，启动抗旱Ⅲ级应急响应。"
    assert [conditions for _name, conditions, *_ in levels(text)] == [
        ["发生洪水，启动防汛Ⅲ级应急响应。"],
        ["发生旱灾，启动抗旱Ⅲ级应急响应。"],
    ]


def test_what_is_no_condition_is_left_to_the_notes():
    text = "4.1 分级响应\n县防指统一指挥。发生火灾，启动Ⅳ级响应。符合两级的，按高的响应级别启动。"
    assert levels(text) == [("Ⅳ级", ["发生火灾，启动Ⅳ级响应。"], [], [])]
    assert notes_in(HEAD + text) == [["符合两级的，按高的响应级别启动。"]]


@pytest.mark.parametrize(
    "sentence",
    [
        "启动Ⅰ级响应后，县长坐镇。",
        "启动Ⅱ级响应的，由副县长指挥。",
        "启动Ⅲ级响应期间，每日会商。",
        "县防指根据灾情，启动Ⅳ级响应，派出工作组。",
        "未达到Ⅳ级响应条件的，由部门处置。",
        "发生重大灾害，由县长决定启动Ⅰ级、Ⅱ级响应。",
        "发生一般以上灾害时，启动四级以上响应。",
        "发生重大灾害，县防办建议启动Ⅰ级响应。",
        "灾情扩大，达到条件的，提高到Ⅰ级响应。",
        "险情解除后，终止Ⅰ级响应。",
        "发生火灾，启动预案。",
        "特别重大灾害为Ⅰ级响应。",
        "由县长批准，启动Ⅰ级响应。",
        "发生暴雨，启动Ⅰ级预警。",
        "响应分为Ⅰ级、Ⅱ级、Ⅲ级、Ⅳ级。",
        "",
    ],
)
def test_a_sentence_that_only_reads_like_one_starts_nothing(sentence):
    assert not starts(sentence) and starts_in(sentence) == []
    assert levels(f"4.1 分级响应\n{sentence}") == []


@pytest.mark.parametrize("heading", ["响应调整", "响应终止", "信息报告", "预案演练"])
def test_below_headings_of_other_things_no_level_starts(heading):
    assert levels(f"4.1 {heading}\n灾情达到条件时，启动Ⅰ级响应。") == []


def test_a_chapter_of_no_response_starts_none():
    text = "安澜县预案\n1 总则\n1.1 概况\n发生重大灾害，启动Ⅰ级响应，由县长任指挥长。"
    assert said_in(text) == []


def test_headings_of_actions_below_the_heading_of_their_level_tell_its_actions():
    text = (
        "4.1 Ⅰ级应急响应\n4.1.1 出现下列情况之一者，为Ⅰ级响应：\n（1）道路中断；\n（2）停电。\n"
        "4.1.2 Ⅰ级响应行动\n县长主持会商。\n"
        "4.2 Ⅱ级应急响应\n4.2.1 出现下列情况之一者，为Ⅱ级响应：\n（1）停水。\n"
        "4.2.2 Ⅱ级响应行动\n副县长主持会商。"
    )
    assert [(name, actions) for name, _when, _who, actions in levels(text)] == [
        ("Ⅰ级", ["县长主持会商。"]),
        ("Ⅱ级", ["副县长主持会商。"]),
    ]


def test_actions_of_another_kind_or_of_several_ladders_are_given_to_none():
    text = (
        "4.1 防汛响应\n4.1.1 防汛响应启动条件\n发生洪水，启动Ⅰ级响应。\n"
        "4.2 抗旱响应\n4.2.1 抗旱响应启动条件\n发生旱灾，启动Ⅰ级响应。\n"
        "4.3 响应行动\n4.3.1 Ⅰ级响应行动\n县长坐镇。"
    )
    assert [actions for _name, _when, _who, actions in levels(text)] == [[], []]
    coloured = "4.1 启动条件\n发生洪水，启动Ⅰ级响应。\n4.2 响应行动\n4.2.1 红色响应行动\n县长坐镇。"
    assert [actions for _name, _when, _who, actions in levels(coloured)] == [[]]


def test_thousands_of_sentences_cost_in_proportion():
    text = "发生火灾，启动Ⅳ级响应，由县长决定。" * 5_000
    assert len(starts_in(text)) == 5_000
    assert not starts("发生，" * 20_000 + "启动")


def test_who_starts_a_level_decides():
    text = "4.1 启动条件\n发生下列情况之一时，由县防指办公室主任启动Ⅳ级应急响应：\n（1）降雨。"
    said = "发生下列情况之一时，由县防指办公室主任启动Ⅳ级应急响应："
    assert levels(text) == [("Ⅳ级", [said, "（1）降雨。"], [said], [])]
    below = f"4.1 Ⅳ级响应\n{said}\n（1）降雨。"
    assert levels(below) == [("Ⅳ级", [said, "（1）降雨。"], [said], [])]


def test_who_commands_before_a_colon_leaves_the_points_to_the_condition():
    text = (
        "4.1 启动条件\n发生下列情形之一时，县指挥部启动二级响应，县长任总指挥：\n1.死亡；\n2.失联。"
    )
    assert levels(text) == [
        (
            "Ⅱ级",
            ["发生下列情形之一时，县指挥部启动二级响应，县长任总指挥：", "1.死亡；", "2.失联。"],
            [],
            [],
        )
    ]


def test_the_grade_of_an_event_is_what_happens():
    text = "4.1 分级响应\n（1）一般突发事件，由县级部门处置，启动Ⅳ级响应。"
    assert [conditions for _name, conditions, *_ in levels(text)] == [
        ["（1）一般突发事件，由县级部门处置，启动Ⅳ级响应。"]
    ]


CONDITIONS = "4.1 启动条件\n发生重大灾害时，启动二级响应。\n发生较大灾害时，启动三级响应。\n"


def actions(text):
    return {name: done for name, _when, _who, done in levels(CONDITIONS + text)}


def test_the_points_below_words_that_name_a_level_are_of_that_level_alone():
    text = (
        "4.2 响应措施\n启动二级响应后，采取下列措施：\n1.县长到场；\n2.封闭道路。\n"
        "启动三级响应后，采取下列措施：\n1.副县长到场；\n2.设置标志。"
    )
    assert actions(text) == {
        "Ⅱ级": ["启动二级响应后，采取下列措施：", "1.县长到场；", "2.封闭道路。"],
        "Ⅲ级": ["启动三级响应后，采取下列措施：", "1.副县长到场；", "2.设置标志。"],
    }


def test_a_clause_that_begins_with_a_level_goes_on_with_it_and_another_is_of_all():
    text = (
        "4.2 响应措施\n4.2.1 启动二级响应后，县长到场。封闭道路。\n"
        "4.2.2 启动三级响应后，副县长到场：\n（1）设置标志。\n"
        "4.2.3 各成员单位，应当24小时值班并报告。"
    )
    common = "4.2.3各成员单位，应当24小时值班并报告。"
    assert actions(text) == {
        "Ⅱ级": ["4.2.1启动二级响应后，县长到场。封闭道路。", common],
        "Ⅲ级": ["4.2.2启动三级响应后，副县长到场：", "（1）设置标志。", common],
    }


def test_whatever_stands_below_a_level_is_its_action_but_for_how_it_ends():
    text = (
        "4.1 Ⅰ级响应\n4.1.1 启动条件\n死亡30人。\n4.1.2 会商部署\n县长主持会商。\n"
        "4.1.3 信息发布\n县委宣传部发布信息。\n4.1.4 响应终止\n险情排除后，由县长宣布终止。\n"
        "4.1.5 响应调整\n灾情扩大的，提高级别。"
    )
    assert levels(text) == [("Ⅰ级", ["死亡30人。"], [], ["县长主持会商。", "县委宣传部发布信息。"])]
    assert levels("4.1 Ⅰ级预警\n4.1.1 会商\n县气象局会商。") == []
