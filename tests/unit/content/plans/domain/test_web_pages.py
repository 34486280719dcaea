# ruff: noqa: E501 - documents as data
"""Web pages: the document is read, the site around it is recorded as left out."""

from contextlib import suppress
from datetime import date
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.plans.domain import errors
from content.plans.domain.extracted import RepairKind
from content.plans.domain.html import read_html
from content.plans.domain.pipeline import parse, parse_bytes
from tests.samples.plan_texts import FAMILIES, document

SETTINGS = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def left_out(parsed):
    return "".join(r.original for r in parsed.repairs if r.kind is RepairKind.NAVIGATION)


def test_the_disclosure_header_of_a_page_is_metadata_though_it_is_a_table(web_page, nothing_lost):
    parsed = parse_bytes(web_page, "a.html")
    nothing_lost(parsed)
    found = parsed.metadata
    assert (parsed.source, parsed.encoding) == ("html", "utf-8")
    assert found.title == "安澜县地震应急预案"
    assert found.index_number == "AL-2024-001"
    assert found.document_number == "安政办发〔2024〕5号"
    assert found.issuer == "安澜县人民政府办公室"
    assert found.catalogue == "应急管理"
    assert (found.signed_on, found.published_on) == (date(2024, 3, 5), date(2024, 3, 6))


def test_headings_of_the_document_make_the_tree_and_those_of_the_site_do_not(web_page, tree):
    assert tree(parse_bytes(web_page, "a.html"))[:4] == [
        (1, "一、", "总则"), (2, "（一）", "适用范围"), (1, "二、", "响应分级"), (1, "三、", "处置"),
    ]  # fmt: skip


def test_what_belongs_to_the_site_is_on_record_and_nowhere_else(web_page):
    parsed = parse_bytes(web_page, "a.html")
    shown = "".join(n.heading + n.text for n in parsed.nodes) + "".join(
        f.raw for f in parsed.fields
    )
    for words in (
        "门户网站", "政务服务", "当前位置", "浏览次数：123", "[大 中 小]", "打印本页", "上一篇", "相关文章",
        "关于防汛的通知", "ICP备1号",
    ):  # fmt: skip
        assert words in left_out(parsed)
        assert words not in shown


def test_switches_for_the_site_and_lists_of_other_documents_are_no_words_of_a_plan():
    page = (
        "<html><body><div>网站支持IPv6 | <a href=#>无障碍阅读</a> | <a href=#>适老化模式</a></div>"
        "<h1>关于印发安澜县防汛应急预案的通知</h1><p>各乡镇人民政府：</p><p>现印发给你们，请执行。</p>"
        "<p><b>1 总则</b></p><p>为了做好防汛工作，制定本预案。</p><p><b>2 附则</b></p>"
        "<p>本预案由县应急管理局负责解释，自印发之日起施行。</p>"
        "<div><h3>相关文件</h3><ul><li><a>安澜县抗旱应急预案</a></li></ul></div>"
        "</body></html>"
    )
    parsed = parse_bytes(page.encode(), "a.html")
    shown = "".join(n.heading + n.text for n in parsed.nodes)
    for words in ("网站支持IPv6", "无障碍阅读", "适老化模式", "相关文件"):
        assert words in left_out(parsed) and words not in shown
    assert "关于印发安澜县防汛应急预案的通知" in shown and "自印发之日起施行。" in shown


def test_scripts_styles_comments_and_hidden_text_are_no_text(web_page):
    text = parse_bytes(web_page, "a.html").original
    for words in ("不是文字", "p{}", "隐藏"):
        assert words not in text
    quiet = page(
        "<p hidden>甲</p><!-- 乙 --><noscript>丙</noscript><template>丁</template><p>一、总则</p>"
    )
    assert parse_bytes(quiet, "a.html").original == "一、总则\n"


def test_a_table_keeps_its_merged_and_its_empty_cells(web_page):
    parsed = parse_bytes(web_page, "a.html")
    assert [(c.text, c.row, c.column, c.row_span, c.column_span, c.header) for c in parsed.cells] == [
        ("级别", 0, 0, 1, 1, True), ("条件", 0, 1, 1, 2, True), ("Ⅰ级", 1, 0, 2, 1, False),
        ("死亡", 1, 1, 1, 1, False), ("300人以上", 1, 2, 1, 1, False), ("震级", 2, 1, 1, 1, False),
        ("", 2, 2, 1, 1, False),
    ]  # fmt: skip


def test_numbers_that_the_browser_writes_are_in_the_text():
    body = '<p>要求如下：</p><ol start="3"><li>先报告。</li><li value="7"><p>再处置。</p></li></ol>'
    assert read_html(page(body)).text == "要求如下：\n3. 先报告。\n7. 再处置。\n"
    written = (
        '<ol type="A"><li>甲</li><li>（二）乙</li></ol><ol style="list-style:none"><li>丙</li></ol>'
    )
    assert read_html(page(written)).text == "A. 甲\n（二）乙\n丙\n"


def test_pinyin_over_a_character_is_a_recorded_repair(web_page):
    parsed = parse_bytes(web_page, "a.html")
    assert [r.original for r in parsed.repairs if r.kind is RepairKind.PINYIN] == ["chǔ"]


@pytest.mark.parametrize(
    ("declared", "written", "read"),
    [
        ("", "utf-8-sig", "utf-8-sig"), ("", "utf-16", "utf-16"), ("", "gb18030", "gb18030"),
        ("gb2312", "gb18030", "gb18030"), ("utf-8", "utf-8", "utf-8"), ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"), ("no-such", "gb18030", "gb18030"),
    ],
)  # fmt: skip
def test_the_encoding_is_found_by_mark_by_declaration_and_by_the_bytes(declared, written, read):
    head = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
        if declared
        else ""
    )
    text = page(
        "<p>安澜县地震应急预案</p><p>各乡镇要落实责任，组织群众转移避险。</p>", head
    ).decode()
    found = read_html(text.encode(written))
    assert found.encoding == read
    assert "组织群众转移避险。" in found.text


def test_a_page_in_big5_is_read_by_its_declaration():
    text = '<meta charset="big5"><p>安瀾縣地震應急預案</p><p>各鄉鎮應當組織群眾轉移避險。</p>'
    assert "組織群眾轉移避險。" in read_html(text.encode("big5hkscs")).text


def test_a_page_laid_out_with_tables_is_text_and_no_table():
    body = (
        '<table><tr><td><a href="/">首页</a></td><td><a href="/a">要闻</a></td></tr><tr><td colspan=2>'
        "<p>安澜县防汛应急预案</p><p>一、总则</p><p>为做好防汛抗洪工作，保障人民群众生命财产安全，制定本预案。</p>"
        "<p>二、处置</p><p>发生险情以后，立即组织群众转移避险，同时报告县应急管理局。</p>"
        + "<p>各乡镇、各部门要压实责任，落实到人，汛期二十四小时值班。</p>" * 40
        + "</td></tr></table>"
    )
    parsed = parse_bytes(page(body), "a.htm")
    assert parsed.tables == ()
    assert [n.heading for n in parsed.nodes if n.number] == ["总则", "处置"]


def test_text_outside_the_chosen_box_stays_where_it_is_a_sentence():
    body = (
        "<p>安澜县方案</p><p>本方案由县应急管理局负责解释，自发布之日起施行，有效期为五年。</p><div>"
        + "<p>各乡镇、各部门要压实责任，落实到人，汛期二十四小时值班。</p>" * 30
        + "</div><p>三、附则</p><p>本方案的实施情况每年向县人民政府报告一次，并抄送各成员单位。</p>"
    )
    parsed = parse_bytes(page(body), "a.html")
    text = "".join(n.number + n.heading + n.text for n in parsed.nodes)
    for words in ("安澜县方案", "有效期为五年", "三、附则", "抄送各成员单位"):
        assert words in text
    assert left_out(parsed) == ""


def test_the_red_words_of_a_site_in_the_middle_of_a_plan_are_text():
    body = (
        "<p>一、总则</p><p>工作人员要打印本页并随身携带，关闭窗口前核对一遍字体大小是否看得清楚。</p>"
        * 2
    )
    assert left_out(parse_bytes(page(body), "a.html")) == ""


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("marked", [True, False])
def test_a_generated_document_as_a_page_has_the_tree_it_has_as_text(
    family, marked, nothing_lost, tree
):
    for seed in range(12):
        text, _want = document(family, seed)
        lines = text.split("\n")
        title = f"<h1>{lines[0]}</h1>" if marked else f"<p align=center>{lines[0]}</p>"
        body = "".join(f"<p>{escape(line)}</p>\n" for line in lines[1:])
        around = (
            '<div class="nav"><a href="/">首页</a><a href="/x">公开</a></div>', title, body,
            '<div class="footer">主办：安澜县人民政府</div>',
        )  # fmt: skip
        parsed = parse_bytes(page("".join(around)), "a.html")
        nothing_lost(parsed)
        assert tree(parsed) == tree(parse_bytes(text.encode(), "a.txt")), (family, seed)
        assert "主办" in left_out(parsed)


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<div class=nav>", "<table>", "<tr>", "<td rowspan=3>", "<td>", "</td>",
     "</table>", "<a href=x>", "</a>", "<br>", "<h2>", "</h2>", "<ol>", "<li>", "</ol>", "<b>", "<ruby>", "<rt>",
     "</ruby>", "<pre>", "</pre>", "<script>", "</script>", "<!--", "-->", "<select><option>", "<nav>", "</nav>",
     "一、总则", "索引号：A-1", "文号", "安政发〔2026〕1号", "首页 > 公开", "打印本页", "应(yìng)急", " ", "\n", "\t",
     "各乡镇、各部门要压实责任，落实到人，汛期值班。", "&nbsp;", "&#12;", "&lt;", "附件1：表.doc", "2026年3月1日", "\"", "·"]
)  # fmt: skip


@SETTINGS
@given(st.lists(TAGS, max_size=60))
def test_no_character_of_any_page_is_lost(nothing_lost, pieces):
    with suppress(errors.EmptyDocument):
        nothing_lost(parse(read_html(page("".join(pieces)))), few=False)


def test_a_name_of_a_file_as_content_opens_no_file(tmp_path):
    secret = tmp_path / "secret.html"
    secret.write_text("<p>机密</p>", encoding="utf-8")
    assert "机密" not in read_html(str(secret).encode()).text


@pytest.mark.parametrize(
    ("data", "name", "refusal", "says"),
    [
        (b"", "a.html", errors.EmptyDocument, "没有文字"),
        (page("<img src=a.png>"), "a.html", errors.EmptyDocument, "没有文字"),
        ("总则".encode(), "a.html", errors.WrongExtension, "纯文本"),
        (b"%PDF-1.7", "a.htm", errors.WrongExtension, "PDF"),
        (b"PK\x03\x04", "a.html", errors.WrongExtension, "压缩包"),
        (page("<p>总则"), "a.txt", errors.WrongExtension, "网页"),
        (page("<p>总则"), "a.docx", errors.WrongExtension, "网页"),
        ("\ufeff".encode() + page("<p>总则"), "a.md", errors.WrongExtension, "网页"),
        (page("<p>总则").decode().encode("utf-16"), "a.txt", errors.WrongExtension, "网页"),
        (page("<p>总\x00则"), "a.html", errors.NulCharacters, "空字符"),
        (b"%PDF-1.7", "a.docx", errors.WrongExtension, " PDF"),
        (b"x", "a.ofd", errors.FixedLayout, "导出"),
        (b"x", "a.wps", errors.LegacyWord, "另存为 .docx"),
        (b"x", "a.docm", errors.MacroDocument, "宏不会运行"),
        (b"x", "a.mht", errors.SavedArchive, ".html"),
        (b"x", "a.xlsx", errors.UnsupportedFormat, ".xlsx"),
        (b"\x89PNG", "扫描.PNG", errors.PictureFile, "打成文字粘贴进来"),
        (b"<p>" * (9 * 1024 * 1024 // 3), "a.html", errors.TooLarge, "8 MB"),
    ],
)  # fmt: skip
def test_what_is_no_honest_page_is_refused_in_words(data, name, refusal, says):
    with pytest.raises(refusal) as caught:
        parse_bytes(data, name)
    assert says in caught.value.message
    assert caught.value.message.endswith("库里没有改动。")


@pytest.mark.parametrize("opened", ["<ol><li>落实到人", "<UL><li>", "<div>", "<table><tr><td>一"])
def test_a_page_nested_thousands_deep_is_refused_before_it_is_read(opened):
    with pytest.raises(errors.TooDeep) as refused:
        read_html(page(f"<h1>安澜县方案</h1>{opened * 100_000}"))
    assert "太深" in refused.value.message


def test_thousands_of_lists_one_behind_the_other_are_read(nothing_lost):
    parsed = parse_bytes(
        page("<h1>安澜县方案</h1>" + "<ul><li>落实到人。</li></ul>" * 3000), "a.html"
    )
    nothing_lost(parsed)
    assert "".join(node.text for node in parsed.nodes).count("落实到人") == 3000
