# ruff: noqa: E501 - documents as data
"""One of several labels of a line is no heading, nor is a sentence that says who does what; what
is done at each colour of a warning is a situation of its own."""

import pytest

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse
from content.plans.domain.run_in import run_in
from content.plans.domain.situations import cards_of
from tests.samples.actors import said


def clause(line):
    lines = ["安澜县森林火灾应急预案", "1 总则", "1.1 编制目的", "为了安全。", "2 预警", line]
    parsed = parse(extract_pasted("\n\n".join(lines)))
    last = [node for node in parsed.nodes if node.kind is NodeKind.CLAUSE][-1]
    return last.heading, last.text


COLOURS = "蓝色预警：护林员加强巡护；黄色预警：暂停审批野外用火；红色预警：发布禁火令，队伍待命。"


@pytest.mark.parametrize(
    "text",
    [
        COLOURS,
        "一级预警：停课；二级预警：停止户外活动。",
        "监测：护林员每日巡护；预报：气象局每日发布。",
        "信息报告：接到报告后立即核实。先期处置：立即组织扑救。",
        "县长主持会商 县指挥部全体成员参加，部署工作。",
        "县防指指挥长主持会商 县防指成员参加，副指挥长赴一线。",
        "县应急管理局派出工作组 县林业局派人参加，现场指导扑救。",
        "县人民政府发布禁火令 各乡镇在路口设卡，检查火种。",
    ],
)
def test_a_label_among_others_and_a_sentence_with_its_verb_stay_in_their_text(text, nothing_lost):
    assert clause(f"2.1 {text}") == ("", text)


@pytest.mark.parametrize(
    ("line", "heading", "text"),
    [
        ("2.1 监测：护林员每日巡护。", "监测", "护林员每日巡护。"),
        ("2.1 信息报告：接到报告后立即核实；情况属实的，上报。", "信息报告",
         "接到报告后立即核实；情况属实的，上报。"),
        ("2.1 编制依据：《森林防火条例》。其他依据：《国家预案》。", "编制依据",
         "《森林防火条例》。其他依据：《国家预案》。"),
        ("2.1 县指挥部组织体系 由指挥长、副指挥长和成员单位组成。", "县指挥部组织体系",
         "由指挥长、副指挥长和成员单位组成。"),
        ("2.1 部门报告程序 县林业局接到报告后，立即核实。", "部门报告程序",
         "县林业局接到报告后，立即核实。"),
    ],
)  # fmt: skip
def test_a_name_alone_in_front_of_its_text_is_its_heading_still(line, heading, text):
    assert clause(line) == (heading, text)


def test_a_line_of_thousands_of_labels_is_read_in_one_pass():
    assert run_in("2.1 " + "预警：停课；" * 20_000 + "预警：停课。", None) is None


def cards(text):
    return [(card.situation, card.text, card.actors) for card in cards_of([said(text)])]


def test_each_colour_of_a_warning_has_its_own_card():
    text = (
        "蓝色预警：护林员加强巡护；橙色预警：乡镇在路口设卡检查，严禁携带火种进山；"
        "红色预警：县人民政府发布禁火令，扑火队伍集中待命。"
    )
    assert cards(text) == [
        ("蓝色预警", "蓝色预警：护林员加强巡护；", ("护林员",)),
        ("橙色预警", "橙色预警：乡镇在路口设卡检查，严禁携带火种进山；", ("乡镇人民政府",)),
        ("红色预警", "红色预警：县人民政府发布禁火令，扑火队伍集中待命。", ("县人民政府", "扑火队伍")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "situations"),
    [
        ("暴雨黄色预警：乡镇加强巡查；暴雨红色预警：县防指办公室组织转移。", ["暴雨黄色预警", "暴雨红色预警"]),
        ("发布橙色预警后：停止户外活动；发布红色预警后：停课。", ["发布橙色预警后", "发布红色预警后"]),
        ("蓝色预警：12小时内降雨量将达50毫米；黄色预警：6小时内降雨量将达50毫米。", []),
        ("蓝色预警：可能发生火灾；红色预警：极易发生火灾，风力达到6级。", []),
        ("蓝色预警：乡镇加强巡查；其他单位做好准备。", []),
        ("蓝色预警：一般；黄色预警：较重；橙色预警：严重。", []),
        ("蓝色预警：护林员加强巡护。", []),
    ],
)  # fmt: skip
def test_a_criterion_of_a_warning_is_no_action(text, situations):
    assert [situation for situation, _text, _who in cards(text)] == situations
