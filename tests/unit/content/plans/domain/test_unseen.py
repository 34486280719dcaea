"""Pictures and diagrams are no text; a note says of each place that something stands there."""

import pytest

from content.plans.domain.pipeline import parse_bytes
from tests.samples.word97 import DELETED, SPECIAL, P, Word97

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
    return [(parsed.nodes[n.node].heading, n.text) for n in parsed.notes if n.code == "unseen"]


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
