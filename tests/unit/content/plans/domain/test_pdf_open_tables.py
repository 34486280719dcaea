"""Tables in PDF files that have a line above, one below and one under their head, and no others."""

import random
from html import escape

import pytest
from weasyprint import HTML

from content.plans.domain.pdf import read_pdf
from content.plans.domain.pipeline import parse_bytes

STYLE = 'body { font: 10pt "Noto Sans CJK SC"; line-height: 1.4 } p { margin: 0 }'
THREE = (
    "table { border-collapse: collapse; width: 100%; border-top: 1.5px solid;"
    " border-bottom: 1.5px solid } thead { border-bottom: 1px solid } td { padding: 2px 6px }"
)
LONG = (
    "县应急管理局会同有关部门组织开展风险排查，各乡镇要压实责任，落实到人。发生险情后立即转移群众。"
)
ROWS = [
    ["序号", "指标", "目标"],
    ["1", "知晓率", "50%"],
    ["2", LONG * 3, "三年"],
    ["3", "合格率", "80%"],
]


def table(rows, heads=1):
    lines = ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    return f"<table><thead>{''.join(lines[:heads])}</thead>{''.join(lines[heads:])}</table>"


def pdf(body, style=THREE):
    sheet = f"@page {{ size: A4; margin: 2cm }} {STYLE} {style}"
    text = f"<p>安澜县方案</p><p>一、目标</p><p>按下表执行。</p>{body}"
    return HTML(
        string=f"<style>{sheet}</style>{text}<p>二、附则</p><p>自印发之日起施行。</p>"
    ).write_pdf()


def grids(parsed):
    out = []
    for index, found in enumerate(parsed.tables):
        rows = [[None] * found.columns for _ in range(found.rows)]
        for cell in parsed.cells:
            if cell.table == index:
                rows[cell.row][cell.column] = cell.text
        out.append(rows)
    return out


@pytest.mark.parametrize("across", ["left", "center"])
@pytest.mark.parametrize("down", ["top", "middle"])
def test_three_lines_make_a_table(across, down, nothing_lost):
    cells = f"td {{ text-align: {across}; vertical-align: {down} }}"
    parsed = parse_bytes(pdf(table(ROWS), THREE + cells), "a.pdf")
    nothing_lost(parsed)
    assert grids(parsed) == [ROWS]
    assert [cell.text for cell in parsed.cells if cell.header] == ROWS[0]
    assert [(node.kind, node.number) for node in parsed.nodes] == [
        ("title", ""), ("clause", "一、"), ("table", ""), ("clause", "二、"),
    ]  # fmt: skip


def test_two_tables_of_one_width_and_a_line_between_rows(nothing_lost):
    first = [["指标", "2026年", "2030年"], ["知晓率", "50%", "80%"], ["合格率", "60%", "90%"]]
    parted = table(first).replace("<tr><td>合格", '<tr style="border-top: 1px solid"><td>合格')
    second = [["单位", "人数"], ["甲乡", "3"], ["乙乡", "5"]]
    parsed = parse_bytes(pdf(f"{parted}<p>另见下表。</p>{table(second)}"), "a.pdf")
    nothing_lost(parsed)
    assert grids(parsed) == [first, second]


def test_an_empty_cell_and_a_head_over_two_columns(nothing_lost):
    head = "<tr><td>指标</td><td colspan=2>年度目标值是多少</td></tr>"
    rows = [["知晓率", "50%", "80%"], ["合格率", "", "90%"]]
    whole = table(rows, heads=0).replace("<thead>", f"<thead>{head}")
    parsed = parse_bytes(pdf(whole, THREE + "td { text-align: center }"), "a.pdf")
    nothing_lost(parsed)
    assert [(c.row, c.column, c.column_span, c.text) for c in parsed.cells][:2] == [
        (0, 0, 1, "指标"), (0, 1, 2, "年度目标值是多少"),
    ]  # fmt: skip
    assert grids(parsed)[0][2] == ["合格率", "", "90%"]


IMPRINT = (
    "<div style='border-top: 1px solid; border-bottom: 1px solid'>抄送：县委办，县人大办。</div>"
    "<div style='border-bottom: 1px solid; display: flex; justify-content: space-between'>"
    "<span>安澜县人民政府办公室</span><span>2026年3月1日印发</span></div>"
)
COLUMNS = (
    "<hr><div style='columns: 2'><p>三、目标</p><p>四、落实</p></div><hr>"
    f"<div style='columns: 2'>{f'<p>{LONG}{LONG}</p>' * 6}</div><hr>"
)


@pytest.mark.parametrize(
    "body", [IMPRINT, COLUMNS, "<hr><p>落实到人。</p><hr><p>自查。</p><hr><p>整改。</p><hr>"]
)
def test_lines_between_paragraphs_rule_no_table(body, nothing_lost):
    parsed = parse_bytes(pdf(body, ""), "a.pdf")
    nothing_lost(parsed)
    assert parsed.tables == ()


@pytest.mark.parametrize("seed", range(12))
def test_no_character_of_any_such_table_is_lost(seed, nothing_lost):
    rng = random.Random(seed)
    columns = rng.randint(2, 6)
    rows = [
        [
            "".join(rng.choices("甲乙丙丁戊一二三12", k=rng.choice((0, 1, 3, 9, 40))))
            for _ in range(columns)
        ]
        for _ in range(rng.randint(1, 9))
    ]
    cells = (
        f"td {{ text-align: {rng.choice(('left', 'center', 'right'))}; vertical-align: middle }}"
    )
    data = pdf(table(rows, heads=rng.randint(1, 2)), THREE + cells)
    nothing_lost(parse_bytes(data, "a.pdf"))
    words = "".join(cell for row in rows for cell in row)
    text = "".join(read_pdf(data).text.split())
    around = "安澜县方案一、目标按下表执行。二、附则自印发之日起施行。"
    assert sorted(text) == sorted(words + around)
