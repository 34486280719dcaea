"""The proof of a version: what was read, and the original under it."""

import re
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.plans.models import TableCell
from content.plans.rendering import table_rows

TABLE = "一、总则\n单位\t人数\t电话\n水利局\t12\t甲\n应急局\t8\t乙\n二、目标\n每年至少组织3次演练。"


@pytest.fixture
def proof(client, world):
    def run(version):
        client.force_login(world.editor)
        return client.get(reverse("plans_desk:review", args=[version.pk])).content.decode()

    return run


def test_a_table_is_drawn_as_a_table_with_its_original_under_it(import_small, proof):
    page = proof(import_small(TABLE, title="甲计划", publish=False).version)
    table = re.search(r'<table class="tbl stackt one" role="table">.*?</table>', page, re.S)[0]
    assert table.count("<tr ") == 3 and table.count("<th ") == 3 and "水利局" in table
    assert "水利局\t12\t甲" in page.split("</table>")[1]


def test_a_row_of_a_table_can_stand_alone_on_a_phone_and_is_still_a_row(import_small, proof):
    page = proof(import_small(TABLE, title="甲计划", publish=False).version)
    table = re.search(r'<table class="tbl stackt one" role="table">.*?</table>', page, re.S)[0]
    head, body = table.split('</thead><tbody role="rowgroup">')
    assert head.count('role="columnheader"') == 3 and head.count('role="row"') == 1
    assert body.count('role="cell"') == 6 and body.count('role="row"') == 2
    for label in ("单位", "人数", "电话"):
        assert body.count(f'data-label="{label}"') == 2


def test_a_table_with_merged_cells_or_no_head_keeps_its_shape():
    def cell(row, column, *, header=False, span=1):
        return TableCell(row=row, column=column, header=header, column_span=span, text="字")

    merged = (cell(0, 0, header=True, span=2), cell(1, 0), cell(1, 1))
    for cells in (merged, (cell(0, 0), cell(1, 0)), (cell(0, 0, header=True),)):
        table = SimpleNamespace(cells=SimpleNamespace(all=lambda cells=cells: cells))
        rows = table_rows(SimpleNamespace(table=table))
        assert not any(row.labels for row in rows)
        assert [found for row in rows for _label, found in row.labelled] == list(cells)


def test_a_clause_without_a_number_leaves_no_empty_column_beside_its_original(import_small, proof):
    page = proof(import_small(TABLE, title="甲计划", publish=False).version).split('id="proof"')[1]
    assert "—" not in page.split("</section>")[0]
    assert page.count("定量目标") == 1 and "每年至少组织3次演练。" in page


def test_the_head_of_a_pasted_plan_ends_in_no_dot_and_that_of_a_file_in_its_name(
    client, send, import_small, proof, small_text, world
):
    page = proof(import_small(publish=False, unit=world.village).version)
    head = page.split("</h1>")[1].split("</p>")[0]
    assert head.strip().endswith("</span>第 1 版 · 草稿")
    address = send((small_text + "附注。").encode(), name="演练.txt")["Location"]
    page = client.get(address, follow=True).content.decode()
    assert re.search(r"草稿 · <span[^>]*>演练.txt</span></p>", page)


def test_the_proof_reads_as_often_for_many_tables_as_for_one(import_small, proof):
    def reads(text, title):
        version = import_small(text, title=title, publish=False).version
        proof(version)
        with CaptureQueriesContext(connection) as queries:
            proof(version)
        return len(queries)

    many = "\n".join(
        TABLE.replace("二、", f"{b}、").replace("一、", f"{a}、")
        for a, b in ("一二", "三四", "五六")
    )
    assert reads(many, "丙计划") == reads(TABLE, "甲计划")


def test_the_original_of_a_long_clause_is_shown_whole(import_small, proof):
    sentence = "队伍到达后先清点人数再进入受影响的村庄核对名册。" * 20
    page = proof(import_small(f"甲计划\n一、队伍\n{sentence}末句在此。", publish=False).version)
    assert "末句在此。" in page.split('id="proof"')[1]


def test_what_is_said_of_several_places_stands_once_with_their_number(import_small, proof):
    version = import_small(TABLE, title="甲计划", publish=False).version
    version.notes = [{"code": "no_direction", "text": "没写方向。"}] * 3 + [
        {"code": "flat", "text": "没有编号。"}
    ]
    version.save(update_fields=["notes"])
    page = proof(version)
    assert page.count("没写方向。（共 3 处）") == page.count("没写方向") == 1
    assert "没有编号。</" in page


@pytest.mark.parametrize("title", ["防汛应急预案\n", ""])
def test_what_is_said_of_a_clause_leads_to_it(import_small, proof, title):
    text = (
        f"{title}一、总则\n做好防汛工作。\n二、职责\n县水利局负责。\n五、附则\n自印发之日起施行。\n"
    )
    version = import_small(text, title="防汛应急预案", publish=False).version
    here = version.clauses.get(heading="附则").fragment
    said = proof(version).split("编号不连续")[1].split("</p>")[0]
    assert f'href="/workbench/plans/versions/{version.pk}/#{here}">五、附则</a>' in said


UNTITLED = "".join(
    f"{n}.{m} 县应急管理局负责第{n}组第{m}项工作，按年度计划落实。\n" for n in "12" for m in "123"
)


@pytest.mark.parametrize(("title", "is_asked"), [("", True), ("防汛安排", False)])
def test_a_title_is_asked_for_only_where_nobody_gave_one(import_small, proof, title, is_asked):
    sent = {"data": UNTITLED.encode(), "name": "扫描件.txt", "title": title}
    page = proof(import_small(None, publish=False, **sent).version)
    assert ("文件里没有标题，请补上" in page) == is_asked


NESTED = (
    "甲计划\n一、总则\n（一）目的\n每年至少组织3次演练。\n1. 范围\n全县。\n（1）村\n各村。\n"
    "二、附则\n即日起施行。\n"
)


def test_the_proof_shows_the_tree_in_its_outline_and_by_its_indent(import_small, proof):
    version = import_small(NESTED, title="甲计划", publish=False).version
    page = proof(version)
    outline = page[page.index('id="outline"') : page.index("</nav>", page.index('id="outline"'))]
    seen = re.findall(r'<li class="(d\d)"><a href="[^"]*#(p-[^"]+|[^"]+)">([^<]+)</a>', outline)
    by_id = dict(re.findall(r'<article class="clause (d\d)" id="([^"]+)"', page)[i][::-1]
                 for i in range(page.count('<article class="clause')))  # fmt: skip
    assert [label for _depth, _at, label in seen][:2] == ["一、总则", "（一）目的"]
    assert all(by_id[at] == depth for depth, at, _label in seen)
    assert {"d1", "d2", "d3"} == set(by_id.values())


def test_what_was_read_stands_beside_the_characters_it_was_read_from(import_small, proof):
    page = proof(import_small(NESTED, title="甲计划", publish=False).version)
    row = next(one for one in page.split('<article class="clause') if "（一）目的" in one)
    read, original = row.split('<div class="src s1">')
    assert '<span class="aim">' in read and "定量目标" in read
    assert "（一）目的<br>每年至少组织3次演练。" in original and "aim" not in original


def test_a_later_page_lists_all_chapters_and_its_own_headings_alone(import_small, client, world):
    chapters = [f"第{n}章 甲{n}\n（一）乙{n}\n{'很长的一段。' * 1500}" for n in ("一", "二", "三")]
    version = import_small("\n".join(chapters), title="长计划", publish=False).version
    assert version.page_count > 1
    client.force_login(world.editor)
    address = reverse("plans_desk:review", args=[version.pk])
    page = client.get(f"{address}?page=2").content.decode()
    outline = page[page.index('id="outline"') :].split("</nav>")[0]
    assert "甲一" in outline and "甲三" in outline
    assert "乙二" in outline and "乙一" not in outline and f"{address}#" in outline


def test_an_outline_of_very_many_headings_is_cut(import_small, proof, monkeypatch):
    monkeypatch.setattr("content.plans.report.OUTLINE_SHOWN", 3)
    page = proof(import_small(NESTED, title="甲计划", publish=False).version)
    outline = page[page.index('id="outline"') :].split("</nav>")[0]
    assert outline.count("<li ") == 3


def test_a_text_without_headings_has_no_empty_outline(import_small, proof):
    page = proof(import_small("甲。\n乙。", title="甲计划", publish=False).version)
    assert 'id="outline"' not in page and 'class="bar48' not in page


def test_who_hears_the_page_is_told_what_a_link_is_of(import_small, proof):
    text = f"{TABLE}\n\n先由各村自查。\n\n安澜县人民政府办公室\n\n2026年4月28日\n"
    page = proof(import_small(text, title="甲计划", publish=False).version)
    heard = re.findall(r'改正<span class="vh">：([^<]*)</span>', page)
    assert "" not in heard and "表" in heard and "落款" in heard
    assert re.findall(r'谁能看<span class="vh">：([^<]*)</span>', page).count("表") == 1
