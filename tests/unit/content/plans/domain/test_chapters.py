# ruff: noqa: E501 - documents as data
"""The 1 above a 1.1 is a chapter however much text is between; a number that counts is none."""

import pytest

from content.plans.domain.corrections.locating import Squeezed
from content.plans.domain.corrections.model import Correction, CorrectionKind
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes

TITLE = "安澜县防汛应急预案"
ITEMS = [
    "（1）特别重大：死亡30人以上的；",
    "（2）重大：死亡10人以上的；",
    "（3）一般：死亡3人以下的。",
]


def read(*lines):
    return parse(extract_pasted("\n".join([TITLE, *lines])))


def chapters(parsed, tree):
    return [(number, name) for depth, number, name in tree(parsed) if depth == 1]


@pytest.mark.parametrize(
    "line",
    [
        "24小时内降雨量可能超过50毫米的，发布蓝色预警。", "3人以上死亡的，启动一级响应。",
        "3人以上死亡", "2026年6月底前完成修订。", "24小时内书面报告", "3 小时内书面报告",
        "5个工作日内报备", "3名副组长由分管负责同志担任",
    ],
)  # fmt: skip
@pytest.mark.parametrize("lead", ["{} ", "{}. ", "{}、", "{}", "{}　"])
def test_a_line_that_begins_with_what_it_counts_costs_no_chapter(line, lead, nothing_lost, tree):
    names = ["总则", "组织体系", "预警", "响应", "附则"]
    lines = []
    for at, name in enumerate(names[:4], start=1):
        lines += [f"{lead.format(at)}{name}", line, f"{at}.1 目的", line, f"{at}.2 范围", line]
    parsed = read(*lines, f"{lead.format(5)}附则", "自印发之日起施行。")
    nothing_lost(parsed, [])
    written = [(lead.format(at).strip(), name) for at, name in enumerate(names, start=1)]
    assert chapters(parsed, tree) == written
    assert len(tree(parsed)) == 13


@pytest.mark.parametrize("count", [1, 8, 40])
@pytest.mark.parametrize("lead", ["{} ", "{}. ", "{}、"])
def test_a_chapter_is_as_far_above_its_first_section_as_its_text_is_long(
    lead, count, nothing_lost, tree
):
    text = ["突发事件分为四级。", *ITEMS, *["敏感时期的提高一级。"] * count]
    parsed = read(
        f"{lead.format(1)}总则", "1.1 编制目的", "落实到人。", f"{lead.format(2)}事件分级", *text,
        "2.1 分级权限", "由县防指认定。", f"{lead.format(3)}附则", "3.1 施行", "自印发之日起施行。",
    )  # fmt: skip
    nothing_lost(parsed, [])
    assert chapters(parsed, tree) == [
        (lead.format(1).strip(), "总则"),
        (lead.format(2).strip(), "事件分级"),
        (lead.format(3).strip(), "附则"),
    ]


@pytest.mark.parametrize("mark", ["{}.", "{}、", "{}）"])
def test_a_list_in_a_chapter_that_ends_in_its_number_is_no_chapter(mark, nothing_lost, tree):
    items = [f"{mark.format(at)}编织袋" for at in (1, 2)]
    parsed = read(
        "1 总则", "1.1 目的", "落实到人。", "2 物资", "储备下列物资", *items, "2.1 调用",
        "由县防指调用。", "3 附则", "3.1 施行", "自印发之日起施行。",
    )  # fmt: skip
    nothing_lost(parsed, [])
    assert chapters(parsed, tree) == [("1", "总则"), ("2", "物资"), ("3", "附则")]


def test_an_item_is_no_chapter_where_a_chapter_in_words_heads_the_section(tree):
    parsed = read(
        "第一章 总则", "（一）目的", "1.落实到人", "各乡镇负责。", "2.压实责任", "各部门负责。",
        "第二章 组织", "2.1 指挥", "由县长任指挥长。",
    )  # fmt: skip
    assert [number for _, number, _ in tree(parsed)] == [
        "第一章", "（一）", "1.", "2.", "第二章", "2.1",
    ]  # fmt: skip


def test_chapters_that_are_never_divided_are_chapters(nothing_lost, tree):
    names = ["事故风险描述", "应急工作职责", "应急处置", "注意事项"]
    lines = [
        (f"{at} {name}", "3人以上中毒的，立即报告。") for at, name in enumerate(names, start=1)
    ]
    parsed = read(*(line for pair in lines for line in pair))
    nothing_lost(parsed, [])
    assert chapters(parsed, tree) == [(str(at), name) for at, name in enumerate(names, start=1)]


@pytest.mark.parametrize("lead", ["{} ", "{}. "])
def test_a_chapter_whose_first_section_is_missing_is_there(lead, nothing_lost, tree):
    parsed = read(
        f"{lead.format(1)}总则", "1.1 目的", "落实到人。", f"{lead.format(2)}组织", "2.2 成员", "落实到人。",
        f"{lead.format(3)}附则", "3.1 施行", "自印发之日起施行。",
    )  # fmt: skip
    nothing_lost(parsed, [])
    assert [name for _, name in chapters(parsed, tree)] == ["总则", "组织", "附则"]
    assert (2, "2.2", "成员") in tree(parsed)


def test_lines_that_count_below_a_chapter_take_no_chapter_away(nothing_lost, tree):
    parsed = read(
        "1 总则", "1.1 目的", "落实到人。", "2 物资", "储备如下", "3 台水泵", "5 顶帐篷", "2.1 储备", "县里储备。",
        "3 附则", "自印发之日起施行。",
    )  # fmt: skip
    nothing_lost(parsed, [])
    assert chapters(parsed, tree) == [("1", "总则"), ("2", "物资"), ("3", "附则")]


SCHEME = [
    "1 事故风险描述",
    "可能中毒。",
    "2 应急处置",
    "3人以上中毒的，立即报告。",
    "3 注意事项",
    "戴面具。",
]


def test_an_annex_that_is_never_divided_has_chapters_of_its_own(nothing_lost, tree):
    parsed = read(
        "1 总则", "1.1 目的", "落实到人。", "2 附则", "自印发之日起施行。", "附件1 中毒现场处置方案",
        *SCHEME, "附件2 物资清单", "1 编织袋", "5000条", "2 铁锹", "200把", "3 雨衣", "20件",
    )  # fmt: skip
    nothing_lost(parsed, [])
    assert chapters(parsed, tree) == [
        ("1", "总则"), ("2", "附则"), ("附件1", "中毒现场处置方案"), ("附件2", "物资清单"),
    ]  # fmt: skip
    assert [one for one in tree(parsed) if one[0] == 2] == [
        (2, "1.1", "目的"), (2, "1", "事故风险描述"), (2, "2", "应急处置"), (2, "3", "注意事项"),
    ]  # fmt: skip


def test_schemes_one_after_the_other_count_anew(tree):
    parsed = read(*SCHEME, "火灾现场处置方案", *SCHEME)
    assert [number for number, _ in chapters(parsed, tree)] == ["1", "2", "3"] * 2


@pytest.mark.parametrize(
    "lines",
    [
        ["1 组长", "2 副组长", "3 成员"],
        ["1 编织袋", "5000条", "2 铁锹", "200把", "3 雨衣", "20件"],
        ["1 编织袋", "五千条。", "3 铁锹", "二百把。"],
        [
            "1 县水利局负责水情监测，发布预警",
            "另行通知。",
            "2 县公安局维护秩序，疏导交通",
            "另行通知。",
        ],
        ["（一）物资", "1 编织袋", "五千条。", "2 铁锹", "二百把。"],
    ],
)
def test_what_only_counts_has_no_chapters(lines, nothing_lost, tree):
    parsed = read(*lines)
    nothing_lost(parsed, [])
    assert not {"1", "2", "3"} & {number for _, number, _ in tree(parsed)}


def test_a_list_of_contents_with_its_pages_has_no_chapters(tree):
    parsed = read(
        "目录", "1 总则 1", "1.1 编制目的 1", "2 组织指挥体系 3", "3 附则 9",
        "1 总则", "1.1 编制目的", "落实到人。", "2 组织指挥体系", "2.1 指挥", "由县长任指挥长。",
    )  # fmt: skip
    assert all(not name.endswith((" 1", " 3", " 9")) for _, name in chapters(parsed, tree))


def test_a_chapter_that_only_word_marks_parts_with_its_number(word, tree):
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    body = "".join(
        word.paragraph(text, style=style)
        for text, style in [
            (TITLE, ""), ("前言", "H"), ("落实到人。", ""), ("2 预警", "H"),
            ("24小时内降雨量超过50毫米的，发布预警。", ""), ("24小时值班", "H"), ("落实到人。", ""),
        ]
    )  # fmt: skip
    parsed = parse_bytes(word.docx(body, styles=styles), "plan.docx")
    assert chapters(parsed, tree) == [("", "前言"), ("2", "预警"), ("", "24小时值班")]


def corrected(text, line, level):
    at = text.index(f"\n{line}") + 1
    said = Correction(CorrectionKind.HEADING, Squeezed(text).locate(at), level)
    return parse(extract_pasted(text), [said])


def test_a_chapter_that_the_editor_names_has_its_number_and_counts_on(nothing_lost, tree):
    name = "预警信息的来源、分析、研判、处理以及向社会公众发布和解除的办法和要求"
    text = "\n".join([
        TITLE, "1 总则", "1.1 目的", "落实到人。", "2 组织", "2.1 县级", "落实到人。", f"3 {name}",
        "另有规定的除外。", "3.1 来源", "落实到人。", "4 附则", "自印发之日起施行。",
    ])  # fmt: skip
    parsed = corrected(text, "3 预警", 1)
    nothing_lost(parsed, [])
    written = [("1", "总则"), ("2", "组织"), ("3", name), ("4", "附则")]
    assert chapters(parsed, tree) == written
    assert (2, "3.1", "来源") in tree(parsed)


def test_a_count_that_the_editor_calls_a_heading_is_no_number(tree):
    text = f"{TITLE}\n一、值班\n落实到人。\n24小时值班\n轮流值守。\n二、附则\n自印发之日起施行。"
    assert (2, "", "24小时值班") in tree(corrected(text, "24小时", 2))
