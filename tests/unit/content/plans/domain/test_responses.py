"""Response levels: which situation starts which, and what is done, as the text says."""

import re
from pathlib import Path

import pytest

from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes
from content.plans.domain.responses import Part, ladders_of

ROOT = Path(__file__).parents[5]
DOCUMENTS = ROOT / "portal" / "operations" / "demonstration" / "documents"


def parts_of(parsed):
    grid = {}
    for cell in parsed.cells:
        rows = grid.setdefault(parsed.tables[cell.table].node, {})
        rows.setdefault(cell.row, []).append(cell.text)
    return [
        Part(
            str(at), None if node.parent is None else str(node.parent), node.number, node.heading,
            node.text, tuple(tuple(row) for _at, row in sorted(grid.get(at, {}).items())),
        )
        for at, node in enumerate(parsed.nodes)
    ]  # fmt: skip


def ladders_in(name):
    return ladders_of(parts_of(parse_bytes((DOCUMENTS / name).read_bytes(), name)))


READ_BY_HAND = {
    # Conditions and actions of Ⅰ, Ⅱ, Ⅲ, Ⅳ.
    "earthquake-plan.txt": {"": [(1, 8), (1, 8), (1, 6), (1, 6)]},
    "flood-drought-plan.txt": {"防汛": [(1, 1)] * 4, "抗旱": [(1, 0)] * 4},
    "forest-fire-plan.txt": {"": [(1, 1)] * 4},
    "general-plan.md": {"": [(1, 3)] * 4},
    "public-health-plan.md": {"": [(1, 3)] * 4},
    "town-plan.txt": {},
    "school-plan.docx": {},
    "five-year-plan.md": {},
    "annual-work-points.txt": {},
}


@pytest.mark.parametrize("name", READ_BY_HAND)
def test_the_levels_of_our_own_documents_are_those_read_by_hand(name):
    found = {
        ladder.about: [(len(r.conditions), len(r.actions)) for r in ladder.responses]
        for ladder in ladders_in(name)
    }
    assert found == READ_BY_HAND[name]


@pytest.mark.parametrize("name", [n for n, ladders in READ_BY_HAND.items() if ladders])
def test_levels_go_from_the_gravest_and_say_only_what_the_text_says(name):
    parts = parts_of(parse_bytes((DOCUMENTS / name).read_bytes(), name))
    said = {part.anchor: part.number + part.text + "".join(sum(part.rows, ())) for part in parts}
    for ladder in ladders_of(parts):
        assert [r.name for r in ladder.responses] == ["Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级"]
        for response in ladder.responses:
            for each in [*response.conditions, *response.actions]:
                assert each.text in said[each.anchor]
                assert each.label in said[each.anchor]


def test_what_is_said_of_a_level_stays_with_that_level():
    (flood, drought) = ladders_in("flood-drought-plan.txt")
    fourth = flood.responses[3]
    assert "暴雨橙色预警信号" in fourth.conditions[0].text
    assert "县防指办公室副主任值班" in fourth.actions[0].text
    assert (
        drought.responses[3].conditions[0].text == "因旱造成全县300人以上、不足1000人临时饮水困难。"
    )


def test_levels_under_headings_of_their_own_are_read_with_condition_and_measures():
    text = "\n".join(
        [
            "安澜县危险化学品应急预案", "1 分级响应",
            "1.1 Ⅰ级响应", "1.1.1 启动条件", "造成30人以上死亡。",
            "1.1.2 响应措施", "县长到场指挥。",
            "1.2 二级响应", "1.2.1 启动条件", "造成10人以上死亡。",
            "1.2.2 响应措施", "副县长到场指挥。",
        ]
    )  # fmt: skip
    (ladder,) = ladders_of(parts_of(parse(extract_pasted(text))))
    assert [
        (r.name, [s.text for s in r.conditions], [s.text for s in r.actions])
        for r in ladder.responses
    ] == [
        ("Ⅰ级", ["造成30人以上死亡。"], ["县长到场指挥。"]),
        ("Ⅱ级", ["造成10人以上死亡。"], ["副县长到场指挥。"]),
    ]


@pytest.mark.parametrize(
    "name",
    ["bortala-13th-five-year-plan.txt", "leping-14th-five-year-plan.txt",
     "zengcheng-2015-work-plan.txt"],
)  # fmt: skip
def test_real_planning_documents_have_no_levels(shared_plan, name):
    assert ladders_of(parts_of(parse_bytes(shared_plan(name), name))) == []


def test_levels_of_warnings_are_no_levels_of_response():
    text = "安澜县预案\n3 预警\n3.1 预警级别\n（1）一级：特别严重。\n（2）二级：严重。\n"
    assert ladders_of(parts_of(parse(extract_pasted(text)))) == []
    assert not re.search("响应", text)
