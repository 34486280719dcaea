"""Text boxes and drawings of Word 97–2003 files: where their words stand, and what is said of those
that nobody can place."""

import random
import struct

import pytest

from content.plans.domain.doc import read_doc
from content.plans.domain.doc.shapes import outermost
from content.plans.domain.pipeline import parse_bytes
from tests.samples import word97
from tests.samples.word97 import DELETED, HIDDEN, SPECIAL, P, Word97, drawn


def read(*paragraphs, **more):
    return read_doc(Word97(paragraphs, **more).bytes())


def kinds(extracted):
    return [kind for _at, kind in extracted.unseen]


def test_the_boxes_of_a_flow_chart_stand_where_the_chart_hangs(nothing_lost):
    boxes = ["接报", "研判", "响应"]
    plan = [P("一、流程"), P("流程图：\x08"), P("二、保障")]
    chart = drawn([1025, 1026, 1027])
    found = read(*plan, boxes=boxes, drawings=chart)
    assert found.text == "一、流程\n流程图：\n接报\n研判\n响应\n二、保障\n"
    assert kinds(found) == []
    nothing_lost(parse_bytes(Word97(plan, boxes=boxes, drawings=chart).bytes(), "a.doc"))


def test_a_box_that_hangs_nowhere_is_kept_at_the_end_and_told_of(nothing_lost):
    made = Word97([P("一、总则"), P("甲\x08")], boxes=["框一", "没有挂处的框"])
    parsed = parse_bytes(made.bytes(), "a.doc")
    nothing_lost(parsed)
    assert parsed.original.endswith("框一\n没有挂处的框\n")
    (note,) = [note for note in parsed.notes if note.code == "box"]
    assert "1 个文本框" in note.text and "最后" in note.text


@pytest.mark.parametrize("ends", [[], [0], [0, 2, 2], [3, 6, 6], [0, 99, 99], [6, 0, 6]])
def test_words_of_boxes_are_kept_whatever_the_table_of_boxes_says(monkeypatch, ends):
    made = Word97([P("前\x08后")], boxes=["框一", "框二"])
    monkeypatch.setattr(word97, "_ends", lambda story: [*ends, 0])
    words = read_doc(made.bytes()).text.split("后", 1)[1]
    assert sorted(words.replace("\n", "")) == sorted("框一框二")


def test_a_box_in_the_code_of_a_field_of_shapes_is_read_and_in_that_of_another_not():
    assert read(P("见\x13 SHAPE \\* MERGEFORMAT \x08\x14\x01\x15下"), boxes=["框"]).text == (
        "见下\n框\n"
    )
    assert read(P("见\x13 SET 甲 \x08\x15下"), boxes=["框"]).text == "见下\n"


@pytest.mark.parametrize("modifier", [DELETED, HIDDEN])
def test_a_box_that_is_deleted_or_hidden_with_its_place_is_not_read(modifier):
    assert read(P("前\x08后", runs=((1, 2, modifier),)), boxes=["框"]).text == "前后\n"
    shape = "\x13 SHAPE \x08\x14\x15"
    held = P(f"前{shape}后", runs=((1, 1 + len(shape), modifier),))
    assert "框" not in read(held, boxes=["框"]).text


def test_what_floats_and_says_nothing_is_told_of_where_it_hangs():
    plan = [P("一、流程"), P("见图\x08。", runs=((2, 3, SPECIAL),)), P("二、保障")]
    parsed = parse_bytes(Word97(plan).bytes(), "a.doc")
    (note,) = [note for note in parsed.notes if note.code == "unseen"]
    assert "1 个浮动的图" in note.text and parsed.nodes[note.node].heading == "流程"
    with_words = read(P("见图\x08。", runs=((2, 3, SPECIAL),)), boxes=["框"])
    assert kinds(with_words) == []


def test_a_table_of_drawings_that_is_damaged_costs_no_words():
    chart = drawn([1025, 1026], [1030, 1031])
    assert outermost(chart)[1031] == 1030
    dice = random.Random(8)
    for _turn in range(200):
        hurt = bytearray(chart)
        for _one in range(dice.randrange(1, 5)):
            hurt[dice.randrange(len(hurt))] = dice.randrange(256)
        text = read(P("前\x08后"), boxes=["框一", "框二"], drawings=bytes(hurt)).text
        assert "框一" in text and "框二" in text


def test_groups_in_groups_without_end_are_read_to_a_depth():
    inner = b""
    for _turn in range(5_000):
        inner = struct.pack("<HHI", 15, 0xF003, len(inner)) + inner
    page = struct.pack("<HHI", 15, 0xF002, len(inner)) + inner
    assert outermost(struct.pack("<HHI", 15, 0xF000, 0) + b"\0" + page) == {}
