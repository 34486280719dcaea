"""A table drawn with pipes is a table in a plain text, too."""

import pytest

from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes

TABLE = """| 响应级别 | 启动条件 |
| --- | --- |
| Ⅰ级 | 死亡10人以上；**特别**严重 |
| Ⅱ级 | 死亡3人以上 |
"""
PLAN = f"4.3 分级响应\n\n4.3.1 启动条件\n\n下表由本县规定。\n\n{TABLE}\n表中“以上”含本数。\n"


@pytest.mark.parametrize("kind", [".txt", "pasted"])
def test_it_has_rows_and_columns_and_no_pipes(kind):
    parsed = (
        parse(extract_pasted(PLAN)) if kind == "pasted" else parse_bytes(PLAN.encode(), "a.txt")
    )
    assert [(t.rows, t.columns) for t in parsed.tables] == [(3, 2)]
    assert [cell.text for cell in parsed.cells][-4:] == [
        "Ⅰ级", "死亡10人以上；**特别**严重", "Ⅱ级", "死亡3人以上",
    ]  # fmt: skip
    assert all("|" not in node.text and "---" not in node.text for node in parsed.nodes)
    assert parsed.original == PLAN


@pytest.mark.parametrize("text", ["甲 | 乙\n丙 | 丁\n", "甲|乙\n", "| --- | --- |\n"])
def test_pipes_without_a_line_below_the_head_stay_words(text):
    assert not parse(extract_pasted(f"一、总则\n\n{text}")).tables
