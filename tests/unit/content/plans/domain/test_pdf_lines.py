"""What tells a line of a PDF from the next: leaders, the pitch of its size, its end."""

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
