"""Numbers that Word counts beyond what anybody writes in such numerals."""

import pytest

from content.plans.domain.docx import read_docx
from content.plans.domain.numerals import format_han, format_letter, format_roman

HUGE = 99_999_999_999_999


@pytest.mark.parametrize("written", [format_han, format_letter, format_roman])
def test_beyond_what_can_be_written_so_it_stays_digits(written):
    assert written(HUGE) == str(HUGE)


def test_what_can_be_written_is():
    assert format_han(9999) == "九千九百九十九" and format_han(10_000) == "10000"
    assert format_roman(3999) == "mmmcmxcix" and format_roman(4000) == "4000"
    assert format_letter(780) == "z" * 30 and format_letter(781) == "781"


def level(at, form, text, more=""):
    return (
        f'<w:lvl w:ilvl="{at}">{more}<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCountingThousand", "第%1章 ")
    + level(1, "decimal", "%1.%2 ", "{link}<w:isLgl/>")
    + level(2, "decimal", "（%3）")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def style(key, number, based_on="", name=""):
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name or key}"/>{base}'
        f"<w:pPr><w:numPr>{number}</w:numPr></w:pPr></w:style>"
    )


LIST = '<w:numId w:val="1"/>'
LEVEL = '<w:ilvl w:val="1"/>'


@pytest.mark.parametrize(
    ("link", "second"),
    [
        ("", style("B", LEVEL, "A")),
        ('<w:pStyle w:val="B"/>', style("B", LIST, "A")),
        ('<w:pStyle w:val="B"/>', style("B", '<w:ilvl w:val="0"/>', "A")),
        ("", style("C", LEVEL, "A") + style("B", "", "C")),
        ('<w:pStyle w:val="C"/>', style("C", LIST, "A") + style("B", "", "C")),
    ],
    ids=["level alone", "linked", "the link goes first", "inherited", "link inherited"],
)
def test_a_style_takes_list_and_level_each_from_where_it_is_given(link, second, word):
    styles = style("A", f'<w:ilvl w:val="0"/>{LIST}') + second
    body = "".join(
        word.paragraph(text, style=key)
        for text, key in [
            ("总则", "A"), ("目的", "B"), ("依据", "B"), ("响应", "A"), ("行动", "B"),
        ]
    )  # fmt: skip
    data = word.docx(body, numbering=NUMBERING.format(link=link), styles=styles)
    assert read_docx(data).text.split("\n")[:5] == [
        "第一章 总则", "1.1 目的", "1.2 依据", "第二章 响应", "2.1 行动",
    ]  # fmt: skip


def test_a_paragraph_may_give_its_level_alone(word):
    number = '<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="2"/></w:numPr>'
    body = word.paragraph("总则", style="A") + (
        f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
    )
    data = word.docx(body, numbering=NUMBERING.format(link=""), styles=style("A", LIST))
    assert read_docx(data).text.split("\n")[:2] == ["第一章 总则", "（1）甲"]


def test_a_style_that_takes_the_list_away_has_no_number(word):
    styles = style("A", LIST) + style("B", '<w:numId w:val="0"/>', "A")
    body = word.paragraph("总则", style="A") + word.paragraph("说明", style="B")
    data = word.docx(body, numbering=NUMBERING.format(link=""), styles=styles)
    assert read_docx(data).text.split("\n")[:2] == ["第一章 总则", "说明"]
