"""Numbers of an outline that stayed in a text: told to the editor, who sees what they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from .measured_numbers import measured
from .numbers import Number, number_of
from .parse import Node, NodeKind, Note, Parse
from .script import folded
from .weak_numbers import COUNTS, NAME, PAGE

_NUMBER_INSIDE: Final = "正文里有编号“{number}”，看看是不是没有认出来的标题。"
_LINE_INSIDE: Final = "正文里“{words}”这一行像是带编号的，看看是不是没有认出来的标题或者一项。"
_INSIDE: Final = re.compile(
    r"(?:^|(?<=[\s。；]))\d{1,2}(?:[.．]\d{1,2}){1,5}(?=\s*[\u4e00-\u9fff])", re.MULTILINE
)
_GOES_ON: Final = (
    "第 {number} 项以后还有 {count} 项，没有分开，都接在这一项里。要分开，先分成几份文件再导入。"
)
_LONG: Final = re.compile(r"\s*[（(]?(\d{4,5})[.．、)）](?!\d)")
"""No reader takes a number of four digits for one of an outline: most are years."""
_KINDS: Final = frozenset({NodeKind.CLAUSE, NodeKind.PARAGRAPH, NodeKind.ANNEX, NodeKind.PREAMBLE})
_BARE: Final = frozenset({"bare", "han_bare"})
_NEVER: Final = frozenset({"annex", "shi"})
_QUOTED: Final = 20


def numbers_left(parsed: Parse, said: Collection[str]) -> list[Note]:
    """Lines of a text that begin with a number, but for those of which the editor has `said` what
    they are; and 1.2 inside one though the 1.1 before it or the 1 above is a clause."""
    there = {node.number.rstrip(".．、").replace("．", ".") for node in parsed.nodes}
    found: list[Note] = []
    for at, node in enumerate(parsed.nodes):
        if node.kind not in _KINDS:
            continue
        # What goes on behind a number in its line is none of its own.
        first = 1 if node.number and not node.heading else 0
        every = node.text.split("\n")
        lines = [
            line for place, line in enumerate(every)
            if place >= first and line not in said
            and (_is_numbered(line) or _may_count_on(line, [node.number, *every], place))
        ]  # fmt: skip
        found += [Note("inside", _LINE_INSIDE.format(words=line[:_QUOTED]), at) for line in lines]
        if further := _going_on(node):
            said_so = _GOES_ON.format(number=re.sub(r"\D", "", node.number), count=further)
            found.append(Note("inside", said_so, at))
        if node.kind == NodeKind.PREAMBLE:
            continue
        beginnings = "\n".join(lines)
        for number in _dotted(f"{node.heading} {node.text}"):
            *above, last = map(str, number.path)
            written = ".".join([*above, last])
            before = ".".join([*above, str(int(last) - 1)])
            is_next = before in there or (last == "1" and ".".join(above) in there)
            if written not in there and is_next and not _begins(written, beginnings):
                found.append(Note("inside", _NUMBER_INSIDE.format(number=written), at))
    return found


def _going_on(node: Node) -> int:
    """How many lines of the text count on from the number of the node."""
    own = re.fullmatch(r"\D?(\d{3,4})\D?", node.number)
    if own is None:
        return 0
    first = last = int(own[1])
    for line in node.text.split("\n"):
        number = _LONG.match(line)
        if number is not None and int(number[1]) == last + 1:
            last += 1
    return last - first


def _dotted(text: str) -> Iterator[Number]:
    for match in _INSIDE.finditer(text):
        number = number_of(text[match.start() : match.end() + 10])
        if number is not None and number.style.startswith("multi"):
            yield number


def _begins(written: str, lines: str) -> bool:
    return (
        re.search(rf"^{re.escape(written)}(?!\d)", lines.replace("．", "."), re.MULTILINE)
        is not None
    )


def _may_count_on(line: str, every: Sequence[str], place: int) -> bool:
    """Whether a line that begins with a number and a measure (2.5米以上) may be a point of a list:
    the number of the clause or of a line beside it is the one before or behind. `every`: the
    number of the clause and its lines, of which this is the one at `place` behind the number."""
    point = measured(folded(line.strip()))
    if point is None:
        return False
    beside = [every[0], *every[place : place + 1], *every[place + 2 : place + 3]]
    ordinals = {_ordinal(folded(one.strip())) for one in beside}
    return point[0] - 1 in ordinals - {0} or point[0] + 1 in ordinals


def _ordinal(line: str) -> int:
    number = number_of(line)
    if point := measured(line):
        return point[0]
    return number.ordinal if number and number.style == "dec_dot" else 0


def _is_numbered(line: str) -> bool:
    plain = folded(line.strip())
    number = number_of(plain)
    if number is None or number.style in _NEVER or "\t" in plain or PAGE.search(plain):
        return False
    rest = plain[number.length :].strip()
    if number.style not in _BARE:
        return bool(rest)
    is_apart = plain[number.length - 1].isspace()
    is_name = NAME.fullmatch(rest) is not None and not re.search(r"[\s\d]", rest)
    return is_apart and is_name and not COUNTS.match(rest)
