"""The parts of a .doc: an OLE container with the text in one stream and its tables in another."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import Final

import olefile

from ..errors import CorruptDocument, EncryptedDocument, LegacyWord, MacroDocument

_MAGIC: Final = 0xA5EC
_WORD_97: Final = 0x00C1
_ENCRYPTED: Final = 0x0100
_SECOND_TABLE: Final = 0x0200
_FIRST_PAIR: Final = 0x9A
_STORIES: Final = 0x4C

# What olefile says of a damaged file.
_BROKEN: Final = (
    OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error,
    RecursionError,
)  # fmt: skip

# Which of the pairs (offset, length) of the header says where a table is.
STYLES: Final = 1
NOTE_REFERENCES: Final = 2
NOTE_TEXTS: Final = 3
HEADS: Final = 11
CHARACTERS: Final = 12
PARAGRAPHS: Final = 13
PIECES: Final = 33
ANCHORS: Final = 40
END_REFERENCES: Final = 46
END_TEXTS: Final = 47
DRAWINGS: Final = 50
BOXES: Final = 56
LISTS: Final = 73
LIST_USES: Final = 74


@dataclass(frozen=True, slots=True)
class Stories:
    """Characters of each text, in the order in which they follow each other."""

    main: int
    notes: int
    heads: int
    macros: int
    comments: int
    ends: int
    boxes: int
    head_boxes: int

    @property
    def start_of_heads(self) -> int:
        return self.main + self.notes

    @property
    def start_of_ends(self) -> int:
        return self.start_of_heads + self.heads + self.macros + self.comments

    @property
    def start_of_head_boxes(self) -> int:
        return self.start_of_ends + self.ends + self.boxes

    @property
    def total(self) -> int:
        return self.start_of_head_boxes + self.head_boxes


class Container:
    """Streams of one file. Raises CorruptDocument, EncryptedDocument, LegacyWord, MacroDocument."""

    def __init__(self, data: bytes) -> None:
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedDocument()
        try:
            self._ole = olefile.OleFileIO(io.BytesIO(data))
        except _BROKEN:
            raise CorruptDocument(reason="文件不完整") from None
        self._most = len(data)
        names = self._names()
        if any(part.upper() in ("VBA", "_VBA_PROJECT_CUR") for name in names for part in name):
            raise MacroDocument()
        if ("worddocument",) not in {tuple(p.lower() for p in name) for name in names}:
            raise LegacyWord()
        self.document = self._stream("WordDocument")
        magic, version = self._unpack("<HH", 0)
        if magic != _MAGIC or version < _WORD_97:
            raise LegacyWord()
        (flags,) = self._unpack("<H", 0x0A)
        if flags & _ENCRYPTED:
            raise EncryptedDocument()
        self.tables = self._stream("1Table" if flags & _SECOND_TABLE else "0Table")
        self.data = self._stream("Data", needed=False)
        sizes = self._unpack("<8i", _STORIES)
        if min(sizes) < 0:
            raise CorruptDocument(reason="长度不对")
        self.stories = Stories(*sizes)

    def _names(self) -> list[list[str]]:
        try:
            return [list(name) for name in self._ole.listdir(streams=True, storages=True)]
        except _BROKEN:
            raise CorruptDocument(reason="目录不完整") from None

    def _stream(self, name: str, *, needed: bool = True) -> bytes:
        try:
            # A stream cannot be longer than the file, whatever its entry says.
            if self._ole.get_size(name) > self._most:
                raise CorruptDocument(reason="长度不对")
            return bytes(self._ole.openstream(name).read())
        except _BROKEN:
            if not needed:
                return b""
            raise CorruptDocument(reason=f"{name} 不完整") from None

    def _unpack(self, shape: str, at: int) -> tuple[int, ...]:
        try:
            return struct.unpack_from(shape, self.document, at)
        except struct.error:
            raise CorruptDocument(reason="开头不完整") from None

    def place(self, pair: int) -> tuple[int, int]:
        """Offset and length in the stream of tables; length 0 where the file has no such table."""
        (count,) = self._unpack("<H", _FIRST_PAIR - 2)
        if pair >= count:
            return 0, 0
        offset, length = self._unpack("<2I", _FIRST_PAIR + 8 * pair)
        if length and offset + length > len(self.tables):
            raise CorruptDocument(reason="表格区不完整")
        return offset, length

    def table(self, pair: int) -> bytes:
        offset, length = self.place(pair)
        return self.tables[offset : offset + length]


def plc(data: bytes, size: int) -> tuple[list[int], list[bytes]]:
    """A table of n + 1 places and n entries of `size` bytes."""
    count = max(len(data) - 4, 0) // (4 + size)
    if not count:
        return [], []
    places = list(struct.unpack_from(f"<{count + 1}I", data))
    first = 4 * (count + 1)
    return places, [data[first + size * i : first + size * (i + 1)] for i in range(count)]
