"""Traditional → simplified script, and a few Taiwan words and variant
characters that plans copied from traditional web pages carry.

OpenCC's own Taiwan conversion (tw2sp) must never see simplified text: it rewrites
建立 → 创建 and 文件 → 文档. So: plain t2s, then the short map below.
"""

import re
from functools import cache
from typing import Final

from opencc import OpenCC

from search.analysis.alphabet import HAN_RUN
from search.analysis.edits import Edit

TAIWAN_WORDS: Final[dict[str, str]] = {
    "网路(?![径由])": "网络",
    "(?<!强)硬体(?![制系])": "硬件",
    "软体(?!动物)": "软件",
    "计画": "计划",
    "最佳化": "优化",
    "应急回响": "应急响应",
    "(?<![显专编原昭卓论巨名遗译土合拙])著(?![名作称述录者书])": "着",
    "衞": "卫",
    "敍": "叙",
    "痺": "痹",
    "簷": "檐",
    "苧": "苎",
}
"""Pattern (after t2s) → mainland form; the last ones are Hong Kong and Taiwan variants that t2s
leaves, and 苧, into which it turns 薴 and which it turns into 苎 itself. The look-arounds keep
上网路径, 强硬体制 and 显著 whole."""

_TAIWAN: Final = re.compile("|".join(f"({pattern})" for pattern in TAIWAN_WORDS))
_MAINLAND: Final = tuple(TAIWAN_WORDS.values())


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> list[Edit]:
    converted = _converter().convert(text)
    if converted == text:
        return []
    if len(converted) == len(text):
        return _differences(0, text, converted)
    edits: list[Edit] = []
    for run in HAN_RUN.finditer(text):
        target = _converter().convert(run.group())
        if len(target) == len(run.group()):
            edits += _differences(run.start(), run.group(), target)
        elif target != run.group():
            edits.append(_narrowed(run.start(), run.group(), target))
    return edits


def mainland_words(text: str) -> list[Edit]:
    return [
        Edit(match.start(), match.end(), _MAINLAND[match.lastindex - 1])
        for match in _TAIWAN.finditer(text)
        if match.lastindex is not None
    ]


def _differences(offset: int, source: str, target: str) -> list[Edit]:
    return [
        Edit(offset + index, offset + index + 1, new)
        for index, (old, new) in enumerate(zip(source, target, strict=True))
        if old != new
    ]


def _narrowed(offset: int, source: str, target: str) -> Edit:
    """One edit without the characters both ends have in common."""
    limit = min(len(source), len(target))
    head = 0
    while head < limit - 1 and source[head] == target[head]:
        head += 1
    tail = 0
    while tail < limit - head - 1 and source[-1 - tail] == target[-1 - tail]:
        tail += 1
    return Edit(offset + head, offset + len(source) - tail, target[head : len(target) - tail])
