"""Annexes that are numbered below their chapter, 9.1 to 9.8, are parts of their own."""

import pytest

from content.plans.domain.numbers import number_of
from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse
from content.plans.domain.references import plain_number_of, references_of

PLAN = "安澜县防汛应急预案\n" + "".join(
    f"{n} 第{n}部\n{n}.1 目的\n落实到人，详见附件9.1、附件 9.2，见附录9.8。\n{n}.2 范围\n全县。\n"
    for n in range(1, 9)
)
NAMES = [
    "成员单位职责",
    "通讯录",
    "物资清单",
    "专家名单",
    "流程图",
    "格式文本",
    "分级标准",
    "地图目录",
]
NUMBERED = [f"9.{n}" for n in range(1, 9)]


def read(tail):
    return parse(extract_pasted(PLAN + tail))


def after_chapter(parsed):
    """Number, and what stands behind it, of all nodes from the chapter 9 on."""
    at = next(
        i for i, n in enumerate(parsed.nodes)
        if n.number.startswith("9") and not n.number.startswith("9.")
    )  # fmt: skip
    return [(n.number, n.heading or n.text.rstrip("；。")) for n in parsed.nodes[at + 1 :]]


@pytest.mark.parametrize(
    "tail",
    [
        "9 附件\n" + "\n".join(f"9.{n} {name}" for n, name in enumerate(NAMES, 1)),
        "9 附件\n" + "；".join(f"9.{n}{name}" for n, name in enumerate(NAMES, 1)) + "。",
        "9 附件\n" + " ".join(f"9.{n} {name}" for n, name in enumerate(NAMES, 1)),
        "9 附件：" + " ".join(f"9.{n} {name}" for n, name in enumerate(NAMES, 1)),
    ],
)
def test_each_annex_of_a_chapter_is_a_clause_and_none_is_missing(tail, nothing_lost):
    parsed = read(tail)
    nothing_lost(parsed)
    assert after_chapter(parsed) == list(zip(NUMBERED, NAMES, strict=True))
    assert "annex_missing" not in {note.code for note in parsed.notes}


def test_annexes_may_bear_the_number_of_their_chapter(nothing_lost):
    parsed = read("9 附件\n" + "".join(f"附件{n}\n{name}\n全县。\n" for n, name in
                                     zip(NUMBERED, NAMES, strict=True)))  # fmt: skip
    nothing_lost(parsed)
    found = [(n.number, n.heading, n.text) for n in parsed.nodes if n.kind is NodeKind.ANNEX]
    assert found == [(f"附件{n}", name, "全县。") for n, name in zip(NUMBERED, NAMES, strict=True)]


def test_an_annex_that_is_not_there_is_told_by_its_whole_number():
    parsed = read("9 附件\n9.1 成员单位职责\n全县。")
    told = sorted(note.text for note in parsed.notes if note.code == "annex_missing")
    assert told == ["正文提到附件9.2，文件里没有。", "正文提到附录9.8，文件里没有。"]
    named = {(r.kind, r.name) for r in parsed.references if r.kind == "annex"}
    assert named == {("annex", "附件9.1"), ("annex", "附件9.2"), ("annex", "附录9.8")}


@pytest.mark.parametrize(
    "line",
    [
        "9.1 亿元投入；9.2 亿元贷款。", "9.1、9.2和9.3所列单位参加。", "9.1 目的；9.3 范围。",
        "9.1 目的；8.2 范围。", "见9.1 职责；9.2 名单。",
        "9.1 各单位要落实责任。9.2 各乡镇要落实责任。",
    ],
)  # fmt: skip
def test_a_line_that_is_no_list_of_annexes_stays_one(line, nothing_lost):
    parsed = read(f"9 附件\n{line}")
    nothing_lost(parsed)
    assert not {"9.2", "9.3"} & {node.number for node in parsed.nodes}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("附件9.1 职责", (9, 1)), ("附件9.1职责", (9, 1)), ("附录 9．2：名单", (9, 2)),
        ("附件9.1.2 职责", (9, 1, 2)), ("附件1 职责", (1,)), ("附件1：职责", (1,)),
        ("附件：职责", (0,)),
    ],
)  # fmt: skip
def test_an_annex_has_the_number_that_is_written(text, number):
    found = number_of(text)
    assert found is not None and found.style == "annex"
    assert (found.path or (found.ordinal,)) == number


@pytest.mark.parametrize("name", ["附件1.docx", "附件.pdf", "附件2.xls"])
def test_the_name_of_a_file_is_no_annex(name):
    assert number_of(name) is None


def test_the_clause_of_an_annex_is_found_by_its_number():
    assert [plain_number_of(name) for name in ("附件9.1", "附录9.8", "附件9", "附件", "9.1")] == [
        "9.1", "9.8", "", "", "",
    ]  # fmt: skip


LISTED = "附件：1.成员单位职责\n2.响应流程图\n3.物资清单\n安澜县人民政府\n2026年3月9日\n"
THERE = "附件1\n成员单位职责\n县公安局维护秩序。\n附件3\n物资清单\n雨衣二十件。\n"


def missing(parsed):
    return [note.text for note in parsed.notes if note.code == "annex_missing"]


def test_an_annex_that_is_listed_and_not_there_is_told_with_its_name():
    body = "安澜县防雷应急预案\n一、总则\n为了防雷。\n二、响应\n按照附件3的分工行动。\n"
    assert missing(parse(extract_pasted(body + LISTED + THERE))) == [
        "文末列了附件2“响应流程图”，文件里没有。"
    ]
    told = missing(parse(extract_pasted(body + LISTED)))
    assert [text[3:7] for text in told] == ["了附件1", "了附件2", "了附件3"]
    assert missing(parse(extract_pasted(body + LISTED + THERE + "附件2：响应流程图\n略。"))) == []


def test_a_listed_annex_that_bears_its_name_alone_is_there():
    body = "安澜县防雷应急预案\n一、总则\n为了防雷。\n二、响应流程\n先报告。\n"
    text = body + "附件：响应流程\n安澜县人民政府\n2026年3月9日\n"
    assert missing(parse(extract_pasted(text))) == []


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("按照附件3的分工行动。", ["附件3"]), ("附件2所列单位参加。", ["附件2"]),
        ("附表1和附图2规定的范围", ["附表1", "附图2"]), ("按附件三的分工行动。", ["附件三"]),
        ("报送附件3份。", []), ("附图2张。", []), ("附件一览。", []), ("附件100号。", []),
    ],
)  # fmt: skip
def test_an_annex_is_named_in_the_middle_of_a_sentence_too(sentence, names):
    found = references_of([(0, NodeKind.CLAUSE, "", sentence)])
    assert [one.name for one in found if one.kind == "annex"] == names
