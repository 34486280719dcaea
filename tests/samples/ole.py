"""A writer of OLE containers, as small as [MS-CFB] allows."""

from __future__ import annotations

import struct
from typing import Final

_SECTOR: Final = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def container(streams: dict[str, bytes]) -> bytes:
    """An OLE container; "a/b" is a stream in a storage."""
    names: list[tuple[str, str]] = []
    for path in streams:
        for name in path.split("/")[:-1]:
            names += [(name, "")] if (name, "") not in names else []
        names.append((path.split("/")[-1], path))
    sectors, table = bytearray(), []
    starts: dict[str, tuple[int, int]] = {}
    for path, data in streams.items():
        # Short streams would go to a container in the container.
        data = data.ljust(4096, b"\0")
        data += bytes(-len(data) % _SECTOR)
        starts[path] = len(table), len(data)
        count = len(data) // _SECTOR
        table += [*range(len(table) + 1, len(table) + count), _END]
        sectors += data
    folder = len(table)
    entries = [_entry("Root Entry", 5, child=1)]
    for at, (name, path) in enumerate(names, start=1):
        after = at + 1 if at < len(names) else _FREE
        start, size = starts.get(path, (0, 0))
        entries.append(_entry(name, 2 if path else 1, right=after, start=start, size=size))
    entries += [bytes(128)] * (-len(entries) % 4)
    count = len(entries) // 4
    table += [*range(folder + 1, folder + count), _END]
    sectors += b"".join(entries)
    first = len(table)
    fats = 1
    while fats * 128 < first + fats:
        fats += 1
    table += [_FAT] * fats
    table += [_FREE] * (fats * 128 - len(table))
    sectors += struct.pack(f"<{len(table)}I", *table)
    head = bytearray(_SECTOR)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIII", head, 44, fats, folder, 0, 4096, _END, 0, _END, 0)
    for at in range(109):
        struct.pack_into("<I", head, 76 + 4 * at, first + at if at < fats else _FREE)
    return bytes(head + sectors)


def _entry(name: str, kind: int, child=_FREE, right=_FREE, start=0, size=0) -> bytes:
    raw = name.encode("utf-16-le")
    out = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    out += struct.pack("<III", _FREE, right, child) + bytes(36)
    return out + struct.pack("<III", start if kind == 2 else _END if kind == 5 else 0, size, 0)
