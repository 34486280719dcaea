"""Who is to do a task, where a planning document says it beside the task: 责任单位：…,
（县应急局牵头，县教育局配合）, 由县应急局会同县教育局. Names stay as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from .actor_reader import is_name, parted
from .duty_labels import LABEL, value_end
from .script import folded

LONGEST_NAME: Final = 60
MOST_NAMES: Final = 60

_BRACKET: Final = re.compile(
    r"[（(]([^（）()\n]{2,200}(?:[（(][^（）()\n]{1,30}[）)][^（）()\n]{0,200})*)[）)]"
)
_DUTY: Final = r"(?:(?:按照?|依)(?:各自)?职责(?:分工)?|分工|分别|共同|具体)?"
_IN_BRACKETS: Final = re.compile(
    rf"由?(?P<leads>[^，,；;。\n]{{2,200}}?){_DUTY}(?:牵头(?:负责|组织|落实|实施)?|负责(?:落实)?|承办|组织实施)"
    rf"(?:[，,；;、]\s*(?P<helps>[^。；;\n]{{2,200}}?){_DUTY}(?:配合|参与|参加|协助|协同|支持|负责|落实|分工负责))?"
)
_WHEN: Final = (
    r"(?P<when>[^，,。；;\n]{0,12}(?:[\d一二三四五六七八九十]\s*(?:年|月|日|季度|旬)|年底|年末|年内|月底)"
    r"[^，,。；;\n]{0,8})"
)
_ALONE: Final = re.compile(
    rf"(?:^|(?<=[。；;\n]))[ \u3000]*{_IN_BRACKETS.pattern}(?:[，,]\s*{_WHEN})?(?:[。；;]|(?=\n)|$)"
)
_IS_SAID: Final = re.compile(r"由|牵头|[。；;]$|前")
"""What makes a sentence of the words 乡镇（街道）负责."""
_LEADING: Final = re.compile(
    r"(?:^|(?<=[。；;\n由]))[ \u3000]*(?P<leads>[^，,；;。：:\n由]{2,80}?)"
    r"牵头(?:负责|组织|落实|实施)?"
    rf"(?:[，,、]\s*(?P<helps>[^。；;，,\n]{{2,120}}?){_DUTY}"
    r"(?:配合|参与|参加|协助|协同|负责))?(?=[，,。；;])"
)
_BY: Final = re.compile(
    r"由(?P<leads>[^，,。；;：:由]{2,40}?)(?:牵头|负责(?!人)|会同(?P<helps>[^，,。；;：:]{2,80}?)"
    r"(?=等|集中|共同|联合|统一|组织|开展|负责|制定|建立|落实|推进|做好|按))"
)
_DONE: Final = re.compile(r"(?:全部|基本)?(?:完成|办结|到位|落实)$")
_OTHERS: Final = re.compile(r"等(?:有关|相关)?(?:部门|单位|部门和单位|部门、单位)?$")
_IN_BRACKETS_LAST: Final = re.compile(r"[（(][^（）()]*[）)]$")
_PLACES: Final = re.compile(r"(?:各|有关|相关)[^项类种]{0,6}[乡镇村区县市]$")
_LOOSE: Final = re.compile(r"\s+|与")
_HARD: Final = "、，,；;/\n"
_EDGES: Final = " 　\t\r\n，,；;。、"


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is said beside a task at [start, end) of its text. `leads`, `helps`: names in their
    order, a last 等部门 among them; `answers`: those of 责任单位 and 实施单位, who lead where
    nobody else does; `when`, `costs`, `built`: the words after their labels."""

    start: int
    end: int
    leads: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    when: str = ""
    costs: str = ""
    built: str = ""


def names_in(written: str) -> tuple[str, ...]:
    """The names in 县应急局、县住房和城乡建设局及各乡镇; brackets hold together."""
    found: list[str] = []
    for piece in _pieces(written):
        rest = _OTHERS.search(piece)
        if rest and rest.start():
            found += [*_parted(piece[: rest.start()]), rest[0]]
        else:
            found += _parted(piece)
    kept = dict.fromkeys(name[:LONGEST_NAME] for name in found if name)
    return tuple(kept)[:MOST_NAMES]


def names_as_line(names: Sequence[str]) -> str:
    """Names as a line: 县教育局、县民政局等部门."""
    return "、".join(names).replace("、等", "等")


def _pieces(written: str) -> Iterator[str]:
    depth, piece = 0, ""
    for char in written:
        depth += (char in "（(") - (char in "）)")
        if char in _HARD and depth <= 0:
            yield piece.strip(_EDGES)
            piece, depth = "", 0
        else:
            piece += char
    yield piece.strip(_EDGES)


def _parted(piece: str) -> list[str]:
    """县应急局和县教育局 is two, and so with 与 or a space; 县住房和城乡建设局 is one."""
    return [
        name
        for part in _if_names(parted(piece), piece)
        for name in _if_names(_LOOSE.split(part), part)
    ]


def _if_names(parts: list[str], whole: str) -> list[str]:
    return parts if len(parts) > 1 and all(map(_is_named, parts)) else [whole]


def _is_named(written: str) -> bool:
    """各乡镇（街道） too, of which only the words before the bracket end as a name does."""
    plain = _IN_BRACKETS_LAST.sub("", folded(written))
    return is_name(plain) or _PLACES.match(plain) is not None


def assignments_in(plain: str, text: str) -> list[Assignment]:
    """What is said beside the tasks of a text, in order; what stands together is one. `plain` is
    `text` in simplified script, character for character; names are cut from `text`."""
    found: list[Assignment] = []
    said = (*_labelled(plain, text), *_bracketed(plain, text), *_alone(plain, text))
    for one in sorted(said, key=_place):
        if found and one.start < found[-1].end:
            continue
        if found and not plain[found[-1].end : one.start].strip(f"{_EDGES}（()）【】[]"):
            found[-1] = _merged(found[-1], one)
        else:
            found.append(one)
    return [_settled(one) for one in found]


def assigned_by(plain: str, text: str) -> Assignment | None:
    """由县应急局会同县教育局开展, 县应急局牵头，开展…: the units that a sentence itself names as
    those in charge."""
    for match in (*_LEADING.finditer(plain), *_BY.finditer(plain)):
        one = _of(match, text)
        if one.leads and all(map(_is_named, (*one.leads, *one.helps))):
            return one
    return None


def _of(match: re.Match[str], text: str) -> Assignment:
    leads = names_in(text[slice(*match.span("leads"))])
    helps = names_in(text[slice(*match.span("helps"))]) if match["helps"] else ()
    return Assignment(match.start(), match.end(), leads, helps=helps)


def _place(one: Assignment) -> tuple[int, int]:
    return one.start, -one.end


def _labelled(plain: str, text: str) -> Iterator[Assignment]:
    labels = list(LABEL.finditer(plain))
    for at, label in enumerate(labels):
        stop = labels[at + 1].start() if at + 1 < len(labels) else len(plain)
        end = value_end(plain, label.end(), stop)
        value = text[label.end() : end].strip(_EDGES)
        names = names_in(value)
        yield Assignment(
            _opened(plain, label.start()), _closed(plain, end),
            leads=names if label["leads"] else (), answers=names if label["answers"] else (),
            helps=names if label["helps"] else (), when=value if label["when"] else "",
            costs=value if label["costs"] else "", built=value if label["built"] else "",
        )  # fmt: skip


def _opened(plain: str, start: int) -> int:
    before = plain[:start].rstrip()
    return len(before) - 1 if before.endswith(("（", "(")) else start


def _closed(plain: str, end: int) -> int:
    while end < len(plain) and plain[end] in "。；;，,）)":
        end += 1
    return end


def _bracketed(plain: str, text: str) -> Iterator[Assignment]:
    for match in _BRACKET.finditer(plain):
        said = _IN_BRACKETS.fullmatch(match[1])
        if said is None or LABEL.search(match[1]):
            continue
        at = match.start(1)
        leads = names_in(text[at + said.start("leads") : at + said.end("leads")])
        helps = (
            names_in(text[at + said.start("helps") : at + said.end("helps")])
            if said["helps"]
            else ()
        )
        if all(_is_named(one) or _OTHERS.fullmatch(one) for one in (*leads, *helps)):
            yield Assignment(match.start(), _closed(plain, match.end()), leads, helps=helps)


def _alone(plain: str, text: str) -> Iterator[Assignment]:
    """县司法局牵头，县财政局配合，9月底前完成。: a sentence that says nothing else."""
    for match in _ALONE.finditer(plain):
        if not _IS_SAID.search(match[0]):
            continue
        one = _of(match, text)
        if all(_is_named(name) or _OTHERS.fullmatch(name) for name in (*one.leads, *one.helps)):
            start = match.start() + len(match[0]) - len(match[0].lstrip(" \u3000"))
            low, high = match.span("when")
            high -= len(match["when"] or "") - len(_DONE.sub("", match["when"] or ""))
            when = text[low:high].strip() if match["when"] else ""
            yield replace(one, start=start, when=when)


def _merged(one: Assignment, other: Assignment) -> Assignment:
    return Assignment(
        one.start, other.end,
        _both(one.leads, other.leads), _both(one.answers, other.answers),
        _both(one.helps, other.helps),
        one.when or other.when, one.costs or other.costs, one.built or other.built,
    )  # fmt: skip


def _settled(one: Assignment) -> Assignment:
    """Beside a 牵头单位 the 责任单位 are those who do it with them."""
    if one.leads:
        return replace(one, answers=(), helps=_both(one.answers, one.helps))
    return replace(one, leads=one.answers, answers=())


def _both(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *others)))
