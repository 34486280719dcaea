"""Quantified targets as drafts: who, what, how much, by when, in which sentence.

Only goals: sentences that report what was reached, or that stand under a heading of review,
are history. Response plans hold thresholds, not goals; of them only periodic duties are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from content.targets.domain.duties import (
    DUTY_UNITS,
    LONGEST_PART,
    ONCE,
    PERIODIC,
    duty_without_number,
)
from content.targets.domain.figures import COMMA
from content.targets.domain.measures import ratios

from .parse import NodeKind, TargetDraft
from .quantities import LONGEST_SENTENCE, Quantity, base_of, joined, quantities
from .script import folded
from .target_names import (
    COUNT_UNITS,
    NUMBER_OF,
    RATE,
    VERB,
    clip,
    counted,
    is_name,
    measured,
    name_above,
    subject_of,
)
from .target_strata import Whole, head_of, of_each

REVIEW: Final = re.compile(
    r"现状|成效|工作基础|工作回顾|主要成就|形势|薄弱|挑战|机遇|问题|背景|进展|显著|新跨越|新进展|新作为|新台阶|新提升"
)
HISTORY: Final = re.compile(
    r"已达|已建|已有|已经|已登记|目前|截[止至]|先后|共开展|共组织|造成(?!的)|导致(?!的)|以来|期间共|死亡\d"
    r"|经济损失(?!占|率|[^，。；]{0,12}(?:控制|下降|降低|不超过|低于|减少))|历史|曾经|近年来|事件发生"
)
_AHEAD: Final = re.compile(
    r"(?<!截)(?:到|至)\s*(?:20\d\d\s*年|[“\"]?[一二三四五六七八九十]{1,3}五)|力争|确保|争取"
)
"""Behind these a sentence speaks of what is to come: 目前60%，到2030年达到95%."""
_TASK: Final = re.compile(
    r"^(?:聚焦|坚持|推动|推进|补齐|解决|破解|加快|加强|完善|提升|强化|着力|突出|深化|抓好|紧盯|围绕|针对|正视)"
)
"""A heading that tells what to do about 薄弱环节 or 问题 is none of review."""
SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?]?")
DEADLINE: Final = re.compile(
    r"(?:到|至|在)?\s*(?<![比较从由])(?P<year>(?:19|20)\d{2})\s*年(?!\d)\s*(?:底|末|前|年底)?|[“\"]?[一二三四五六七八九十]{1,3}五[”\"]?\s*(?:末|期末|期间)"
)
DEFINITION: Final = re.compile(r"(?:^|[，,：:）)])\s*(?:是)?指(?![标导挥南定数引示派明认])")
_ASIDE: Final = re.compile(r"把握|置信|显著性|误差|^\s*即")
_OTHER_PERIOD: Final = re.compile(r"每(?:逢|当|隔|晚|夜|早|晨|轮|批|期)")
_SPAN: Final = re.compile(r"(?:19|20)\d{2}\s*年?\s*[至到—–~～-]\s*(?:19|20)\d{2}\s*年")
_SINCE: Final = re.compile(r"(?:从|自)\s*(?:19|20)\d{2}\s*年(?:度)?(?:开始|起)")
_AVERAGES: Final = ("年均", "月均")
_TIMES: Final = frozenset({"小时", "个小时", "分钟", "天", "日内"})
_LAST_PART: Final = re.compile(r"[，,；;：:]")
_NEXT_ONE: Final = re.compile(r"、[^\d、每]{1,15}")


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
    if any(is_review(heading) for heading in source.headings):
        return
    by = ""
    above = tuple(reversed(source.headings))
    for match in SENTENCE.finditer(source.text):
        sentence = match[0]
        if len(sentence) > LONGEST_SENTENCE:
            continue
        if not is_past(sentence) and not DEFINITION.search(sentence):
            yield from _of_sentence(source, match.start(), sentence, family, by, above)
        above = (_LAST_PART.split(sentence.strip("。！？!? "))[-1], *reversed(source.headings))
        if found := DEADLINE.search(sentence):
            by = found[0].strip()


def is_review(heading: str) -> bool:
    """Whether what stands below a heading, without its number, tells of what was reached."""
    return bool(REVIEW.search(heading)) and not _TASK.match(heading)


def is_past(sentence: str) -> bool:
    """Whether all of a sentence tells of what was."""
    past = HISTORY.search(sentence)
    return past is not None and not _AHEAD.search(sentence, past.end())


def _of_sentence(
    source: TargetSource,
    offset: int,
    sentence: str,
    family: str,
    by: str,
    above: Sequence[str],
) -> Iterator[TargetDraft]:
    lead = len(sentence) - len(sentence.lstrip())
    start, end = offset + lead, offset + len(sentence.rstrip())
    subject, last, past = "", ("", ""), False
    whole = Whole()
    for part in re.split(r"[；;]", sentence):
        period, every, frame, before, has_number = "", "", "", "", False
        deadlines = [(0, by)]
        waiting: list[TargetDraft] = []
        for text, per in _each_apart(ratios(COMMA.split(joined(part)))):
            if len(text) > LONGEST_PART or _ASIDE.search(text):
                continue
            whole.goes_on(text)
            past = not _AHEAD.search(text) and (past or HISTORY.search(text) is not None)
            if found := _deadlines(text):
                deadlines, by, period = found, found[-1][1], ""
            elif len(deadlines) == 1:
                deadlines = [(0, by)]
            if span := _SINCE.search(text) or _SPAN.search(text):
                frame = span[0].strip()
            elif found:
                frame = ""
            if _OTHER_PERIOD.search(text) or period.endswith(_AVERAGES):
                period = ""
            if rhythm := PERIODIC.search(text):
                every = rhythm[0]
                period = (deadlines[-1][1] if every in _AVERAGES else frame) + every
            for one in [] if past else quantities(text):
                is_count = base_of(one.unit) in COUNT_UNITS
                unit = f"{one.unit}/{per}" if per and is_count else one.unit
                if family == "response" and not (
                    period and base_of(unit) in DUTY_UNITS and not per
                ):
                    continue
                has_number = True
                head = head_of(one)
                if is_count:
                    what, stratum = counted(head, one.after, last)
                    if not what and NUMBER_OF.search(before):
                        # 死亡人数下降15%，达到40人以下: both are of the same number.
                        what = before
                    last = what, stratum
                else:
                    # What is measured in hours is no share that was named before it.
                    of = "" if base_of(unit) in _TIMES else subject
                    what, stratum = measured(head, of, one.after)
                if one.begun and not is_name(what):
                    what = name_above(above, is_count=is_count)
                what, stratum = whole.of(one, *of_each(one, what, stratum))
                before = what
                if RATE.search(what):
                    subject = what
                draft = TargetDraft(
                    source.node, what, stratum, one.comparator, one.value, unit,
                    period or _deadline_of(one, deadlines), sentence.strip(), start, end,
                    baseline=one.begun, baseline_year=one.begun_in,
                )  # fmt: skip
                if is_name(what):
                    yield from _named_later(waiting, draft)
                    waiting.clear()
                    yield draft
                elif is_count and period and stratum:
                    waiting.append(draft)
            if named := subject_of(text):
                subject = named
        duty = duty_without_number(part)
        if every.startswith(("每", "全年")) and duty and not has_number:
            who = clip(re.split(r"每|全年", part, maxsplit=1)[0]).removesuffix("在").rstrip("，,")
            what = ONCE.sub("", VERB.sub("", duty))
            yield TargetDraft(
                source.node, what, who, "ge", "1", "次", frame + every,
                sentence.strip(), start, end,
                implied=what == VERB.sub("", duty),
            )  # fmt: skip


def _named_later(waiting: Sequence[TargetDraft], draft: TargetDraft) -> Iterator[TargetDraft]:
    """村级每季度开展1次，乡镇每半年开展1次应急演练: what the first does the second says."""
    return (replace(one, subject=draft.subject) for one in waiting if one.unit == draft.unit)


def _each_apart(pieces: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """乡镇每半年、村每季度至少开展1次 is said of each with its own rhythm."""
    for text, per in pieces:
        found = list(PERIODIC.finditer(text))
        between = [text[a.end() : b.start()] for a, b in pairwise(found)]
        if between and all(map(_NEXT_ONE.fullmatch, between)) and found[0].start():
            rest = text[found[-1].end() :]
            for who, rhythm in zip(["、" + text[: found[0].start()], *between], found, strict=True):
                yield who[1:] + rhythm[0] + rest, per
        else:
            yield text, per


def years_of(period: str) -> tuple[int | None, int | None]:
    """From when and until when the period of a draft says that it holds: 2026年至2028年每年."""
    said = [int(year) for year in re.findall(r"(?:19|20)\d{2}(?=\s*年)", period)]
    since = said[0] if _SINCE.search(period) or _SPAN.search(period) else None
    return since, said[-1] if said and not _SINCE.search(period) else None


def _deadlines(text: str) -> list[tuple[int, str]]:
    """Where each deadline stands, and its words; of 2026年至2030年 the end."""
    found = [(one.start(), one[0].strip()) for one in DEADLINE.finditer(text)]
    return found[-1:] if _SPAN.search(text) else found


def _deadline_of(one: Quantity, deadlines: list[tuple[int, str]]) -> str:
    """到2027年、2030年分别达到90%、95%: one for each. Where they do not match, none."""
    if one.listed > 1 and len(deadlines) > 1:
        return deadlines[one.place][1] if len(deadlines) == one.listed else ""
    before = [words for at, words in deadlines if at < one.at]
    return before[-1] if before else deadlines[0][1]
