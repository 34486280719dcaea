"""How a task is called: by its heading, or by the words that say what is done."""

from __future__ import annotations

import re
from typing import Final

LONGEST_NAME: Final = 120
_SHORTEST: Final = 3
_SHORTEST_POINT: Final = 8
_LONGEST_HALVES: Final = 30
_NUMBERED: Final = re.compile(
    r"^(?:[一二三四五六七八九十]+是|[（(]?[\d一二三四五六七八九十]+[）)、.．])\s*"
)
_LINK: Final = re.compile(r"^(?:并且|并|且|同时|其中|以及|[，,；;：:\s])+")
_DEFINES: Final = re.compile(
    r"(?:(?:19|20)\d{2}\s*年(?:\s*[至到—～-]\s*(?:19|20)\d{2}\s*年)?"
    r"|[^，,。；;：:\n]{0,12}?(?:对象|范围|期限|周期|时段|方式|标准|口径|主体|频次|名额|任期))"
    r"(?:均|分别|统一|一般|原则上)?[为是][^，,。；;\n]*"
)
"""2026年为试点阶段, 调查对象为15岁至69岁的常住居民: what something is, and nothing to do."""
ALONE: Final = re.compile(
    r"[^，,。；;\n]{0,24}?[前底末内日旬][，,]?(?:全部|全面|基本)?(?:完成|建成|上线|投用|出台|印发|落实)"
    r"(?:到位|投用|运行)?\s*(?=[，,。；;\n]|$)"
)
"""在2027年底前完成 says what is done in the half sentence before it."""
_REACHES: Final = re.compile(
    r"(?:力争|确保|全部|均|基本)?(?:达到?|提高到|提升到|提高至|提升至|增加到|增至|不低于|不少于|不超过|降至|下降)"
)


def name_of(text: str, heading: str) -> str:
    """Its heading, or where there is none the beginning of its first sentence."""
    if heading:
        return heading[:LONGEST_NAME]
    text = _doing(text)
    first = re.match(rf"[^。；;\n]{{{_SHORTEST},}}?(?=[，,。；;：:\n（(])|[^。；;\n]+", text)
    return (first[0] if first else text)[:LONGEST_NAME].strip()


def name_of_point(text: str) -> str:
    """到2030年 alone names nothing: the words after it do."""
    text = _LINK.sub("", _doing(text))
    first = re.match(rf"[^。；;\n]{{{_SHORTEST_POINT},}}?(?=[，,。；;\n])|[^。；;\n]*", text)
    return (first[0] if first and first[0].strip() else text)[:LONGEST_NAME].strip()


def name_of_piece(text: str, at: int, deadline: str, before: str) -> str:
    """Of a piece with a day of its own at `at`: the half of its sentence that names the day.
    达到100% says nothing without whom the piece before it, called `before`, speaks of."""
    written = deadline.partition("、")[0]
    begin = _half_before(text, at)
    name = name_of_point(text[begin:])
    alone = ALONE.match(text, begin)
    if alone:
        longer = _LINK.sub("", text[_half_before(text, max(begin - 1, 0)) : alone.end()].strip())
        name = longer if longer and len(longer) <= _LONGEST_HALVES else name
    rest = name[name.find(written) + len(written) :].lstrip("，,") if written in name else name
    if name.startswith(written) and _REACHES.match(rest):
        name = _subject(before) + name
    return name[:LONGEST_NAME]


def defines_only(text: str) -> bool:
    """Whether a text begins by saying what something is."""
    return _DEFINES.match(_NUMBERED.sub("", text)) is not None


def _half_before(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "，,。；;：:\n") + 1


def _doing(text: str) -> str:
    """From its first words that say what is done."""
    text = _NUMBERED.sub("", text)
    defined = _DEFINES.match(text)
    return (text[defined.end() :].lstrip("，,") if defined else "") or text


def _subject(name: str) -> str:
    found = _REACHES.search(name)
    words = name[: found.start()] if found else ""
    return re.sub(r"(?:到|至|在)?(?:19|20)\d{2}\s*年(?:底|末)?(?:之?前)?[，,]?", "", words)
