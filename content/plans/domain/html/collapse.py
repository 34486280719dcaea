"""White space of a page as browsers show it."""

from __future__ import annotations

import re
from typing import Final

from ..extracted import RepairKind

_WIDE: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


def collapsed(
    pieces: list[tuple[str, bool, RepairKind | None]],
) -> tuple[str, int, list[tuple[int, int, RepairKind]]]:
    """The line as browsers show it: runs of white space are one space, or none between two
    Chinese characters where the source was only wrapped."""
    out = ""
    linked = 0
    wrapped = False
    marks: list[tuple[int, int, RepairKind]] = []
    for piece, is_link, mark in pieces:
        if mark == RepairKind.LINE_BREAK:
            out = out.rstrip(" ")
            if out:
                marks.append((len(out), len(out) + 1, mark))
                out += piece
            continue
        begin = len(out)
        for part in re.split(r"([ \t\n\r\f]+)", piece):
            if not part or (part[0] in " \t\n\r\f" and (not out or out[-1] in " \n")):
                continue
            if part[0] not in " \t\n\r\f":
                if out.endswith(" ") and wrapped and _WIDE.match(part) and _WIDE.match(out[-2:-1]):
                    out = out[:-1]
                    begin = min(begin, len(out))
                out += part
            else:
                wrapped = "\n" in part or "\r" in part
                out += " "
        if is_link:
            linked += len(out) - begin
        if mark is not None and len(out) > begin:
            marks.append((begin, len(out), mark))
    while out[-1:] in (" ", "\n"):
        out = out[:-1]
    return out, min(linked, len(out)), [m for m in marks if m[1] <= len(out)]
