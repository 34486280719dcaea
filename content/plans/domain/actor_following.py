"""What stands right behind a duty in its clause and names nobody: 有人员伤亡的，先拨打120.

Whose it is cannot be told for certain, so it is no duty; but who reads a duty must not miss it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from . import actor_words as words
from .actor_items import MARK, Passage
from .script import folded

_LONGEST: Final = 900
"""Characters behind one duty; a clause that goes on for longer is looked into itself."""
_SAVES_LIVES: Final = re.compile(r"拨打|(?<!\d)(?:120|119|110)(?!\d)")
_SETS_OUT: Final = re.compile(
    r"根据|按照|依照|依据|遵照|结合|在|按|经|对|因|如|若|一旦|发现|收到|接到|获悉|听到|遇|达到|达不到|未"
)
"""What a piece begins with that says when or how; the next one says what to do."""
_BEGINS: Final = re.compile(
    rf"(?!具体|主要|是|为|要[求点]|可以?[见是]){words.PERSONAL.pattern}"
    rf"|{words.GOES_ON.pattern}|敲|吹(?=哨)|改打|记下|讲清|说明|标明|留存|保存|核对|写上|停止|执行|补报|续报|派"
)
_BY: Final = re.compile(r"由[\u4e00-\u9fff]{2}")


_PARTED: Final = re.compile(r"[，,；;：:]")
_VERB: Final = re.compile(rf"{words.PERSONAL.pattern}|发现|获悉")
_THERE_IS: Final = re.compile("有|无|没有|不")


@dataclass(frozen=True, slots=True)
class Following:
    """`text`: the sentences behind, word for word. `goes_on`: one more follows that names nobody
    who acts, and it is not sure that it tells anybody what to do."""

    text: str = ""
    goes_on: bool = False


def following(
    text: str, spoken: Sequence[Passage], begins: Sequence[int], acts: Sequence[bool], at: int
) -> Following:
    """Of the sentence `at` of a clause with this text, up to the next in which somebody acts.
    `begins`: where each sentence does, `acts`: whether somebody does in it."""
    if spoken[at].items or spoken[at].is_open:
        return Following()
    kept = ""
    for index in range(at + 1, len(spoken)):
        passage, sentence = spoken[index], spoken[index].sentence
        if acts[index] or MARK.match(sentence):
            break
        between = text[begins[index - 1] + len(spoken[index - 1].sentence) : begins[index]]
        is_near = not between.strip(" \u3000") and len(kept) + len(sentence) <= _LONGEST
        if not is_near or passage.items or passage.is_open or not _is_order(folded(sentence)):
            return Following(kept, goes_on=True)
        kept += sentence
    return Following(kept)


def _is_order(plain: str) -> bool:
    """Whether it tells what to do and not who. Whom to call for help stands out wherever nobody
    else is told to call."""
    if _BY.search(plain) or words.LAW.search(plain) or words.PURPOSE.search(plain):
        return False
    pieces = [words.LEAD.sub("", one.strip()) for one in _PARTED.split(plain.rstrip("。！？ "))]
    if any(map(_is_of_another, pieces)):
        return False
    if _SAVES_LIVES.search(plain):
        return True
    for bare in pieces:
        if words.CONDITION.search(bare) or _SETS_OUT.match(bare):
            continue
        return _BEGINS.match(bare) is not None
    return False


def _is_of_another(piece: str) -> bool:
    """其他单位和个人发现的 and 参加试点的志愿者须: who is no actor of the text is a subject too."""
    if _THERE_IS.match(piece):
        return False
    starts = (match.start() for match in _VERB.finditer(piece[: words.LONGEST * 2]))
    before = (piece[:start] for start in starts if start)
    is_order = _BEGINS.match(piece) is not None
    return any(words.SUFFIX.search(one) and ("的" in one or not is_order) for one in before)
