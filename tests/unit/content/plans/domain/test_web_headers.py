# ruff: noqa: E501 - documents as data
"""What stands around the text of a web page and belongs to it: fields, signature, annexes, lists."""

from datetime import date

import pytest

from content.plans.domain.extracted import RepairKind
from content.plans.domain.html import read_html
from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes

TITLE = "<h1>安澜县防汛应急预案</h1>"
BODY = (
    "<p>为做好防汛工作，制定本预案，各单位按照职责分工抓好落实，确保群众生命财产安全。</p><p>一、总则</p>"
    "<p>各乡镇要落实责任，组织群众转移避险，及时报告险情，不得迟报漏报。</p><p>二、职责</p>"
    "<p>县应急局负责综合协调，组织指导防汛抢险救援工作，统筹救援力量建设。</p>"
)
PREAMBLE = "为做好防汛工作，制定本预案，各单位按照职责分工抓好落实，确保群众生命财产安全。"


def read(body):
    return parse_bytes(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "a.html")


def fields(parsed):
    return [(field.label, field.value) for field in parsed.fields]


def preamble(parsed):
    return "\n".join(n.text for n in parsed.nodes if n.kind is NodeKind.PREAMBLE)


FOUR = [
    ("索引号", "AL-1"),
    ("发布日期", "2026-03-01"),
    ("发布机构", "县政府"),
    ("文号", "安政〔2026〕1号"),
]


@pytest.mark.parametrize(
    "header",
    [
        "".join(f"<span>{a}：{b}</span>" for a, b in FOUR),
        "".join(f"<span><b>{a}：</b>{b}</span>" for a, b in FOUR),
        "".join(f"<b>{a}：</b>{b}" for a, b in FOUR),
        "".join(f"<span>{a}：</span><span>{b}</span>" for a, b in FOUR),
        "".join(f"<span>{a}</span><span>{b}</span>" for a, b in FOUR),
        "".join(f"<div>{a}：{b}</div>" for a, b in FOUR),
        "".join(f"<div><div>{a}</div><div>{b}</div></div>" for a, b in FOUR),
        "<p>" + "".join(f"<label>{a}：</label><em>{b}</em>" for a, b in FOUR) + "</p>",
    ],
)
def test_each_field_of_a_header_is_kept_however_the_page_sets_them_side_by_side(
    header, nothing_lost
):
    parsed = read(f'<div class="info">{header}</div>{TITLE}{BODY}')
    nothing_lost(parsed)
    assert fields(parsed) == FOUR
    assert parsed.metadata.title == "安澜县防汛应急预案"
    assert preamble(parsed) == PREAMBLE


@pytest.mark.parametrize(
    ("line", "found", "left_out"),
    [
        ("<span>发布时间：2026-03-01 10:20</span><span>来源：县应急局</span><span>浏览次数：123</span>",
         [("发布时间", "2026-03-01 10:20"), ("来源", "县应急局")], "浏览次数：123"),
        ("发布时间：2026-03-01 10:20:11", [("发布时间", "2026-03-01 10:20:11")], ""),
        ("来源：县应急局", [("来源", "县应急局")], ""),
        ("来源：县应急局 作者：办公室 时间：2026-03-01",
         [("来源", "县应急局"), ("作者", "办公室"), ("时间", "2026-03-01")], ""),
        ("日期：2026年3月1日 浏览量：12 次", [("日期", "2026年3月1日")], "浏览量：12次"),
        ("浏览次数：123", [], "浏览次数：123"),
    ],
)  # fmt: skip
def test_a_line_of_the_site_below_the_title_is_no_text(line, found, left_out, nothing_lost):
    parsed = read(f"{TITLE}<div>{line}</div>{BODY}")
    nothing_lost(parsed)
    assert fields(parsed) == found
    assert "".join(
        "".join(r.original.split()) for r in parsed.repairs if r.kind is RepairKind.NAVIGATION
    ) == left_out.replace(" ", "")
    assert preamble(parsed) == PREAMBLE
    if found and found[0][0] != "来源":
        assert parsed.metadata.published_on == date(2026, 3, 1)


@pytest.mark.parametrize(
    "line", ["时间：2026年3月1日", "日期：另行通知", "来源：群众反映，经核实。", "作者：张三"]
)
def test_a_line_that_may_be_text_stays_text(line, nothing_lost):
    parsed = read(f"{TITLE}<div>{line}</div>{BODY}")
    nothing_lost(parsed)
    assert preamble(parsed).startswith(line)


@pytest.mark.parametrize("none", ["无", "暂无", "—", "/", "", "--", "N/A", "null", "空"])
def test_a_field_that_says_it_has_no_value_has_none(none, nothing_lost):
    parsed = parse(
        extract_pasted(
            f"索引号：AL-1\n文号：{none}\n发布机构：县政府\n安澜县防汛应急预案\n一、总则\n落实到人。"
        )
    )
    nothing_lost(parsed)
    assert parsed.metadata.document_number == ""
    assert (parsed.metadata.index_number, parsed.metadata.issuer) == ("AL-1", "县政府")
    assert ("文号", none) in fields(parsed)


SIGNED = "<p>安澜县人民政府办公室</p><p>2026年3月1日</p>"


@pytest.mark.parametrize(
    "box", ['<div class="article-footer">{}</div>', "<footer>{}</footer>", '<div class="sidebar">{}</div>',
            "<aside>{}</aside>", '<div id="foot"><div>{}</div></div>'],
)  # fmt: skip
def test_signature_and_annexes_within_the_article_are_kept_whatever_their_box_is_called(
    box, nothing_lost
):
    annexes = "<p>附件：1.成员单位名单</p><p>2.物资清单</p>"
    site = '<div class="footer"><p>主办：安澜县人民政府</p><p>版权所有 ICP备1号</p></div>'
    parsed = read(f"<article>{TITLE}{BODY}{box.format(annexes + SIGNED)}</article>{site}")
    nothing_lost(parsed)
    assert (parsed.metadata.issuer, parsed.metadata.signed_on) == (
        "安澜县人民政府办公室",
        date(2026, 3, 1),
    )
    shown = "".join(n.number + n.heading + n.text for n in parsed.nodes)
    assert "1.成员单位名单" in shown and "2.物资清单" in shown
    assert "版权所有" not in shown and "主办" not in shown


@pytest.mark.parametrize(
    "box", ["<div class='footer'><p>2026年3月1日</p><p>版权所有 ICP备1号</p></div>",
            "<div class='sidebar'><a href='1'>防火通知</a><a href='2'>防震通知</a></div>"],
)  # fmt: skip
def test_a_box_of_the_site_within_the_article_is_left_out(box, nothing_lost):
    parsed = read(f"<div>{TITLE}{BODY}{SIGNED}{box}</div>")
    nothing_lost(parsed)
    shown = "".join(n.number + n.heading + n.text for n in parsed.nodes)
    assert "版权所有" not in shown and "防火通知" not in shown


@pytest.mark.parametrize("head", ["相关链接", "政策解读：", "相关文件"])
@pytest.mark.parametrize(
    "items", ["<a href='1'>一图读懂</a>", "<ul><li><a href='1'>解读</a></li><li>问答</li></ul>"]
)
def test_what_a_page_lists_under_its_links_is_no_text(head, items, nothing_lost):
    annex = "<p>附件：<a href='x.doc'>1.县防指成员名单.doc</a></p>"
    related = f"<div class='rel'><h3>{head}</h3>{items}</div>"
    parsed = read(f"<div>{TITLE}{BODY}{annex}</div>{related}")
    nothing_lost(parsed)
    shown = "".join(n.number + n.heading + n.text for n in parsed.nodes)
    assert "1.县防指成员名单.doc" in shown
    assert not any(word in shown for word in (head, "一图读懂", "解读", "问答"))


def test_a_sentence_and_an_annex_under_links_stay(nothing_lost):
    kept = "<p>本预案由县应急管理局负责解释，有不明白的可以来电询问。</p><p>附件2：物资清单</p>"
    related = f"<div class='rel'><h3>相关链接</h3><a href='1'>解读</a>{kept}</div>"
    parsed = read(f"<div>{TITLE}{BODY}</div>{related}")
    nothing_lost(parsed)
    shown = "".join(n.number + n.heading + n.text for n in parsed.nodes)
    assert "负责解释" in shown and "物资清单" in shown


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<ol><li>甲<ol><li>乙</li><li>丙<ol type=a><li>丁</li></ol></li></ol>戊</li><li>己</li></ol>",
         ["1. 甲", "1. 乙", "2. 丙", "a. 丁", "戊", "2. 己"]),
        ("<ol><li><ol><li>甲</li></ol></li><li>乙</li></ol>", ["1. 1. 甲", "2. 乙"]),
        ("<ol><li>甲<ul><li>乙</li></ul><ol start=4><li>丙</li></ol></li></ol>", ["1. 甲", "乙", "4. 丙"]),
        ("<ol reversed><li>甲</li><li>乙</li></ol>", ["2. 甲", "1. 乙"]),
        ("<ol style='list-style-type:cjk-ideographic'><li>甲</li><li>乙</li></ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style: upper-roman inside'><li>甲</li></ol>", ["I. 甲"]),
        ("<ol type=a style='list-style-type:decimal'><li>甲</li></ol>", ["1. 甲"]),
        ("<ol><li></li><li>甲</li></ol>", ["2. 甲"]),
    ],
)  # fmt: skip
def test_lists_in_lists_keep_the_numbers_that_a_browser_shows(markup, lines):
    text = read_html(f"<html><body>{markup}</body></html>".encode()).text
    assert text.split("\n")[:-1] == lines
