"""What an editor says of a row stays with that row where rows above it hold no cell of their own,
at every outlet."""

import pytest

from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.selectors.changes import compared_with_told
from content.plans.selectors.readable import readable_text
from content.plans.selectors.situations import situations_by_chapter
from tests.samples import who_acts
from tests.samples.word import docx, paragraph

LEVELS = [
    ["级别", "启动条件"],
    ["小事", "停水一个村"],
    ["中事", "停水一个镇"],
    ["大事", "停水全县"],
]
CASES = [["情形", "措施", "哪一级"], ["大坝渗水", "放低库水位", "水库"],
         ["闸门失灵", "改用备用电源", "水库"], ["坝坡裂开", "劝离下游群众", "乡镇"]]  # fmt: skip
DUTIES = [["责任单位", "职责"], ["县水利局", "监测水情。"], ["县公安局", "维护秩序。"],
          ["县气象局", "发布预报。"]]  # fmt: skip


def page(rows):
    """A web page whose table has a row without any cell below its head."""
    head, *body = ["<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in rows]
    table = f"<table>{head}<tr></tr>{''.join(body)}</table>"
    return (
        "<div id='article'><h1>安澜县水库防汛应急预案</h1><p>1 总则</p>"
        "<p>为做好水库防汛工作，保障下游群众生命安全，制定本预案。</p><p>2 处置</p>"
        f"{table}<p>3 附则</p><p>自印发之日起施行。</p></div>"
    ).encode()


def word(rows):
    """A Word file whose table has a row that is merged upwards in all its cells."""

    def line(cells, merge=""):
        return "<w:tr>" + "".join(
            f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{one}</w:t></w:r></w:p></w:tc>"
            for one in cells
        ) + "</w:tr>"  # fmt: skip

    head, *body = rows
    begun = line(["另一行。"] * len(head), '<w:vMerge w:val="restart"/>')
    table = begun + line([""] * len(head), "<w:vMerge/>") + "".join(map(line, body))
    return docx(
        paragraph("安澜县水库防汛应急预案") + paragraph("1 总则")
        + paragraph("为做好水库防汛工作，保障下游群众生命安全，制定本预案。") + paragraph("2 处置")
        + f"<w:tbl>{line(head)}{table}</w:tbl>"
        + paragraph("3 附则") + paragraph("自印发之日起施行。")
    )  # fmt: skip


@pytest.fixture(params=[(page, "预案.html"), (word, "预案.docx")], ids=["web", "word"])
def read(request, import_small):
    write, name = request.param
    return lambda rows: (
        import_small(None, publish=False, kind="special", data=write(rows), name=name).version
    )


def test_a_level_is_that_of_its_row(read, tell, levels):
    draft = read(LEVELS)
    tell(Says.LEVEL_WHEN, "中事", "Ⅱ级", version=draft)
    tell(Says.LEVEL_WHEN, "小事", "Ⅲ级", version=draft)
    assert levels(draft) == {
        "Ⅱ级": [["停水一个镇"], [], []],
        "Ⅲ级": [["停水一个村"], [], []],
    }


def test_a_situation_is_that_of_its_row(read, tell, world):
    draft = read(CASES)
    tell(Says.SITUATION, "改用备用电源", "闸门失灵", version=draft)
    tell(Says.SITUATION, "劝离下游", "坝坡裂开", version=draft)
    parts = situations_by_chapter(readable_text(draft, world.editor))
    assert [card.text for part in parts for one in part.situations for card in one.cards] == [
        "闸门失灵；改用备用电源；水库", "坝坡裂开；劝离下游群众；乡镇",
    ]  # fmt: skip


def test_whoever_acts_in_a_row_gets_what_that_row_says(read, world):
    draft = read(DUTIES)
    who_acts.say(draft, world.editor, Says.ACTOR, "监测水情", "水管站")
    who_acts.say(draft, world.editor, Says.ACTOR, "发布预报", "气象台")
    duties = who_acts.duties_of(draft, world.editor)
    assert duties["水管站"] == ["监测水情。"]
    assert duties["气象台"] == ["发布预报。"]
    assert duties["县公安局"] == ["维护秩序。"]


def test_the_comparison_quotes_the_cell_that_was_pointed_at(read, tell, import_small, world):
    draft = read(CASES)
    before = import_small("别的预案\n\n1 总则\n\n为了防汛，制定本预案。\n", publish=False).version
    tell(Says.SITUATION, "闸门失灵", "闸门失灵", version=draft)
    who_acts.say(draft, world.editor, Says.ACTOR, "劝离下游", "巡坝组")
    found = compared_with_told(
        readable_text(before, world.editor), readable_text(draft, world.editor)
    )
    assert [one.words for one in found.told] == ["闸门失灵", "劝离下游群众"]
