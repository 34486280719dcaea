"""Where a numbered line's heading ends and its text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .lines import Line
from .numbers import Number
from .run_in import run_in
from .script import folded

_END: Final = re.compile(r"[。！!？?]")
_NEVER: Final = re.compile(r"[；;。！!？?]")
_TITLE_LENGTH: Final = 60
_LIST_LENGTH: Final = 40
_ITEM_LENGTH: Final = 16
_SHORT_LENGTH: Final = 10
_ITEM_STYLES: Final = frozenset(
    {"paren_dec", "half_paren", "circled", "roman", "shi", "step", "case"}
)
_QUESTION: Final = re.compile(r"[？?]")
_OWN: Final = r"(?:本(?:预案|规划|计划|方案|办法|规定|细则|制度|手册))"
_ENACTS: Final = re.compile(
    rf"{_OWN}?自.{{1,30}}起(?:正式)?(?:施行|实施|执行|生效)|{_OWN}?由.{{2,30}}(?:负责|制定|修订|解释)"
    rf"|{_OWN}(?:从|经|于).{{1,30}}(?:施行|实施|执行)|.{{2,50}}(?:同时|即行)废止"
)
"""What is said of the document in its last chapter, a sentence and the name of nothing."""
_BIDS: Final = re.compile(r".*(?:[的时后者]，|，(?:应当|不得|必须|立即|立刻|马上))")
"""What is to be done when: a sentence, though a short one."""
_ORDERS: Final = re.compile(r".*(?:应当|不得|必须|立即|立刻|马上|严禁|禁止|不准)")
"""In a list of sentences one more of them."""
_BEGINS: Final = re.compile(
    r"(?:(?:19|20)?\d{2}年)?\d{1,2}月(?:\d{1,2}日|底|初|末|[上中下]旬)?(?:前|以前|之前|起)"
    r"|(?:各|全[县市区乡镇村]|有关|县直).{1,20}要(?![求素点闻])|一旦|凡是?|[^，]{2,20}[^重首主需必]要(?:压实|落实|加强|做好|建立|及时)"
)
"""How a sentence begins that another follows in its line."""
_WHAT: Final = re.compile(
    r".{0,30}(?:职责|分工|名单|名册|清单|目录|一览表|登记表|统计表|联系表|表|通讯录|联络表|流程图?|示意图|分布图|路线图|图|标准|方案"
    r"|办法|细则|规程|制度|须知|组成|预案|手册|卡)"
)
_WHOSE: Final = re.compile(
    r".{2,38}(?:县|市|州|省|镇|乡|村|社区|指挥部|委员会|领导小组|工作组|局|公司|学校|办公室|人民政府)"
)
_GAP: Final = 4
"""Characters at most between two lines of one name."""
_DUTY: Final = re.compile(r"^.{2,30}[:：].")


@dataclass(frozen=True, slots=True)
class Split:
    """Offsets in the line: heading [number, heading), its closing mark, then the text."""

    heading: int
    body: int


def split_heading(
    text: str, number: Number | None, *, followed: bool, marked: bool, listed: bool = False
) -> Split:
    """Decide how far the heading of a line reaches.

    `followed`: text, a table or a deeper heading comes next, before the next of the same rank.
    `marked`: the format (Word, Markdown) says the line is a heading.
    `listed`: a table comes next, or the one before it in its list is no heading.
    A Split whose heading equals the number's length means: no heading, all of it text.
    """
    begin = number.length if number else 0
    while begin < len(text) and text[begin] in " \t\u3000、.．":
        begin += 1
    rest = text[begin:]
    none = Split(begin, begin)
    if not rest:
        return none
    if number is not None and number.style == "question" and not marked:
        return _question(text, begin)
    if (joined := run_in(text, number, marked=marked)) is not None and joined.is_sure:
        return Split(joined.end, joined.body)
    first = _END.search(rest)
    if not marked and _is_said(folded(rest[: first.start()] if first else rest), listed=listed):
        return none
    if first is None:
        if marked or (
            len(rest) <= _TITLE_LENGTH
            and not _NEVER.search(rest)
            and _is_title(rest, number, followed)
        ):
            return Split(len(text), len(text))
        return none
    sentence = rest[: first.start()]
    alone = first.end() >= len(rest)
    if marked and alone:
        return Split(begin + first.start(), len(text))
    if number is not None and number.style == "article":
        return none
    if (
        number is not None
        and number.style in _ITEM_STYLES
        and (alone or len(sentence) > _ITEM_LENGTH or re.search(r"[，,]", sentence))
    ):
        return none
    if len(sentence) > _TITLE_LENGTH or _NEVER.search(sentence) or _DUTY.match(sentence):
        return none
    commas = len(re.findall(r"[，,]", sentence))
    if alone:
        is_asked = first[0] in "？?"
        is_name = is_asked or (not listed and commas == 0)
        if followed and is_name and len(sentence) <= _LIST_LENGTH:
            return Split(begin + first.start(), len(text))
        return none
    if first[0] != "。" or commas > 1 or (commas == 1 and (len(sentence) > 30 or listed)):
        return none
    plain = folded(sentence)
    if _BEGINS.match(plain) or (len(plain) > _SHORT_LENGTH and _ORDERS.match(plain)):
        return none
    return Split(begin + first.start(), begin + first.end())


def _question(text: str, begin: int) -> Split:
    """A question is a heading, long as it may be, and its answer may stand in its line."""
    asked = _QUESTION.search(text, begin)
    if asked is not None and not _END.search(text, begin, asked.start()):
        return Split(asked.start(), asked.end())
    if asked is None and len(text) - begin <= _TITLE_LENGTH and not _NEVER.search(text, begin):
        return Split(len(text), len(text))
    return Split(begin, begin)


def _is_said(sentence: str, *, listed: bool) -> bool:
    """Whether it says what holds or what to do, and is the name of nothing."""
    return bool(
        _ENACTS.fullmatch(sentence) or _BIDS.match(sentence) or (listed and _ORDERS.match(sentence))
    )


def is_name(text: str) -> bool:
    """Whether a line without a number names the number that stands alone above it."""
    return (
        len(text) <= _LIST_LENGTH
        and _NEVER.search(text) is None
        and text[-1] not in "：:，,、"
        and re.search(r"[，,\t]", text) is None
    )


def goes_on_below(first: Line, second: Line) -> bool:
    """Whether the name of an annex goes on in the next line: the first says whose it is, the second
    what it is."""
    return (
        _WHOSE.fullmatch(first.plain) is not None
        and _WHAT.fullmatch(second.plain) is not None
        and second.start - first.end <= _GAP
    )


def _is_title(rest: str, number: Number | None, followed: bool) -> bool:
    """A line without any full stop: a title, unless it reads like a list item or a sentence."""
    if rest[-1] in "：:，,、":
        return False
    commas = len(re.findall(r"[，,]", rest))
    if number is not None and number.style in _ITEM_STYLES:
        return followed and commas == 0 and len(rest) <= _LIST_LENGTH and not _DUTY.match(rest)
    if number is not None and number.style == "article":
        return followed and commas == 0 and len(rest) <= 20
    if followed:
        return commas <= 2
    return commas == 0 and len(rest) <= _LIST_LENGTH and not _DUTY.match(rest)
