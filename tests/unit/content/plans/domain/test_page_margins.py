"""Heads and feet of the pages of Word files: no text, but on record, and heard."""

import pytest

from content.plans.domain.errors import EmptyDocument
from content.plans.domain.extracted import RepairKind
from content.plans.domain.marking import Marking, marking_of
from content.plans.domain.pipeline import parse_bytes
from tests.samples.word97 import (
    AGAINST_STYLE,
    AS_STYLE,
    HIDDEN,
    SHOWN,
    P,
    Word97,
    styled,
)

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY = ["安澜县防汛应急预案", "1 总则", "落实到人。"]


def relations(names):
    held = "".join(
        f'<Relationship Id="r{at}" Type="{R}/header" Target="{name}"/>'
        for at, name in enumerate(names)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{held}</Relationships>'


def new_word(word, heads, feet=(), *, named=True, targets="{}", more=()):
    """A Word file with a section that names these parts."""
    parts = [*(("hdr", "header", text) for text in heads), *(("ftr", "footer", t) for t in feet)]
    names = [f"{kind}{at}.xml" for at, (_tag, kind, _text) in enumerate(parts)]
    extra = {
        f"word/{name}": f"<w:{tag} {word.W}>{text}</w:{tag}>"
        for name, (tag, _kind, text) in zip(names, parts, strict=True)
    }
    extra["word/_rels/document.xml.rels"] = relations([targets.format(name) for name in names])
    references = "".join(
        f'<w:{kind}Reference xmlns:r="{R}" w:type="default" r:id="r{at}"/>'
        for at, (_tag, kind, _text) in enumerate(parts)
    )
    body = "".join(map(word.paragraph, [*BODY, *more]))
    return word.docx(f"{body}<w:sectPr>{references if named else ''}</w:sectPr>", extra=extra)


def old_word(margins, boxes=()):
    return Word97([P(line) for line in BODY], margins=margins, head_boxes=boxes).bytes()


def left_out(parsed):
    return [
        (repair.kind, repair.original.strip())
        for repair in parsed.repairs
        if repair.kind in (RepairKind.RUNNING_HEAD, RepairKind.PAGE_NUMBER)
    ]


def read_text(parsed):
    return "".join(node.number + node.heading + node.text for node in parsed.nodes)


@pytest.mark.parametrize("targets", ["{}", "/word/{}"])
def test_heads_and_feet_of_a_new_word_file_are_kept_on_record(word, nothing_lost, targets):
    number = (
        '<w:p><w:r><w:t>- </w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r>'
        "</w:fldSimple><w:r><w:t> -</w:t></w:r></w:p>"
    )
    data = new_word(word, [word.paragraph("安澜县应急管理局")], [number], targets=targets)
    parsed = parse_bytes(data, "a.docx")
    nothing_lost(parsed)
    assert left_out(parsed) == [
        (RepairKind.RUNNING_HEAD, "安澜县应急管理局"), (RepairKind.PAGE_NUMBER, "- 1 -"),
    ]  # fmt: skip
    assert read_text(parsed) == "安澜县防汛应急预案1 总则落实到人。"


def test_a_head_that_no_section_names_is_none(word):
    parsed = parse_bytes(new_word(word, [word.paragraph("机密★5年")], named=False), "a.docx")
    assert "机密" not in parsed.original


def test_the_same_head_of_several_sections_is_kept_once(word, nothing_lost):
    parsed = parse_bytes(new_word(word, [word.paragraph("防汛预案")] * 5), "a.docx")
    nothing_lost(parsed)
    assert left_out(parsed) == [(RepairKind.RUNNING_HEAD, "防汛预案")]


def test_a_head_in_a_table_or_a_text_box_is_read(word, nothing_lost):
    box = (
        "<w:p><w:r><w:pict><w:txbxContent>" + word.paragraph("秘密★1年")
        + "</w:txbxContent></w:pict></w:r></w:p>"
    )  # fmt: skip
    table = f"<w:tbl><w:tr><w:tc>{word.paragraph('县应急局')}</w:tc></w:tr></w:tbl>"
    parsed = parse_bytes(new_word(word, [box + table]), "a.docx")
    nothing_lost(parsed)
    assert [text for _kind, text in left_out(parsed)] == ["秘密★1年", "县应急局"]
    assert parsed.tables == ()


MARKS = [
    ("密级：机密", Marking.CLASSIFIED), ("秘密★1年", Marking.CLASSIFIED),
    ("内部资料 注意保存", Marking.INSIDE), ("不予公开", Marking.WITHHELD),
    ("（此件依申请公开）", Marking.ON_REQUEST), ("安澜县应急管理局", None),
]  # fmt: skip


@pytest.mark.parametrize(("mark", "heard"), MARKS)
def test_a_mark_that_stands_only_in_a_head_or_a_foot_is_heard(word, mark, heard):
    long = ["正文。"] * 200
    for data, name in (
        (new_word(word, [word.paragraph(mark)], more=long), "a.docx"),
        (new_word(word, [], [word.paragraph(mark)], more=long), "a.docx"),
        (old_word([mark]), "a.doc"),
        (old_word(["", "县应急局", "", mark]), "a.doc"),
        (old_word(["县应急局"], [mark]), "a.doc"),
    ):
        assert marking_of(parse_bytes(data, name).original) is heard, name


def test_many_heads_push_no_mark_of_the_first_page_out_of_sight(word, nothing_lost):
    heads = [f"第{n}册 汛期{'甲' * n}" for n in range(60)]
    parsed = parse_bytes(new_word(word, map(word.paragraph, heads)), "a.docx")
    nothing_lost(parsed, heads)
    assert parsed.original.index("安澜县防汛应急预案") < parsed.original.index("甲" * 59)


def test_heads_and_feet_of_an_old_word_file_are_kept_on_record(nothing_lost):
    parsed = parse_bytes(old_word(["", "安澜县应急管理局", "", "- \x13 PAGE \x143\x15 -"]), "a.doc")
    nothing_lost(parsed)
    assert left_out(parsed) == [
        (RepairKind.RUNNING_HEAD, "安澜县应急管理局"), (RepairKind.PAGE_NUMBER, "- 3 -"),
    ]  # fmt: skip
    assert read_text(parsed) == "安澜县防汛应急预案1 总则落实到人。"


def test_a_document_of_nothing_but_heads_is_empty():
    data = Word97([P("")], margins=["县应急局"]).bytes()
    with pytest.raises(EmptyDocument):
        parse_bytes(data, "a.doc")


STYLES = [
    (0, 0xFFF, b""), (0, 0xFFF, b"", HIDDEN), (0, 1, b""), (0, 1, b"", SHOWN),
    (-1, 0xFFF, b"", HIDDEN), (-1, 0xFFF, b"", SHOWN),
]  # fmt: skip
"""Plain; hidden; what rests on it; what rests on it and is shown; of characters both."""


@pytest.mark.parametrize(
    ("style", "run", "is_read"),
    [
        (0, b"", True), (1, b"", False), (2, b"", False), (3, b"", True),
        (1, SHOWN, True), (1, AS_STYLE, False), (1, AGAINST_STYLE, True), (0, AGAINST_STYLE, False),
        (0, AS_STYLE, True), (0, styled(4), False), (1, styled(5), True), (3, styled(4), False),
        (0, styled(4) + SHOWN, True), (99, b"", True), (0, styled(99), True),
    ],
)  # fmt: skip
def test_a_style_hides_text_of_an_old_word_file(nothing_lost, style, run, is_read):
    text = "内部联系方式"
    runs = ((0, len(text), run),) if run else ()
    lines = [*(P(line) for line in BODY), P(text, style=style, runs=runs), P("末尾。")]
    parsed = parse_bytes(Word97(lines, styles=STYLES).bytes(), "a.doc")
    nothing_lost(parsed)
    assert (text in parsed.original) is is_read
    assert [note.code for note in parsed.notes if note.code == "hidden"] == (
        [] if is_read else ["hidden"]
    )
    assert parsed.nodes[-1].text.endswith("末尾。")
