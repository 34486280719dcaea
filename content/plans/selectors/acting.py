"""Who has to do what each clause says, as it stands in its margin."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from content.plans.domain.actors import Actor, Duty, Said
from content.plans.selectors.extracts import column
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.roles import Role

SHOWN: Final = 2
_VAGUE: Final = re.compile(r"^(?:有关|相关|其他|任何|各类|个人$|人员|[^县市州镇乡村]{0,2}组长$)")
"""Names that tell nobody that it is they: their clause says who is meant."""


@dataclass(frozen=True, slots=True)
class Acting:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ActedBy:
    """`count` of all; `shown` are the first of them."""

    shown: Sequence[Acting]
    count: int

    @property
    def has_more(self) -> bool:
        return self.count > len(self.shown)


def beside_of(roles: Sequence[Role]) -> str:
    """The column of an extract. Only whose own sentence it is: neither who has a task because
    they hold an office, nor a name that may be anybody's; and nobody beside a clause that begins
    with the only one."""
    named = [role for role in roles if not _VAGUE.search(role.actor.name)]
    places: dict[str, dict[int, int]] = {}
    plain: set[str] = set()
    for index, role in enumerate(named):
        for duty in role.actor.duties:
            if not duty.office:
                at = _place_of(role.actor, duty)
                places.setdefault(duty.said.anchor, {}).setdefault(index, at)
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


def _place_of(actor: Actor, duty: Duty) -> int:
    """Where the clause first calls the actor in the sentence of this duty."""
    start = max(duty.said.text.find(duty.sentence), 0)
    called = (duty.said.text.find(name, start) for name in (actor.name, *actor.names))
    return min((at for at in called if at >= 0), default=start)


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
            rows = [kept["roles"][index] for index in indexes[:SHOWN]]
            shown = [Acting(name, reverse("plans:role", args=[slug, key])) for key, name in rows]
            found[anchor] = ActedBy(shown, len(indexes))
    return found
