"""Goals that a planning document states without a number: “应急管理体系基本健全”.

A sentence is one where it stands under a heading of goals, or names a deadline, says what shall
have become better, and holds no number besides the deadline. What was reached already, and what
is explained, is none (`targets.is_past`, `targets.DEFINITION`).

In a plan of one year nearly every task has a deadline and says what it makes better (6月底前，
进一步完善预案). There a sentence is a goal outside such headings only where it says how things
shall stand for the year as a whole: 年底前，应急管理体系进一步完善; 确保全年不发生较大事故.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from .quantities import LONGEST_SENTENCE, has_figure, quantities
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
_STANDS: Final = (
    rf"(?:{_BETTER}|扩大|缩小|畅通|清零|落实|打通|压降|管控|控制|稳定|向好|平稳|可控)(?:到位)?"
)
_ENDS: Final = r"(?=\s*(?:[，,。；;、！!]|$))"
_OUTCOME: Final = re.compile(
    rf"[\u4e00-\u9fff”\d]{{2}}{_DEGREE}{{1,2}}{_STANDS}{_ENDS}|更加[\u4e00-\u9fff]{{2,4}}{_ENDS}"
    rf"|(?:有效|动态){_STANDS}{_ENDS}"
    rf"|(?:不发生|杜绝|遏制)[^，,。；;]{{0,16}}(?:事故|事件|伤亡|死亡|火灾|灾害|群死群伤)"
    rf"|(?:不死人|不亡人|双下降|双降|只降不升)[”\"]?{_ENDS}"
    rf"|全覆盖{_ENDS}|{_BETTER}[\u4e00-\u9fff]{{0,4}}水平{_ENDS}|上新?(?:台阶|水平){_ENDS}"
)
"""How things stand, said of something before it: 进一步完善 with a thing behind it is a task."""
_OF_THE_YEAR: Final = re.compile(
    r"今年|本年度?|全年|年内|年底|年末|12月底|通过[^，,。；;]{0,12}(?:努力|整治|行动)|力争|确保|努力"
)
_YEAR: Final = re.compile(r"(?<![较比与由从自])((?:19|20)\d{2})\s*年")
_SAYING: Final = re.compile(r"最[后先]一(?:公里|米)")
_FROM: Final = re.compile(r"\s*[由从自]\s*(?:(?:19|20)\d{2}\s*年|目前|现在)")
_LEAD: Final = re.compile(r"[：:]\s*$")
_SHORTEST: Final = 8
"""Characters: less is a heading."""


@dataclass(frozen=True, slots=True)
class BareGoal:
    """A goal without a number: [start, end) of the text of `node`. `nameless`: it has one, and
    does not say of what."""

    node: int
    start: int
    end: int
    sentence: str
    nameless: bool = False

    @property
    def digest(self) -> str:
        """The same sentence in a later version is the same goal."""
        return sha256(self.sentence.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class OfOneYear:
    """That a document covers one year, and which; `year` None: it does not say."""

    year: int | None = None


def bare_goals_of(source: TargetSource, one_year: OfOneYear | None = None) -> Iterator[BareGoal]:
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
        if is_past(said) or DEFINITION.search(said):
            continue
        nameless = _is_nameless(said)
        if not nameless and not _is_goal(said, is_under, one_year):
            continue
        if not nameless and has_figure(_SAYING.sub("", DEADLINE.sub("", said))):
            continue
        start = match.start() + len(said) - len(said.lstrip())
        end = match.start() + len(said.rstrip())
        yield BareGoal(source.node, start, end, source.text[start:end], nameless)


def says_how_things_stand(said: str) -> bool:
    """应急能力明显提升, 较大事故有效遏制: no task by itself."""
    return _OUTCOME.search(said) is not None


def _is_nameless(said: str) -> bool:
    """由2020年的35%提高到60%: where no goal was read of it, nothing near says of what."""
    return _FROM.match(said) is not None and any(one.begun for one in quantities(said))


def _is_goal(said: str, is_under: bool, one_year: OfOneYear | None) -> bool:
    if one_year is None:
        return (is_under or DEADLINE.search(said) is not None) and _GOAL.search(said) is not None
    if one_year.year and any(int(year) < one_year.year for year in _YEAR.findall(said)):
        return False
    if is_under:
        return (_GOAL.search(said) or _OUTCOME.search(said)) is not None
    is_for_the_year = _OF_THE_YEAR.search(said) or DEADLINE.search(said)
    return is_for_the_year is not None and _OUTCOME.search(said) is not None
