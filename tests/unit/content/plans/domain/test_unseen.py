"""Pictures and diagrams are no text; a note says of each place that something stands there."""

import pytest

from content.plans.domain.pipeline import parse_bytes
from tests.samples.word97 import DELETED, SPECIAL, P, Word97

CODES = ("unseen", "drawn", "chunk")
A = "http://schemas.openxmlformats.org/drawingml/2006"
PICTURE = f'<w:drawing><p:pic xmlns:p="{A}/picture"><p:blipFill/></p:pic></w:drawing>'
DIAGRAM = f'<w:drawing><d:relIds xmlns:d="{A}/diagram"/></w:drawing>'
CHART = f'<w:drawing><c:chart xmlns:c="{A}/chart"/></w:drawing>'
OLD = '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/></v:shape></w:pict>'
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TWICE = (
    f'<m:AlternateContent xmlns:m="{MC}"><m:Choice>{PICTURE}</m:Choice>'
    f"<m:Fallback>{OLD}</m:Fallback></m:AlternateContent>"
)


def run(inside):
    return f"<w:p><w:r>{inside}</w:r></w:p>"


def told(parsed):
    """Heading of the place, and what is said of it."""
    return [(parsed.nodes[n.node].heading, n.text) for n in parsed.notes if n.code in CODES]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (run(PICTURE), "1 张图"),
        (run(CHART), "1 张图"),
        (run(OLD), "1 张图"),
        (run(TWICE), "1 张图"),
        (run(PICTURE + PICTURE) + run(OLD), "3 张图"),
        (run(f"<w:t>见图</w:t>{PICTURE}"), "1 张图"),
        (run(DIAGRAM), "1 张 SmartArt 图"),
        ('<w:altChunk xmlns:r="x" r:id="c"/>', "别的文件"),
    ],
    ids=["picture", "chart", "old", "fallback", "three", "in a line", "diagram", "chunk"],
)
def test_each_place_of_a_word_file_is_told(inside, said, word, nothing_lost):
    lines = ["安澜县防汛应急预案", "一、总则", "为防汛。", "二、流程图"]
    body = "".join(map(word.paragraph, lines)) + inside
    body += "".join(map(word.paragraph, ["三、附则", "施行。"]))
    parsed = parse_bytes(word.docx(body), "a.docx")
    nothing_lost(parsed)
    [(heading, text)] = told(parsed)
    assert heading == "流程图" and said in text


R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="{}"/></Relationships>'
)
BOXES = (
    f'<d:dataModel xmlns:d="{A}/diagram" xmlns:a="{A}/main"><d:ptLst>'
    '<d:pt modelId="0" type="doc"><d:t><a:p/></d:t></d:pt>'
    "<d:pt><d:t><a:p><a:r><a:t>县防</a:t></a:r><a:r><a:t>指</a:t></a:r></a:p></d:t></d:pt>"
    '<d:pt type="parTrans"><d:t><a:p><a:r><a:t>线</a:t></a:r></a:p></d:t></d:pt>'
    '<d:pt type="asst"><d:t><a:p><a:r><a:t>1. 办公室</a:t></a:r></a:p></d:t></d:pt>'
    "</d:ptLst></d:dataModel>"
)
BARS = (
    f'<c:chartSpace xmlns:c="{A}/chart" xmlns:a="{A}/main"><c:title>'
    "<a:p><a:r><a:t>降雨量</a:t></a:r></a:p></c:title><c:cat><c:strCache><c:v>青河镇</c:v><c:v>东山乡</c:v></c:strCache></c:cat>"
    "<c:val><c:numCache><c:v>50</c:v></c:numCache></c:val></c:chartSpace>"
)


@pytest.mark.parametrize(
    ("drawn", "part", "words"),
    [
        (f'<d:relIds xmlns:d="{A}/diagram" xmlns:r="{R}" r:dm="r1"/>', BOXES, "县防指；1. 办公室"),
        (f'<c:chart xmlns:c="{A}/chart" xmlns:r="{R}" r:id="r1"/>', BARS, "降雨量；青河镇；东山乡"),
    ],
    ids=["diagram", "chart"],
)
@pytest.mark.parametrize("caption", ["", "<w:t>见下图</w:t>"])
def test_words_of_a_figure_are_text_of_the_place_it_stands_in(
    drawn, part, words, caption, word, nothing_lost
):
    lines = ["安澜县防汛应急预案", "一、总则", "为防汛。", "二、流程图"]
    body = "".join(map(word.paragraph, lines)) + run(f"{caption}<w:drawing>{drawn}</w:drawing>")
    body += "".join(map(word.paragraph, ["三、附则", "施行。"]))
    extra = {
        "word/_rels/document.xml.rels": RELATIONS.format("drawn/one.xml"),
        "word/drawn/one.xml": part,
    }
    parsed = parse_bytes(word.docx(body, extra=extra), "a.docx")
    nothing_lost(parsed)
    [(heading, note)] = told(parsed)
    assert heading == "流程图" and "读进了正文" in note
    text = next(node.text for node in parsed.nodes if node.heading == "流程图")
    assert text.split("\n") == [*(["见下图"] if caption else []), f"〔图中文字：{words}〕"]


def test_a_figure_that_a_file_names_again_and_again_is_read_once(word):
    drawn = f'<w:drawing><d:relIds xmlns:d="{A}/diagram" xmlns:r="{R}" r:dm="r1"/></w:drawing>'
    body = "".join(map(word.paragraph, ["安澜县防汛应急预案", "一、流程图"])) + run(drawn) * 500
    extra = {"word/_rels/document.xml.rels": RELATIONS.format("one.xml"), "word/one.xml": BOXES}
    assert parse_bytes(word.docx(body, extra=extra), "a.docx").original.count("县防指") == 1


@pytest.mark.parametrize("target", ["drawn/none.xml", "../../etc/passwd", ""])
def test_a_figure_whose_words_are_not_there_is_told_as_before(target, word):
    drawn = f'<w:drawing><d:relIds xmlns:d="{A}/diagram" xmlns:r="{R}" r:dm="r1"/></w:drawing>'
    body = "".join(map(word.paragraph, ["安澜县防汛应急预案", "一、流程图"])) + run(drawn)
    extra = {"word/_rels/document.xml.rels": RELATIONS.format(target)}
    [(_heading, note)] = told(parse_bytes(word.docx(body, extra=extra), "a.docx"))
    assert "没有读进正文" in note


def test_two_places_are_two_notes(word):
    lines = ["安澜县防汛应急预案", "一、总则"]
    body = "".join(map(word.paragraph, lines)) + run(PICTURE)
    body += word.paragraph("二、组织") + run(PICTURE) + run(DIAGRAM)
    assert [heading for heading, _ in told(parse_bytes(word.docx(body), "a.docx"))] == [
        "总则", "组织", "组织",
    ]  # fmt: skip


def test_a_text_box_and_a_deleted_picture_are_none(word):
    box = f"<w:pict><w:txbxContent>{word.paragraph('接报')}</w:txbxContent></w:pict>"
    gone = f"<w:p><w:del><w:r>{PICTURE}</w:r></w:del></w:p>"
    lines = ["安澜县防汛应急预案", "一、总则", "为防汛。"]
    body = "".join(map(word.paragraph, lines)) + run(box) + gone
    assert told(parse_bytes(word.docx(body), "a.docx")) == []


@pytest.mark.parametrize(
    ("mods", "count"), [(SPECIAL, 1), (SPECIAL + DELETED, 0), (b"", 0)], ids=["is", "gone", "none"]
)
def test_each_place_of_an_old_word_file_is_told(mods, count, nothing_lost):
    above = [P(text) for text in ("安澜县防汛应急预案", "一、总则", "为防汛。", "二、流程图")]
    picture = P("\x01", runs=((0, 1, mods),))
    data = Word97([*above, picture, P("三、附则"), P("施行。")]).bytes()
    parsed = parse_bytes(data, "a.doc")
    nothing_lost(parsed)
    assert [heading for heading, _ in told(parsed)] == ["流程图"] * count


ARTICLE = (
    "<div class='top'><img src='logo.png'><a href='/'>首页</a></div><div id='article'>"
    "<h1>安澜县防汛应急预案</h1><p>一、总则</p><p>为做好防汛工作，保障人民群众生命安全，制定本预案。</p>"
    "<p>二、流程图</p><p>{}</p></div><div class='foot'><img src='party.png'>版权所有</div>"
)


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        ("<img src='a.jpg'>", 1),
        ("<img src='a.jpg' width='600px' height=400>见图", 1),
        (f"<img src='a.png' width='{'9' * 5000}'>", 1),
        ("<img src='icon_doc.gif'>", 0),
        ("<img src='a.gif' width=16 height=16>", 0),
        ("<span style='display:none'><img src='a.jpg'></span>", 0),
        ("没有图", 0),
    ],
)
def test_pictures_of_the_article_of_a_page_are_told_and_those_of_the_site_not(
    markup, count, nothing_lost
):
    parsed = parse_bytes(ARTICLE.format(markup).encode(), "a.html")
    nothing_lost(parsed)
    assert [heading for heading, _ in told(parsed)] == ["流程图"] * count
