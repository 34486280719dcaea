"""Pictures among the text of a PDF: what nobody has read is told of where it stands."""

import io
from base64 import b64encode

import pytest
from PIL import Image
from weasyprint import HTML

from content.plans.domain.pipeline import parse_bytes

STYLE = (
    '@page { size: A4; margin: 2cm } body { font: 12pt "Noto Sans CJK SC" } p { margin: 0 }'
    " .stamp { position: absolute; top: 2cm; left: 2cm }"
)
WORDS = "县应急管理局会同有关部门组织开展风险排查，各乡镇各部门落实到人。"


def picture(width, style=""):
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), "grey").save(buffer, "PNG")
    data = b64encode(buffer.getvalue()).decode()
    return f'<p><img src="data:image/png;base64,{data}" style="width: {width}; {style}"></p>'


def parsed(*body):
    lines = [one if one.startswith("<") else f"<p>{one}</p>" for one in body]
    data = HTML(string=f"<style>{STYLE}</style>{''.join(lines)}").write_pdf()
    return parse_bytes(data, "a.pdf")


def told(found):
    return [
        (found.nodes[note.node].heading, note.code)
        for note in found.notes
        if note.code in ("unseen", "page")
    ]


def test_a_scanned_table_is_told_of_at_the_section_that_it_stands_in(nothing_lost):
    found = parsed(
        "安澜县方案", "一、总则", WORDS, "二、物资表", picture("12cm"), "三、附则", WORDS
    )
    nothing_lost(found)
    assert told(found) == [("物资表", "unseen")]


def test_a_seal_is_no_picture_and_neither_is_the_ground_of_the_page():
    assert told(parsed("安澜县方案", "一、总则", WORDS, picture("4cm"))) == []
    ground = picture("17cm", "position: absolute; top: 0; left: 0; z-index: -1")
    assert told(parsed("安澜县方案", "一、总则", WORDS, ground)) == []


def test_what_stands_on_every_page_is_no_picture_of_the_text():
    overleaf = '<div style="break-before: page"></div>'
    head = picture("12cm", "position: absolute; top: 10cm; left: 0")
    pages = [part for _page in range(6) for part in (WORDS, head, overleaf)]
    assert told(parsed("安澜县方案", "一、总则", *pages, WORDS)) == []


def test_a_page_that_is_a_picture_is_told_of_behind_the_line_before_it():
    overleaf = '<div style="break-before: page"></div>'
    found = parsed(
        "安澜县方案", "一、总则", WORDS, "二、流程图", overleaf, picture("12cm"), overleaf,
        "三、附则", WORDS,
    )  # fmt: skip
    assert told(found) == [("流程图", "page")]


@pytest.mark.parametrize("first", [True, False])
def test_a_picture_at_the_edge_of_the_text_belongs_to_the_nearest_line(first):
    body = ["安澜县方案", "一、总则", WORDS, "二、附则", WORDS]
    body = [picture("12cm"), *body] if first else [*body, picture("12cm")]
    ((heading, _code),) = told(parsed(*body))
    assert heading == ("安澜县方案" if first else "附则")
