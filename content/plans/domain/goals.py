"""Goals that a planning document states without a number: “应急管理体系基本健全”.

A sentence is one where it stands under a heading of goals, or names a deadline, says what shall
have become better, and holds no number besides the deadline. What was reached already, and what
is explained, is none (`targets.is_past`, `targets.DEFINITION`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from .quantities import LONGEST_SENTENCE, has_figure
from .script import folded
from .targets import DEADLINE, DEFINITION, SENTENCE, TargetSource, is_past, is_review

_UNDER: Final = re.compile(r"目标|指标|愿景")
_NO_GOALS: Final = re.compile(r"指导思想|基本原则|工作原则|编制依据|保障措施")
_BETTER: Final = (
    r"(?:提升|提高|增强|改善|完善|健全|建成|建立|形成|夯实|下降|降低|减少|遏制|好转|优化|强化|"
    r"加强|加快|巩固|普及|覆盖|到位|实现|具备|达到|缩短|减轻)"
)
_DEGREE: Final = (
    r"(?:显著|明显|大幅|基本|持续|不断|全面|进一步|更加|稳步|有效|逐步|较大|整体|总体|初步|日益|"
    r"切实|普遍|得到|有所|更为)"
)
_GOAL: Final = re.compile(
    rf"{_DEGREE}[\u4e00-\u9fff]{{0,6}}{_BETTER}|{_BETTER}(?:到|至)?[\u4e00-\u9fff]{{0,4}}(?:水平|新台阶)"
    rf"|(?:实现|形成|建成|建立)[\u4e00-\u9fff]{{2,30}}"
)
_LEAD: Final = re.compile(r"[：:]\s*$")
_SHORTEST: Final = 8
"""Characters: less is a heading."""


@dataclass(frozen=True, slots=True)
class BareGoal:
    """A goal without a number: [start, end) of the text of `node`."""

    node: int
    start: int
    end: int
    sentence: str

    @property
    def digest(self) -> str:
        """The same sentence in a later version is the same goal."""
        return sha256(self.sentence.encode()).hexdigest()


def bare_goals_of(source: TargetSource) -> Iterator[BareGoal]:
    """Goals without a number in one clause of a planning document, in reading order."""
    headings = [folded(heading) for heading in source.headings]
    if any(is_review(one) or _NO_GOALS.search(one) for one in headings):
        return
    is_under = any(_UNDER.search(one) for one in headings)
    plain = folded(source.text)
    for match in SENTENCE.finditer(plain):
        said = match[0]
        if not _SHORTEST <= len(said.strip()) <= LONGEST_SENTENCE or _LEAD.search(said):
            continue
        if not (is_under or DEADLINE.search(said)) or not _GOAL.search(said):
            continue
        if is_past(said) or DEFINITION.search(said):
            continue
        if has_figure(DEADLINE.sub("", said)):
            continue
        start = match.start() + len(said) - len(said.lstrip())
        end = match.start() + len(said.rstrip())
        yield BareGoal(source.node, start, end, source.text[start:end])
