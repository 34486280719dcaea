"""Where else a plan names an actor, or goes on behind what it has to do: the clauses that its own
sentences leave out.

What is read as a duty is chosen for precision; this list is chosen for completeness, so that
nothing which concerns a person is hidden from them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from . import actor_words as words
from .actor_items import sentences
from .actors import Actor, Said, aliases_of, spellings
from .script import folded

_HEAD_OF: Final = re.compile(r"(?:主要)?(?:负责人|负责同志|领导)$")
_TITLES: Final = re.compile(r"(?:[组校镇乡县局处队]长|主任|总指挥|指挥长|负责人|书记)$")
_OF_A_VILLAGE: Final = ("民", "（居", "委", "组")
_BEGINS: Final = 2
"""Characters by which a name is looked up."""


def with_mentions(actors: Sequence[Actor], clauses: Sequence[Said]) -> list[Actor]:
    """Each with the clauses in which a sentence names it and is not among its duties, and with the
    tables in which a cell does and which give it none. All at once, so that a text costs what it
    is long and not that many times."""
    aliases = aliases_of(clauses)
    named = _Named([_names(actor, aliases) for actor in actors], _held_by(actors, aliases))
    told = [_told(actor) for actor in actors]
    read = [{duty.said.anchor for duty in actor.duties} for actor in actors]
    whole = [{duty.said.anchor for duty in actor.duties if duty.is_whole} for actor in actors]
    goes_on: dict[str, list[int]] = defaultdict(list)
    for index, actor in enumerate(actors):
        for anchor in {duty.said.anchor for duty in actor.duties if duty.goes_on}:
            goes_on[anchor].append(index)
    found: list[list[Said]] = [[] for _actor in actors]
    for said in clauses:
        meant = dict.fromkeys(goes_on[said.anchor])
        for sentence in sentences(said.text):
            for index in named.in_sentence(folded(sentence)):
                if (said.anchor, sentence) not in told[index]:
                    meant.setdefault(index)
        for index in named.in_sentence(folded(said.heading)):
            if said.anchor not in read[index] and (said.anchor, said.heading) not in told[index]:
                meant.setdefault(index)
        for cell in dict.fromkeys(chain(said.cells, *said.rows)):
            for index in named.in_sentence(folded(cell)):
                if said.anchor not in read[index]:
                    meant.setdefault(index)
        plain = replace(said, rows=(), cells=()) if said.is_table else said
        for index in meant:
            if said.anchor not in whole[index]:
                found[index].append(plain)
    return [
        replace(actor, mentions=tuple(mentions))
        for actor, mentions in zip(actors, found, strict=True)
    ]


class _Named:
    """Who is meant where a sentence writes a name; the longest counts."""

    def __init__(self, names: Sequence[set[str]], held: Iterable[tuple[int, str]]) -> None:
        self._owners: dict[str, list[int]] = defaultdict(list)
        for index, own in enumerate(names):
            for name in own:
                self._owners[name].append(index)
        self._starts: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._owners, key=lambda name: (-len(name), name)):
            self._starts[name[:_BEGINS]].append(name)
        self._held: list[tuple[re.Pattern[str], int]] = []
        for index, title in held:
            if title in self._owners:
                self._owners[title].append(index)
            else:
                self._held.append((re.compile(f"(?<!副){re.escape(title)}"), index))
        self._meant: dict[tuple[str, bool], Collection[int]] = {}

    def in_sentence(self, plain: str) -> Iterator[int]:
        for written, is_deputy in _written_in(plain, self._starts):
            key = (written, is_deputy)
            if key not in self._meant:
                self._meant[key] = self._meant_by(*key)
            yield from self._meant[key]
        for title, index in self._held:
            if title.search(plain):
                yield index

    def _meant_by(self, written: str, is_deputy: bool) -> Collection[int]:
        """现场教师 are 教师, 乡镇主要负责人 are 乡镇; 年级组长 is not 组长, 副校长 not 校长."""
        whole = _HEAD_OF.sub("", written)
        found: dict[int, None] = {}
        for own in {written, *(whole[at:] for at in range(len(whole)))}:
            is_title = own not in (written, whole) and _TITLES.search(own) is not None
            if not is_title and not (is_deputy and own == written):
                found.update(dict.fromkeys(self._owners.get(own, ())))
        return tuple(found)


def _written_in(plain: str, starts: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, bool]]:
    """The names in a sentence, and whether 副 stands before each."""
    at = 0
    while at < len(plain):
        candidates = starts.get(plain[at : at + _BEGINS], ())
        written = next((name for name in candidates if _stands(plain, name, at)), "")
        if written:
            yield written, plain[at - 1 : at] == "副"
        at += len(written) or 1


def _stands(plain: str, name: str, at: int) -> bool:
    """每个村（居）民小组 names no village."""
    goes_on = name.endswith("村") and plain.startswith(_OF_A_VILLAGE, at + len(name))
    return plain.startswith(name, at) and not goes_on


def _held_by(actors: Sequence[Actor], aliases: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Who holds an office is meant by its title, however short the plan writes it."""
    for index, actor in enumerate(actors):
        for office in actor.offices:
            if office.holder == actor.name:
                title = folded(office.title)
                for written in dict.fromkeys([title, *spellings(title, aliases)]):
                    yield index, written


def _told(actor: Actor) -> set[tuple[str, str]]:
    """The sentences that stand on its card as they are."""
    found = {
        (duty.said.anchor, one)
        for duty in actor.duties
        for one in sentences(duty.sentence + duty.follows)
    }
    found |= {(office.said.anchor, office.sentence) for office in actor.offices}
    return found | {
        (item.anchor, one)
        for duty in actor.duties
        for item in duty.items
        for one in sentences(item.text)
    }


def _names(actor: Actor, aliases: Mapping[str, str]) -> set[str]:
    """Everything the plan may call it by, in simplified script."""
    found = {folded(name) for name in (actor.name, *actor.names)}
    for name, others in words.SAME:
        if name in found:
            found |= set(others.split())
    for short, full in aliases.items():
        found |= {short + name.removeprefix(full) for name in found if name.startswith(full)}
    return found
