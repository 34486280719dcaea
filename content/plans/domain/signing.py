"""Who issues a document: who signs it, whom its notice and its red head name."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from typing import Final

from .labels import is_date, parse_date
from .script import folded

SIGNATORIES: Final = 3
_ISSUER: Final = re.compile(r"[\u4e00-\u9fff（）() ]{2,40}")
_BODY: Final = re.compile(
    r".{2,39}(?:政府|办公室|办公厅|办事处|委员会|委|局|厅|部|署|院|所|站|处|中心|总队|支队|大队|指挥部"
    r"|领导小组|学校|学院|大学|中学|小学|幼儿园|公司|厂|集团|管委会|协会|总会)"
)
# Whom it is sent to, and sentences that only end in the name of a body. No character stands here
# with which a county begins, as 和县, 应县, 交城 and 呈贡 do.
_NOT_SIGNING: Final = re.compile(
    r"[请由报送抄]|(?:有关|相关|所属)|[向交给转经按在](?=[本省市州区县])"
    r"|.*(?:各|请|上报|并报|须报|应报|报送|抄送|通知|负责|解释|批准|制定|印发|备案|应当|按照|根据)"
)
_HOUSE: Final = (
    r"政府|办公室|办公厅|办事处|委员会|委|局|厅|部|署|院|站|中心|指挥部|领导小组"
    r"|学校|学院|大学|中学|小学|幼儿园|公司|集团|协会"
)
LETTERHEAD: Final = re.compile(rf"(?!关于)(?P<body>.{{2,30}}(?:{_HOUSE}))文件")
"""The red head of a document: the name of a body, and 文件."""
_BEFORE_SUBJECT: Final = re.compile(r"(.{2,60}?)(?:关于|转发|批转|印发)")
_MONTH: Final = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月"
)


def may_sign(text: str) -> bool:
    """Whether a line can be a name that signs, and no sentence or addressee."""
    plain = folded(text.strip())
    return bool(_ISSUER.fullmatch(plain)) and not _NOT_SIGNING.match(plain)


def is_signatory(text: str) -> bool:
    """Whether a line is the name of a body that may sign, and nothing else."""
    return may_sign(text) and _BODY.fullmatch(folded(text.strip())) is not None


def is_day_or_month(text: str) -> bool:
    """2025年5月6日, and 2025年5月 of a cover."""
    return is_date(text) or _MONTH.fullmatch(text) is not None


def signature_in(closing: str) -> tuple[str, date | None]:
    """Who signs above the date, of several all as they stand, and the date."""
    lines = [line.strip() for line in closing.split("\n")]
    at = next((at for at, line in enumerate(lines) if is_date(line)), len(lines))
    names = [line for line in lines[:at] if is_signatory(line)]
    return "、".join(names), parse_date(lines[at]) if at < len(lines) else None


def signature_of_notice(text: str) -> str:
    """Who signs a notice, of several all as they stand: the names that stand last in it, each in a
    line of its own."""
    runs = groupby(map(str.strip, text.split("\n")), key=is_signatory)
    signed = [list(lines) for signs, lines in runs if signs]
    return "、".join(signed[-1][-SIGNATORIES:]) if signed else ""


def named_in_title(title: str) -> str:
    """Who issues what has this title: 安澜县人民政府 of 安澜县人民政府关于印发…的通知.

    Source: GB/T 9704-2012, 7.3.2.
    """
    match = _BEFORE_SUBJECT.match(folded(title))
    name = title[slice(*match.span(1))].strip() if match else ""
    return "、".join(name.split()) if is_signatory(name) else ""


def named_in_head(text: str) -> str:
    """Whose the red head above a title is."""
    for line in text.split("\n"):
        plain = re.sub(r"\s", "", line)
        if match := LETTERHEAD.fullmatch(folded(plain)):
            return plain[: match.end("body")]
    return ""
