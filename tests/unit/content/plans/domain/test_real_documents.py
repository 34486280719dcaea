"""The three real documents and the county's own nine, against what people read in them."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from content.plans.domain.extracted import RepairKind
from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import parse_bytes

REAL = Path(__file__).parents[4] / "data" / "outlines" / "real"
"""Outlines that people wrote from the documents: of each heading its level, its number as printed,
and length and digest of its words, which are not ours to publish."""


def digest(words):
    return [len(words), sha256(words.encode()).hexdigest()[:12]]


@pytest.mark.parametrize(
    "name",
    ["bortala-13th-five-year-plan", "leping-14th-five-year-plan", "zengcheng-2015-work-plan"],
)
def test_every_heading_of_the_real_documents_is_one_that_people_read(
    shared_plan, nothing_lost, tree, name
):
    outline = json.loads((REAL / f"{name}.json").read_text(encoding="utf-8"))
    parsed = parse_bytes(shared_plan(f"{name}.txt"), f"{name}.txt")
    nothing_lost(parsed)
    title = parsed.metadata.title
    assert (digest(title) if title else None) == outline["title"]
    found = [[level, number, *digest(words)] for level, number, words in tree(parsed)]
    assert found == outline["headings"]


def test_bortala_metadata_comes_from_the_disclosure_header(shared_plan, nothing_lost):
    parsed = parse_bytes(shared_plan("bortala-13th-five-year-plan.txt"), "bortala.txt")
    nothing_lost(parsed)
    facts = parsed.metadata
    assert facts.index_number == "K4563570-X-2017-1218001"
    assert facts.document_number == "博州政办发〔2017〕29号"
    assert (facts.signed_on, facts.published_on) == (date(2017, 4, 20), date(2017, 12, 18))
    assert facts.issuer == "博州政府"
    assert (facts.family, facts.kind) == ("planning", "five_year")
    assert (facts.period_start, facts.period_end) == (2016, 2020)
    assert facts.title.endswith("“十三五”规划")
    assert [r.original.strip()[:6] for r in parsed.repairs if r.kind == RepairKind.NAVIGATION] == [
        "政府信息公开", "当前位置: ",
    ]  # fmt: skip


def test_bortala_tree_has_five_chapters_and_every_section(shared_plan, tree):
    parsed = parse_bytes(shared_plan("bortala-13th-five-year-plan.txt"), "bortala.txt")
    headings = tree(parsed)
    assert [h[1] for h in headings if h[0] == 1] == ["一、", "二、", "三、", "四、", "五、"]
    assert [h[1] for h in headings if h[0] == 2] == [
        "㈠", "㈡", "㈢", "㈠", "㈡", "㈢", "㈠", "㈡", "㈢", "㈣", "㈤", "㈥", "㈦", "㈧",
        "㈠", "㈡", "㈢", "㈣", "㈤", "㈠", "㈡", "㈢",
    ]  # fmt: skip
    assert len([h for h in headings if h[0] == 3]) == 48
    untitled = [n for n in parsed.nodes if n.kind == NodeKind.CLAUSE and not n.heading]
    assert [n.number for n in untitled] == ["5."]


def test_bortala_goals_are_structured_and_its_history_is_not(shared_plan):
    parsed = parse_bytes(shared_plan("bortala-13th-five-year-plan.txt"), "bortala.txt")
    found = {(t.stratum, t.comparator, t.value, t.unit) for t in parsed.targets}
    assert ("城市居民", "ge", "50", "%") in found
    assert ("农村居民", "ge", "30", "%") in found
    coverage = {t.stratum: t.value for t in parsed.targets if "卫生应急培训覆盖率" in t.subject}
    assert coverage == {
        "二级以上医院医务人员": "95",
        "乡镇、村卫生机构和城市社区卫生服务机构医务人员": "85",
    }
    food = [t for t in parsed.targets if t.subject.startswith("食品药品宣传")]
    assert [(t.subject, t.stratum, t.comparator, t.value) for t in food] == [
        ("食品药品宣传覆盖", "社区、乡镇", "ge", "60")
    ]
    drills = [t for t in parsed.targets if t.subject == "综合应急演练"]
    assert [(t.stratum, t.value, t.unit, t.period) for t in drills] == [
        ("州、县市", "2", "次", "每年")
    ]
    assert not any("2521" in t.value or "1576" in t.value for t in parsed.targets)
    for target in parsed.targets:
        text = parsed.nodes[target.node].text
        assert text[target.start : target.end] == target.sentence


def test_leping_keeps_its_table_of_eight_indicators(shared_plan, nothing_lost):
    parsed = parse_bytes(shared_plan("leping-14th-five-year-plan.txt"), "leping.txt")
    nothing_lost(parsed)
    assert len(parsed.tables) == 1
    assert (parsed.tables[0].rows, parsed.tables[0].columns, parsed.tables[0].certain) == (
        9,
        3,
        True,
    )
    rows = [t for t in parsed.targets if t.row is not None]
    assert {t.period for t in rows} == {"“十四五”时期"}
    assert [(t.comparator, t.value, t.unit) for t in rows] == [
        ("decrease", "15", "%"), ("decrease", "15", "%"), ("decrease", "30", "%"), ("", "20", "%"),
        ("lt", "1", "%"), ("lt", "1", ""), ("lt", "10", "小时"), ("lt", "0.9", "‰"),
    ]  # fmt: skip
    assert "no_direction" in {note.code for note in parsed.notes}
    assert "no_title" in {note.code for note in parsed.notes}


def test_leping_lists_of_points_stand_under_their_sections(shared_plan, tree):
    headings = tree(parse_bytes(shared_plan("leping-14th-five-year-plan.txt"), "leping.txt"))
    assert (4, "一是", "完善应急指挥体制") in headings
    assert (2, "(一)", "深化体制机制改革,构建优化协同高效的应急管理体系") in headings
    assert len([h for h in headings if h[0] == 1]) == 5
    assert len([h for h in headings if h[0] == 4]) == 54


def test_zengcheng_is_recognised_as_traditional(shared_plan, nothing_lost, tree):
    parsed = parse_bytes(shared_plan("zengcheng-2015-work-plan.txt"), "zengcheng.txt")
    nothing_lost(parsed)
    assert parsed.metadata.script == "hant"
    assert parsed.metadata.kind == "work_plan"
    assert (parsed.metadata.period_start, parsed.metadata.period_end) == (2015, 2015)
    assert [h[0] for h in tree(parsed)].count(1) == 5
    assert [h[0] for h in tree(parsed)].count(2) == 18


def test_every_heading_of_our_own_documents_is_found(outlines, nothing_lost, tree):
    assert len(outlines) >= 9
    for file, outline in outlines:
        parsed = parse_bytes(file.read_bytes(), file.name)
        nothing_lost(parsed)
        assert parsed.metadata.title == outline["title"], file.name
        assert tree(parsed) == [tuple(h) for h in outline["headings"]], file.name
        assert parsed.metadata.document_number, file.name
        assert parsed.metadata.signed_on, file.name


def test_the_same_text_reads_alike_in_every_encoding(outlines):
    file, _outline = next((f, o) for f, o in outlines if f.suffix == ".txt")
    text = file.read_text(encoding="utf-8")
    plain = parse_bytes(text.encode("utf-8"), "a.txt")
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        other = parse_bytes(text.encode(encoding), "a.txt")
        assert other.original == plain.original, encoding
        assert other.nodes == plain.nodes
    for mark, encoding in ((b"", "utf-16-le"), (b"", "utf-16-be")):
        assert parse_bytes(mark + text.encode(encoding), "a.txt").nodes == plain.nodes
