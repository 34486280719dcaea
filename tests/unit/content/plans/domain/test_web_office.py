"""Pages that an office program saved: its contents, and lists within lists however they are
written."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.plans.domain.extracted import RepairKind
from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import parse_bytes

SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SAID = "全县各级各部门要压实责任，发生险情后立即组织群众转移，并向县人民政府报告。"
HEADINGS = ("一、总则", "（一）编制目的", "二、组织体系", "三、应急响应", "四、附则")


def read(body):
    return parse_bytes(f"<html><body>{body}</body></html>".encode(), "a.html")


def line_of_contents(at, heading, *, linked, hidden):
    looks = ' style="display:none;mso-hide:screen"' if hidden else ""
    words = f"{heading}<span{looks}><span>.............</span>{at + 1}</span>"
    words = f'<a href="#_Toc{at}">{words}</a>' if linked else words
    return f"<p class=MsoToc{1 + (heading[0] == '（')}><span lang=EN-US>{words}</span></p>"


def gone(parsed):
    return [r.original.strip() for r in parsed.repairs if r.kind is RepairKind.CONTENTS]


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("hidden", [True, False])
@pytest.mark.parametrize(
    "name", ["<p class=MsoTocHeading>目录</p>", "<p class=MsoNormal>目　录</p>", ""]
)
def test_contents_that_word_made_are_contents(linked, hidden, name, nothing_lost, tree):
    contents = "".join(
        line_of_contents(at, heading, linked=linked, hidden=hidden)
        for at, heading in enumerate(HEADINGS)
    )
    text = "".join(f"<p class=MsoNormal>{heading}</p><p>{SAID}</p>" for heading in HEADINGS)
    parsed = read(
        f"<div class=WordSection1><p class=MsoTitle>安澜县防汛应急预案</p>{name}{contents}</div>"
        f"<div class=WordSection2>{text}</div>"
    )
    nothing_lost(parsed, gone(parsed))
    assert len(gone(parsed)) == len(HEADINGS) + bool(name)
    assert {repair.kind for repair in parsed.repairs} == {RepairKind.CONTENTS}
    assert parsed.metadata.title == "安澜县防汛应急预案"
    assert NodeKind.PREAMBLE not in {node.kind for node in parsed.nodes}
    assert [heading for _depth, _number, heading in tree(parsed)] == [
        "总则", "编制目的", "组织体系", "应急响应", "附则",
    ]  # fmt: skip


def test_a_sentence_in_the_style_of_contents_is_text(nothing_lost):
    parsed = read(f"<p>安澜县方案</p><p class=MsoToc1>{SAID}</p><p>一、总则</p><p>{SAID}</p>")
    nothing_lost(parsed, [])
    assert gone(parsed) == []


def items(parsed):
    return [
        (node.depth, node.number, node.heading + node.mark + node.text)
        for node in parsed.nodes
        if node.kind is NodeKind.CLAUSE
    ]


INNER = "<ol><li>通知群众。</li><li>清点人数。</li></ol>"


@pytest.mark.parametrize(
    "written",
    [
        f"<ol><li>组织转移。{INNER}</li><li>及时报告。</li></ol>",
        f"<ol><li>组织转移。</li>{INNER}<li>及时报告。</li></ol>",
        f"<ol><li>组织转移。<li>{INNER}<li>及时报告。</ol>".replace("<li><ol>", "<ol>"),
        f"<ol><li><p>组织转移。</p></li><ul>{INNER}</ul><li><p>及时报告。</p></li></ol>",
    ],
)
def test_a_list_within_a_list_stands_below_its_item_where_the_page_closes_that_too_early(
    written, nothing_lost
):
    parsed = read(f"<p>安澜县方案</p><p>一、处置</p><p>{SAID}</p>{written}<p>二、附则</p>")
    nothing_lost(parsed)
    assert items(parsed)[1:5] == [
        (1, "1.", "组织转移。"), (2, "1.", "通知群众。"), (2, "2.", "清点人数。"),
        (1, "2.", "及时报告。"),
    ]  # fmt: skip
    assert {node.style for node in parsed.nodes if node.number.endswith(".")} == {"dec_dot"}
    assert [note.code for note in parsed.notes if note.code in ("restart", "repeat", "late")] == []


def test_lists_in_the_third_level_go_on_after_what_stands_between(nothing_lost):
    third = "<ol><li>第一项。</li><li>第二项。</li></ol>"
    parsed = read(
        f"<p>安澜县方案</p><p>一、处置</p><p>{SAID}</p>"
        f"<ol><li>甲。</li><ol><li>乙。</li>{third}<li>丙。</li></ol><li>丁。</li></ol>"
    )
    nothing_lost(parsed)
    assert [depth for depth, *_ in items(parsed)[1:]] == [1, 2, 3, 3, 2, 1]


def test_lists_deeper_than_anybody_writes_are_told_apart_no_further(nothing_lost):
    parsed = read("<p>安澜县方案</p><p>一、处置</p>" + "<ol><li>组织转移。" * 40)
    nothing_lost(parsed)
    assert len(items(parsed)) == 41
    assert max(depth for depth, *_ in items(parsed)) == 9


TAGS = st.sampled_from(
    [
        "<ol>", "</ol>", "<li>", "</li>", "<ul>", "</ul>", "<ol start=3>", "<ol reversed>",
        "<p class=MsoToc1>", "<p class=MsoToc9>", "<p>", "</p>", "一、总则", "1. 甲。", "乙",
        '<a href="#x">目录</a>', "</a>", "<table><tr><td>", "</td></tr></table>", SAID,
    ]
)  # fmt: skip


@SETTINGS
@given(st.lists(TAGS, max_size=30))
def test_no_words_are_lost_however_lists_and_contents_are_broken(nothing_lost, tags):
    nothing_lost(read("<p>安澜县方案</p>" + "".join(tags)), few=False)
