"""The subjects of a sentence: who in it has something to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from . import actor_words as words
from .actor_items import MARK
from .actor_objects import MOVED, is_object
from .duty_labels import labels_in, units_in

NAMES: Final = {other: name for name, others in words.SAME for other in others.split()}
_INSIDE: Final = re.compile(r"（[^）]{0,100}）")
_LISTED: Final = re.compile(r"[、，,；;\s]+")
_EDGES: Final = " \u3000，,；;。、】]\n"
_WITH: Final = re.compile(
    "会同([^，。；：]{2,60}?)(?=依照|依法|根据|到|共同|联合|分别|[，。；：]|$)"
)
_WAITS: Final = re.compile(r"发现|达到|收到|接到|获悉|听到|遇|感到|接报后|接警后")

_TOLD: Final = re.compile(r"接报后|接警后")


class _State(Enum):
    ACTS = "acts"
    WAITS = "waits"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Reader:
    """`short`: what this document abbreviates, which ends like no office."""

    short: Mapping[str, str]

    def subjects(self, sentence: str, headings: tuple[str, str], chapter: str) -> Iterator[str]:
        """`headings`: of the clause and of the one above it."""
        if words.PAST.search(chapter) or words.NO_DUTIES_IN.search(headings[0]):
            return
        if words.LAW.search(sentence) or words.PURPOSE.search(sentence):
            return
        if labels := labels_in(sentence):
            yield from self.responsible(sentence)
            sentence = sentence[: labels[0].start()]
        plain = words.QUOTED.sub(_masked, words.ALIAS_NOTE.sub("", _unmarked(sentence)))
        label = words.LABEL.match(plain)
        labelled = self.split(words.DUTIES_OF.sub("", label[1])) if label else []
        if label and labelled:
            if words.HOLDS.match(plain) or self.split(plain[label.end() :].strip(_EDGES)):
                return  # 成员单位：县水利局、县公安局 says who they are, not what they do.
            yield from labelled
            plain = plain[label.end() :]
        elif label and words.DUTIES_ARE.fullmatch(label[1]):
            yield from self._headed(headings)
        is_criteria = words.CRITERIA.search("".join(headings))
        for index, part in enumerate(re.split(r"[；;]", plain)):
            yield from self._standing(part) if is_criteria else self._part(part)
            if index == 0 and not labelled and not is_criteria and _is_of_heading(part, headings):
                yield from self._headed(headings)
        for match in words.BY.finditer(plain):
            yield from self.split(match[1])
        for match in _WITH.finditer(plain):
            yield from self._subject(match[1])[0] or self.split(match[1])

    def responsible(self, sentence: str) -> Iterator[str]:
        """Who stands behind labels like 责任单位：. Of a list that holds other words those that
        are names."""
        for listed in units_in(sentence):
            plain = listed.strip(_EDGES)
            found = self.split(plain)
            yield from found or (one for part in _LISTED.split(plain) for one in self.split(part))

    def _headed(self, headings: tuple[str, str]) -> list[str]:
        for heading in headings:
            if found := self.split(words.DUTIES_OF.sub("", heading)):
                return found
        return []

    def _part(self, part: str) -> Iterator[str]:
        """What one part between semicolons orders. Who finds or receives something in a condition
        (发现险情的，应当报告) is its subject as long as nobody else is named."""
        waiting: list[str] = []
        for piece in re.split(r"[，,：:]", part):
            written = piece.strip()
            plain = words.LEAD.sub("", _unmarked(written))
            found, state = self._subject(plain)
            if found and state is _State.WAITS:
                waiting = [*waiting, *found] if words.OR.match(written) else found
            elif found and state is _State.CONDITION:
                waiting = []
            elif found:
                yield from found
                waiting = []
            elif waiting and words.GOES_ON.match(plain) and not words.CONDITION.search(plain):
                yield from waiting
                waiting = []
            elif not words.CONDITION.search(plain):
                announced = self._announced(words.OR.sub("", plain))
                waiting = [*waiting, *announced] if words.OR.match(written) else announced

    def _standing(self, part: str) -> Iterator[str]:
        """Who is ordered something in a part of the criteria of a response."""
        for piece in re.split(r"[，,：:]", part):
            plain = words.LEAD.sub("", _unmarked(piece.strip()))
            if words.CONDITION.search(plain) or words.MEASURED.search(plain):
                continue
            order = words.STANDING.search(plain)
            if order and order.start():
                yield from self.split(plain[: order.start()])

    def _announced(self, piece: str) -> list[str]:
        """A piece that holds only names, or where an office is: the next one says what to do."""
        if place := words.OF_A_PLACE.match(piece):
            return [place[1] if place[1] == "乡镇" else "村（社区）"]
        seat = words.SEAT.match(piece)
        if not seat and len(piece) > words.LONGEST_LIST:
            return []
        return self.split((seat[1] if seat else piece).rstrip("。"))

    def _subject(self, piece: str) -> tuple[list[str], _State]:
        """The names at its beginning, and what is said of them."""
        if moved := MOVED.match(piece):
            return [moved[1]], _State.ACTS
        if person := words.PERSON.match(piece):
            verb = words.PERSONAL.match(piece, person.end())
            if verb and "由" not in piece and not is_object(person[0]):
                found = self.split(words.OF_A_PERSON.sub("", person[0]))
                if found:
                    return found, _state(piece, verb)
        for match in words.DUTY.finditer(piece[: words.LONGEST * 2]):
            if piece[match.end() : match.end() + 1] == "的":
                continue
            if match.start() and (found := self.split(piece[: match.start()])):
                return found, _state(piece, match)
        return [], _State.ACTS

    def split(self, written: str) -> list[str]:
        """The names in 县交通运输局、县公安局; none unless every one of them is a name. Of a list
        that ends in 等单位 those that are."""
        written = words.HEAD_OF.sub(r"\1\2", words.ADVERB.sub("", written.strip()))
        written = words.COUNTED.sub("", written)
        if NAMES.get(bare(written)):
            return [written]
        more = words.AND_MORE.search(written)
        if not more and not self._may_end(written):
            return []
        listed = written[: more.start()] if more else written
        parts = _shared(parted(listed), more[1] if more else None)
        if more and not any(words.NO_NAME.search(part) for part in parts):
            return [part for part in parts if self._is_known(part)]
        return parts if all(self._is_known(part) for part in parts) else []

    def _may_end(self, written: str) -> bool:
        """Cheap: most beginnings of a sentence end like no name."""
        plain = words.OTHER_NAME.sub("", written)
        ends = words.SUFFIX.search(plain) or words.LEVEL.search(plain)
        return ends is not None or plain.endswith(tuple(self.short))

    def _is_known(self, written: str) -> bool:
        return written in self.short or is_name(written)


def _is_of_heading(part: str, headings: tuple[str, str]) -> bool:
    """Whether it is a task of whom the heading names: more words begin one below 县水利局职责."""
    is_list = any(map(words.DUTIES_OF.search, headings))
    return (words.TASK if is_list else words.HEADED).match(part) is not None


def _state(piece: str, verb: re.Match[str]) -> _State:
    """组长接报后立即决定 orders at once; 巡查人员发现堤坝渗水 and 收到预警后 do not yet. After
    气象台发布预警后 somebody else may be meant."""
    is_condition = words.CONDITION.search(piece) is not None
    orders = words.ORDER.search(piece, verb.end())
    if _TOLD.match(verb[0]):
        orders = orders or words.DUTY.match(piece, verb.end())
    if _WAITS.match(verb[0]) and (is_condition or not orders):
        return _State.WAITS
    return _State.CONDITION if is_condition else _State.ACTS


def _unmarked(written: str) -> str:
    mark = MARK.match(written)
    return written[mark.end() :] if mark else written


def _masked(match: re.Match[str]) -> str:
    return "〇" * len(match[0])


def parted(written: str) -> list[str]:
    """Cut at 、 and at 和 where a name ends before it: never inside 县自然资源和规划局."""
    covered = _INSIDE.sub(_masked, written)
    found: list[str] = []
    start = 0
    for match in words.JOINT.finditer(covered):
        before = written[start : match.start()]
        is_whole = is_name(before) or words.LEVEL.fullmatch(before)
        if not before and not match[0]:
            continue  # 及各乡镇: it is cut behind 及 already
        next_part = written[match.end() :].split("、")[0]
        if match[1] == "和" and not is_whole and words.OFFICE.search(next_part):
            continue
        found.append(before)
        start = match.end()
    return [*found, written[start:]]


def _shared(parts: list[str], ending: str | None) -> list[str]:
    """县、乡镇人民政府 are 县人民政府 and 乡镇人民政府; 供水、供电单位 are two."""
    if len(parts) < 2 and not ending:
        return parts
    last = parts[-1]
    head = words.ITS_HEAD.search(last)
    if head and all(map(words.SEAT_OF_POWER.fullmatch, [*parts[:-1], last[: head.start()]])):
        return [*(part + head[0] for part in parts[:-1]), last]
    if all(words.LEVEL.fullmatch(bare(part)) for part in parts[:-1]):
        match = words.LEVEL_OFFICE.match(bare(last))
        if match:
            office = match[1] or "人民政府"
            return [bare(part) + office for part in parts[:-1]] + [
                last + ("" if match[1] else office)
            ]
    tail = words.SHARED.search(last)
    is_listed = ending is not None
    ending = ending or (tail[0] if tail else None)
    if ending and all(2 <= len(part) <= (8 if is_listed else 5) for part in parts[:-1]):
        return [part if is_name(part) else part.removesuffix(ending) + ending for part in parts]
    return parts


def bare(written: str) -> str:
    """有关部门 stays: 部门 alone is nobody."""
    name = words.OTHER_NAME.sub("", written)
    short = words.QUALIFIER.sub("", name)
    return name if short in words.NOBODY else short


def is_name(written: str) -> bool:
    """Whether this can be what somebody who acts is called."""
    plain = words.OTHER_NAME.sub("", written)
    return (
        2 <= len(plain) <= words.LONGEST
        and plain not in words.NOBODY
        and plain.count("（") == plain.count("）")
        and words.SUFFIX.search(plain) is not None
        and words.NO_NAME.search(plain) is None
        and not is_object(plain)
    )
