"""Situation → action: what a plan says has to be done when something happens.

The four elements that a plan answers: in what situation, do what, by whom, and how soon. Precision
goes first, for somebody may act on it: a card is made only of a sentence that names its situation
in one of the forms that plans use (…的, …时, …后, …情况下, 发现…，立即…), and shows whole parts
of that sentence, cut at full stops and semicolons only. Nothing is reworded; who and how soon are
told apart only where the words leave no choice.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from . import situation_words as words
from .actor_items import Item, Passage, passages
from .actor_reader import Reader, bare
from .actor_told import Acting, retold
from .actors import Said, aliases_of, canonical
from .script import folded
from .situation_actors import are_all, carried, in_order, ordered_by
from .situation_going_on import goes_on
from .situation_limits import limit_in, tells_time
from .situation_reader import Stretch, stretches
from .situation_told import below, head_of, left_out, rows_told, span_of, told_of
from .situation_told import retold as respoken
from .situation_triggers import triggered

_MOST: Final = 3
"""Sentences that go on with what a situation forbids."""
_STOP: Final = re.compile("[；;。]")
_COMMA: Final = re.compile("[，,](?!或|以及)")


@dataclass(frozen=True, slots=True)
class Card:
    """`text` is word for word, the situation at [begins, ends) of it; `items` are the points below
    a colon. `called`: what an editor calls the situation in other words, `is_told`: who said that
    it is one. `actors`: who acts from where the situation is told to the end of the text, in its
    order; `limit`: the one time it sets, "" where it sets none or several. `is_whole`: the clause
    says nothing else. `is_open`: it ends in a colon, and what follows is not here."""

    said: Said
    text: str
    begins: int
    ends: int
    items: tuple[Item, ...] = ()
    actors: tuple[str, ...] = ()
    limit: str = ""
    is_whole: bool = False
    is_open: bool = False
    called: str = ""
    is_told: bool = False

    @property
    def situation(self) -> str:
        return self.called or self.text[self.begins : self.ends].strip()


@dataclass(slots=True)
class Situation:
    """What the plan says of one situation under one heading, in its order. `name` as first
    written; `where`: the headings below the chapter, for a word may hold only there (Ⅰ级响应)."""

    name: str
    where: tuple[str, ...]
    cards: list[Card] = field(default_factory=list)


def situations_of(clauses: Sequence[Said]) -> list[Situation]:
    """In the order of the plan; the same words in several clauses under one heading are one
    situation, but for those that point at what follows (有下列情形之一的)."""
    found: dict[tuple[str, ...], Situation] = {}
    for card in cards_of(clauses):
        under = card.said.under
        name = _key(card.situation)
        # Whose action an editor says that a sentence is may stand under another heading.
        same = [key for key in found if card.is_told and key[0] == name]
        if same:
            found[same[0]].cards.append(card)
            continue
        key = (name, card.said.anchor) if words.POINTS.search(name) else (name, "", *under)
        where = under[1:] if under and card.said.chapter.endswith(under[0]) else under
        found.setdefault(key, Situation(card.situation, where)).cards.append(card)
    return list(found.values())


def cards_of(clauses: Sequence[Said], only: Container[str] | None = None) -> Iterator[Card]:
    """`only`: those of the clauses with these anchors alone; the others are not read. Of tables
    only those of which editors say something: the others part no clause from what follows it."""
    clauses = [said for said in clauses if said.told or not said.is_table]
    aliases = aliases_of(clauses)
    reader = Reader(aliases)
    none = left_out(clauses)
    name_of = partial(canonical, aliases=aliases)
    for at, said in enumerate(clauses):
        if only is not None and said.anchor not in only:
            continue
        headings = (folded(said.heading), folded(said.above))
        chapter = folded(said.chapter)
        under = (chapter, *headings, *map(folded, said.under))
        told = told_of(said)
        yield from _headed(clauses, at)
        yield from _of_rows(said)
        is_out = said.anchor in none or any(map(words.LEFT_OUT.search, under))
        if is_out and not told:
            continue
        if not is_out and (done := triggered(clauses, at)):
            ends = len(said.text.rstrip().rstrip("。"))
            called = told[-1].called if told else ""
            if called or not told:
                yield Card(said, said.text, 0, ends, done, is_whole=True, called=called)
            continue
        items: set[str] = set()
        after = 0
        spoken = list(passages(clauses, at))
        for index, passage in enumerate(spoken):
            sentence = passage.sentence
            if sentence in items and not told:
                continue
            after = said.text.find(sentence, after) + len(sentence)
            is_none = is_out or sentence in items or _measures_on(said.text, after - len(sentence))
            read = [] if is_none else stretches(sentence)
            found = respoken(sentence, after - len(sentence), read, told)
            follows = found and not passage.items and not passage.is_open
            following = spoken[index + 1 : index + 1 + _MOST] if follows else ()
            whole = sentence + _going_on(said.text, after, following)
            start = after - len(sentence)
            before = ""
            for each in found:
                one = each.stretch
                is_last = each is found[-1]
                reaches_end = one.end == len(sentence)
                text = whole[one.start :] if reaches_end else sentence[one.start : one.end]
                lead = _paragraph_before(said.text, start) if words.BEFORE.search(text) else ""
                part, ends = _part(sentence, one)
                part = carried(part, ends, before if one.start else "")
                own = part[: len(part) - (one.end - one.own_end)]
                tail = whole[len(sentence) :] if reaches_end else ""
                if words.MEASURED.match(folded(tail).lstrip()):
                    part = f"{part.rstrip('。')}；{folded(tail)}"
                written = in_order(reader.subjects(part, headings, chapter), part)
                first = list(reader.subjects(own, headings, chapter))
                before = ordered_by(own, ends, first)
                # Who stands behind a semicolon alone need not be who acts before it.
                is_told = bool(first or not written)
                is_sure = is_told and are_all(part, ends, [*written, *map(bare, written)])
                # Who is "other" is told by somebody whom the sentence calls by no name.
                acting = [
                    Acting(name_of(one), bare(one)) for one in written if not one.startswith("其他")
                ]
                reach = (start + one.start, start + one.end)
                (acting,) = retold([acting], [reach], said.told, name_of)
                actors = tuple(dict.fromkeys(who.name for who in acting)) if is_sure else ()
                joined = sum(f"会同{one}" in part for one in written)
                is_alone = (
                    len(actors) < 2 + joined
                    if is_sure
                    else not first and "由" not in own[ends + 2 :]
                )
                yield Card(
                    said=said,
                    text=lead + text,
                    begins=len(lead) + one.begins - one.start,
                    ends=len(lead) + one.ends - one.start,
                    items=passage.items if is_last else (),
                    actors=actors,
limit=_limit(sentence, one, tail) if is_alone else "",
                    is_whole=(lead + text).strip() == said.text.strip(),
                    is_open=passage.is_open and is_last,
                    called=each.called,
                    is_told=each.is_told,
                )  # fmt: skip
                if is_last:
                    items |= {item.text for item in passage.items if item.anchor == said.anchor}


def _headed(clauses: Sequence[Said], at: int) -> Iterator[Card]:
    """The situation that the heading of a clause names, where an editor says so."""
    said = clauses[at]
    head = head_of(said)
    if head is not None and head.called:
        begins, ends = span_of(said.heading, head.called)
        called = "" if ends else head.called
        done = tuple(below(clauses, at))
        yield Card(said, said.heading, begins, ends, done, called=called, is_told=True)


def _of_rows(said: Said) -> Iterator[Card]:
    for row, told in rows_told(said):
        begins, ends = span_of(row, told.called)
        called = "" if ends else told.called
        yield Card(said, row, begins, ends, called=called, is_told=True)


def _measures_on(text: str, start: int) -> bool:
    """Whether the sentence that begins at `start` measures what one on its line before it names:
    超过50ppm时，全体人员撤离."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    says = words.ONLY_MEASURED.match(folded(text[start : start + 40]))
    return says is not None and bool(line.strip())


def _going_on(text: str, start: int, following: Sequence[Passage]) -> str:
    """What stands from `start` on the same line and only forbids (不奔向楼梯，不跳楼。) or measures
    more of the same (超过50ppm时，全体人员撤离。), with what parts the two."""
    end = start
    for passage in following:
        at = text.find(passage.sentence, end)
        if text[end:at].strip(" \u3000") or passage.items or passage.is_open:
            break
        forbids = goes_on(folded(passage.sentence)) and not stretches(passage.sentence)
        if not (forbids or _measures_on(text, at)):
            break
        end = at + len(passage.sentence)
    return text[start:end]


def _paragraph_before(text: str, start: int) -> str:
    """The paragraph above the one that begins at `start`, with what parts the two; "" where none
    begins there or none stands above."""
    above = text[:start].rstrip()
    if not above or "\n" not in text[len(above) : start]:
        return ""
    return text[above.rfind("\n") + 1 : start]


def _part(sentence: str, one: Stretch) -> tuple[str, int]:
    """What says who acts, folded, up to where the card ends, and where the situation ends in it:
    this is one piece, however many commas stand in it."""
    low = _speaks_from(sentence, one)
    plain = folded(sentence)
    ends = max(one.ends - low, 0)
    part = plain[low : one.end]
    meets = words.MEETS.search(plain, max(low, one.begins), one.ends)
    if meets:
        met = meets.start() - low
        part = part[:met] + _COMMA.sub("、", part[met:ends]) + part[ends:]
    return part, ends


def _speaks_from(sentence: str, one: Stretch) -> int:
    """Where the part of the sentence begins that says who acts. Who meets the situation in the
    middle of a part (队伍接到指令后) is not who stands at its beginning."""
    plain = folded(sentence)
    if words.ARRIVES.search(plain, one.begins, one.ends):
        return one.ends
    meets = words.MEETS.search(plain, one.begins, one.ends)
    if meets and meets.start() > one.begins:
        return one.begins
    return max(plain.rfind(mark, 0, one.begins) for mark in "；;") + 1


def _limit(sentence: str, one: Stretch, tail: str) -> str:
    """ "" where another time is told for more of what is measured. `tail`: what goes on behind the
    sentence."""
    plain = folded(sentence)
    behind = _STOP.split(plain[one.own_end : one.end] + folded(tail))
    if any(tells_time(part) for part in behind if words.MEASURED.match(part.lstrip())):
        return ""
    found = limit_in(plain, one.begins, one.ends, one.own_end)
    return sentence[slice(*found)] if found else ""


def _key(situation: str) -> str:
    """转移的 and 转移时 are one; 转移后 is another."""
    return folded(situation).strip().removesuffix("的").removesuffix("时")
