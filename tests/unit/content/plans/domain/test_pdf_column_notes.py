# ruff: noqa: E501 - documents as data
"""Footnotes below the columns of a page: each stays with the clause that calls it, and no sentence
is parted by one."""

import pytest
from weasyprint import HTML

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import parse_bytes

LONG = (
    "县应急管理局会同有关部门组织开展风险排查，各乡镇、各部门要压实责任，落实到人，发生险情后立即组织群众转移，"
    "并在半小时以内向县人民政府报告。"
)  # fmt: skip
FIRST = "指县应急管理局，依据县人民政府办公室的文件成立，下设内设机构。"
SECOND = "见《管理办法》第三条。"
THIRD = "指村民委员会和居民委员会，以下简称村（社区）。"
GOES_ON = "各乡镇人民政府和县直各有关部门应当按照职责分工每年汛期以前对本辖区和本行业的预案认真组织一次演练并且及时"
REST = "将演练的情况报告县应急管理局备案。"
LEFT = (
    f"<p>一、总则</p><p>{LONG}</p><p>县级<sup>①</sup>机构{LONG}另有<sup>②</sup>规定的除外。</p>"
    f"<p>二、职责</p><p>{LONG * 2}</p><p>{GOES_ON}</p>"
)
RIGHT = (
    f"<p class=on>{REST}</p><p>三、处置</p><p>基层<sup>{{third}}</sup>组织{LONG * 2}</p><p>四、附则</p><p>{LONG * 3}</p>"
)  # fmt: skip
STYLE = (
    '@page { size: A4; margin: 2cm; @bottom-center { content: "— " counter(page) " —" } }'
    'body { font: 12pt "Noto Sans CJK SC"; line-height: 1.5; margin: 0 }'
    "p { margin: 0; text-indent: 2em } .on { text-indent: 0 }"
    ".title { text-indent: 0; text-align: center }"
    ".column, .notes { position: absolute; width: 8cm; top: 2cm } .right { left: 9cm }"
    ".notes { top: 22.3cm; font-size: 9pt } .notes p { text-indent: 0 }"
    "sup { font-size: 60%; vertical-align: super; line-height: 1 }"
)
RULE = ".notes::before { content: ''; display: block; width: 5cm; border-top: 0.5pt solid }"


def read(left=(), right=(), *, style=RULE, third="③", below=""):
    notes = [
        f"<div class='notes {side}'>{''.join(f'<p>{note}</p>' for note in own)}</div>"
        for side, own in (("", left), ("right", right))
        if own
    ]
    body = (
        f"<p class=title>安澜县方案</p><div class=column>{LEFT}</div>"
        f"<div class='column right'>{RIGHT.format(third=third)}</div>{''.join(notes)}{below}"
    )
    return parse_bytes(HTML(string=f"<style>{STYLE}{style}</style>{body}").write_pdf(), "a.pdf")


def texts(parsed):
    return [node.text for node in parsed.nodes if node.kind is NodeKind.CLAUSE]


@pytest.mark.parametrize("style", [RULE, ""])
@pytest.mark.parametrize("third", ["③", "①"])
def test_each_note_stands_below_the_paragraph_of_its_column_that_calls_it(
    style, third, nothing_lost
):
    left, right = [f"①{FIRST}", f"②{SECOND}"], [f"{third}{THIRD}"]
    parsed = read(left, right, style=style, third=third)
    nothing_lost(parsed)
    assert texts(parsed) == [
        f"{LONG}\n县级〔注1〕机构{LONG}另有〔注2〕规定的除外。\n〔注1〕{FIRST}\n〔注2〕{SECOND}",
        f"{LONG * 2}\n{GOES_ON}{REST}",
        f"基层〔注3〕组织{LONG * 2}\n〔注3〕{THIRD}",
        LONG * 3,
    ]


@pytest.mark.parametrize(("left", "right"), [([f"①{FIRST}"], []), ([], [f"③{THIRD}"])])
def test_one_column_may_have_notes_and_the_other_none(left, right, nothing_lost):
    parsed = read(left, right)
    nothing_lost(parsed)
    assert f"{GOES_ON}{REST}" in texts(parsed)[1]
    assert parsed.original.count("〔注1〕") == 2


def test_a_note_that_reaches_under_both_columns_belongs_to_the_page(nothing_lost):
    whole = f"①{FIRST}{THIRD}{SECOND}"
    below = (
        "<div class=notes style='width: 17cm; top: 24cm'>"
        f"<p>{whole}</p><p>②{SECOND}</p></div>"
    )  # fmt: skip
    parsed = read(below=below)
    nothing_lost(parsed)
    assert f"〔注1〕{whole[1:]}\n〔注2〕{SECOND}" in texts(parsed)[0]
    assert f"{GOES_ON}{REST}" in texts(parsed)[1]


def test_small_lines_below_a_column_that_nothing_calls_or_rules_stay_where_they_are(nothing_lost):
    parsed = read([f"⑨{FIRST}"], style="")
    nothing_lost(parsed)
    assert "〔注" not in parsed.original
    assert FIRST in "".join(texts(parsed))
