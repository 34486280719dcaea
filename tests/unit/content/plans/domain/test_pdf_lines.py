"""What tells a line of a PDF from the next: leaders, the pitch of its size, its end."""

import pytest
from weasyprint import HTML

from content.plans.domain.extracted import RepairKind
from content.plans.domain.pipeline import parse_bytes

LONG = "县应急管理局会同有关部门组织开展风险排查，各乡镇、各部门要压实责任，落实到人，"
FONT = 'font-family: "Noto Sans CJK SC"'


def pdf(style, body):
    html = f"<style>@page {{ size: A5; margin: 2cm }} p {{ margin: 0 }} {style}</style>{body}"
    return parse_bytes(HTML(string=html).write_pdf(), "a.pdf")


def test_lines_of_the_contents_are_no_paragraph(nothing_lost):
    sections = [
        "1 总则", "1.1 编制目的", "1.2 适用范围", "2 组织体系", "2.1 领导机构", "2.2 专家组",
        "3 监测预警", "3.1 监测", "3.2 预警", "4 附则", "4.1 解释", "4.2 施行日期",
    ]  # fmt: skip
    contents = "".join(f"<p class=c>{name}<span></span></p>" for name in sections)
    text = "".join(f"<p>{name}</p><p>{LONG * 2}做好准备。</p>" for name in sections)
    style = (
        f"body {{ {FONT}; font-size: 12pt; line-height: 2 }}"
        ".c span::after { content: leader('.') '3' }"
    )
    body = f"<p>安澜县大风灾害应急预案</p><p>目　录</p>{contents}<p>{text}</p>"
    parsed = pdf(style, body)
    nothing_lost(parsed)
    assert [f"{n.number} {n.heading}" for n in parsed.nodes if n.number] == sections
    assert [r.kind for r in parsed.repairs].count(RepairKind.CONTENTS) == len(sections) + 1


def test_lines_set_wide_are_joined_beside_an_annex_set_tight(nothing_lost):
    style = (
        f"body {{ {FONT}; font-size: 14pt; line-height: 28pt }} p {{ text-indent: 2em }}"
        ".a { font-size: 9pt; line-height: 12pt }"
    )
    wide = f"{LONG * 3}做好准备。"
    tight = f"{LONG * 4}按次序到位。"
    annex = f"<p class=a>{tight}</p>" * 9
    body = f"<p>安澜县方案</p><p>一、总则</p><p>{wide}</p><p>二、职责</p><p>{wide}</p>{annex}"
    parsed = pdf(style, body)
    nothing_lost(parsed)
    texts = [node.text for node in parsed.nodes if node.number]
    assert texts == [wide, "\n".join([wide, *[tight] * 9])]


def test_a_sentence_at_the_top_of_page_after_page_is_text(nothing_lost):
    style = f"@page {{ margin: 1.2cm }} body {{ {FONT}; font-size: 12pt }}"
    intro = "符合下列条件之一的，启动响应："
    pages = "".join(
        f'<p style="break-before: page">{intro}</p><p>{level}级的条件由县指挥部判断。</p>'
        for level in "一二三四"
    )
    parsed = pdf(style, f"<p>安澜县方案</p><p>一、响应</p>{pages}")
    nothing_lost(parsed)
    assert "".join(node.text for node in parsed.nodes).count(intro) == 4


CHAPTERS = "一二三四五六"


def begun_alike(line, begins, style="", head=""):
    """Six pages of which these begin with the same line."""
    style = (
        f"@page {{ size: A4; margin: 2.5cm; {head} }} body {{ {FONT}; font-size: 16pt;"
        f" line-height: 28pt }} {style}"
    )
    pages = "".join(
        f'<p style="break-before: page" class=f>{line if at in begins else f"{one}类灾害处置"}</p>'
        f"<p>第{one}条　{LONG * 3}做好准备。</p>"
        for at, one in enumerate(CHAPTERS, 1)
    )
    parsed = pdf(style, f"<p>安澜县方案</p>{pages}")
    gone = [r.original.strip() for r in parsed.repairs if r.kind is RepairKind.RUNNING_HEAD]
    return parsed, gone


@pytest.mark.parametrize("line", ["响应措施", "（一）启动条件", "Ⅲ级响应措施", "息"])
@pytest.mark.parametrize("name", ["", "安澜县应急预案汇编"])
def test_a_short_line_of_the_text_that_begins_two_pages_is_no_running_head(
    line, name, nothing_lost
):
    head = f'@top-center {{ content: "{name}"; font-size: 9pt }}' if name else ""
    parsed, gone = begun_alike(line, (3, 5), head=head)
    nothing_lost(parsed)
    assert set(gone) == {name} - {""}


def test_a_numbered_line_that_stands_apart_from_the_text_is_no_running_head(nothing_lost):
    parsed, gone = begun_alike("（一）启动条件", (3, 5), ".f { margin-bottom: 24pt }")
    nothing_lost(parsed)
    assert "（一）启动条件" not in gone


@pytest.mark.parametrize("line", ["第二章 处置", "应急处置"])
def test_the_name_of_a_chapter_in_small_letters_above_its_pages_is_a_running_head(
    line, nothing_lost
):
    small = ".f { font-size: 9pt; line-height: 12pt; margin-bottom: 24pt }"
    parsed, gone = begun_alike(line, (3, 4, 5), small)
    nothing_lost(parsed)
    assert gone.count(line) == 3


@pytest.mark.parametrize("begins", [(3, 5), (2, 4, 6)])
def test_a_line_without_number_that_stands_apart_from_the_text_is_text_where_others_begin(
    begins, nothing_lost
):
    parsed, gone = begun_alike("响应措施", begins, ".f { margin-bottom: 24pt }")
    nothing_lost(parsed)
    assert gone == []


def test_a_head_in_the_letters_of_the_text_on_most_pages_is_a_running_head(nothing_lost):
    head = "@top-center { content: '安澜县应急预案汇编'; font-size: 16pt }"
    parsed, gone = begun_alike("响应措施", (), head=head)
    nothing_lost(parsed)
    assert set(gone) == {"安澜县应急预案汇编"}
