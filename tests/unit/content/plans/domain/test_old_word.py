"""Word 97–2003 files: what readers see of them. They are built by hand (tests/samples/word97.py);
six real ones are from the test data of Apache POI."""

from pathlib import Path

import pytest

from content.plans.domain import errors
from content.plans.domain.doc import read_doc
from content.plans.domain.pipeline import parse_bytes
from tests.samples.plan_texts import FAMILIES, document
from tests.samples.word97 import (
    DELETED,
    HIDDEN,
    INSERTED,
    OLD_NUMBER,
    Level,
    P,
    Word97,
    listed,
    outlined,
    symbol,
)

REAL = Path(__file__).parents[4] / "data" / "plans" / "poi"
HAN, PAREN = 37, Level("（\x01）", 37)


def text_of(*paragraphs, **more):
    return read_doc(Word97(paragraphs, **more).bytes()).text


@pytest.mark.parametrize("family", FAMILIES)
def test_a_generated_document_as_a_doc_is_read_as_it_is_as_text(family, nothing_lost, tree):
    text, _want = document(family, 3)
    parsed = parse_bytes(Word97([P(line) for line in text.split("\n")]).bytes(), "方案.doc")
    nothing_lost(parsed)
    as_text = parse_bytes(text.encode(), "方案.txt")
    assert parsed.source == "doc"
    assert tree(parsed) == tree(as_text)
    assert [n.text for n in parsed.nodes] == [n.text for n in as_text.nodes]


def test_pieces_of_one_byte_and_of_two_follow_each_other():
    assert text_of(P("“smart” – plain"), P("汉字𠮷𠀀与 ASCII"), P("café")) == (
        "“smart” – plain\n汉字𠮷𠀀与 ASCII\ncafé\n"
    )


def test_marks_within_a_line_are_what_they_look_like():
    assert text_of(P("甲\x0b乙\t丙"), P("丁\x1e戊\x1f己", "\x0c"), P("庚\x01\x08辛")) == (
        "甲\n乙\t丙\n丁-戊己\n庚辛\n"
    )


def test_of_a_field_its_result_stays():
    link = '\x13 HYPERLINK "http://x/" \x14应急局\x15'
    nested = "\x13 IF \x13 PAGE \x141\x15 = 1 \x14第一页\x15"
    assert (
        text_of(P(f"见{link}的{nested}。"), P("\x13 SET 甲 乙 \x15完"))
        == "见应急局的第一页。\n完\n"
    )
    assert text_of(P("\x13 eq \\o\\ac(○,3)\x15查险")) == "③查险\n"
    assert text_of(P("没有\x13结尾的域"), P("下一段")) == "没有结尾的域\n下一段\n"


def test_deleted_revisions_are_not_read_and_inserted_ones_are():
    assert text_of(
        P("每年演练一次两次。", runs=((4, 6, DELETED), (6, 8, INSERTED))),
        P("前半", runs=((2, 3, DELETED),)),
        P("后半"),
        P("删掉的整段", runs=((0, 6, DELETED),)),
        P("末尾"),
    ) == "每年演练两次。\n前半后半\n末尾\n"  # fmt: skip


def test_hidden_text_is_not_read_and_told_of():
    read = read_doc(Word97([
        P("上报内部意见。", runs=((2, 6, HIDDEN),)),
        P("\x13 XE 词条 \x15印发", runs=((0, 8, HIDDEN),)),
        P("删掉", runs=((0, 2, DELETED + HIDDEN),)),
        P("末尾"),
    ]).bytes())  # fmt: skip
    assert (read.text, read.hidden) == ("上报。\n印发\n\n末尾\n", 4)
    parsed = parse_bytes(
        Word97([P("一、总则"), P("甲乙", runs=((1, 2, HIDDEN),))]).bytes(), "a.doc"
    )
    assert any(note.text.startswith("有 1 个字") for note in parsed.notes)


def test_a_piece_may_say_that_it_is_deleted():
    assert text_of(P("留下"), P("删掉"), P("末尾"), piece_mods={1: DELETED}) == "留下\n末尾\n"


def test_a_symbol_is_the_character_it_shows_and_a_bracket_a_bracket():
    assert text_of(P("(甲)(", runs=((3, 4, symbol(0xF041)),))) == "(甲)A\n"


def test_footnotes_and_endnotes_come_below_the_paragraph_that_calls_them():
    read = text_of(
        P("甲\x02乙\x02"), P("丙\x02"), notes=["脚注一", "脚注二"], ends=["尾注"],
        heads="页眉", comments="批注",
    )  # fmt: skip
    assert read == (
        "页眉\n甲〔注1〕乙〔注2〕\n〔注1〕脚注一\n〔注2〕脚注二\n丙〔注3〕\n〔注3〕尾注\n"
    )


def test_a_text_box_is_read_below_the_paragraph_that_it_hangs_at(nothing_lost):
    made = Word97([P("甲\x08"), P("乙"), P("丙\x08丁")], boxes=["框一", "框二", "没有挂处的框"])
    assert read_doc(made.bytes()).text == "甲\n框一\n乙\n丙丁\n框二\n没有挂处的框\n"
    nothing_lost(parse_bytes(made.bytes(), "a.doc"))


def test_automatic_numbers_are_written_as_word_shows_them(nothing_lost, tree):
    lists = {9: [Level("\x00、", HAN), PAREN, Level("\x02.", 0), *[Level("", 255)] * 6]}
    heads = [
        (0, "总则"),
        (1, "目的"),
        (1, "依据"),
        (2, "甲项"),
        (2, "乙项"),
        (0, "分级"),
        (1, "标准"),
    ]
    paragraphs = [
        paragraph
        for depth, name in heads
        for paragraph in (P(name, mods=listed(1, depth)), P(f"{name}的正文写在这里，不编号。"))
    ]
    made = Word97([P("安澜县应急预案"), *paragraphs], lists=lists, uses=[(9, {})])
    parsed = parse_bytes(made.bytes(), "a.doc")
    nothing_lost(parsed)
    assert tree(parsed) == [
        (1, "一、", "总则"), (2, "（一）", "目的"), (2, "（二）", "依据"), (3, "1.", "甲项"),
        (3, "2.", "乙项"), (1, "二、", "分级"), (2, "（一）", "标准"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("levels", "uses", "said", "shown"),
    [
        # Every level in one number; after a space or a tab, a digit keeps its distance.
        ([Level("\x00", 0, follow=1), Level("\x00.\x01", 0, follow=0)], [{}],
         [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["1 ", "1.1 ", "1.2 ", "2 ", "2.1 "]),
        # It begins where it says; an empty paragraph has none.
        ([Level("第\x00条", 39, start=11)], [{}], [(1, 0), (1, None), (1, 0)],
         ["第十一条", "", "第十二条"]),
        # A second use of the list goes on in it, one with a start begins anew.
        ([Level("\x00)", 0)], [{}, {}, {0: 5}], [(1, 0), (2, 0), (3, 0), (1, 0)],
         ["1)", "2)", "5)", "6)"]),
        # A level that nothing begins anew.
        ([Level("\x00.", 0), Level("\x01)", 0, flags=8)], [{}],
         [(1, 0), (1, 1), (1, 0), (1, 1)], ["1.", "1)", "2.", "2)"]),
        # Figures for the levels above, as of a law.
        ([Level("第\x00章", 37), Level("\x00.\x01", 0, flags=4)], [{}], [(1, 0), (1, 1)],
         ["第一章", "1.1"]),
        # Letters, circles, none at all; a list that is not there numbers nothing.
        ([Level("\x00.", 3), Level("\x01", 18), Level("\uf0b7", 23)], [{}],
         [(1, 0), (1, 1), (1, 2), (7, 0)], ["A.", "①", "", ""]),
    ],
)  # fmt: skip
def test_lists_count_as_in_word(levels, uses, said, shown):
    levels = [*levels, *[Level("", 255)] * (9 - len(levels))] if len(levels) > 1 else levels
    paragraphs = [
        P("" if level is None else "字", mods=listed(use, level or 0)) for use, level in said
    ]
    read = text_of(*paragraphs, lists={4: levels}, uses=[(4, change) for change in uses])
    assert read.split("\n")[:-1] == [
        f"{number}{'' if level is None else '字'}"
        for number, (_use, level) in zip(shown, said, strict=True)
    ]


@pytest.mark.parametrize(
    "made",
    [
        # A format that we do not write, here the Thai one; one above it; one of the zodiac.
        Word97([P("字", mods=listed(1))], lists={1: [Level("\x00.", 54)]}, uses=[(1, {})]),
        Word97([P("字", mods=listed(1, 1))], uses=[(1, {})],
               lists={1: [Level("\x00.", 30), Level("\x00.\x01"), *[Level()] * 7]}),
        # Two uses of one list that look different.
        Word97([P("字", mods=listed(2))], lists={1: [Level()]},
               uses=[(1, {}), (1, {0: Level("\x00)")})]),
        Word97([P("字", mods=listed(1, 3))], lists={1: [Level()]}, uses=[(1, {})]),
        # Numbers as Word 6 made them, and numbers of fields.
        Word97([P("字", mods=OLD_NUMBER)]),
        Word97([P("\x13 AUTONUM \x15 字")]),
        Word97([P("\x13 ListNum \x14\x15字")]),
    ],
)  # fmt: skip
def test_numbers_that_cannot_be_told_for_certain_are_no_reason_to_lose_them(made):
    with pytest.raises(errors.UnknownNumbers) as caught:
        read_doc(made.bytes())
    assert "另存为 .docx" in caught.value.message


def test_a_list_that_only_one_use_has_looks_as_that_use_says():
    read = text_of(
        P("字", mods=listed(1)), lists={1: [Level()]}, uses=[(1, {0: Level("（\x00）", 37)})]
    )
    assert read == "（一）字\n"


def test_styles_bring_numbers_levels_and_contents():
    styles = [
        (0, 0xFFF, b""), (1, 0, listed(1, 0)), (2, 1, listed(1, 1)), (19, 0, b""),
        (4094, 2, b""),
    ]  # fmt: skip
    made = Word97(
        [P("目录一", style=3), P("总则", style=1), P("目的", style=2), P("仿标题", style=4),
         P("大纲", mods=outlined(2)), P("正文")],
        styles=styles, lists={2: [Level("\x00、", HAN), PAREN, *[Level("", 255)] * 7]},
        uses=[(2, {})],
    )  # fmt: skip
    read = read_doc(made.bytes())
    lines = read.text.split("\n")
    assert lines[:6] == ["目录一", "一、总则", "（一）目的", "（二）仿标题", "大纲", "正文"]
    at = {read.text.index(line): line for line in lines if line}
    assert {at[offset]: level for offset, level in read.levels.items()} == {
        "一、总则": 1, "（一）目的": 2, "大纲": 3,
    }  # fmt: skip
    assert {at[offset] for offset in read.contents} == {"目录一"}


@pytest.mark.parametrize(
    ("name", "holds", "cells"),
    [
        ("61490", "1.章节1\n章节1的内容，一段话\n1.1.章节1.1\n", 9),
        ("Bug52311", "2.3.1 Header 2.3.1\n2.99 Header 2.99\n2.99.1 Header 2.99.1\n2.100 Header", 0),
        ("Lists", "2.2.2.OL 2.2.2\n2.2.2.1.OL 2.2.2.1\n2.2.3.OL 2.2.3\n3.OL 3\n", 0),
        ("table-merges", "A\nB\nC\nD\nE\nF\n", 11),
        ("innertable", "E\n1\n2\n3\n4\nF\nG\n", 9),
        ("test-fields", "19/11/2010 14:49:00\nField in text box: 2\n", 0),
    ],
)
def test_real_files_are_read(name, holds, cells, nothing_lost):
    data = (REAL / f"{name}.doc").read_bytes()
    read = read_doc(data)
    assert holds in read.text
    assert len(read.cells) == cells
    nothing_lost(parse_bytes(data, f"{name}.doc"))
