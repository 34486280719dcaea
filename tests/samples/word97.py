"""A writer of .doc files, as small as [MS-DOC] allows: what Word writes without what nobody
reads."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.samples.ole import container

_SECTOR: Final = 512
_TEXT: Final = 0x400
_PAIRS: Final = 93
_NO_PLACE: Final = 0xFFFFFFFF

IN_TABLE: Final = struct.pack("<HB", 0x2416, 1)
ENDS_ROW: Final = struct.pack("<HB", 0x2417, 1)
IS_HEAD: Final = struct.pack("<HB", 0x3404, 1)
SHOWN: Final = struct.pack("<HB", 0x083C, 0)
AS_STYLE: Final = struct.pack("<HB", 0x083C, 0x80)
AGAINST_STYLE: Final = struct.pack("<HB", 0x083C, 0x81)
DELETED: Final = struct.pack("<HB", 0x0800, 1)
INSERTED: Final = struct.pack("<HB", 0x0801, 1)
HIDDEN: Final = struct.pack("<HB", 0x083C, 1)
SPECIAL: Final = struct.pack("<HB", 0x0855, 1)
OLD_NUMBER: Final = struct.pack("<HB", 0xC63E, 84) + bytes(83) + b"\x01"


def listed(use: int, level: int = 0) -> bytes:
    return struct.pack("<HHHB", 0x460B, use, 0x260A, level)


def styled(style: int) -> bytes:
    """Characters of a style of characters."""
    return struct.pack("<HH", 0x4A30, style)


def outlined(level: int) -> bytes:
    return struct.pack("<HB", 0x2640, level)


def symbol(code: int) -> bytes:
    return struct.pack("<HHH", 0x6A09, 0, code) + SPECIAL


def row_shape(edges: Sequence[int], flags: Sequence[int] = ()) -> bytes:
    """Edges of the cells of a row in twips; of each cell bits 0–1 how it is merged with the one
    before it, bits 5–6 with the one above."""
    count = len(edges) - 1
    body = struct.pack(f"<B{count + 1}h", count, *edges)
    for cell in range(count):
        body += struct.pack("<H", flags[cell] if flags else 0) + bytes(18)
    return struct.pack("<HH", 0xD608, len(body) + 1) + body


@dataclass(frozen=True)
class P:
    """A paragraph and the mark that ends it. `runs`: (from, to, modifiers) of its characters."""

    text: str
    mark: str = "\r"
    style: int = 0
    mods: bytes = b""
    runs: tuple[tuple[int, int, bytes], ...] = ()

    @property
    def whole(self) -> str:
        return self.text + self.mark


def row(*cells: str, edges: Sequence[int] = (), flags: Sequence[int] = (), head=False) -> list[P]:
    """A row of a table: its cells and the mark that ends it."""
    edges = edges or [2000 * at for at in range(len(cells) + 1)]
    out = [
        P(line, "\x07" if last else "\r", mods=IN_TABLE)
        for cell in cells
        for line, last in zip(cell.split("\n"), [*[False] * cell.count("\n"), True], strict=True)
    ]
    end = IN_TABLE + ENDS_ROW + (IS_HEAD if head else b"") + row_shape(edges, flags)
    return [*out, P("", "\x07", mods=end)]


@dataclass(frozen=True)
class Level:
    """`text`: "\\x00" stands for the number of the first level, and so on. `kind`: its format."""

    text: str = "\x00."
    kind: int = 0
    start: int = 1
    follow: int = 2
    flags: int = 0
    restart: int = 0

    def packed(self) -> bytes:
        places = [at + 1 for at, char in enumerate(self.text) if ord(char) < 9]
        head = struct.pack("<iBB9sB", self.start, self.kind, self.flags,
                           bytes(places).ljust(9, b"\0"), self.follow)  # fmt: skip
        head = head.ljust(24, b"\0") + bytes((0, 0, self.restart, 0))
        return head + struct.pack("<H", len(self.text)) + self.text.encode("utf-16-le")


def drawn(*groups: Sequence[int]) -> bytes:
    """What is drawn on the pages: groups of shapes, by their numbers, the group's own first."""
    inner = b"".join(
        _record(0xF003, b"".join(_record(0xF004, _record(0xF00A, struct.pack("<II", one, 0)))
                                 for one in group))
        for group in groups
    )  # fmt: skip
    return _record(0xF000, b"") + b"\0" + _record(0xF002, _record(0xF003, inner))


def _record(kind: int, held: bytes) -> bytes:
    return struct.pack("<HHI", 15, kind, len(held)) + held


@dataclass
class Word97:
    """`lists`: levels by key. `uses`: (key of a list, {level: new start or Level}), named from 1.
    `styles`: (kind, base, modifiers), with modifiers of characters as a fourth; a style of
    characters has kind −1. `margins`: heads and feet of pages, as the six of each section; what is
    in `head_boxes` floats in them. `notes` are called by "\\x02" in the text, `boxes` hang at
    "\\x08"."""

    paragraphs: Sequence[P]
    notes: Sequence[str] = ()
    ends: Sequence[str] = ()
    boxes: Sequence[str] = ()
    heads: str = ""
    margins: Sequence[str] = ()
    head_boxes: Sequence[str] = ()
    comments: str = ""
    lists: dict[int, Sequence[Level]] = field(default_factory=dict)
    uses: Sequence[tuple[int, dict[int, int | Level]]] = ()
    styles: Sequence[tuple[int, int, bytes] | tuple[int, int, bytes, bytes]] = ()
    flags: int = 0x0200
    version: int = 0xC1
    drawings: bytes = b""
    more: dict[str, bytes] = field(default_factory=dict)
    piece_mods: dict[int, bytes] = field(default_factory=dict)

    def streams(self) -> dict[str, bytes]:
        main = list(self.paragraphs)
        told = [
            [P(f"\x02 {note}") for note in self.notes],
            [P(line) for line in ([self.heads] if self.heads else self._margins())],
            [],
            [P(line) for line in ([self.comments] if self.comments else [])],
            [P(f"\x02 {note}") for note in self.ends],
            [P(box) for box in self.boxes],
            [P(box) for box in self.head_boxes],
        ]
        stories = [main, *told]
        document, places, mods = bytearray(bytes(_TEXT)), [0], []
        pieces, ranges, runs = b"", [], []
        properties = b""
        for number, paragraph in enumerate(p for story in stories for p in story):
            start, whole = len(document), paragraph.whole
            raw, width = _encoded(whole)
            document += raw
            document += bytes(len(document) % 2)
            modifier = 0
            if number in self.piece_mods:
                own = self.piece_mods[number]
                modifier = len(mods) << 1 | 1
                mods.append(own)
                properties += struct.pack("<BH", 1, len(own)) + own
            units = len(raw) // width
            offset = start * 2 | 0x40000000 if width == 1 else start
            pieces += struct.pack("<HIH", 0, offset, modifier)
            places.append(places[-1] + units)
            ranges.append((start, start + units * width, paragraph))
            runs += [(start + a * width, start + b * width, m) for a, b, m in paragraph.runs]
        document += bytes(-len(document) % _SECTOR)
        table = bytearray(b"\0" * 8)
        pairs = [(0, 0)] * _PAIRS

        def put(pair: int, data: bytes, counted: int | None = None) -> None:
            pairs[pair] = (len(table), len(data) if counted is None else counted)
            table.extend(data)

        put(13, self._pages(document, [(a, b, self._held(p)) for a, b, p in ranges], 13))
        put(12, self._pages(document, [(a, b, bytes((len(m),)) + m) for a, b, m in runs], 1))
        size = struct.pack("<I", 4 * len(places) + len(pieces))
        directory = struct.pack(f"<{len(places)}I", *places) + pieces
        put(33, properties + b"\x02" + size + directory)
        if self.styles:
            put(1, self._styles())
        if self.lists:
            levels = b"".join(level.packed() for own in self.lists.values() for level in own)
            keys = b"".join(
                struct.pack("<i", key) + bytes(22) + bytes((len(own) == 1, 0))
                for key, own in self.lists.items()
            )
            head = struct.pack("<h", len(self.lists)) + keys
            put(73, head + levels, len(head))
            put(74, self._uses())
        text = "".join(p.whole for p in main)
        units = text.encode("utf-16-le")
        lengths = [sum(len(p.whole.encode("utf-16-le")) // 2 for p in story) for story in stories]
        if "\x02" in text:
            calls = [at // 2 for at in range(0, len(units), 2) if units[at : at + 2] == b"\x02\0"]
            footnotes, endnotes = calls[: len(self.notes)], calls[len(self.notes) :]
            put(2, _plc([*footnotes, lengths[0]], [b"\0\0"] * len(footnotes)))
            put(3, _plc(_ends(told[0]), []))
            put(46, _plc([*endnotes, lengths[0]], [b"\0\0"] * len(endnotes)))
            put(47, _plc(_ends(told[4]), []))
        if self.margins:
            put(11, _plc(_ends(told[1]), []))
        if self.boxes:
            hung = [at // 2 for at in range(0, len(units), 2) if units[at : at + 2] == b"\x08\0"]
            spots = [struct.pack("<i", 1025 + at) + bytes(22) for at in range(len(hung))]
            put(40, _plc([*hung, lengths[0]], spots))
            shapes = [
                bytes(14) + struct.pack("<i", 1025 + at) + bytes(4) for at in range(len(self.boxes))
            ]
            put(56, _plc(_ends(told[5])[:-1], shapes))
        if self.drawings:
            put(50, self.drawings)
        document[:_TEXT] = self._head(lengths, pairs)
        return {"WordDocument": bytes(document), "1Table": bytes(table), **self.more}

    def bytes(self) -> bytes:
        return container(self.streams())

    def _margins(self) -> list[str]:
        """With what parts footnotes and endnotes from the text, which stands before them."""
        return ["\x03", "\x04", "", "\x03", "\x04", "", *self.margins] if self.margins else []

    def _head(self, lengths: list[int], pairs: list[tuple[int, int]]) -> bytes:
        head = bytearray(_TEXT)
        struct.pack_into("<HH", head, 0, 0xA5EC, self.version)
        struct.pack_into("<H", head, 0x0A, self.flags)
        struct.pack_into("<H", head, 0x20, 14)
        struct.pack_into("<H", head, 0x3E, 22)
        struct.pack_into("<8i", head, 0x4C, *lengths)
        struct.pack_into("<H", head, 0x98, _PAIRS)
        for at, pair in enumerate(pairs):
            struct.pack_into("<2I", head, 0x9A + 8 * at, *pair)
        return bytes(head)

    def _held(self, paragraph: P) -> bytes:
        body = struct.pack("<H", paragraph.style) + paragraph.mods
        body += bytes(len(body) % 2)
        return bytes((0, len(body) // 2)) + body

    def _pages(self, document: bytearray, ranges: list[tuple[int, int, bytes]], size: int) -> bytes:
        """One page of formats for each range."""
        first = len(document) // _SECTOR
        for low, high, held in ranges:
            page = bytearray(_SECTOR)
            at = (_SECTOR - 1 - len(held)) // 2 * 2
            struct.pack_into("<2I", page, 0, low, high)
            page[8] = at // 2
            page[at : at + len(held)] = held
            page[-1] = 1
            document += page
        places = [low for low, _, _ in ranges] + [high for _, high, _ in ranges[-1:]]
        return _plc(places, [struct.pack("<I", first + at) for at in range(len(ranges))])

    def _styles(self) -> bytes:
        out = struct.pack("<HHH", 18, len(self.styles), 10) + bytes(14)
        for kind, base, mods, *of_characters in self.styles:
            lists = [bytes(2) + mods, *of_characters] if kind >= 0 else of_characters
            shape = 1 if kind >= 0 else 2
            body = struct.pack("<5H", max(kind, 0), base << 4 | shape, len(lists), 0, 0) + bytes(4)
            for held in lists:
                body += bytes(len(body) % 2) + struct.pack("<H", len(held)) + held
            out += struct.pack("<H", len(body)) + body
        return out

    def _uses(self) -> bytes:
        out = struct.pack("<I", len(self.uses))
        for key, changes in self.uses:
            out += struct.pack("<i", key) + bytes(8) + bytes((len(changes), 0, 0, 0))
        for _key, changes in self.uses:
            out += struct.pack("<I", _NO_PLACE)
            for level, change in changes.items():
                if isinstance(change, Level):
                    out += struct.pack("<iI", 0, level | 0x30) + change.packed()
                else:
                    out += struct.pack("<iI", change, level | 0x10)
        return out


def _encoded(text: str) -> tuple[bytes, int]:
    """Bytes of a piece and how many a character has: one where that is enough, as Word does it."""
    try:
        return text.encode("cp1252"), 1
    except UnicodeEncodeError:
        return text.encode("utf-16-le"), 2


def _plc(places: Sequence[int], entries: Sequence[bytes]) -> bytes:
    return struct.pack(f"<{len(places)}I", *places) + b"".join(entries) if places else b""


def _ends(story: Sequence[P]) -> list[int]:
    """Where each paragraph of a story begins, where the last ends, and once more behind it."""
    out = [0]
    for paragraph in story:
        out.append(out[-1] + len(paragraph.whole.encode("utf-16-le")) // 2)
    return [*out, out[-1]]
