"""Who does what: the subjects of a plan's sentences, and the sentences as they stand.

Precision goes first. A sentence counts for an actor only where the actor is its grammatical
subject (at its beginning, after a semicolon or before 应当, as 由…负责, or as the label 县水利局：)
and what follows is something to do. What cannot be told is left out; nothing is reworded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Protocol

from . import actor_words as words
from .actor_following import Following, following
from .actor_items import Item, Passage, passages
from .actor_limits import MOST, Limits
from .actor_offices import Office, offices_of
from .actor_reader import NAMES, Reader, bare, is_name
from .actor_told import Acting, Told, retold
from .duty_labels import stands_alone
from .duty_tables import tasks_in
from .script import folded


@dataclass(frozen=True, slots=True)
class Said:
    """A clause as it is read: `chapter`: label of its outermost heading; `above`: heading of the
    clause above; `depth`: how many stand above; `place`: how a plan cites it (4.3.1（2）);
    `under`: all headings down to its own; `rows`: cells of a table of duties with its head;
    `cells`: words in another table; `told`: what the editors say of who acts in it."""

    anchor: str
    chapter: str
    label: str
    heading: str
    text: str
    depth: int = 0
    place: str = ""
    above: str = ""
    under: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    told: tuple[Told, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def is_table(self) -> bool:
        return bool(self.rows or self.cells)


class Spoken(Protocol):
    """Anything with a text."""

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Duty:
    """One sentence, word for word, the clause it stands in, and the points that belong to it.
    `is_whole`: it is the whole text of the clause. `is_open`: it ends in a colon and what
    follows is not here. `office`: as what the actor has it to do, where the sentence names only
    the office. `follows`: what stands right behind it and tells what to do but not who;
    `goes_on`: behind that the clause says more that names nobody who acts."""

    said: Said
    sentence: str
    items: tuple[Item, ...] = ()
    is_whole: bool = False
    is_open: bool = False
    office: str = ""
    follows: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """`names`: what the document calls it besides `name`. `duties` in the order of the plan.
    `offices`: the sentences that give it an office, or that say who holds it. `mentions`: the
    other clauses that name it (`actor_mentions`)."""

    name: str
    names: tuple[str, ...]
    duties: tuple[Duty, ...]
    offices: tuple[Office, ...] = ()
    mentions: tuple[Said, ...] = ()


def actors_of(
    clauses: Sequence[Said], only: Container[str] | None = None, limits: Limits | None = None
) -> list[Actor]:
    """The actors that have something to do, MOST at most, those with the most first. `only`: by
    what the clauses with these anchors say alone. `limits` tells afterwards what was left out."""
    limits = limits or Limits()
    aliases = aliases_of(clauses)
    reader = Reader(aliases)
    duties: dict[str, list[Duty]] = defaultdict(list)
    names: dict[str, dict[str, None]] = defaultdict(dict)
    told: set[tuple[str, int, str]] = set()
    for at, said in enumerate(clauses):
        if only is not None and said.anchor not in only:
            continue
        for one, duty in _in_table(reader, aliases, said):
            if not limits.has_place(one.name, one.name in duties, len(duties)):
                continue
            if (one.name, at, duty.sentence) not in told and not limits.takes(duty):
                continue
            names[one.name].setdefault(one.written)
            if (one.name, at, duty.sentence) not in told:
                told.add((one.name, at, duty.sentence))
                duties[one.name].append(duty)
        before: list[Acting] = []
        for passage, plain, acting, behind in _acting(reader, aliases, clauses, at):
            sentence = passage.sentence
            if not acting and len(before) == 1 and words.FINDS.match(plain):
                _add_to_last(duties.get(before[0].name, []), said, passage, behind)
            before = acting if words.WATCHES.search(plain) and not passage.items else []
            # The unit named below a task has the whole task to do.
            whole = stands_alone(plain)
            for one in acting:
                name = one.name
                if not limits.has_place(name, name in duties, len(duties)):
                    continue
                duty = Duty(
                    said,
                    passage.lead + sentence,
                    passage.items,
                    is_open=passage.is_open,
                    follows=behind.text,
                    goes_on=behind.goes_on,
                )
                if whole:
                    duty = Duty(said, said.text.strip(), is_whole=True)
                is_new = (name, at, duty.sentence) not in told
                if is_new and not limits.takes(duty):
                    continue
                names[name].setdefault(one.written)
                if whole:
                    while duties[name] and duties[name][-1].said is said:
                        duties[name].pop()
                if is_new:
                    told.add((name, at, duty.sentence))
                    duties[name].append(duty)
    offices = [
        replace(office, title=canonical(office.title, aliases)) for office in offices_of(clauses)
    ]
    order = {said.anchor: at for at, said in enumerate(clauses)}
    _give_to_holders(duties, offices, order, limits)
    found = [
        Actor(
            name,
            tuple(one for one in names[name] if one != name),
            tuple(rows),
            tuple(one for one in offices if name in (one.holder, one.title)),
        )
        for name, rows in duties.items()
    ]
    return sorted(found, key=lambda actor: (-len(actor.duties), actor.name))


def _in_table(reader: Reader, aliases: dict[str, str], said: Said) -> Iterator[tuple[Acting, Duty]]:
    """Who acts in the rows of a table of duties. What was told of it counts its rows."""
    tasks = list(tasks_in(said, reader))
    read = [
        [
            Acting(canonical(written, aliases), bare(written), office)
            for written, office in one.units
        ]
        for one in tasks
    ]
    if said.told and tasks:
        reaches = [(one.row, one.row + 1) for one in tasks]
        read = retold(read, reaches, said.told, partial(canonical, aliases=aliases))
    clause = replace(said, rows=())
    for task, acting in zip(tasks, read, strict=True):
        yield from ((one, Duty(clause, task.sentence, office=one.office)) for one in acting)


def _acting(
    reader: Reader, aliases: dict[str, str], clauses: Sequence[Said], at: int
) -> Iterator[tuple[Passage, str, list[Acting], Following]]:
    """The passages of a clause, each folded, with who acts in it by its words and by the
    editors', and with what stands behind it."""
    said = clauses[at]
    headings = (folded(said.heading), folded(said.above))
    chapter = folded(said.chapter)
    spoken = list(passages(clauses, at))
    folds = [folded(passage.sentence) for passage in spoken]
    read: list[list[Acting]] = []
    begins: list[int] = []
    for passage, plain in zip(spoken, folds, strict=True):
        written = list(
            reader.responsible(plain)
            if stands_alone(plain)
            else reader.subjects(plain, headings, chapter)
        )
        read.append(
            [
                Acting(canonical(one, aliases), bare(one))
                for one in dict.fromkeys(written)
                if not words.OTHERS.match(one)
            ]
        )
        behind = begins[-1] + len(spoken[len(begins) - 1].sentence) if begins else 0
        begins.append(max(said.text.find(passage.sentence, behind), 0))
    if said.told and spoken:
        reaches = list(pairwise([0, *begins[1:], len(said.text) + 1]))
        read = retold(read, reaches, said.told, partial(canonical, aliases=aliases))
    acts = [bool(acting) for acting in read]
    for index, (passage, plain, acting) in enumerate(zip(spoken, folds, read, strict=True)):
        is_told = acting or words.FINDS.match(plain)
        rest = following(said.text, spoken, begins, acts, index) if is_told else Following()
        yield passage, plain, acting, rest


def _add_to_last(duties: list[Duty], said: Said, passage: Passage, behind: Following) -> None:
    """灾害信息员每月巡查1次。发现异常，立即报告。: who goes round is who finds."""
    whole = duties[-1].sentence + passage.sentence if duties else ""
    if whole and duties[-1].said is said and whole in said.text:
        duties[-1] = replace(
            duties[-1],
            sentence=whole,
            items=passage.items,
            is_open=passage.is_open,
            follows=behind.text,
            goes_on=behind.goes_on,
        )


def _give_to_holders(
    duties: dict[str, list[Duty]],
    offices: Sequence[Office],
    order: dict[str, int],
    limits: Limits,
) -> None:
    """What 组长 has to do stands on the card of 校长, in its place in the plan."""
    for office in offices:
        own = duties.get(office.holder, [])
        told = {(duty.said.anchor, duty.sentence) for duty in own}
        given = [
            replace(duty, office=office.title)
            for duty in duties.get(office.title, ())
            if (duty.said.anchor, duty.sentence) not in told and limits.takes(duty)
        ]
        if given:
            duties[office.holder] = sorted([*own, *given], key=lambda duty: order[duty.said.anchor])


def canonical(written: str, aliases: dict[str, str]) -> str:
    """The full name of what a sentence calls 县防指办公室 or 有关乡镇."""
    name = bare(written)
    for end in range(len(name), 0, -1):
        short, rest = name[:end], name[end:]
        if short in aliases and (not rest or words.SUFFIX.search(rest)):
            name = aliases[short] + rest
            break
    return NAMES.get(name, name)


def without_repeated(actor: Actor) -> Actor:
    """Without the duties that stand as a point below another of it already."""
    below: dict[tuple[str, str], list[str]] = defaultdict(list)
    for duty in actor.duties:
        for item in duty.items:
            below[item.anchor, duty.office].append(item.text)
    kept = [
        duty
        for duty in actor.duties
        if duty.items
        or duty.is_open
        or all(duty.sentence not in text for text in below[duty.said.anchor, duty.office])
    ]
    return replace(actor, duties=tuple(kept))


def spellings(name: str, aliases: Mapping[str, str]) -> list[str]:
    """What a sentence may write for a full name, as `canonical` takes it."""
    return [short + name[len(full) :] for short, full in aliases.items() if name.startswith(full)]


def aliases_of(clauses: Iterable[Spoken]) -> dict[str, str]:
    """By short name, the longest first, so that 县防指办 is not read as 县防指; MOST at most."""
    found: dict[str, str] = {}
    for said in clauses:
        if len(found) >= MOST:
            break
        if "以下" not in said.text and "由" not in said.text:
            continue
        plain = folded(said.text)
        if own := words.OWN.search(plain):
            found.setdefault(own[2], own[1])
        for match in words.ALIAS.finditer(plain):
            full = words.ALIAS_BEGINS.split(match[1])[-1]
            if is_name(full):
                found.setdefault(match[2], full)
    kept = list(found.items())[:MOST]
    return dict(sorted(kept, key=lambda item: -len(item[0])))
