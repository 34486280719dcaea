# ruff: noqa: E501 - documents as data
"""Whatever an editor says of a text: nothing is lost or moved, and it is found again."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain import pipeline
from content.plans.domain.corrections import model
from content.plans.domain.corrections.model import Correction, CorrectionKind, Locator
from content.plans.domain.errors import EmptyDocument
from content.plans.domain.labels import FieldKey
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes
from content.plans.domain.spans import SpanKind
from tests.samples.corrected import SETTINGS, correction, plan

LINES = [
    "一、总则", "（一）目的。为了安全。", "1.1 范围", "1 总则", "1. 做好 准备。", "|", "a |", "1 |", "2 |",
    "| a | b |", "|---|---|", "# 标题", "## 一、概述", "附件1：表", "目录", "总则……3", "- 3 -", "2026年3月1日",
    "索引号：A-1", "文 号：安政发〔2026〕1号", "第三条 应当报告。", "应(yìng)急(jí)", "\u200b", "“引\"号", "a\tb\tc",
    "甲  乙", "一是先报告。二是再处置。", "到2030年，知晓率城镇达到50%以上、农村达到30%以上。", "", "  ",
    "安澜县地震应急预案", "安澜县人民政府",
]  # fmt: skip


def corrections_of(text, draw):
    """Some corrections of random places of the text."""
    made = []
    for _ in range(draw(st.integers(0, 6))):
        made.append(
            correction(
                text, draw(st.integers(0, len(text) - 1)), draw(st.sampled_from(CorrectionKind)),
                draw(st.integers(1, 5)), draw(st.sampled_from(FieldKey)), draw(st.integers(0, 30)),
                draw(st.integers(0, 40)), draw(st.integers(0, 3)),
            )
        )  # fmt: skip
    return made


def mixture(draw):
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=25))
    return draw(st.sampled_from(["\n", "\r\n", "\n\n"])).join(lines)


@SETTINGS
@given(st.data())
def test_no_correction_of_any_text_loses_a_character(nothing_lost, data):
    text = mixture(data.draw)
    if not text.strip():
        return
    made = corrections_of(text, data.draw)
    with suppress(EmptyDocument):
        parsed = parse(extract_pasted(text), made)
        nothing_lost(parsed, few=False)
        # Never by the last resort, which reads no heading at all.
        assert not [note for note in parsed.notes if note.code == "degraded"]


@SETTINGS
@given(st.data())
def test_the_same_corrections_twice_are_the_same_as_once(data):
    text = mixture(data.draw)
    if not text.strip():
        return
    made = corrections_of(text, data.draw)
    with suppress(EmptyDocument):
        once, twice = (parse(extract_pasted(text), list_) for list_ in (made, made + made))
        assert twice.nodes == once.nodes
        assert twice.spans == once.spans
        assert twice.fields == once.fields


@SETTINGS
@given(st.data())
def test_a_corrected_file_of_marked_headings_keeps_every_character(nothing_lost, data):
    text = mixture(data.draw)
    if not text.strip():
        return
    made = corrections_of(text, data.draw)
    with suppress(EmptyDocument):
        nothing_lost(parse(extract_pasted("# 安澜县方案\n" + text), made), few=False)


def read_of(parsed):
    """What is shown of each line of the original."""
    shown = {}
    for span in parsed.spans:
        for at in range(span.start, span.end):
            if span.kind is not SpanKind.REPAIR:
                shown[at] = parsed.original[at]
    lines, start = [], 0
    for line in parsed.original.split("\n"):
        lines.append("".join(shown.get(at, "") for at in range(start, start + len(line))))
        start += len(line) + 1
    return lines


IN_PLACE = sorted(
    set(CorrectionKind) - {CorrectionKind.TABLE, CorrectionKind.NO_TABLE, CorrectionKind.LEFT_OUT}
)


@SETTINGS
@given(st.integers(0, 500), st.data())
def test_a_correction_of_one_line_changes_the_text_of_no_other(seed, data):
    text = plan(seed)
    at = data.draw(st.integers(0, len(text) - 1))
    made = correction(
        text, at, data.draw(st.sampled_from(IN_PLACE)), data.draw(st.integers(1, 4)),
        FieldKey.NOTE, data.draw(st.integers(0, 30)), 0, 0,
    )  # fmt: skip
    corrected = parse(extract_pasted(text), [made])
    assert read_of(corrected) == read_of(parse(extract_pasted(text)))


@SETTINGS
@given(st.integers(0, 500), st.data())
def test_a_level_that_is_said_is_the_level_of_that_line(seed, data):
    text = plan(seed)
    headings = [line for line in text.split("\n") if line[0] in "一二三四（"]
    words = data.draw(st.sampled_from(headings))
    level = data.draw(st.integers(1, 2))
    at = text.index("\n" + words) + 1
    made = correction(text, at, CorrectionKind.HEADING, level, FieldKey.NOTE, 0, 0, 0)
    parsed = parse(extract_pasted(text), [made])
    node = next(n for n in parsed.nodes if n.start == at)
    # There is no second level under no first one.
    assert node.depth == (0 if node.parent is None else level - 1)
    assert parse(extract_pasted(text), [made]) == parsed


@SETTINGS
@given(st.integers(0, 300), st.data())
def test_a_correction_finds_its_line_in_a_text_that_was_changed_around_it(seed, data):
    text = plan(seed)
    lines = text.split("\n")
    chosen = data.draw(st.integers(2, len(lines) - 1))
    at = sum(len(line) + 1 for line in lines[:chosen])
    made = correction(text, at, CorrectionKind.PARAGRAPH, 0, FieldKey.NOTE, 0, 0, 0)
    inserted = data.draw(st.integers(0, chosen - 1))
    changed = [*lines[:inserted], "本行是新加的。", *lines[inserted:]]
    parsed = parse(extract_pasted("\n".join(changed)), [made])
    place = sum(len(line) + 1 for line in changed[: chosen + 1])
    assert any(n.kind == "paragraph" and n.start == place for n in parsed.nodes)
    assert not [note for note in parsed.notes if note.code == "correction_lost"]


def test_a_correction_whose_words_are_gone_is_told_and_costs_nothing():
    text = plan(1)
    at = text.index("（一）")
    made = correction(text, at, CorrectionKind.TEXT, 0, FieldKey.NOTE, 0, 0, 0)
    changed = text.replace("（一）一一事项。", "（一）改过的事项。")
    parsed = parse(extract_pasted(changed), [made])
    lost = [note.text for note in parsed.notes if note.code == "correction_lost"]
    assert len(lost) == 1
    assert lost[0].startswith("第 1 处改正没找到原句“（一）一一事项。")
    assert parsed.nodes == parse(extract_pasted(changed)).nodes


def test_of_two_lines_alike_each_keeps_its_own_correction_and_a_gone_one_takes_its_own_along():
    text = (
        "安澜县防汛预案\n一、总则\n概况\n本县多雨。\n二、组织\n概况\n县设指挥部。\n三、附则\n完。"
    )
    first, second = text.index("概况"), text.rindex("概况")
    made = [
        correction(text, first, CorrectionKind.HEADING, 2, FieldKey.NOTE, 0, 0, 0),
        correction(text, second, CorrectionKind.JOIN, 0, FieldKey.NOTE, 0, 0, 0),
    ]
    both = parse(extract_pasted(text), made)
    assert [n.heading for n in both.nodes if n.depth == 1] == ["概况"]
    gone = parse(extract_pasted(text.replace("二、组织\n概况\n", "二、组织\n")), made)
    assert [(n.depth, n.heading) for n in gone.nodes if n.heading == "概况"] == [(1, "概况")]
    assert [n.code for n in gone.notes if n.code == "correction_lost"] == ["correction_lost"]


def test_a_correction_of_a_line_that_is_inside_a_table_now_is_told():
    text = "安澜县方案\n一、名单\n甲  乙\n丙  丁\n二、附则\n完。"
    made = [
        correction(text, text.index("丙"), CorrectionKind.PARAGRAPH, 0, FieldKey.NOTE, 0, 0, 0),
        replace(
            correction(text, text.index("甲"), CorrectionKind.TABLE, 0, FieldKey.NOTE, 0, 0, 0),
            last="丙丁",
        ),
    ]
    parsed = parse(extract_pasted(text), made)
    assert [cell.text for cell in parsed.cells] == ["甲", "乙", "丙", "丁"]
    told = [n.text for n in parsed.notes if n.code == "correction_lost"]
    assert [text.split("：")[0] for text in told] == ["第 1 处改正没有用上"]


def test_a_table_whose_last_line_is_gone_swallows_nothing():
    text = "安澜县方案\n一、名单\n甲  乙\n丙  丁\n二、附则\n完。"
    made = replace(
        correction(text, text.index("甲"), CorrectionKind.TABLE, 0, FieldKey.NOTE, 0, 0, 0),
        last="丙丁",
    )
    parsed = parse(extract_pasted(text.replace("丙  丁", "丙  戊")), [made])
    assert not parsed.cells
    assert [n.code for n in parsed.notes if n.code == "correction_lost"] == ["correction_lost"]


@pytest.mark.parametrize("columns", [0, 2])
def test_lines_become_a_table_by_their_gaps_or_by_their_number(columns):
    rows = "甲\t1\n乙\t2" if not columns else "甲\n1\n乙\n2"
    text = f"安澜县方案\n一、名单\n{rows}\n二、附则\n完。"
    last = "乙2" if not columns else "2"
    made = replace(
        correction(text, text.index("甲"), CorrectionKind.TABLE, 0, FieldKey.NOTE, 0, 0, columns),
        last=last,
    )
    parsed = parse(extract_pasted(text), [made])
    assert [(t.rows, t.columns) for t in parsed.tables] == [(2, 2)]
    assert [(c.row, c.column, c.text) for c in parsed.cells] == [
        (0, 0, "甲"), (0, 1, "1"), (1, 0, "乙"), (1, 1, "2"),
    ]  # fmt: skip


def test_what_is_no_table_is_read_as_lines_in_a_text_and_in_a_marked_file(nothing_lost):
    table = "甲\t1\t2\n乙\t3\t4\n"
    text = f"安澜县方案\n一、名单\n{table}二、附则\n完。"
    made = correction(text, text.index("甲"), CorrectionKind.NO_TABLE, 0, FieldKey.NOTE, 0, 0, 0)
    parsed = parse(extract_pasted(text), [made])
    nothing_lost(parsed)
    assert not parsed.tables
    assert "甲\t1\t2" in next(n for n in parsed.nodes if n.heading == "名单").text
    piped = "# 安澜县方案\n\n## 一、名单\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n"
    whole = parse_bytes(piped.encode(), "a.md")
    assert len(whole.tables) == 1
    at = piped.index("甲")
    made = correction(piped, at, CorrectionKind.NO_TABLE, 0, FieldKey.NOTE, 0, 0, 0)
    lines = parse(extract_pasted(piped), [made])
    nothing_lost(lines)
    assert not lines.tables


def test_a_correction_crosses_a_process_border_unchanged():
    made = Correction(CorrectionKind.TABLE, Locator("\n甲\n", "前", "后", 3), 2, "note", 5, "乙", 4)
    assert model.load(model.dump(made)) == made


def test_a_correction_that_leads_to_a_defect_costs_itself_and_no_heading(monkeypatch):
    text = plan(3)
    made = correction(text, text.index("（一）"), CorrectionKind.JOIN, 0, FieldKey.NOTE, 0, 0, 0)
    without = parse(extract_pasted(text))
    whole = pipeline.build

    def defective(mended, extracted, hints=None, **options):
        tree = whole(mended, extracted, hints, **options)
        if hints:
            tree.claims.pop()
        return tree

    monkeypatch.setattr(pipeline, "build", defective)
    parsed = parse(extract_pasted(text), [made])
    assert parsed.nodes == without.nodes
    assert [n.code for n in parsed.notes if n.code == "correction_lost"] == ["correction_lost"]


def test_lines_of_nothing_but_bars_make_no_table(nothing_lost):
    text = "|"
    said = correction(text, 0, CorrectionKind.TABLE, 1, FieldKey.NOTE, 0, 0, 1)
    parsed = parse(extract_pasted(text), [said])
    nothing_lost(parsed)
    assert not parsed.tables
    assert parsed.notes[0].code == "correction_lost"


@pytest.mark.parametrize("heading_at", [1, 2])
@pytest.mark.parametrize("other", [CorrectionKind.LEFT_OUT, CorrectionKind.PARAGRAPH])
def test_a_list_mark_and_its_words_are_not_parted(nothing_lost, heading_at, other):
    text = "# 安澜县方案\n- 3 -"
    start = text.index("-")
    made = [
        correction(text, at, kind, 1, FieldKey.NOTE, 0, 0, 0)
        for at, kind in [(start + heading_at, CorrectionKind.HEADING), (start, other)]
    ]
    for said in (made, made[:1]):
        parsed = parse(extract_pasted(text), said)
        nothing_lost(parsed)
        assert all(repair.end > repair.start for repair in parsed.repairs)
    assert [node.heading for node in parsed.nodes] == ["安澜县方案", "· 3 -"]
