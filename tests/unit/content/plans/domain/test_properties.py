# ruff: noqa: E501 - documents as data
"""Whatever comes in: no character is lost, and known trees are found again."""

import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.plans.domain.errors import EmptyDocument, PlanImportError
from content.plans.domain.numerals import format_han, parse_han, parse_ordinal
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes
from portal.foundation.files.domain import FileRefused

SETTINGS = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

FAMILIES = {
    "一(一)1": [lambda n: f"{format_han(n)}、", lambda n: f"（{format_han(n)}）", lambda n: f"{n}．"],
    "一㈠1": [lambda n: f"{format_han(n)}、", lambda n: chr(0x3220 + n - 1), lambda n: f"{n}."],
    "章节": [
        lambda n: f"第{format_han(n)}章 ", lambda n: f"第{format_han(n)}节 ",
        lambda n: f"{format_han(n)}、", lambda n: f"（{n}）",
    ],
    "多级": ["multi"] * 3,
    "部分": [lambda n: f"第{format_han(n)}部分 ", lambda n: f"{format_han(n)}、", lambda n: f"{n}、"],
    "倒置": [lambda n: f"（{format_han(n)}）", lambda n: f"{format_han(n)}、", lambda n: f"{n}）"],
}  # fmt: skip
SUBJECTS = [
    "组织领导",
    "监测预警",
    "信息报告",
    "物资储备",
    "队伍建设",
    "宣传教育",
    "恢复重建",
    "值班值守",
    "会商研判",
]
SENTENCES = [
    "各乡镇、各部门要压实责任，落实到人。", "发生险情后立即组织群众转移。",
    "按照《中华人民共和国突发事件应对法》执行。", "县应急管理局会同有关部门组织实施；每年总结一次。",
]  # fmt: skip


def document(family, seed):
    """A document with a known tree: its text and the expected (depth, number, heading)."""
    rng = random.Random(seed)
    styles = FAMILIES[family]
    lines, want = ["安澜县综合应急工作方案", "为做好工作，制定本方案。"], []
    glued = rng.random() < 0.4

    def grow(depth, path):
        for n in range(1, rng.randint(2, 5 if depth else 6) + 1):
            heading = rng.choice(SUBJECTS)
            style = styles[depth]
            if style == "multi":
                number = ".".join(str(p) for p in [*path, n])
                lead = number + " "
            else:
                lead = style(n)
                number = lead.strip()
            want.append((depth + 1, number, heading))
            deeper = depth + 1 < len(styles) and rng.random() < 0.7
            if deeper:
                lines.append(lead + heading)
                if rng.random() < 0.3:
                    lines.append(rng.choice(SENTENCES))
                grow(depth + 1, [*path, n])
            elif glued and style != "multi" and depth:
                lines.append(f"{lead}{heading}。{rng.choice(SENTENCES)}")
            else:
                lines.append(lead + heading)
                lines.extend(rng.choice(SENTENCES) for _ in range(rng.randint(1, 2)))

    grow(0, [])
    return "\n".join(lines), want


@pytest.mark.parametrize("family", FAMILIES)
def test_the_tree_of_a_generated_document_is_found_again(family, nothing_lost, tree):
    right = 0
    for seed in range(60):
        text, want = document(family, seed)
        parsed = parse(extract_pasted(text))
        if seed < 10:
            nothing_lost(parsed)
        right += tree(parsed) == want
    assert right >= 59, right


CHARACTERS = st.one_of(
    st.sampled_from(
        list(
            '一二三四十、。，；：（）()1234567890.．|#*\t\n\r 　\xa0第章节条附件目录是每年次%《》“”"'
        )
    ),
    st.characters(codec="utf-8", exclude_characters="\x00"),
)


@SETTINGS
@given(st.text(CHARACTERS, max_size=400))
def test_no_character_of_any_text_is_lost(nothing_lost, text):
    with suppress(EmptyDocument):
        nothing_lost(parse(extract_pasted(text)))


LINES = st.sampled_from(
    ["一、总则", "（一）目的。为了安全。", "1.1 范围", "1 总则", "㈠现状。", "1. 做好 准备。", "|", "a |", "1 |",
     "| a | b |", "|---|---|", "# 标题", "## 一、概述", "附件1：表", "目录", "总则……3", "- 3 -", "2026年3月1日",
     "索引号：A-1", "文 号：安政发〔2026〕1号", "第三条 应当报告。", "应(yìng)急(jí)", "\u200b", "“引\"号", "a\tb\tc",
     "一是先报告。二是再处置。", "到2030年，知晓率城镇达到50%以上、农村达到30%以上。", "", "  ", "安澜县地震应急预案"]
)  # fmt: skip


@SETTINGS
@given(st.lists(LINES, max_size=40), st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
def test_no_character_of_any_mixture_of_lines_is_lost(nothing_lost, lines, separator):
    text = separator.join(lines)
    for extracted in (text.encode(), None):
        try:
            parsed = parse_bytes(extracted, "a.md") if extracted else parse(extract_pasted(text))
            nothing_lost(parsed)
        except EmptyDocument:
            pass


@SETTINGS
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.docx", "a"]))
def test_any_bytes_give_a_parse_or_a_named_refusal(nothing_lost, data, name):
    try:
        nothing_lost(parse_bytes(data, name))
    except (PlanImportError, FileRefused) as refusal:
        assert refusal.message.endswith("库里没有改动。")


@given(st.integers(1, 9999))
def test_a_chinese_numeral_reads_back(value):
    assert parse_han(format_han(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("㈩", 10),
        ("⑳", 20),
        ("⑴", 1),
        ("⒊", 3),
        ("Ⅳ", 4),
        ("１２", 12),
        ("廿一", 21),
        ("", None),
        ("甲", None),
    ],
)
def test_every_kind_of_ordinal_is_read(text, value):
    assert parse_ordinal(text) == value
