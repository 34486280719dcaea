"""Quantified targets as drafts: who, what, how much, by when, in which sentence.

Only goals: sentences that report what was reached, or that stand under a heading of review,
are history. Response plans hold thresholds, not goals; of them only periodic duties are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from .numerals import parse_han
from .parse import NodeKind, TargetDraft
from .script import folded
from .target_names import (
    COUNT_UNITS,
    DUTY_UNITS,
    PERIODIC,
    RATE,
    VERB,
    clip,
    counted,
    is_name,
    measured,
    subject_of,
)

REVIEW: Final = re.compile(
    r"现状|成效|工作基础|工作回顾|主要成就|形势|薄弱|挑战|机遇|问题|背景|进展|显著|新跨越|新进展|新作为|新台阶|新提升"
)
_HISTORY: Final = re.compile(
    r"已达|已建|已有|已经|已登记|目前|截[止至]|先后|共开展|共组织|造成|导致|以来|期间共|死亡\d|经济损失|历史|曾经|近年来|事件发生"
)
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_NUMBER: Final = r"(?P<value>(?<!\d)\d+(?:[,，]\d{3})*(?:\.\d+)?|[一二两三四五六七八九十]{1,3})"
_UNIT: Final = (
    r"(?P<unit>%|％|‰|个百分点|百分点|人次|人数|万人次|万人|万名|万次|万户|人|名|次|场次|场|期|个小时|小时|分钟|天|日内|学时"
    r"|万元|亿元|元|个|处|支|起|件|套|类|种|家|所|座|公里|平方米|吨|讲|部|课时|户|万|年)"
)
DEADLINE: Final = re.compile(
    r"(?:到|至|在)?\s*(?<![比较])(?P<year>(?:19|20)\d{2})\s*年(?!\d)\s*(?:底|末|前|年底)?|[“\"]?[一二三四五六七八九十]{1,3}五[”\"]?\s*(?:末|期末|期间)"
)
_DUTY: Final = re.compile(
    r"(?:组织|开展|举办|召开|进行|参加)[^。；;，,]{0,30}?(?:演练|培训|讲座|检查|宣传|拉练|活动)"
)
DIRECTIONS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(pattern + r"\s*(?:约|为|到|至|是)?\s*$"))
    for name, pattern in (
        (
            "ge",
            r"(?:不低于|不少于|至少(?:要|应)?(?:[\u4e00-\u9fff]{0,8})|不小于|≥|>=|大于等于|不得少于|不得低于|最低)",
        ),
        (
            "le",
            r"(?:不超过|不高于|不多于|不大于|≤|<=|小于等于|不得超过|控制在(?:年均)?|压减到|降至|降到|降低到|下降到|最多)",
        ),
        ("gt", r"(?:超过|高于|大于|>|＞|多于|突破)"),
        ("lt", r"(?:低于|小于|<|＜|少于)"),
        ("decrease", r"(?:下降|减少|降低|压降|减幅|降幅)(?:幅度)?"),
        ("increase", r"(?:增加|增长|提升|提高|上升)(?!到|至)"),
        (
            "reach",
            r"(?:达到?|提高到|提升到|提高至|提升至|增加到|增至|保持在|稳定在|完成率|覆盖率?|到|至|=|＝)",
        ),
    )
)
_AFTER_GE: Final = re.compile(r"^\s*(?:及)?以上|^\s*[多余]")
_AFTER_LE: Final = re.compile(r"^\s*(?:及)?以(?:内|下)|^\s*之?内")
_NOT_A_TARGET: Final = re.compile(
    r"^(?:年|月|日(?!内)|号|条|届|级|楼|路|线|款|项|章|节|个(?:方面|阶段|部门|环节|层面|专业|百分))"
)
# Nobody states a goal in longer ones; the patterns below look twice at what they are given.
_LONGEST_SENTENCE: Final = 2000
_LONGEST_PIECE: Final = 300
_DEFINITION: Final = re.compile(r"(?:^|[，,：:）)])\s*(?:是)?指(?![标导挥南定数引示派明认])")
_ASIDE: Final = re.compile(r"把握|置信|显著性|误差|^\s*即")
_OTHER_PERIOD: Final = re.compile(r"每(?:逢|当|隔|晚|夜|早|晨|轮|批|期)")
_ONCE: Final = re.compile(r"^(?:1|一)次")
_BUILT: Final = re.compile(r"建成|建设|建立|新增|新建|设立|配备|会商")
_ZERO: Final = re.compile(r"零(?:控制|死亡|事故|发生|增长)")


@dataclass(frozen=True, slots=True)
class TargetSource:
    """Text of one node with the headings above it."""

    node: int
    kind: NodeKind
    text: str
    headings: tuple[str, ...]


def targets_of(sources: Sequence[TargetSource], family: str) -> list[TargetDraft]:
    """Drafts of all nodes, in reading order."""
    return [draft for source in sources for draft in _as_written(source, family)]


def _as_written(source: TargetSource, family: str) -> Iterator[TargetDraft]:
    """Units, periods and deadlines stay simplified: they are compared. Words are the text's."""
    plain = folded(source.text)
    headings = tuple(folded(heading) for heading in source.headings)
    for draft in _of_source(replace(source, text=plain, headings=headings), family):
        own = source.text[draft.start : draft.end]
        yield replace(
            draft,
            sentence=own,
            subject=_cut(draft.subject, draft.sentence, own),
            stratum=_cut(draft.stratum, draft.sentence, own),
        )


def _cut(name: str, plain: str, own: str) -> str:
    """`name` of the folded sentence as the sentence itself has it."""
    at = plain.find(name)
    return own[at : at + len(name)] if at >= 0 else name


def _of_source(source: TargetSource, family: str) -> Iterator[TargetDraft]:
    if source.kind in (NodeKind.NOTICE, NodeKind.TITLE, NodeKind.CLOSING):
        return
    if any(REVIEW.search(heading) for heading in source.headings):
        return
    by = ""
    for match in _SENTENCE.finditer(source.text):
        sentence = match[0]
        if len(sentence) > _LONGEST_SENTENCE:
            continue
        if not _HISTORY.search(sentence) and not _DEFINITION.search(sentence):
            yield from _of_sentence(source, match.start(), sentence, family, by)
        if found := DEADLINE.search(sentence):
            by = found[0].strip()


def _of_sentence(
    source: TargetSource, offset: int, sentence: str, family: str, by: str
) -> Iterator[TargetDraft]:
    lead = len(sentence) - len(sentence.lstrip())
    start, end = offset + lead, offset + len(sentence.rstrip())
    subject, last = "", ("", "")
    for part in re.split(r"[；;]", sentence):
        period, every, has_number = "", "", False
        for text in re.split(r"[，,]", part):
            if len(text) > _LONGEST_PIECE or _ASIDE.search(text):
                continue
            if found := DEADLINE.search(text):
                by, period = found[0].strip(), ""
            if _OTHER_PERIOD.search(text):
                period = ""
            if found := PERIODIC.search(text):
                period = every = found[0]
            for comparator, value, unit, head, after in _quantities(text):
                if family == "response" and not (period and unit in DUTY_UNITS):
                    continue
                has_number = True
                if unit in COUNT_UNITS:
                    what, stratum = last = counted(head, after, last)
                else:
                    what, stratum = measured(head, subject, after)
                if RATE.search(what):
                    subject = what
                if is_name(what):
                    yield TargetDraft(
                        source.node, what, stratum, comparator, value, unit,
                        period or by, sentence.strip(), start, end,
                    )  # fmt: skip
            if named := subject_of(text):
                subject = named
        duty = _DUTY.search(part) if len(part) <= _LONGEST_PIECE else None
        if every.startswith(("每", "全年")) and duty and not has_number:
            who = clip(re.split(r"每|全年", part, maxsplit=1)[0]).removesuffix("在").rstrip("，,")
            what = _ONCE.sub("", VERB.sub("", duty[0]))
            yield TargetDraft(
                source.node, what, who, "ge", "1", "次", every, sentence.strip(), start, end,
                implied=what == VERB.sub("", duty[0]),
            )  # fmt: skip


def _quantities(text: str) -> Iterator[tuple[str, str, str, str, str]]:
    """(comparator, value, unit, text before, text after) of each quantity in a comma-free piece.

    The text before begins behind the quantity before it: 城镇达到50%以上、农村达到30%以上.
    """
    if zero := _ZERO.search(text):
        yield "eq", "0", "", text[: zero.start()], text[zero.end() :]
        return
    from_here = 0
    for match in re.finditer(_NUMBER + r"\s*" + _UNIT, text):
        before, after = text[: match.start()], text[match.end() :]
        value = _value(match["value"])
        unit = match["unit"].replace("％", "%")
        if value is None or (
            unit == "年" or _NOT_A_TARGET.match(text[match.end("value") :].lstrip())
        ):
            continue
        if before[-1:] in '第十“"〔（(.．-—':
            continue
        comparator = _comparator(before, after, unit)
        if comparator is None:
            continue
        tail = re.sub(r"^\s*(?:及)?(?:以上|以内|以下)", "", after)
        yield comparator, value, unit, before[from_here:], tail
        from_here = len(text) - len(tail)


def figure_in(sentence: str, value: Decimal, unit: str) -> tuple[int, int] | None:
    """Where a sentence states a figure with its unit: [start, end), if it does so just once. The
    row of a table may be of any length; in a long one nobody would see the place."""
    if len(sentence) > _LONGEST_SENTENCE:
        return None
    found = [
        match.span()
        for match in re.finditer(_NUMBER + r"\s*" + _UNIT, folded(sentence))
        if match["unit"].replace("％", "%") == unit
        and (said := _value(match["value"])) is not None
        and Decimal(said) == value
    ]
    return found[0] if len(found) == 1 else None


def _comparator(before: str, after: str, unit: str) -> str | None:
    """Direction of a goal, or None when the number is not one."""
    name = next((name for name, pattern in DIRECTIONS if pattern.search(before)), None)
    if name == "decrease":
        return "decrease"
    if name == "increase":
        return "increase"
    if _AFTER_GE.match(after) and (
        name
        or unit in ("%", "‰")
        or "覆盖" in before
        or (unit in COUNT_UNITS and _BUILT.search(before))
    ):
        return "ge"
    if _AFTER_LE.match(after):
        return "le" if name or unit in ("起", "小时", "分钟", "%", "个小时") else None
    if name == "reach":
        return "ge" if RATE.search(before) or unit in ("%", "‰") or "达" in before[-3:] else None
    if name is not None:
        return name
    if PERIODIC.search(before) and unit in DUTY_UNITS:
        return "ge"
    if unit in ("%", "‰") and RATE.search(before):
        return "eq"
    return None


def _value(text: str) -> str | None:
    if text[0].isdigit():
        return text.replace(",", "").replace("，", "")
    number = parse_han(text)
    return None if number is None else str(number)
