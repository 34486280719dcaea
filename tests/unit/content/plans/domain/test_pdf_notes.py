"""Footnotes in PDF files, made by WeasyPrint: kept behind the text, and no clause in the middle of
a sentence."""

import pytest
from weasyprint import HTML

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import parse_bytes

FOOT = '@bottom-center { content: "— " counter(page) " —"; font-size: 9pt }'
LONG = (
    "县应急管理局会同有关部门组织开展风险排查，各乡镇、各部门要压实责任，落实到人，发生险情后立即组织群众转移，"
    "并在半小时以内向县人民政府报告，同时通报相邻乡镇做好应急准备。"
)  # fmt: skip
FIRST = (
    "指县应急管理局，依据县人民政府办公室的文件成立，下设若干内设机构和直属单位，负责全县应急管理。"
)
SECOND = "见《管理办法》第三条。"


def pdf(*, area="border-top: 0.5pt solid; width: 30%", size="9pt", marks="", first=FIRST):
    style = (
        f"@page {{ size: A5; margin: 2cm; {FOOT} @footnote {{ {area} }} }}"
        'body { font: 12pt "Noto Sans CJK SC"; line-height: 1.5 } p { margin: 0; text-indent: 2em }'
        f".n {{ float: footnote; font-size: {size}; text-indent: 0 }} {marks}"
        "::footnote-call { vertical-align: super; font-size: 60% }"
    )
    one, two = (f"<span class=n>{text}</span>" for text in (first, SECOND))
    body = (
        f"<p>安澜县方案</p><p>一、总则</p><p>{LONG}</p>"
        f"<p>县级{one}机构{LONG * 3}另有{two}规定的除外{LONG * 4}</p><p>二、附则</p><p>{LONG}</p>"
    )
    return HTML(string=f"<style>{style}</style>{body}").write_pdf()


CIRCLED = (
    "@counter-style c { system: fixed; symbols: '①' '②' '③' }"
    "::footnote-call { content: counter(footnote, c) }"
    "::footnote-marker { content: counter(footnote, c) }"
)
BRACKETS = (
    "::footnote-call { content: '[' counter(footnote) ']' }"
    "::footnote-marker { content: '[' counter(footnote) '] ' }"
)
BARE = "::footnote-marker { content: counter(footnote) ' ' }"
NO_LINE = "border: none"


def clauses(parsed):
    return [(n.number, n.text) for n in parsed.nodes if n.kind is not NodeKind.TITLE]


@pytest.mark.parametrize("marks", ["", CIRCLED, BRACKETS, BARE])
@pytest.mark.parametrize("area", ["border-top: 0.5pt solid; width: 30%", NO_LINE])
def test_footnotes_stand_below_the_paragraph_and_are_called_where_they_were(
    marks, area, nothing_lost
):
    parsed = parse_bytes(pdf(marks=marks, area=area), "a.pdf")
    nothing_lost(parsed)
    assert clauses(parsed) == [
        (
            "一、",
            f"{LONG}\n县级〔注1〕机构{LONG * 3}另有〔注2〕规定的除外{LONG * 4}\n"
            f"〔注1〕{FIRST}\n〔注2〕{SECOND}",
        ),
        ("二、", LONG),
    ]


def test_a_note_that_nothing_calls_keeps_its_mark(nothing_lost):
    marks = CIRCLED + "::footnote-call { content: '' }"
    parsed = parse_bytes(pdf(marks=marks), "a.pdf")
    nothing_lost(parsed)
    assert f"〔注1〕①{FIRST}" in parsed.nodes[-1].text
    assert f"规定的除外{LONG}" in parsed.nodes[1].text


def test_lines_at_the_foot_that_nothing_sets_apart_stay_where_they_are(nothing_lost):
    same = parse_bytes(pdf(size="12pt", marks=CIRCLED), "a.pdf")
    nothing_lost(same)
    assert "〔注" not in same.original
    uncalled = CIRCLED + "::footnote-call { content: '' }"
    small = parse_bytes(pdf(marks=uncalled, area=NO_LINE), "a.pdf")
    nothing_lost(small)
    assert "〔注" not in small.original
    for parsed in (same, small):
        text = "".join(parsed.original.split())
        assert text.index("指县应急管理局") < text.index("二、附则")


def test_a_list_below_an_underlined_heading_is_no_note(nothing_lost):
    lines = "".join(f"<p>{n}.第{n}项工作每年检查一次。</p>" for n in range(1, 9))
    style = '@page { size: A5; margin: 2cm } body { font: 12pt "Noto Sans CJK SC" } p { margin: 0 }'
    body = f"<p>安澜县方案</p><p>一、总则</p><p>{LONG * 3}</p><p><u>二、任务</u></p>{lines}"
    parsed = parse_bytes(HTML(string=f"<style>{style}</style>{body}").write_pdf(), "a.pdf")
    nothing_lost(parsed)
    assert "〔注" not in parsed.original
    assert [n.number for n in parsed.nodes if n.number] == [
        "一、", "二、", *(f"{n}." for n in range(1, 9)),
    ]  # fmt: skip
