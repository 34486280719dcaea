# ruff: noqa: E501 - documents as data
"""Tables of three lines that go on overleaf are one table, with their head again or without."""

import random
import time
from html import escape

import pytest
from weasyprint import HTML

from content.plans.domain.extracted import RepairKind
from content.plans.domain.pipeline import parse_bytes

STYLE = (
    '@page { size: A5; margin: 2cm; @bottom-center { content: "— " counter(page) " —" } }'
    'body { font: 10pt "Noto Sans CJK SC"; line-height: 1.4 } p { margin: 0 }'
    "table { border-collapse: collapse; width: 100%; border-top: 1.5px solid;"
    " border-bottom: 1.5px solid } .head td { border-bottom: 1px solid } td { padding: 2px 6px }"
    "tr { break-inside: avoid }"
)
LONG = "县应急管理局会同有关部门组织开展风险排查，各乡镇压实责任，落实到人。"
HEAD = ["序号", "任务", "目标"]


def rows_of(count, long=False):
    return [
        HEAD,
        *([str(n), f"第{n}项" + (LONG * (1 + n % 3) if long else "演练"), f"{n}%"]
          for n in range(1, count)),
    ]  # fmt: skip


def table(rows, *, again):
    lines = [
        f"<tr{'' if at else ' class=head'}>"
        + "".join(f"<td>{escape(cell)}</td>" for cell in row)
        + "</tr>"
        for at, row in enumerate(rows)
    ]
    head = f"<thead>{lines[0]}</thead>" if again else lines[0]
    return f"<table>{head}{''.join(lines[1:])}</table>"


def read(body, style="", front=3):
    text = "<p>安澜县方案</p><p>一、目标</p>" + "<p>按下表执行。</p>" * front
    end = "<p>二、附则</p><p>自印发之日起施行。</p>"
    data = HTML(string=f"<style>{STYLE}{style}</style>{text}{body}{end}").write_pdf()
    return parse_bytes(data, "a.pdf")


def grids(parsed):
    out = []
    for index, found in enumerate(parsed.tables):
        rows = [[None] * found.columns for _ in range(found.rows)]
        for cell in parsed.cells:
            if cell.table == index:
                # Whether a line of a cell goes on in the next is asked elsewhere.
                rows[cell.row][cell.column] = cell.text.replace("\n", "")
        out.append(rows)
    return out


def heads_again(parsed):
    return [r.original.strip() for r in parsed.repairs if r.kind is RepairKind.RUNNING_HEAD]


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("count", [40, 110])
@pytest.mark.parametrize("long", [True, False])
@pytest.mark.parametrize("looks", ["vertical-align: top", "text-align: center"])
def test_a_table_over_several_pages_is_one(again, count, long, looks, nothing_lost):
    rows = rows_of(count, long)
    parsed = read(table(rows, again=again), f"td {{ {looks} }}")
    nothing_lost(parsed)
    assert grids(parsed) == [rows]
    assert [cell.text for cell in parsed.cells if cell.header] == HEAD
    there = "".join(heads_again(parsed))
    assert there == "".join(HEAD) * (len(there) // 6)
    assert bool(there) == again
    assert [(node.kind, node.number) for node in parsed.nodes] == [
        ("title", ""), ("clause", "一、"), ("table", ""), ("clause", "二、"),
    ]  # fmt: skip


def test_another_table_behind_it_is_another(nothing_lost):
    second = [["单位", "任务", "人数"], ["甲乡", "巡查", "3"], ["乙乡", "值守", "5"]]
    first = rows_of(30)
    body = table(first, again=True) + "<p>另见下表。</p>" + table(second, again=True)
    parsed = read(body)
    nothing_lost(parsed)
    assert grids(parsed) == [first, second]


def test_a_table_of_another_head_overleaf_is_another(nothing_lost):
    first, second = rows_of(17), [["单位", "任务", "人数"], ["甲乡", "巡查", "3"], ["乙乡", "值守", "5"]]  # fmt: skip
    apart = '<div style="break-before: page"></div>'
    parsed = read(table(first, again=True) + apart + table(second, again=True))
    nothing_lost(parsed)
    assert grids(parsed) == [first, second]


@pytest.mark.parametrize(
    "body",
    [
        f"<hr><p>{LONG}</p><hr>" + f"<p>{LONG * 3}</p>" * 12,
        "<hr><p>单位 任务</p><hr>" + "<p>县应急局 落实到人。</p>" * 60,
        f"<div style='border-top: 1px solid; border-bottom: 1px solid'>"
        f"<table style='border: none'><tr><td>文号</td><td>日期</td></tr></table></div>"
        f"<p>{LONG * 40}</p>",
    ],
)
def test_lines_above_text_that_goes_on_overleaf_make_no_table(body, nothing_lost):
    parsed = read(body)
    nothing_lost(parsed)
    assert [found for found in parsed.tables if found.rows > 2] == []


@pytest.mark.parametrize("seed", range(10))
def test_no_character_is_lost_wherever_the_page_breaks(seed, nothing_lost):
    rng = random.Random(seed)
    columns = rng.randint(2, 5)
    rows = [["单位", "任务", "目标", "时限", "备注"][:columns]] + [
        ["".join(rng.choices("甲乙丙丁一二三12", k=rng.choice((0, 1, 3, 9, 60)))) for _ in range(columns)]
        for _ in range(rng.randint(1, 60))
    ]  # fmt: skip
    style = f"tr {{ break-inside: {rng.choice(('auto', 'avoid'))} }}" + (
        f"td {{ vertical-align: {rng.choice(('top', 'middle'))} }}"
    )
    parsed = read(table(rows, again=rng.random() < 0.5), style, rng.randint(0, 20))
    nothing_lost(parsed, few=False)
    written = sorted("".join(cell for row in rows for cell in row))
    read_again = "".join(n.heading + n.text for n in parsed.nodes) + "".join(
        cell.text for cell in parsed.cells
    )
    for char in set(written):
        assert read_again.count(char) >= written.count(char) - len(heads_again(parsed))


def test_many_pages_cost_in_proportion():
    def cost(count):
        data = table(rows_of(count), again=False)
        pdf = HTML(string=f"<style>{STYLE}</style><p>安澜县方案</p>{data}").write_pdf()
        begin = time.process_time()
        assert [found.rows for found in parse_bytes(pdf, "a.pdf").tables] == [count]
        return time.process_time() - begin

    cost(60)
    few, many = cost(150), cost(1_200)
    assert many < 24 * few + 1
