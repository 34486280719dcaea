"""Parts of Word files that are easily lost, or read though nobody sees them."""

import pytest

from content.plans.domain.docx import read_docx
from content.plans.domain.pipeline import parse_bytes
from tests.samples.word import W, docx, paragraph

HIDING = (
    '<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/></w:style>'
)
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def lines(body, **more):
    return read_docx(docx(body, **more)).text.split("\n")[:-1]


def cells(body):
    read = read_docx(docx(body))
    return [(c.row, c.column, c.column_span, read.text[c.start : c.end]) for c in read.cells]


def row(*texts, properties=""):
    held = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in texts)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{held}</w:tr>"


@pytest.mark.parametrize(
    ("properties", "is_read"),
    [
        ("<w:vanish/>", False),
        ('<w:vanish w:val="1"/>', False),
        ('<w:vanish w:val="0"/>', True),
        ('<w:vanish w:val="false"/>', True),
        ('<w:rStyle w:val="C"/>', False),
        ('<w:rStyle w:val="C"/><w:vanish w:val="0"/>', True),
        ("<w:webHidden/>", True),
    ],
)
def test_hidden_text_is_no_text_of_the_document(properties, is_read, nothing_lost):
    body = (
        paragraph("一、总则") + f"<w:p>{run('上报')}{run('内部意见', properties)}{run('。')}</w:p>"
    )
    parsed = parse_bytes(docx(body, styles=HIDING), "a.docx")
    nothing_lost(parsed)
    assert parsed.nodes[-1].text == ("上报内部意见。" if is_read else "上报。")
    told = [note.text for note in parsed.notes if note.code == "hidden"]
    assert [text.startswith("有 4 个字") for text in told] == ([] if is_read else [True])


def test_a_style_hides_a_paragraph_and_a_hidden_paragraph_takes_no_number():
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = (
        paragraph("甲", (0, 1)) + paragraph("看不见", (0, 1), style="Q") + paragraph("乙", (0, 1))
    )
    assert lines(body, numbering=numbering, styles=HIDING) == ["1.甲", "", "2.乙"]


def test_endnotes_are_read_as_footnotes_are_in_the_order_of_their_calls():
    def call(kind):
        return f'<w:r><w:{kind}Reference w:id="1"/></w:r>'

    def part(kind, text):
        return f'<w:{kind}s {W}><w:{kind} w:id="1">{paragraph(text)}</w:{kind}></w:{kind}s>'

    extra = {
        "word/footnotes.xml": part("footnote", "脚注。"),
        "word/endnotes.xml": part("endnote", "尾注。"),
    }
    body = f"<w:p>{run('甲')}{call('endnote')}{run('乙')}{call('footnote')}</w:p>"
    assert lines(body, extra=extra) == ["甲〔注1〕乙〔注2〕", "〔注1〕尾注。", "〔注2〕脚注。"]
    assert lines(body) == ["甲〔注1〕乙〔注2〕"]


def test_a_note_stands_with_the_clause_or_the_table_that_calls_it(nothing_lost):
    def called(key):
        return f'<w:r><w:footnoteReference w:id="{key}"/></w:r>'

    def cell(text, more=""):
        return f"<w:tc><w:p>{run(text)}{more}</w:p></w:tc>"

    notes = "".join(
        f'<w:footnote w:id="{key}">{paragraph(text)}</w:footnote>'
        for key, text in ((1, "哨位在泵房东侧。"), (2, "按班次计。"), (3, "指雨量。"))
    )
    table = f"<w:tbl><w:tr>{cell('岗位')}{cell('人数', called(2))}</w:tr>" + (
        f"<w:tr>{cell('泵房')}{cell('二十四人')}</w:tr></w:tbl>"
    )
    body = (
        paragraph("安澜县防汛预案")
        + paragraph("一、值守")
        + f"<w:p>{run('水厂泵房专人值守。')}{called(1)}</w:p>"
        + paragraph("二、编组")
        + paragraph("表1 泵房编组")
        + table
        + f"<w:p>{run('三、响应')}{called(3)}</w:p>"
        + paragraph("县防汛办启动响应。")
    )
    extra = {"word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>"}
    parsed = parse_bytes(docx(body, extra=extra), "a.docx")
    nothing_lost(parsed)
    assert [(node.number, node.text) for node in parsed.nodes if node.text] == [
        ("一、", "水厂泵房专人值守。〔注1〕\n〔注1〕哨位在泵房东侧。"),
        ("", "〔注2〕按班次计。"),
        ("三、", "〔注3〕指雨量。\n县防汛办启动响应。"),
    ]
    below = next(node for node in parsed.nodes if node.text == "〔注2〕按班次计。")
    assert below.parent is not None and parsed.nodes[below.parent].heading == "编组"


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<m:r><m:t>Q=vA</m:t></m:r>", "Q=vA"),
        (
            "<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num>"
            "<m:den><m:r><m:t>c</m:t></m:r></m:den></m:f>",
            "(a+b)/c",
        ),
        (
            "<m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e>"
            "<m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup>",
            "m^3",
        ),
        ("<m:d><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:d>", "(a+b)"),
        ("<m:rad><m:deg/><m:e><m:r><m:t>h</m:t></m:r></m:e></m:rad>", "√h"),
    ],
)
def test_a_formula_is_read_where_it_stands(inside, shown):
    body = f"<w:p {MATH}>{run('按 ')}<m:oMath>{inside}</m:oMath>{run(' 计算。')}</w:p>"
    assert lines(body) == [f"按 {shown} 计算。"]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0FC", "✓"), ("Wingdings", "F0FE", "☑"), ("Wingdings", "F0A8", "□"),
        ("Wingdings", "F06E", "■"), ("Symbol", "F0B7", "•"), ("Symbol", "F0B3", "≥"),
        ("Wingdings 2", "F052", "☑"), ("Wingdings", "F081", "①"), ("宋体", "F041", "A"),
        ("", "25A1", "□"),
    ],
)  # fmt: skip
def test_a_sign_of_a_symbol_font_is_one_of_everyday_fonts(font, code, shown):
    assert lines(f'<w:p><w:r><w:sym w:font="{font}" w:char="{code}"/></w:r></w:p>') == [shown]


def test_a_sign_nobody_knows_is_told_of_also_in_a_table():
    sign = '<w:r><w:sym w:font="Webdings" w:char="F0FC"/></w:r>'
    table = f"<w:tbl><w:tr><w:tc><w:p>{run('已备案')}{sign}</w:p></w:tc></w:tr></w:tbl>"
    parsed = parse_bytes(docx(paragraph("一、总则") + f"<w:p>{sign}</w:p>" + table), "a.docx")
    told = next(note.text for note in parsed.notes if note.code == "private")
    assert told.startswith("有 2 个字符")


def test_a_deleted_row_is_gone():
    body = (
        row("级别", "条件")
        + row("删掉", "删掉", properties='<w:del w:id="1" w:author="a"/>')
        + row("Ⅰ", "10人")
    )
    assert cells(f"<w:tbl>{body}</w:tbl>") == [
        (0, 0, 1, "级别"), (0, 1, 1, "条件"), (1, 0, 1, "Ⅰ"), (1, 1, 1, "10人"),
    ]  # fmt: skip
    assert cells(f"<w:tbl>{row('甲', properties='<w:del/>')}</w:tbl>") == []


def test_a_row_that_is_set_in_begins_in_its_column(nothing_lost):
    body = row("级别", "条件", "人数") + row("10人", "5人", properties='<w:gridBefore w:val="1"/>')
    table = f"<w:tbl>{body}</w:tbl>"
    assert cells(table)[3:] == [(1, 0, 1, ""), (1, 1, 1, "10人"), (1, 2, 1, "5人")]
    nothing_lost(parse_bytes(docx(paragraph("一、总则") + table), "a.docx"))


@pytest.mark.parametrize("value", ["", "x", "-1", "²", "99999999999"])
def test_a_column_nobody_can_count_costs_no_text(value):
    set_in = row("甲", properties=f'<w:gridBefore w:val="{value}"/>')
    table = f"<w:tbl>{set_in}</w:tbl>"
    assert cells(table)[-1][-1] == "甲"
