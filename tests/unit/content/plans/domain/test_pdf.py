"""PDF files, made by WeasyPrint: what lies on the page is read as the document it was."""

import io
from base64 import b64encode
from html import escape

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from weasyprint import HTML

from content.plans.domain import errors
from content.plans.domain.extracted import RepairKind
from content.plans.domain.pipeline import parse_bytes
from tests.samples.plan_texts import FAMILIES, document

HEAD = '@top-center { content: "安澜县应急管理局 文件"; font-size: 9pt }'
FOOT = '@bottom-center { content: "— " counter(page) " —"; font-size: 9pt }'
PLAIN_FOOT = "@bottom-right { content: counter(page); font-size: 9pt }"
STYLE = 'body { font: 12pt "Noto Sans CJK SC"; line-height: 1.5 } p { margin: 0; text-indent: 2em }'
LONG = (
    "县应急管理局会同有关部门组织开展风险排查，各乡镇、各部门要压实责任，落实到人，发生险情后立即组织群众转移，"
    "并在半小时以内向县人民政府报告，同时通报相邻乡镇做好应急准备。"
)  # fmt: skip


def pdf(body, page="", style=""):
    sheet = f"@page {{ size: A5; margin: 2cm; {page} }} {STYLE} {style}"
    return HTML(string=f"<style>{sheet}</style>{body}").write_pdf()


def paragraphs(lines):
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def originals(parsed, kind):
    return [r.original.strip() for r in parsed.repairs if r.kind is kind]


def bodies(parsed):
    return [node.text for node in parsed.nodes if node.text]


def picture():
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(buffer, "PNG")
    data = b64encode(buffer.getvalue()).decode()
    return f'<img src="data:image/png;base64,{data}" style="width: 8cm">'


def test_wrapped_lines_are_one_paragraph_again(nothing_lost):
    parsed = parse_bytes(
        pdf(paragraphs(["安澜县方案", "一、总则", LONG, LONG, "二、附则", LONG])), "a.pdf"
    )
    nothing_lost(parsed)
    assert parsed.source == "pdf"
    assert bodies(parsed) == [f"{LONG}\n{LONG}", LONG]
    assert set(originals(parsed, RepairKind.LINE_BREAK)) == {""}


def test_straight_quotes_are_paired_over_the_end_of_a_line(nothing_lost):
    words = (
        '要坚持"统一领导、分级负责"的原则，落实"属地管理、专业处置"的要求，' * 6
        + '做到"有备无患"。'
    )
    parsed = parse_bytes(pdf(paragraphs(["安澜县方案", "一、总则", words])), "a.pdf")
    nothing_lost(parsed)
    assert bodies(parsed) == [
        words.replace('"统', "“统").replace('"属', "“属").replace('"有', "“有").replace('"', "”")
    ]


def test_words_of_latin_letters_are_parted_where_a_line_ends():
    words = (
        "Emergency response plans name who does what and when it is due to be done again in full."
    )
    parsed = parse_bytes(pdf(paragraphs(["安澜县方案", "一、总则", words])), "a.pdf")
    assert bodies(parsed) == [words]


def test_running_heads_and_page_numbers_are_recorded_and_parted_sentences_joined(nothing_lost):
    lines = ["安澜县防汛应急预案", "一、总则", *[LONG] * 12, "二、附则", LONG]
    parsed = parse_bytes(pdf(paragraphs(lines), HEAD + FOOT), "a.pdf")
    nothing_lost(parsed)
    heads, numbers = (
        originals(parsed, RepairKind.RUNNING_HEAD), originals(parsed, RepairKind.PAGE_NUMBER),
    )  # fmt: skip
    assert len(heads) == len(numbers) >= 3
    assert set(heads) == {"安澜县应急管理局 文件"}
    assert numbers[:3] == ["— 1 —", "— 2 —", "— 3 —"]
    assert bodies(parsed) == ["\n".join([LONG] * 12), LONG]


def test_a_bare_number_is_a_page_number_where_it_comes_again_at_the_foot():
    parsed = parse_bytes(
        pdf(paragraphs(["安澜县方案", "一、总则", *[LONG] * 12]), PLAIN_FOOT), "a.pdf"
    )
    assert originals(parsed, RepairKind.PAGE_NUMBER)[:2] == ["1", "2"]
    assert bodies(parsed) == ["\n".join([LONG] * 12)]


def test_articles_that_begin_page_after_page_alike_stay_text(nothing_lost):
    """A line an article: each page begins and ends with the same words, and only the numbers
    tell them apart."""
    articles = [f"第{n}条 县应急管理局每年检查{n}处。" for n in range(1, 121)]
    parsed = parse_bytes(pdf(paragraphs(["安澜县方案", *articles]), "size: A4;"), "a.pdf")
    nothing_lost(parsed)
    assert [node.number for node in parsed.nodes if node.number] == [
        f"第{n}条" for n in range(1, 121)
    ]
    assert all(node.text.endswith("处。") for node in parsed.nodes if node.number)
    assert originals(parsed, RepairKind.RUNNING_HEAD) == []


def test_a_text_that_begins_two_pages_with_the_same_line_is_no_running_head(nothing_lost):
    words = (
        "各成员单位按照职责分工做好防汛抗旱工作，及时报送信息，确保人民群众生命财产安全，并根据雨情水情变化。"
    ) * 5
    style = 'body { font: 16pt/28pt "Noto Sans CJK SC" } p { text-align: justify }'
    head = '@top-center { content: "安澜县应急预案汇编" }'
    articles = [f"第{one}条　{words}" for one in "一二三四五六七八九十"]
    parsed = parse_bytes(
        pdf(
            paragraphs(["安澜县总体应急预案", *articles]), f"size: A4; margin: 2.5cm; {head}", style
        ),
        "a.pdf",
    )
    nothing_lost(parsed)
    assert set(originals(parsed, RepairKind.RUNNING_HEAD)) == {"安澜县应急预案汇编"}
    assert bodies(parsed) == [words] * 10


def test_a_running_head_may_count_the_pages(nothing_lost):
    counted = '@top-right { content: "安澜县 2026 年预案 " counter(page); font-size: 9pt }'
    parsed = parse_bytes(pdf(paragraphs(["安澜县方案", *[LONG] * 40]), counted), "a.pdf")
    nothing_lost(parsed)
    heads = originals(parsed, RepairKind.RUNNING_HEAD)
    assert heads[0] == "安澜县 2026 年预案 1" and len(heads) == len(set(heads)) > 5


def test_pages_that_are_counted_anew_in_an_annex_have_page_numbers_still(nothing_lost):
    both = PdfWriter()
    for lines in (["安澜县方案", *[LONG] * 40], ["附件", *[LONG] * 14]):
        both.append(io.BytesIO(pdf(paragraphs(lines), PLAIN_FOOT)))
    buffer = io.BytesIO()
    both.write(buffer)
    parsed = parse_bytes(buffer.getvalue(), "a.pdf")
    nothing_lost(parsed)
    numbers = [int(number) for number in originals(parsed, RepairKind.PAGE_NUMBER)]
    assert numbers.count(1) == 2 and numbers.count(2) == 2


def test_two_columns_are_read_one_after_the_other(nothing_lost, tree):
    lines = [line for n in range(1, 9) for line in (f"{n}. 第{n}项工作", f"第{n}项。{LONG}")]
    body = f'<h1>安澜县综合应急工作方案</h1><div class="two">{paragraphs(lines)}</div>'
    parsed = parse_bytes(pdf(body, FOOT, ".two { columns: 2 } h1 { font-size: 16pt }"), "a.pdf")
    nothing_lost(parsed)
    assert parsed.metadata.title == "安澜县综合应急工作方案"
    assert tree(parsed) == [(1, f"{n}.", f"第{n}项工作") for n in range(1, 9)]
    assert bodies(parsed) == [f"第{n}项。{LONG}" for n in range(1, 9)]


def test_a_table_is_read_row_by_row_and_its_rows_are_not_joined():
    rows = [
        ("级别", "条件", "指挥"),
        ("Ⅰ级", "死亡三百人以上", "省"),
        ("Ⅱ级", "死亡五十人以上", "市"),
        ("Ⅲ级", "死亡十人以上", "县"),
    ]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    body = (
        paragraphs(["安澜县方案", "一、分级", LONG]) + f'<table style="width:100%">{table}</table>'
    )
    text = parse_bytes(pdf(body, style="p { margin: 0 }"), "a.pdf").original
    assert text.endswith("".join("\t".join(row) + "\n" for row in rows))


@pytest.mark.parametrize("style", ["", "p { text-align: justify }"])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_generated_document_as_a_pdf_has_the_tree_it_has_as_text(
    family, style, nothing_lost, tree
):
    for seed in range(2):
        text, _want = document(family, seed)
        text = text.replace("落实到人。", f"落实到人。{LONG}")
        lines = text.split("\n")
        body = f'<p style="text-align: center">{lines[0]}</p>{paragraphs(lines[1:])}'
        parsed = parse_bytes(pdf(body, HEAD + FOOT, style), "a.pdf")
        nothing_lost(parsed)
        as_text = parse_bytes(text.encode(), "a.txt")
        assert tree(parsed) == tree(as_text), (family, seed)
        assert "".join(bodies(parsed)) == "".join(bodies(as_text))


def test_a_page_that_is_a_picture_is_named_in_the_report():
    body = (
        paragraphs(["安澜县方案", "一、总则", LONG])
        + f'<div style="break-before: page">{picture()}</div>'
    )
    parsed = parse_bytes(pdf(body), "a.pdf")
    assert [note.text for note in parsed.notes if note.code == "unread"] == [
        "第 2 页是图片，里面的字没有读出来。请对照原件补上。"
    ]


def test_a_page_that_lies_on_its_side_is_read_upright():
    writer = PdfWriter(
        clone_from=PdfReader(io.BytesIO(pdf(paragraphs(["安澜县方案", "一、总则", LONG]))))
    )
    for page in writer.pages:
        page.rotate(90).transfer_rotation_to_content()
        page.rotate(270)
    assert bodies(parse_bytes(written(writer), "a.pdf")) == [LONG]


def written(writer):
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def locked(owner_only=False):
    writer = PdfWriter(
        clone_from=PdfReader(io.BytesIO(pdf(paragraphs(["安澜县方案", "一、总则", LONG]))))
    )
    writer.encrypt(user_password="" if owner_only else "secret", owner_password="owner")
    return written(writer)


def test_a_pdf_that_only_forbids_changes_is_read():
    assert bodies(parse_bytes(locked(owner_only=True), "a.pdf")) == [LONG]


@pytest.mark.parametrize(
    ("make", "name", "refusal", "says"),
    [
        (lambda: b"", "a.pdf", errors.EmptyDocument, "没有文字"),
        (lambda: b"%PDF-1.7 nothing", "a.pdf", errors.CorruptPdf, "打不开"),
        (lambda: pdf("<p>安澜县方案")[:900], "a.pdf", errors.CorruptPdf, "重新下载"),
        (locked, "a.pdf", errors.EncryptedPdf, "去掉密码"),
        (lambda: pdf(picture()), "a.pdf", errors.ScannedPdf, "OCR"),
        (lambda: pdf(""), "a.pdf", errors.EmptyDocument, "没有文字"),
        (lambda: b"<html><p>x", "a.pdf", errors.WrongExtension, "网页"),
        (lambda: "一、总则".encode(), "a.pdf", errors.WrongExtension, "纯文本"),
        (lambda: b"%PDF-1.7", "a.txt", errors.WrongExtension, "PDF"),
        (lambda: b"%PDF-" + b" " * 20 * 1024 * 1024, "a.pdf", errors.TooLarge, "20 MB"),
    ],
)  # fmt: skip
def test_what_is_no_readable_pdf_is_refused_in_words(make, name, refusal, says):
    with pytest.raises(refusal) as caught:
        parse_bytes(make(), name)
    assert says in caught.value.message
    assert caught.value.message.endswith("库里没有改动。")
