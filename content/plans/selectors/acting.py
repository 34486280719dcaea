"""Who has to do what each clause says, as it stands in its margin."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from content.plans.domain.actors import Actor, Duty, Said
from content.plans.domain.script import folded
from content.plans.selectors.extracts import column
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.roles import Role

SHOWN: Final = 4
_VAGUE: Final = re.compile(r"^(?:有关|相关|其他|任何|各类|个人$|人员|[^县市州镇乡村]{0,2}组长$)")
"""Names that tell nobody that it is they: their clause says who is meant."""
_FORBIDS: Final = re.compile("不得|严禁|禁止")
_PART: Final = re.compile(r"[，；：。]")
_SHARED: Final = re.compile(r"(?:单位|部门|企业|机构|组织|公司|人民政府|政府)$")


@dataclass(frozen=True, slots=True)
class Acting:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ActedBy:
    """In the order in which the clause names them; `more` stand behind one tap."""

    shown: Sequence[Acting]
    more: Sequence[Acting] = ()


def beside_of(roles: Sequence[Role]) -> str:
    """The column of an extract. Only whose own sentence it is: neither who has a task because
    they hold an office, nor a name that may be anybody's, nor, where a clause of several sentences
    says what is done, who is only told not to do something; and nobody beside a clause that begins
    with the only one."""
    named = [role for role in roles if role.actor.duties and not _VAGUE.search(role.actor.name)]
    places: dict[str, dict[int, tuple[int, int]]] = {}
    plain: set[str] = set()
    for index, role in enumerate(named):
        for duty in role.actor.duties:
            if not duty.office and not _only_forbids(role.actor, duty):
                at = _place_of(role.actor, duty)
                found = places.setdefault(duty.said.anchor, {})
                found[index] = min(at, found.get(index, at))
                if _begins_with(duty.said, role.actor):
                    plain.add(duty.said.anchor)
    clauses = {
        anchor: sorted(found, key=found.__getitem__)
        for anchor, found in places.items()
        if anchor not in plain or len(found) > 1
    }
    data = {"roles": [[role.key, role.actor.name] for role in named], "clauses": clauses}
    return json.dumps(data, ensure_ascii=False)


def _begins_with(said: Said, actor: Actor) -> bool:
    called = (actor.name, *actor.names)
    return said.heading.startswith(called) or said.text.startswith(called)


def _only_forbids(actor: Actor, duty: Duty) -> bool:
    """Another sentence of the clause says what is done, and this one only what they must not."""
    if duty.items or len(duty.sentence) >= len(duty.said.text.strip()):
        return False
    parts = _PART.split(folded(duty.sentence))
    names = [folded(name) for name in (actor.name, *actor.names)]
    told = [part for part in parts if any(name in part for name in names)]
    return bool(told) and all(map(_FORBIDS.search, told))


def _place_of(actor: Actor, duty: Duty) -> tuple[int, int]:
    """Where the clause first calls the actor in the sentence of this duty, of two at one place the
    longer name first (县防指指挥长 before 县防指); 供水单位 in 供水、供电单位 where its own part of
    that stands."""
    start = duty.said.text.find(duty.sentence)
    if start < 0:
        return 0, 0  # the row of a table
    names = (actor.name, *actor.names)
    for called in (names, [_SHARED.sub("", name) for name in names]):
        places = [
            (start + at, -len(name))
            for name in called
            if name and (at := duty.sentence.find(name)) >= 0
        ]
        if places:
            return min(places)
    return start + len(duty.sentence), 0


def acted_by(slug: str, text: ReadableText, anchors: Collection[UUID]) -> Mapping[UUID, ActedBy]:
    """Of clauses of one page; those of which it is not sure are absent, and all are as long as
    nobody has read the text out: a page waits for that no more than its reader. Two queries."""
    data = column(text, "beside")
    if data is None:
        return {}
    kept = json.loads(data)
    found: dict[UUID, ActedBy] = {}
    for anchor in anchors:
        indexes = kept["clauses"].get(str(anchor), ())
        if indexes:
            rows = [kept["roles"][index] for index in indexes]
            all_of = [Acting(name, reverse("plans:role", args=[slug, key])) for key, name in rows]
            found[anchor] = ActedBy(all_of[:SHOWN], all_of[SHOWN:])
    return found
