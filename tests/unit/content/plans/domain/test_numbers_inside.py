"""Headings that stand glued to the text before them, and numbers that only look like it."""

import pytest

from content.plans.domain.extracted import RepairKind
from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse

TITLE = "安澜县防汛应急预案\n"


def read(text):
    return parse(extract_pasted(text))


def numbers(parsed):
    return [node.number for node in parsed.nodes if node.kind == NodeKind.CLAUSE]


def inside(parsed):
    return [note.text for note in parsed.notes if note.code == "inside"]


def test_the_first_number_of_a_chapter_is_found_behind_its_name(nothing_lost, tree):
    parsed = read(
        TITLE + "1、总则 1.1 编制目的 为了做好防汛工作，制定本预案。\n1.2 编制依据 依据防洪法。\n"
        "1.3 工作原则 1.3.1 坚持统一指挥。1.3.2 分级负责，属地管理。\n"
        "2、应急响应 2.1 Ⅰ级应急响应 2.1.1 发生特大洪水的，启动。 2.1.2 县防指主持会商。\n"
        "2.2 Ⅱ级应急响应\n发生大洪水的，启动。"
    )
    nothing_lost(parsed, [])
    assert numbers(parsed) == [
        "1、", "1.1", "1.2", "1.3", "1.3.1", "1.3.2", "2、", "2.1", "2.1.1", "2.1.2", "2.2",
    ]  # fmt: skip
    assert [one for one in tree(parsed) if one[0] == 1] == [
        (1, "1、", "总则"),
        (1, "2、", "应急响应"),
    ]
    assert inside(parsed) == []


@pytest.mark.parametrize(
    "line",
    [
        "1、水位 1.1 米以上的，立即转移。",
        "1、总则，按照2.1 的规定执行。",
        "1、总则 2.1 编制目的",
        "1、各乡镇要做到 1.1、1.2 所列事项。",
        "1、总则。1.2 编制目的",
        "1、降雨量达到 2.1 节所列标准的，启动响应。",
    ],
)
def test_a_number_that_does_not_go_on_from_that_of_its_line_stays_in_it(line, nothing_lost):
    parsed = read(f"{TITLE}{line}\n2、附则\n自印发之日起施行。")
    nothing_lost(parsed, [])
    assert numbers(parsed) == ["1、", "2、"]


def test_an_outline_number_inside_a_text_is_told():
    parsed = read(
        TITLE + "1 总则\n1.1 编制目的\n为了防汛。1.2 编制依据 依据防洪法。\n2 附则\n2.1 实施\n"
        "3.5 米以上的积水，按照1.1 和9.4 办理。"
    )
    assert inside(parsed) == ["正文里有编号“1.2”，看看是不是没有认出来的标题。"]
    [note] = [note for note in parsed.notes if note.code == "inside"]
    assert parsed.nodes[note.node].number == "1.1"


@pytest.mark.parametrize("page", ["- {} -", "－{}－", "— {} —"])
def test_contents_with_the_pages_between_strokes_are_contents(page, nothing_lost, tree):
    names = ["前 言", "一、 现状与形势", "（一）进展与成效", "1.体制不断优化", "二、总体要求"]
    lines = [f"{name} {page.format(at)}" for at, name in enumerate(names, start=2)]
    text = (
        "安澜县应急管理“十四五”规划\n目 录\n" + "\n".join(lines) + "\n前 言\n本规划期限五年。\n"
        "一、 现状与形势\n（一）进展与成效\n1.体制不断优化\n改革到位。\n二、总体要求\n以人为本。"
    )
    parsed = read(text)
    nothing_lost(parsed, ["目 录", *lines])
    gone = [one for one in parsed.repairs if one.kind == RepairKind.CONTENTS]
    assert len(gone) == len(names) + 1
    assert [one[2] for one in tree(parsed)] == [
        "现状与形势",
        "进展与成效",
        "体制不断优化",
        "总体要求",
    ]
    assert [n.text for n in parsed.nodes if n.kind == NodeKind.PREAMBLE] == [
        "前 言\n本规划期限五年。"
    ]


@pytest.mark.parametrize("remark", ["（此件公开发布）", "(此件公开发布)", "（本件依申请公开）"])
@pytest.mark.parametrize("order", ["{remark}\n{title}", "{title}\n{remark}"])
def test_what_is_said_of_the_paper_is_no_part_of_the_title(remark, order, nothing_lost):
    title = "安澜县突发事件总体应急预案"
    parsed = read(order.format(remark=remark, title=title) + "\n1 总则\n1.1 目的\n落实到人。")
    nothing_lost(parsed, [])
    assert parsed.metadata.title == title


def test_a_title_keeps_what_is_said_of_its_version():
    parsed = read("安澜县防汛应急预案\n（2026年修订）\n1 总则\n1.1 目的\n落实到人。")
    assert parsed.metadata.title == "安澜县防汛应急预案（2026年修订）"


@pytest.mark.parametrize(
    "sentence",
    [
        "本预案自印发之日起施行。2012年印发的预案同时废止",
        "自印发之日起实施。以前的预案停止执行",
        "本预案由县应急管理局负责解释。有问题的，向该局反映",
        "由县水利局负责解释",
        "2012年印发的《安澜县防汛预案》同时废止。",
    ],
)
def test_a_sentence_that_enacts_is_no_heading(sentence, nothing_lost, tree):
    parsed = read(
        f"{TITLE}1 总则\n1.1 目的\n落实到人。\n2 附则\n2.1 {sentence}\n2.2 其他\n另行规定。"
    )
    nothing_lost(parsed, [])
    assert [one[1] for one in tree(parsed)] == ["1", "1.1", "2", "2.2"]


@pytest.mark.parametrize(
    "heading", ["预案实施", "本规划的实施", "预案解释", "组织实施", "谁来负责"]
)
def test_a_name_that_ends_like_an_enacting_sentence_is_a_heading(heading, tree):
    parsed = read(f"{TITLE}1 总则\n1.1 目的\n落实到人。\n2 附则\n2.1 {heading}。按规定办理。")
    assert tree(parsed)[-1] == (2, "2.1", heading)
