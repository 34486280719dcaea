"""Who does what: the subjects of a plan's sentences, and the sentences as they stand.

Precision goes first. A sentence counts for an actor only where the actor is its grammatical
subject (at its beginning, after a semicolon or before 应当, as 由…负责, or as the label 县水利局：)
and what follows is something to do. What cannot be told is left out; nothing is reworded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from . import actor_words as words
from .script import folded

_END: Final = re.compile(r"(?<=[。！？\n])")
_NAMES: Final = {other: name for name, others in words.SAME for other in others.split()}


@dataclass(frozen=True, slots=True)
class Said:
    """A clause as it is read: `chapter` is the label of its outermost heading."""

    anchor: str
    chapter: str
    label: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One sentence, word for word, and the clause it stands in."""

    said: Said
    sentence: str


@dataclass(frozen=True, slots=True)
class Actor:
    """`names`: what the document calls it besides `name`. `duties` in the order of the plan."""

    name: str
    names: tuple[str, ...]
    duties: tuple[Duty, ...]


def actors_of(clauses: Sequence[Said]) -> list[Actor]:
    """All actors that have something to do, those with the most first."""
    aliases = _aliases(clauses)
    reader = _Reader(aliases)
    duties: dict[str, list[Duty]] = defaultdict(list)
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for said in clauses:
        for sentence in _sentences(said.text):
            plain = folded(sentence)
            # The unit named below a task has the whole task to do.
            whole = words.RESPONSIBLE.match(plain) is not None
            written = (
                reader.responsible(plain) if whole else reader.subjects(plain, folded(said.heading))
            )
            for one in dict.fromkeys(written):
                name = canonical(one, aliases)
                names[name].setdefault(_bare(one))
                duty = Duty(said, said.text.strip() if whole else sentence)
                if whole:
                    duties[name] = [d for d in duties[name] if d.said is not said]
                if duty not in duties[name]:
                    duties[name].append(duty)
    found = [
        Actor(name, tuple(one for one in names[name] if one != name), tuple(rows))
        for name, rows in duties.items()
    ]
    return sorted(found, key=lambda actor: (-len(actor.duties), actor.name))


def canonical(written: str, aliases: dict[str, str]) -> str:
    """The full name of what a sentence calls 县防指办公室 or 有关乡镇."""
    name = _bare(written)
    for short, full in aliases.items():
        rest = name.removeprefix(short)
        if name.startswith(short) and (not rest or words.SUFFIX.search(rest)):
            name = full + rest
            break
    return _NAMES.get(name, name)


def _bare(written: str) -> str:
    """有关部门 stays: 部门 alone is nobody."""
    name = words.OTHER_NAME.sub("", written)
    bare = words.QUALIFIER.sub("", name)
    return name if bare in words.NOBODY else bare


def _aliases(clauses: Iterable[Said]) -> dict[str, str]:
    """By short name, the longest first, so that 县防指办 is not read as 县防指."""
    found: dict[str, str] = {}
    for said in clauses:
        for match in words.ALIAS.finditer(folded(said.text)):
            full = words.ALIAS_BEGINS.split(match[1])[-1]
            if is_name(full):
                found.setdefault(match[2], full)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _sentences(text: str) -> Iterator[str]:
    for piece in _END.split(text):
        if sentence := piece.strip():
            yield sentence


@dataclass(frozen=True, slots=True)
class _Reader:
    """`short`: what this document abbreviates, which ends like no office."""

    short: Container[str]

    def subjects(self, sentence: str, heading: str) -> Iterator[str]:
        plain = words.ALIAS_NOTE.sub("", sentence)
        label = words.LABEL.match(plain)
        if label and (found := self._split(label[1])):
            yield from found
            plain = plain[label.end() :]
        for index, part in enumerate(re.split(r"[；;]", plain)):
            for place, piece in enumerate(re.split(r"[，,]", part)):
                yield from self._subject(piece, words.ORDER if place else words.DUTY)
            if index == 0 and heading and words.HEADED.match(part):
                yield from self._split(words.DUTIES_OF.sub("", heading))
        for match in words.BY.finditer(plain):
            yield from self._split(match[1])

    def responsible(self, sentence: str) -> Iterator[str]:
        for listed in words.RESPONSIBLE.split(sentence):
            yield from self._split(listed.strip("。；;，, \n"))

    def _subject(self, piece: str, duty: re.Pattern[str]) -> list[str]:
        piece = words.LEAD.sub("", piece.strip())
        for match in duty.finditer(piece[: words.LONGEST * 2]):
            if piece[match.end() : match.end() + 1] == "的":
                continue
            if match.start() and (found := self._split(piece[: match.start()])):
                return found
        return []

    def _split(self, written: str) -> list[str]:
        """The names in 县交通运输局、县公安局; none unless every one of them is a name."""
        written = written.strip()
        parts = [written] if _NAMES.get(_bare(written)) else words.JOINTS.split(written)
        return parts if all(part in self.short or is_name(part) for part in parts) else []


def is_name(written: str) -> bool:
    """Whether this can be what somebody who acts is called."""
    bare = words.OTHER_NAME.sub("", written)
    return (
        2 <= len(bare) <= words.LONGEST
        and bare != "组织"
        and bare.count("（") == bare.count("）")
        and words.SUFFIX.search(bare) is not None
        and words.NO_NAME.search(bare) is None
    )
