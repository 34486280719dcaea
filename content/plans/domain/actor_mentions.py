"""Where else a plan names an actor: the clauses that its own sentences leave out.

What is read as a duty is chosen for precision; this list is chosen for completeness, so that
nothing which concerns a person is hidden from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from . import actor_words as words
from .actor_items import sentences
from .actors import Actor, Said, aliases_of
from .script import folded

_HEAD_OF: Final = re.compile(r"(?:主要)?(?:负责人|负责同志|领导)$")
_TITLES: Final = re.compile(r"(?:[组校镇乡县局处队]长|主任|总指挥|指挥长|负责人|书记)$")


def mentions(actor: Actor, actors: Sequence[Actor], clauses: Sequence[Said]) -> list[Said]:
    """The clauses in which a sentence names the actor and is not among its duties."""
    aliases = aliases_of(clauses)
    own = _names(actor, aliases)
    own |= {one.title for one in actor.offices if one.holder == actor.name}
    others = {name for one in actors for name in _names(one, aliases)} | own
    longest = sorted(others, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(re.escape(name) for name in longest))
    told = {(duty.said.anchor, one) for duty in actor.duties for one in sentences(duty.sentence)}
    told |= {(office.said.anchor, office.sentence) for office in actor.offices}
    told |= {(item.anchor, one) for duty in actor.duties for item in duty.items
             for one in sentences(item.text)}  # fmt: skip
    read = {duty.said.anchor for duty in actor.duties}
    whole = {duty.said.anchor for duty in actor.duties if duty.is_whole}
    found = []
    for said in clauses:
        if said.anchor in whole:
            continue
        for sentence in _named_in(said, own, with_heading=said.anchor not in read):
            if (said.anchor, sentence) not in told and _names_it(folded(sentence), pattern, own):
                found.append(said)
                break
    return found


def _named_in(said: Said, own: set[str], *, with_heading: bool) -> Iterator[str]:
    """Cheap first: most clauses do not hold any of the names."""
    plain = folded(f"{said.heading}\n{said.text}")
    if any(name in plain for name in own):
        if with_heading:
            yield said.heading
        yield from sentences(said.text)


def _names_it(plain: str, pattern: re.Pattern[str], own: set[str]) -> bool:
    for match in pattern.finditer(plain):
        name = match[0]
        is_deputy = plain[match.start() - 1 : match.start()] == "副"
        if any(_is_meant(name, one, is_deputy=is_deputy) for one in own):
            return True
    return False


def _is_meant(written: str, own: str, *, is_deputy: bool) -> bool:
    """现场教师 are 教师, 乡镇主要负责人 speaks for 乡镇; 年级组长 is not 组长, 副校长 not 校长."""
    if is_deputy and written == own:
        return False
    plain = _HEAD_OF.sub("", written)
    if own in (written, plain):
        return True
    return plain.endswith(own) and _TITLES.search(own) is None


def _names(actor: Actor, aliases: dict[str, str]) -> set[str]:
    """Everything the plan may call it by, in simplified script."""
    found = {folded(name) for name in (actor.name, *actor.names)}
    for name, others in words.SAME:
        if name in found:
            found |= set(others.split())
    for short, full in aliases.items():
        found |= {short + name.removeprefix(full) for name in found if name.startswith(full)}
    return found
