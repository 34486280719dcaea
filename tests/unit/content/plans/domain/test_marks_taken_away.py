"""A revision may take the mark of a paragraph away: the next one goes on with it."""

import pytest

from content.plans.domain.docx import read_docx
from content.plans.domain.pipeline import parse_bytes

GONE = ["del", "moveFrom"]


def paragraph(text, gone="", style=""):
    marks = f'<w:pStyle w:val="{style}"/>' if style else ""
    marks += f"<w:rPr><w:{gone}/></w:rPr>" if gone else ""
    return f"<w:p><w:pPr>{marks}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def lines(word, body):
    return read_docx(word.docx(body)).text.rstrip("\n").split("\n")


@pytest.mark.parametrize("gone", GONE)
def test_the_next_paragraph_goes_on_in_the_same_line(gone, word):
    body = paragraph("前半句，", gone) + paragraph("中间，", gone) + paragraph("后半句。")
    assert lines(word, body + paragraph("下一段。")) == ["前半句，中间，后半句。", "下一段。"]


@pytest.mark.parametrize("gone", GONE)
def test_a_paragraph_that_is_gone_as_a_whole_leaves_nothing(gone, word):
    mark = f"<w:pPr><w:rPr><w:{gone}/></w:rPr></w:pPr>"
    deleted = f"<w:p>{mark}<w:del><w:r><w:delText>整段</w:delText></w:r></w:del></w:p>"
    body = paragraph("甲。") + deleted + deleted + paragraph("乙。")
    assert lines(word, body) == ["甲。", "乙。"]


@pytest.mark.parametrize("gone", GONE)
def test_what_nothing_goes_on_with_stays(gone, word):
    table = f"<w:tbl><w:tr><w:tc>{paragraph('格')}</w:tc></w:tr></w:tbl>"
    assert lines(word, paragraph("表前", gone) + table + paragraph("末尾", gone)) == [
        "表前", "格", "末尾",
    ]  # fmt: skip


@pytest.mark.parametrize("gone", GONE)
def test_the_lines_of_a_cell_go_on_too(gone, word):
    inside = paragraph("县公", gone) + paragraph("安局") + paragraph("县水利局", gone)
    body = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    assert lines(word, body) == ["县公安局", "县水利局"]


def test_a_text_box_of_such_a_paragraph_has_lines_of_its_own(word):
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('接报')}</w:txbxContent></w:pict></w:r>"
    first = paragraph("前半句，", "del").replace("</w:p>", f"{box}</w:p>")
    assert lines(word, first + paragraph("后半句。")) == ["接报", "前半句，后半句。"]


def test_a_heading_that_a_revision_joins_is_one(word, nothing_lost):
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    )
    body = (
        paragraph("安澜县防汛应急预案", style="T")
        + paragraph("总则和", "del", "H") + paragraph("依据", style="H") + paragraph("为防汛。")
        + paragraph("附则", style="H") + paragraph("自印发之日起施行。")
    )  # fmt: skip
    parsed = parse_bytes(word.docx(body, styles=styles), "a.docx")
    nothing_lost(parsed)
    assert [node.heading for node in parsed.nodes if node.heading][1:] == ["总则和依据", "附则"]
