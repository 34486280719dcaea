"""A title that a format gives more than once as a heading."""

import pytest

from content.plans.domain.extracted import RepairKind
from content.plans.domain.pipeline import parse_bytes
from tests.samples.word import docx, paragraph

TITLE = "某县防汛应急预案"
CHAPTERS = [(1, "一、", "总则"), (1, "二、", "职责")]
BODY = "<p>一、总则</p><p>为了防汛，制定本预案。</p><p>二、职责</p><p>县水利局负责巡查。</p>"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>'
    for n in (1, 2)
)
MARKDOWN = "{mark} 一、总则\n\n为了防汛。\n\n{mark} 二、职责\n\n县水利局负责巡查。\n"


def page(top):
    html = f"<html><head><meta charset=utf-8></head><body>{top}{BODY}</body></html>"
    return parse_bytes(html.encode(), "a.html")


def word(*lines):
    return parse_bytes(docx("".join(lines), styles=STYLES), "a.docx")


def assert_once(parsed):
    assert (parsed.metadata.title, parsed.metadata.family) == (TITLE, "response")
    kinds = [r.kind for r in parsed.repairs if r.kind != RepairKind.MARKUP]
    assert kinds == [RepairKind.DUPLICATE_TITLE]
    assert "no_title" not in {note.code for note in parsed.notes}


@pytest.mark.parametrize(
    "top",
    [
        f"<h1>{TITLE}</h1><h1>{TITLE}</h1>",
        f"<h2>{TITLE}</h2><h2>{TITLE}</h2>",
        f"<h1>{TITLE}</h1><h2>{TITLE}</h2>",
        f"<h1>{TITLE}</h1><p>发布时间：2024-05-01</p><h1>某县 防汛应急预案</h1>",
    ],
)
def test_a_page_that_heads_itself_twice_has_one_title(top, nothing_lost, tree):
    parsed = page(top)
    nothing_lost(parsed)
    assert_once(parsed)
    assert tree(parsed) == CHAPTERS


@pytest.mark.parametrize("mark", ["#", "##"])
def test_markdown_that_heads_itself_twice_has_one_title(mark, nothing_lost, tree):
    text = f"# {TITLE}\n\n# {TITLE}\n\n{MARKDOWN.format(mark=mark)}"
    parsed = parse_bytes(text.encode(), "a.md")
    nothing_lost(parsed)
    assert_once(parsed)
    assert tree(parsed) == CHAPTERS


@pytest.mark.parametrize("style", ["H1", "H2"])
def test_a_word_file_that_heads_itself_twice_has_one_title(style, nothing_lost, tree):
    parsed = word(
        paragraph(TITLE, style="H1"), paragraph(TITLE, style="H1"),
        paragraph("总则", style=style), paragraph("为了防汛。"),
        paragraph("职责", style=style), paragraph("县水利局负责巡查。"),
    )  # fmt: skip
    nothing_lost(parsed)
    assert_once(parsed)
    assert tree(parsed) == [(1, "", "总则"), (1, "", "职责")]


def test_two_chapters_of_one_name_both_stay(tree):
    parsed = word(
        paragraph("抢险方案", style="H1"), paragraph("先转移群众。"),
        paragraph("抢险方案", style="H1"), paragraph("再处置险情。"),
    )  # fmt: skip
    assert tree(parsed) == [(1, "", "抢险方案"), (1, "", "抢险方案")]
    assert not parsed.repairs
