"""What stands before the first heading: site navigation, forwarding notice, title, preamble."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from .annex_names import is_mark, listed
from .corrections.model import CorrectionKind
from .header import (
    Field,
    disclosure,
    field_said,
    front_matter,
    signed_cover,
    standing_alone,
    unjoined,
)
from .labels import FieldKey
from .lines import Line
from .script import folded
from .signing import LETTERHEAD

_NAVIGATION: Final = re.compile(
    r"(?:当前位置|您的位置|您现在的位置|所在位置)\s*[:：]?.*|.{0,12}首页\s*[>›»＞].*"
    r"|(?:打印本页|关闭窗口|分享到|扫一扫|上一篇|下一篇|责任编辑|浏览次数|点击数|字体|字号)\s*[:：]?.{0,40}"
)
_SITE_WORDS: Final = frozenset(
    {
        "政府信息公开",
        "政务公开",
        "信息公开",
        "政府信息公开目录",
        "公开信息内容",
        "首页",
    }
)
_PAGE: Final = re.compile(
    r"[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
)
_CONTENTS_TITLE: Final = re.compile(r"目\s*[录次]")
_CONTENTS_LINE: Final = re.compile(
    r".*?(?:[.…·．]{3,}|…{2,}|\t)\s*\(?\d{1,4}\)?|.*?\s[-—–－]\s?\d{1,4}\s?[-—–－]"
)
_KIND: Final = (
    "预案|规划|计划|要点|方案|办法|规定|意见|通知|纲要|细则|手册|制度"
    "|条例|规则|措施|清单|报告|指南|规程|任务书|安排|说明|公告|通告"
    "|明白[纸卡]|[置位急动作]卡|须知|告知书|倡议书|问答|导则|公约"
)
_TITLE: Final = re.compile(rf".*(?:{_KIND})(?:\s*[（(【\[〔][^）)】\]〕]{{1,30}}[）)】\]〕])*")
_SUBTITLE: Final = re.compile(
    r"[（(〔][^（()）]{1,30}[)）〕]|[-—–]{1,2}.{2,30}|(?:19|20)\d{2}年?\s*[-—–～~至]+\s*(?:19|20)\d{2}\s*年?"
)
_REMARK: Final = re.compile(r"[（(](?:此件|本件|公开)[^（）()]{0,30}[）)]")
"""What is said of the document as a paper (附注), and neither its title nor a part of it."""
_LOOKED_AT: Final = frozenset(
    {None, CorrectionKind.TEXT, CorrectionKind.PARAGRAPH, CorrectionKind.HEADING,
     CorrectionKind.ANNEX, CorrectionKind.LEFT_OUT}
)  # fmt: skip
_STOP: Final = re.compile(r"[。；;!！?？，,:：]")
_TITLE_LENGTH: Final = 80
_NOTICE: Final = re.compile(r".*通知(?:\s*[（(].*[)）])?$")
_INSIDE_NOTICE: Final = re.compile(r"(?:印发|转发|发布)\s*[《〈]?(.+?)[》〉]?的通知")


@dataclass(slots=True)
class Front:
    """Indexes into the block list. `title` and `notice_title` may span several lines. `said` are
    those of which the editor says what they are, `field_lines` those called a header field."""

    fields: list[Field] = field(default_factory=list)
    navigation: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    contents: list[int] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)
    title: list[int] = field(default_factory=list)
    notice_title: list[int] = field(default_factory=list)
    notice: list[int] = field(default_factory=list)
    preamble: list[int] = field(default_factory=list)
    said: set[int] = field(default_factory=set)
    field_lines: set[int] = field(default_factory=set)
    annex_names: list[int] = field(default_factory=list)

    @property
    def used(self) -> set[int]:
        """Lines that are no body text."""
        groups = (self.navigation, self.pages, self.contents, self.duplicates, self.title,
                  self.notice_title, self.notice, self.preamble)  # fmt: skip
        return {index for group in groups for index in group}


def find_noise(lines: Sequence[Line | None]) -> Front:
    """Page numbers anywhere, tables of contents, navigation at top and bottom."""
    front = Front()
    total = len(lines)
    texts: dict[str, int] = {}
    for index, line in enumerate(lines):
        if line is not None:
            texts[bare(line.text)] = index
    for index, line in enumerate(lines):
        if line is None or line.key is not None or line.hint is not None:
            if line is not None and line.role is CorrectionKind.LEFT_OUT:
                front.navigation.append(index)
            continue
        if line.contents:
            front.contents.append(index)
        elif len(line.text) <= 20 and _PAGE.fullmatch(line.plain):
            front.pages.append(index)
        elif (
            (index < 15 or index >= total - 8)
            and len(line.text) <= 120
            and (_NAVIGATION.fullmatch(line.plain) or (index < 5 and line.plain in _SITE_WORDS))
        ):
            front.navigation.append(index)
    for index, line in enumerate(lines):
        if (
            line is not None
            and not line.hint
            and index < 80
            and _CONTENTS_TITLE.fullmatch(line.plain)
        ):
            run = _contents_run(lines, index + 1, texts)
            if run or index in front.contents or (index + 1) in front.contents:
                front.contents.extend([index, *run])
            break
    front.contents = sorted(set(front.contents))
    front.annex_names = listed(lines, {*front.pages, *front.navigation})
    return front


def _contents_run(lines: Sequence[Line | None], at: int, texts: dict[str, int]) -> list[int]:
    """Lines below 目录 that carry a page number, or that come again later as headings."""
    run: list[int] = []
    seen: set[str] = set()
    while at < len(lines):
        line = lines[at]
        # Leaders may fill a line to well over a hundred signs.
        if line is None or line.hint or len(line.text) > 200:
            break
        name = bare(line.text)
        again = len(line.text) <= 80 and texts.get(name, at) > at and name not in seen
        if not (_CONTENTS_LINE.fullmatch(line.text) or again):
            break
        seen.add(name)
        run.append(at)
        at += 1
    return run


def read_front(text: str, lines: Sequence[Line | None], first: int, front: Front) -> None:
    """Sort lines [0, first) into header, notice, title and preamble. `first`: first heading."""
    _said(lines, front)
    taken = {*front.used, *front.said}
    head = [
        (i, line) for i, line in enumerate(lines[:first]) if line is not None and i not in taken
    ]
    fixed = {*front.pages, *front.contents, *front.said}
    every = [line for i, line in enumerate(lines[:first]) if line is not None and i not in fixed]
    where = {id(line): i for i, line in enumerate(lines[:first])}
    for reader in (lambda: front_matter(every), lambda: disclosure(text, every)):
        fields, used = reader()
        own = [f for f in fields if not _overlaps(f, front)]
        front.fields.extend(own)
        gone = {where[id(every[index])] for index in used}
        front.field_lines |= {i for i in gone for f in own if f.holds(lines[i])}
        head = [(i, line) for i, line in head if i not in gone]
        front.navigation = [i for i in front.navigation if i not in gone]
    fields, used = unjoined(text, every)
    if not any(_overlaps(field, front) for field in fields):
        front.fields.extend(fields)
        whole = {where[id(every[index])] for index in used}
        front.field_lines |= whole
        head = [(i, line) for i, line in head if i not in whole]
        front.navigation = [i for i in front.navigation if i not in whole]
    head = _titles(head, front)
    _rest(head, front)


def _overlaps(field: Field, front: Front) -> bool:
    return any(field.start < other.end and other.start < field.end for other in front.fields)


def _said(lines: Sequence[Line | None], front: Front) -> None:
    """What the editor says that a line is, wherever it stands."""
    for index, line in enumerate(lines):
        if line is None or line.hint is None or line.role in _LOOKED_AT:
            continue
        front.said.add(index)
        if line.role is CorrectionKind.FIELD:
            front.fields.append(field_said(line, line.hint.key))
            front.field_lines.add(index)
        elif line.role is CorrectionKind.TITLE:
            front.title.append(index)
        elif line.role is CorrectionKind.PREAMBLE:
            front.preamble.append(index)


def _titles(head: list[tuple[int, Line]], front: Front) -> list[tuple[int, Line]]:
    """Take title lines out of `head`: the forwarding notice's and the document's own."""
    groups: list[list[tuple[int, Line]]] = []
    at = 0
    while at < len(head):
        group = _title_group(head, at)
        if group:
            groups.append(group)
            at += len(group)
        else:
            at += 1
    if not groups or front.title:
        return head
    names = ["".join(line.plain for _, line in group) for group in groups]
    notices = [i for i, name in enumerate(names) if _NOTICE.match(name)]
    own = [i for i, name in enumerate(names) if i not in notices and not _SUBTITLE.fullmatch(name)]
    gone: set[int] = set()
    if own:
        if notices and notices[0] < own[0]:
            front.notice_title = [i for i, _ in groups[notices[0]]]
            gone.update(front.notice_title)
        # Behind a notice the document's own title is the last one before its text.
        chosen = own[0]
        front.title = [i for i, _ in groups[chosen]]
        gone.update(front.title)
        for other in own[1:] + notices[1:]:
            if bare(names[other]) == bare(names[chosen]):
                front.duplicates.extend(i for i, _ in groups[other])
                gone.update(i for i, _ in groups[other])
        for other in notices[1:]:
            if bare(names[other]) == bare(names[notices[0]]):
                front.duplicates.extend(i for i, _ in groups[other])
                gone.update(i for i, _ in groups[other])
        front.duplicates = sorted(set(front.duplicates))
    else:
        front.title = [i for i, _ in groups[0]]
        gone.update(front.title)
    return [(i, line) for i, line in head if i not in gone]


def _title_group(head: list[tuple[int, Line]], at: int) -> list[tuple[int, Line]]:
    """Title lines starting at `at`: broken titles are joined, a bracketed subtitle is added."""
    group: list[tuple[int, Line]] = []
    while at < len(head) and len(group) < 4:
        index, line = head[at]
        if len(line.text) > _TITLE_LENGTH or _STOP.search(line.text) or standing_alone(line):
            break
        if line.role is not None:
            break
        if group and index != group[-1][0] + 1:
            break
        if not group and LETTERHEAD.fullmatch(re.sub(r"\s", "", line.plain)):
            break
        # The plan is an annex of its notice, and is marked so above its title.
        if _REMARK.fullmatch(line.plain) or is_mark(line.plain):
            break
        group.append((index, line))
        at += 1
        if line.level == 1 or _TITLE.fullmatch(line.plain):
            while at < len(head) and len(group) < 5 and _SUBTITLE.fullmatch(head[at][1].text):
                if standing_alone(head[at][1]) or _REMARK.fullmatch(head[at][1].plain):
                    break
                group.append(head[at])
                at += 1
            return group
    return []


def _rest(head: list[tuple[int, Line]], front: Front) -> None:
    """What is left: notice text before the title, fields, and the preamble after it."""
    title = front.title[0] if front.title else -1
    border = title if front.notice_title else -1
    below = [line for index, line in head if front.title and index > front.title[-1]]
    cover = {found.start: found for found in signed_cover(below)}
    for index, line in head:
        alone = standing_alone(line)
        keys = {f.key for f in front.fields}
        if line.start in cover:
            front.fields.append(cover[line.start])
        elif alone and (alone[0].key == FieldKey.NOTE or alone[0].key not in keys):
            front.fields.extend(alone)
        elif index < border or (index < title and is_mark(line.plain)):
            front.notice.append(index)
        else:
            front.preamble.append(index)


def title_inside_notice(title: str) -> str:
    """《…》 of 关于印发《…》的通知, or the title itself."""
    match = _INSIDE_NOTICE.search(folded(title))
    return title[slice(*match.span(1))] if match else title


def is_titled(line: Line) -> bool:
    """Whether a line ends as titles of documents do, in the word for what it is."""
    return len(line.text) <= _TITLE_LENGTH and _TITLE.fullmatch(line.plain) is not None


def bare(text: str) -> str:
    """A line without spaces and without the page number behind it, to be compared."""
    return re.sub(r"\s[-—–－]\s?\d{1,4}\s?[-—–－]$|\s|[.…·．]{2,}\d*$|\t\d+$", "", text)
