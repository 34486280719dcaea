"""Old Word files that are damaged, or made to do harm: refused in words, and nothing else."""

import random
import struct
import time
from contextlib import suppress

import pytest

from content.plans.domain import errors
from content.plans.domain.doc import read_doc, reader
from content.plans.domain.pipeline import parse_bytes
from tests.samples import word97
from tests.samples.ole import container
from tests.samples.word97 import Level, P, Word97, listed, row

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PLAIN = Word97([P("安澜县方案"), P("一、总则"), P("正文。")])
RICH = Word97(
    [P("安澜县方案\x02"), P("总则", mods=listed(1)), P("见图\x08"), *row("级别", "条件"),
     *row("Ⅰ级", "\x13 REF 甲 \x14三十人\x15"), P("附则", style=1, mods=listed(1))],
    notes=["脚注"], boxes=["框里的字"], lists={3: [Level("\x00、", 37)]}, uses=[(3, {0: 2})],
    styles=[(0, 0xFFF, b""), (1, 0, b"")],
)  # fmt: skip


def with_streams(**changes):
    """The plain file with streams changed, or taken away where None."""
    streams = PLAIN.streams()
    for name, change in changes.items():
        streams[name] = change(streams[name]) if callable(change) else change
    return container({name: data for name, data in streams.items() if data is not None})


def patched(at, shape, *values, stream="WordDocument"):
    def change(data):
        data = bytearray(data)
        struct.pack_into(shape, data, at, *values)
        return bytes(data)

    return with_streams(**{stream: change})


def pieces(made):
    """Where the table of pieces begins in the stream of tables."""
    return struct.unpack_from("<I", made.streams()["WordDocument"], 0x9A + 8 * 33)[0]


def looping(first, *following):
    """The plain file; from sector `first` on its chain goes as it says here."""
    data = bytearray(PLAIN.bytes())
    (table,) = struct.unpack_from("<I", data, 76)
    at = 512 + 512 * table + 4 * first
    struct.pack_into(f"<{len(following)}I", data, at, *following)
    return bytes(data)


def folder_of(data):
    return struct.unpack_from("<I", data, 48)[0]


@pytest.mark.parametrize(
    ("made", "name", "refusal", "says"),
    [
        (b"", "a.doc", errors.EmptyDocument, "没有文字"),
        (OLE, "a.doc", errors.CorruptDocument, "打不开"),
        (PLAIN.bytes()[:3000], "a.doc", errors.CorruptDocument, "打不开"),
        (Word97([P("")]).bytes(), "a.doc", errors.EmptyDocument, "没有文字"),
        (patched(0x4C, "<i", 0), "a.doc", errors.EmptyDocument, "没有文字"),
        (patched(0x4C, "<i", -5), "a.doc", errors.CorruptDocument, "长度不对"),
        (patched(0x4C, "<i", 900), "a.doc", errors.CorruptDocument, "正文不完整"),
        (patched(0x4C, "<i", 9_000_000), "a.doc", errors.TooLong, "拆成几份"),
        (patched(0x9A + 8 * 33, "<2I", 0, 0), "a.doc", errors.CorruptDocument, "目录不完整"),
        (patched(0x9A + 8 * 33, "<2I", 1 << 30, 99), "a.doc", errors.CorruptDocument, "不完整"),
        (patched(0x9A + 8 * 13, "<2I", 1 << 30, 99), "a.doc", errors.CorruptDocument, "不完整"),
        # A piece behind the end of the text; pieces that go backwards; none at all.
        (patched(pieces(PLAIN) + 5 + 16 + 2, "<I", 1 << 29, stream="1Table"), "a.doc",
         errors.CorruptDocument, "正文不完整"),
        (patched(pieces(PLAIN) + 5, "<3I", 0, 9, 3, stream="1Table"), "a.doc",
         errors.CorruptDocument, "目录不对"),
        (patched(pieces(PLAIN) + 1, "<I", 4, stream="1Table"), "a.doc",
         errors.CorruptDocument, "目录不对"),
        (Word97([P("密")], flags=0x0300).bytes(), "a.doc", errors.EncryptedDocument, "去掉密码"),
        (container({"EncryptedPackage": b"x"}), "a.doc", errors.EncryptedDocument, "去掉密码"),
        (Word97([P("旧")], version=0x65).bytes(), "a.doc", errors.LegacyWord, "另存为 .docx"),
        (container({"Workbook": b"x"}), "a.doc", errors.LegacyWord, "另存为 .docx"),
        (with_streams(**{"1Table": None}), "a.doc", errors.CorruptDocument, "1Table"),
        (Word97([P("宏")], more={"Macros/VBA/dir": b"x"}).bytes(), "a.doc",
         errors.MacroDocument, "宏不会运行"),
        (OLE + b" " * 20 * 1024 * 1024, "a.doc", errors.TooLarge, "20 MB"),
        (b"{\\rtf1 x}", "a.doc", errors.WrongExtension, "RTF"),
        (b"PK\x03\x04", "a.doc", errors.WrongExtension, "扩展名"),
        ("一、总则".encode(), "a.doc", errors.WrongExtension, "纯文本"),
        (PLAIN.bytes(), "a.txt", errors.WrongExtension, "旧版 Word"),
        (PLAIN.bytes(), "a.docx", errors.WrongExtension, ".doc"),
        (b"\x81\x00WPS", "a.wps", errors.LegacyWord, "另存为 .docx"),
        (container({"WpsWorkbook": b"x"}), "a.wps", errors.LegacyWord, "另存为 .docx"),
        (PLAIN.bytes(), "a.dot", errors.LegacyWord, "另存为 .docx"),
    ],
)  # fmt: skip
def test_what_is_no_readable_word_file_is_refused_in_words(made, name, refusal, says):
    with pytest.raises(refusal) as caught:
        parse_bytes(made, name)
    assert says in caught.value.message
    assert caught.value.message.endswith("库里没有改动。")


def test_a_wps_file_that_is_written_like_a_word_file_is_read(nothing_lost):
    parsed = parse_bytes(PLAIN.bytes(), "方案.wps")
    nothing_lost(parsed)
    assert parsed.nodes[-1].text == "正文。"


FOLDER = folder_of(PLAIN.bytes())


@pytest.mark.parametrize(
    "made", [looping(0, 1, 2, 0), looping(0, 0), looping(8, 9, 8), looping(FOLDER, FOLDER)]
)
def test_sectors_in_a_circle_come_to_an_end(made):
    began = time.process_time()
    with suppress(errors.PlanImportError):
        read_doc(made)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("made", [PLAIN, RICH])
def test_a_file_with_any_bytes_changed_is_read_or_refused_in_words(made, nothing_lost):
    whole, chance = made.bytes(), random.Random(7)
    read = refused = 0
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 3, 12])):
            at = chance.randrange(8, len(data))
            data[at] = chance.choice([0, 1, 0x7F, 0xFF, chance.randrange(256)])
        try:
            nothing_lost(parse_bytes(bytes(data), "a.doc"))
            read += 1
        except errors.PlanImportError as refusal:
            assert refusal.message.endswith("库里没有改动。")
            refused += 1
    assert read and refused


@pytest.mark.parametrize("made", [PLAIN, RICH])
def test_a_file_cut_off_anywhere_is_read_or_refused_in_words(made):
    whole = made.bytes()
    for size in range(8, len(whole), 97):
        try:
            read_doc(whole[:size])
        except errors.PlanImportError as refusal:
            assert refusal.message.endswith("库里没有改动。")


def test_a_number_longer_than_any_is_refused_in_words():
    levels = [Level(text="字" * 300)]
    file = Word97([P("总则", mods=listed(1))], lists={7: levels}, uses=[(7, {})])
    with pytest.raises(errors.CorruptDocument):
        read_doc(file.bytes())


def test_many_boxes_over_one_text_hold_it_once(monkeypatch):
    file = Word97([P("前\x08\x08\x08\x08后")], boxes=["框里的字", "二", "三", "四"])
    whole = len("框里的字") + 1
    monkeypatch.setattr(word97, "_ends", lambda story: [0, whole, 0, whole, 0, whole])
    assert read_doc(file.bytes()).text.count("框里的字") == 1


def test_boxes_in_boxes_without_end_are_refused_in_words(monkeypatch):
    monkeypatch.setattr(reader._Reader, "_inline", lambda self, low, high: ("字", [(low, high)]))
    with pytest.raises(errors.CorruptDocument):
        read_doc(Word97([P("前\x08后")], boxes=["框"]).bytes())
