"""Whether two documents go by the same name or the same number, however they are typed.

The keys are stored with the documents. Who changes what one says fills them anew in a migration.
"""

from __future__ import annotations

import re
from typing import Final

from search.analysis import normalise

from .front import title_inside_notice

KEY_LENGTH: Final = 200
"""Characters of a key; what comes after them tells no two documents apart."""

_STAGE: Final = re.compile(
    r"[(（](?:\d{4}年?)?(?:第?[一二三四五六七八九十\d]+次)?(?:(?:试行|暂行|修订|修编|修改|讨论"
    r"|征求意见|送审|报审|报批|报备|草案|草稿|初稿|正式|印发)[稿版本]?|[稿版本])[)）]"
)


_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LETTERS: Final = re.compile(r"(\D+?)[办发函规字通秘电明]*[\W_]*(?:19|20)\d\d")
_SERIAL: Final = re.compile(
    r"(\d*[1-9]\d*|[〇零一二三四五六七八九十百千]+)[a-z]?(?:[号期次].*)?$", re.IGNORECASE
)


def title_key(title: str) -> str:
    """What two titles of one document have in common: neither 关于印发…的通知 around it, nor
    marks, nor script, nor the stage or the year of the text (征求意见稿, 2026年修订). A year alone
    tells two documents apart: 工作要点（2027年）. Empty where nothing is left."""
    plain = re.sub(r"\s", "", normalise(title_inside_notice(title)).text)
    return _bare(_STAGE.sub("", plain))


def number_key(number: str) -> str:
    """A 文号 or 索引号 without its brackets, its spaces and the 第 of 第4号. Empty where it has no
    serial yet: 待编, 安政发〔2026〕　号."""
    plain = re.sub(r"\s", "", normalise(number).text)
    serial = _SERIAL.search(plain)
    # A number that ends with the only year in it has lost what should follow.
    if serial is None or _YEAR.findall(plain) == [serial[1]]:
        return ""
    return _bare(re.sub(r"第(?=\d+号)", "", plain))


def of_one_body(number: str, issuer: str, other_number: str, other_issuer: str) -> bool | None:
    """Whether two texts come from one body, by the letters of their 文号 before the year (安政发
    and 安政办发 are one body's), else by who issued them. None where they do not say."""
    letters = _letters(number), _letters(other_number)
    if all(letters):
        return letters[0] == letters[1]
    names = [part_key(name).removesuffix("办公室") for name in (issuer, other_issuer)]
    if not all(names):
        return None
    return names[0] in names[1] or names[1] in names[0]


def _letters(number: str) -> str:
    found = _LETTERS.match(re.sub(r"\s", "", normalise(number).text))
    return found[1] if found else ""


def part_key(words: str) -> str:
    """What a key holds where the title or number it is of holds these words."""
    return _bare(re.sub(r"\s", "", normalise(words).text))


def _bare(words: str) -> str:
    return re.sub(r"[\W_]", "", words).casefold()[:KEY_LENGTH]
