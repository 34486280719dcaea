"""Ruled tables in PDF files, made by WeasyPrint: cells where lines enclose them, lines of text
where it is not sure."""

import io
import random
import time
from html import escape

import pytest
from pypdf import PdfReader, PdfWriter
from weasyprint import HTML

from content.plans.domain.extracted import RepairKind
from content.plans.domain.pdf import read_pdf
from content.plans.domain.pipeline import parse_bytes

STYLE = 'body { font: 10pt "Noto Sans CJK SC"; line-height: 1.4 } p { margin: 0 }'
JOINED = "table { border-collapse: collapse; width: 100% } td { border: 1px solid; padding: 2px }"
FRAMED = "td { border: 1px solid; padding: 2px }"
OPEN = JOINED + "td:first-child { border-left: none } td:last-child { border-right: none }"
FOOT = '@bottom-center { content: "— " counter(page) " —" }'
LONG = (
    "县应急管理局会同有关部门组织开展风险排查，各乡镇要压实责任，落实到人。发生险情后立即转移群众。"
)


def pdf(body, style=JOINED, page=""):
    sheet = f"@page {{ size: A4; margin: 2cm; {page} }} {STYLE} {style}"
    return HTML(string=f"<style>{sheet}</style>{body}").write_pdf()


def table(rows, head=False):
    """Cells are words, or (words, attributes)."""
    out = []
    for row in rows:
        cells = (cell if isinstance(cell, tuple) else (cell, "") for cell in row)
        out.append("<tr>" + "".join(f"<td {at}>{escape(text)}</td>" for text, at in cells))
    body = f"<thead>{out[0]}</thead>{''.join(out[1:])}" if head else "".join(out)
    return f"<table>{body}</table>"


def plan(*parts):
    return "<p>安澜县分级方案</p><p>一、分级</p><p>按下表执行。</p>" + "".join(parts)


def shape(parsed):
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in parsed.cells]


def grid(parsed, index=0):
    """Words of a table without merged cells, row by row."""
    own = [cell for cell in parsed.cells if cell.table == index]
    out = [[None] * parsed.tables[index].columns for _ in range(parsed.tables[index].rows)]
    for cell in own:
        out[cell.row][cell.column] = cell.text
    return out


@pytest.mark.parametrize("style", [JOINED, FRAMED, OPEN])
def test_what_lines_enclose_is_a_cell(style, nothing_lost):
    rows = [["级别", "条件", "指挥"], ["Ⅰ级", "死亡三十人以上", ""], ["Ⅱ级", LONG, "市"]]
    parsed = parse_bytes(pdf(plan(table(rows), "<p>二、附则</p>"), style), "a.pdf")
    nothing_lost(parsed)
    assert grid(parsed) == rows
    assert [c.text for c in parsed.cells if c.header] == rows[0]
    kinds = [(node.kind, node.number) for node in parsed.nodes]
    assert kinds == [("title", ""), ("clause", "一、"), ("table", ""), ("clause", "二、")]


def test_a_cell_may_fill_several_rows_and_columns(nothing_lost):
    rows = [
        [("级别", "rowspan=2"), ("条件", "colspan=2"), ("指挥", "rowspan=2")],
        ["死亡", "失踪"],
        [("Ⅰ级", "rowspan=2"), "三十人", "五十人", "省"],
        [("另有规定的除外", "colspan=3")],
    ]
    parsed = parse_bytes(pdf(plan(table(rows))), "a.pdf")
    nothing_lost(parsed)
    assert shape(parsed) == [
        (0, 0, 2, 1, "级别"), (0, 1, 1, 2, "条件"), (0, 3, 2, 1, "指挥"),
        (1, 1, 1, 1, "死亡"), (1, 2, 1, 1, "失踪"),
        (2, 0, 2, 1, "Ⅰ级"), (2, 1, 1, 1, "三十人"), (2, 2, 1, 1, "五十人"), (2, 3, 1, 1, "省"),
        (3, 1, 1, 3, "另有规定的除外"),
    ]  # fmt: skip


def test_lines_drawn_as_narrow_areas_rule_a_table_too(nothing_lost):
    def area(left, top, width, height, text=""):
        place = f"left: {left}pt; top: {top}pt; width: {width}pt; height: {height}pt"
        ground = "" if text else "background: black"
        return f'<div style="position: absolute; {place}; {ground}">{text}</div>'

    lines = [area(0, y, 300, 0.5) for y in (100, 130, 160)]
    lines += [area(x, 100, 0.5, 60) for x in (0, 100, 300)]
    words = [["指标", "目标"], ["知晓率", "百分之五十"]]
    lines += [
        area(x + 5, y + 8, 90, 15, words[row][column])
        for row, y in enumerate((100, 130)) for column, x in enumerate((0, 100))
    ]  # fmt: skip
    body = f"<p>安澜县方案</p><p>一、目标</p>{''.join(lines)}"
    parsed = parse_bytes(pdf(body, "body { position: relative }"), "a.pdf")
    nothing_lost(parsed)
    assert grid(parsed) == words


@pytest.mark.parametrize("style", [JOINED, FRAMED])
def test_a_table_over_several_pages_is_one_and_its_head_comes_once(style, nothing_lost):
    rows = [["序号", "工作", "单位"]] + [
        [f"{n}", f"第{n}项。{LONG}", f"{n}乡"] for n in range(1, 90)
    ]
    source = plan(table(rows, head=True), "<p>二、附则</p><p>自印发之日起施行。</p>")
    parsed = parse_bytes(pdf(source, style, FOOT), "a.pdf")
    nothing_lost(parsed)
    assert len(parsed.tables) == 1
    assert grid(parsed) == rows
    heads = "".join(r.original for r in parsed.repairs if r.kind is RepairKind.RUNNING_HEAD)
    pages = len([r for r in parsed.repairs if r.kind is RepairKind.PAGE_NUMBER])
    assert "".join(heads.split()) == "序号工作单位" * (pages - 1) and pages >= 3


def test_a_table_without_a_head_goes_on_overleaf_but_not_past_a_line_between(nothing_lost):
    rows = [[f"{n}", f"第{n}项工作"] for n in range(1, 81)]
    whole = parse_bytes(pdf(plan(table(rows)), page=FOOT), "a.pdf")
    nothing_lost(whole)
    assert grid(whole) == rows
    apart = pdf(plan(table(rows[:9]), '<p style="break-before: page">续表</p>', table(rows[9:])))
    parsed = parse_bytes(apart, "a.pdf")
    nothing_lost(parsed)
    assert grid(parsed, 0) == rows[:9] and grid(parsed, 1)[:20] == rows[9:29]


def test_two_tables_on_a_page_keep_their_own_columns(nothing_lost):
    first = [["级别", "条件"], ["Ⅰ级", "三十人"]]
    second = [["单位", "电话", "职责"], ["应急局", "值班室", "牵头"]]
    source = plan(table(first), "<p>二、分工</p>", table(second))
    parsed = parse_bytes(pdf(source, FRAMED), "a.pdf")
    nothing_lost(parsed)
    assert (grid(parsed, 0), grid(parsed, 1)) == (first, second)


@pytest.mark.parametrize(
    "body",
    [
        # Lines above and below alone.
        '<div style="border-top: 1px solid; border-bottom: 1px solid">级别　　条件</div>',
        # A frame around a text, two beside each other, a line under words.
        '<div style="border: 1px solid">级别<br>条件</div>',
        '<p><u>级别</u>和<u>条件</u></p>',
        # Words that stand across a line.
        '<div style="position: relative; height: 60pt">'
        '<div style="position: absolute; border: 1px solid; left: 0; width: 60pt; height: 50pt">'
        '</div><div style="position: absolute; border: 1px solid; left: 60pt; width: 60pt;'
        ' height: 50pt"></div><div style="position: absolute; top: 20pt; left: 4pt;'
        ' white-space: nowrap; font-size: 13pt">级别和条件由县人民政府认定</div></div>',
        # A table of one column.
        table([["级别"], ["条件"]]),
    ],
)  # fmt: skip
def test_what_is_not_sure_to_be_a_table_stays_text(body, nothing_lost):
    parsed = parse_bytes(pdf(plan(body, "<p>二、附则</p>")), "a.pdf")
    nothing_lost(parsed)
    assert parsed.tables == ()
    assert "级别" in parsed.original and "条件" in parsed.original


def test_a_ruled_head_of_every_page_is_a_running_head(nothing_lost):
    style = JOINED + "#head { position: running(head) } #head table { font-size: 8pt }"
    page = "@top-center { content: element(head); width: 100% }"
    head = f'<div id="head">{table([["安澜县应急管理局", "应急预案"], ["编号", "甲乙丙"]])}</div>'
    text = "".join(f"<p>第{n}条 {LONG}</p>" for n in range(1, 60))
    parsed = parse_bytes(pdf(f"{head}<p>安澜县方案</p>{text}", style, page), "a.pdf")
    nothing_lost(parsed)
    assert parsed.tables == ()
    assert {r.original for r in parsed.repairs if r.kind is RepairKind.RUNNING_HEAD} == {
        "安澜县应急管理局\t应急预案\n", "编号\t甲乙丙\n",
    }  # fmt: skip


def ruled_at_random(seed):
    """Rows for `table` and the cells they make: (row, column, rows, columns, words)."""
    chance = random.Random(seed)
    height, width = chance.randint(2, 7), chance.randint(2, 5)
    free = {(row, column) for row in range(height) for column in range(width)}
    rows, cells = [], []
    for row in range(height):
        own = []
        for column in range(width):
            if (row, column) not in free:
                continue
            down, across = chance.choice([(1, 1), (1, 1), (1, 2), (2, 1), (2, 2)])
            if column == 0 or row == 0:
                # A line between any two rows and any two columns, or nobody could tell them.
                down, across = 1, 1
            taken = {(row + i, column + j) for i in range(down) for j in range(across)}
            if not taken <= free:
                taken, down, across = {(row, column)}, 1, 1
            free -= taken
            text = LONG[: chance.choice([2, 3, 12, 30])] + f"{row}{column}"
            own.append((text, f"rowspan={down} colspan={across}"))
            cells.append((row, column, down, across, text))
        rows.append(own)
    return rows, cells


@pytest.mark.parametrize("seed", range(12))
def test_any_ruled_table_is_read_as_it_was_written(seed, nothing_lost):
    rows, cells = ruled_at_random(seed)
    parsed = parse_bytes(pdf(plan(table(rows)), "table { table-layout: fixed }" + JOINED), "a.pdf")
    nothing_lost(parsed)
    assert shape(parsed) == cells


def test_cells_are_read_of_a_page_that_lies_on_its_side():
    rows = [["级别", "条件"], ["Ⅰ级", "三十人以上"]]
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(plan(table(rows))))))
    for page in writer.pages:
        page.rotate(90).transfer_rotation_to_content()
        page.rotate(270)
    buffer = io.BytesIO()
    writer.write(buffer)
    assert grid(parse_bytes(buffer.getvalue(), "a.pdf")) == rows


def test_a_drawing_of_very_many_lines_costs_little_and_hides_no_text():
    lines = "".join(
        f'<path d="M0 {y / 20} L400 {y / 20} M{y / 20} 0 L{y / 20} 400"/>' for y in range(6000)
    )
    drawing = f'<svg width="400" height="400" stroke="black" stroke-width=".1">{lines}</svg>'
    extracted = read_pdf(pdf(plan(drawing, "<p>二、附则</p>")))
    assert extracted.cells == ()
    assert "二、附则" in extracted.text


def test_a_page_full_of_figures_without_lines_costs_little():
    """Where two columns might be is asked at each place where a figure begins."""
    numbers = "\n".join((" " * 9).join(f"{n:03}" for n in range(m, m + 60)) for m in range(200))
    style = "pre { font: 5pt monospace; margin: 0; line-height: 1.1 }"
    data = pdf(plan(f"<pre>{numbers}</pre>"), style, "size: 2600pt 1300pt;")
    began = time.process_time()
    extracted = read_pdf(data)
    assert time.process_time() - began < 3
    assert "\t".join(f"{n:03}" for n in range(7, 67)) in extracted.text
