"""The names of the annexes, listed below the last clause (附件说明, GB/T 9704-2012, 7.3.4).

They are no annex of their own, but what the annexes behind them are compared with.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from .imprint import imprint
from .labels import is_date
from .lines import Line
from .numbers import number_of
from .script import folded

_FIRST: Final = re.compile(
    r"附\s*件\s*[:：]\s*(?:(?P<n>1)\s*[.．、]\s*)?(?P<name>[^。；;：:]{2,60})"
)
_HEAD: Final = re.compile(r"附\s*件\s*[:：]")
_NEXT: Final = re.compile(r"(?P<n>\d{1,2})\s*[.．、]\s*(?P<name>[^。；;：:]{2,60})")
_END: Final = re.compile(r"[。；;]$")
_FILE: Final = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|wps|et|pdf|ofd|zip|rar|jpe?g|png)$", re.IGNORECASE
)
_SIGNATORY: Final = re.compile(r"[\u4e00-\u9fff（）() ]{2,40}")
_SIGNATORIES: Final = 3
_MARK: Final = re.compile(r"附\s*(?:件|录)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：]?")


def is_mark(plain: str) -> bool:
    """Whether a line says only that an annex begins below it: 附件, 附件1, 附 件："""
    return _MARK.fullmatch(plain) is not None


def listed(lines: Sequence[Line | None], noise: Collection[int]) -> list[int]:
    """Indexes of the lines of such lists. Only of those that are sure: what signs the document,
    the first annex, the imprint or the end of the document stands right below. `noise`: page
    numbers."""
    where = [index for index in range(len(lines)) if index not in noise]
    kept = [lines[index] for index in where]
    foot = imprint(kept, len(kept), 0, (), ())
    end = foot[-1] if foot else len(kept)
    found: list[int] = []
    for at, line in enumerate(kept):
        if line is None or _HEAD.match(line.plain) is None:
            continue
        run = _run(kept, at)
        if run and _is_sure(kept, run, end):
            found += [where[index] for index in run]
    return found


def names_in(text: str) -> list[tuple[str, str]]:
    """Number (“” of a single one) and name of every annex that such a list names."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if _HEAD.match(folded(line)):
            return list(_names(lines[at:]))
    return []


def _names(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at, line in enumerate(lines):
        text = line.strip()
        plain = _END.sub("", folded(text))
        match = (_NEXT if at else _FIRST).fullmatch(plain)
        if match is None:
            if at or _HEAD.fullmatch(plain) is None:
                return
            continue
        yield match["n"] or "", text[slice(*match.span("name"))].strip()
        if match["n"] is None:
            return


def _run(lines: Sequence[Line | None], index: int) -> list[int]:
    """Lines from `index` on that number names 1, 2, 3 …, or give a single one."""
    texts: list[str] = []
    for line in lines[index : index + 100]:
        if line is None or line.hint is not None or line.level or line.key is not None:
            break
        texts.append(line.text)
    names = list(_names(texts))
    if not names or [number for number, _name in names] not in (
        [""],
        [str(at) for at in range(1, len(names) + 1)],
    ):
        return []
    alone = _HEAD.fullmatch(folded(texts[0].strip())) is not None
    return list(range(index, index + len(names) + alone))


def _is_sure(lines: Sequence[Line | None], run: Sequence[int], end: int) -> bool:
    """`end`: where the imprint begins, or the number of lines."""
    last = run[-1]
    below = lines[last + 1] if last + 1 < len(lines) else None
    if last + 1 == end:
        is_file = (name := lines[last]) is not None and _FILE.search(name.text) is not None
        return len(run) > 1 or end < len(lines) or is_file
    if below is None:
        return False
    number = number_of(below.plain)
    if number is not None and number.style == "annex":
        return len(run) > 1 or number.ordinal == 1
    return _is_signed(lines[last + 1 : last + 2 + _SIGNATORIES])


def _is_signed(lines: Sequence[Line | None]) -> bool:
    for line in lines:
        if line is None:
            return False
        if is_date(line.text.strip()):
            return True
        if _SIGNATORY.fullmatch(line.plain) is None:
            return False
    return False
