"""Who does what in a version: actors with an address of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import groupby
from typing import Final

from anyascii import anyascii
from django.utils.text import slugify

from content.plans.domain.actor_kin import Kin, is_public
from content.plans.domain.actor_limits import LeftOut, Limits
from content.plans.domain.actor_mentions import with_mentions
from content.plans.domain.actor_named import with_named
from content.plans.domain.actors import Actor, Duty, Said, actors_of, without_repeated
from content.plans.selectors.extracts import kept
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.spoken import said_in

_LONGEST_KEY: Final = 60
_TOLD_BY: Final = 6
"""Digits that tell names apart whose letters are the same."""
_TOWN: Final = re.compile(r"乡镇|(?:[乡镇]人民政府|街道办事处|[乡镇]长)$")
_ABOVE: Final = re.compile(r"[县州旗盟]|市(?![民场])|区(?!域)|省(?!略)|自治|地区|国家|国务院")

_OF_THE_ISSUER: Final = re.compile(
    r"(?:组|指挥部(?:办公室)?|总指挥|指挥长|派出所|成员单位(?:负责人)?)$"
)
"""Who belongs to the body whose plan it is: 抢险救援组, 前线指挥部."""
_COUNTY: Final = re.compile(r"[县市州区旗][^，。]*(?:指挥部|委员会|人民政府|应急委)$")
_OF_ONE_TOWN: Final = re.compile(r"[乡镇](?!镇)|[\u4e00-\u9fff]+(?<!乡)[乡镇]人民政府$")
_HEAD: Final = re.compile(r"[县市州]长$")


class Tier(StrEnum):
    """The nearest to the reader first."""

    VILLAGE = "village"
    TOWN = "town"
    ABOVE = "above"
    PUBLIC = "public"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Role:
    """`key` is its part of the address: the same wherever a plan has this name."""

    key: str
    tier: Tier
    actor: Actor

    @property
    def chapters(self) -> list[tuple[str, list[Duty]]]:
        """Its duties by chapter and the headings in it that tell in what case they hold, in the
        order of the plan."""
        found = groupby(self.actor.duties, key=lambda duty: _case_of(duty.said))
        return [(case, list(duties)) for case, duties in found]


def _case_of(said: Said) -> str:
    above = said.under[:-1] if said.heading else said.under
    return " › ".join(filter(None, [said.chapter, *above[1:]]))


@dataclass(frozen=True, slots=True)
class Cast:
    """All roles of a text, and what was left out because it is too much for one."""

    roles: list[Role]
    left: LeftOut


@dataclass(frozen=True, slots=True)
class Card:
    """One role. `kin`: others that may be the same under another name; `beside`: of a
    role of the village the others, between which a plan hardly tells."""

    role: Role
    kin: Sequence[Role] = ()
    beside: Sequence[Role] = ()


def cast_of(text: ReadableText) -> Cast:
    """All actors, those with the most to do first, and behind them bodies that the text only
    names. Two queries where they were read out before, else four at most."""
    found = kept(text, "actors")
    if found is None:
        return cast_in(said_in(text))
    *actors, left = found
    return Cast(named(actors), left)


def roles_of(text: ReadableText) -> list[Role]:
    """Queries as `cast_of`."""
    return cast_of(text).roles


def cast_in(clauses: Sequence[Said]) -> Cast:
    """The same, read now."""
    limits = Limits()
    acting = actors_of(clauses, limits=limits)
    found = with_mentions(with_named(acting, clauses, limits), clauses)
    actors = map(without_repeated, found)
    return Cast(named([one for one in actors if one.duties or one.mentions]), limits.left)


def card_of(text: ReadableText, key: str) -> Card | None:
    """Queries as `roles_of`; None for a key that no role has. Cards printed long ago bear the
    letters of a name alone: they lead on where one name is spelt so."""
    roles = roles_of(text)
    found = [at for at, role in enumerate(roles) if role.key == key]
    found = found or [at for at, role in enumerate(roles) if _letters_of(role.actor.name) == key]
    if len(found) != 1:
        return None
    role = roles[found[0]]
    kin = [roles[other] for other in Kin([one.actor.name for one in roles]).of(found[0])]
    village = [one for one in roles if one.tier == role.tier == Tier.VILLAGE]
    beside = [one for one in village if one is not role and one not in kin]
    return Card(role, kin, beside)


def named(actors: Sequence[Actor]) -> list[Role]:
    """Each with its address. Who a name puts nowhere (转移责任人, 水利部门) stands where another of
    that office or trade does, a group or a headquarters with whose plan it is."""
    kin = Kin([actor.name for actor in actors])
    tiers = [tier_of(actor.name) for actor in actors]
    issuer = _issuer([actor.name for actor in actors if actor.duties])
    roles: list[Role] = []
    for at, (actor, tier) in enumerate(zip(actors, tiers, strict=True)):
        near = [tiers[one] for one in kin.of(at)] if tier == Tier.OTHER else []
        if tier == Tier.OTHER and _OF_THE_ISSUER.search(actor.name):
            near.append(issuer)
        roles.append(Role(key_of(actor.name), min([tier, *near], key=list(Tier).index), actor))
    return roles


def key_of(name: str) -> str:
    """By the name alone: who sees fewer clauses, and a later version, has the same. 县税务局 and
    县水务局 are spelt alike."""
    return f"{_letters_of(name)}-{sha256(name.encode()).hexdigest()[:_TOLD_BY]}"


def _letters_of(name: str) -> str:
    return slugify(anyascii(name))[:_LONGEST_KEY].strip("-") or "x"


def _issuer(names: Sequence[str]) -> Tier:
    """Whose plan it is, by who acts in it: a county's whether or not it has towns."""
    if any(map(_COUNTY.match, names)):
        return Tier.ABOVE
    return Tier.TOWN if any(map(_OF_ONE_TOWN.match, names)) else Tier.OTHER


def kin_together(roles: Sequence[Role]) -> list[Role]:
    """In their order, each with its kin behind it."""
    kin = Kin([role.actor.name for role in roles])
    order: dict[int, None] = {}
    for at in range(len(roles)):
        for one in (at, *kin.of(at)):
            order.setdefault(one)
    return [roles[at] for at in order]


def tier_of(name: str) -> Tier:
    """By what the name begins with: a county says 县水利局, a prefecture 市水利局."""
    if is_public(name):
        return Tier.PUBLIC
    if name.startswith(("村", "社区", "居民")) or name.endswith(("村", "社区")):
        return Tier.VILLAGE
    if name.startswith(("乡", "镇", "街道")) or _TOWN.search(name):
        return Tier.TOWN
    return Tier.ABOVE if _ABOVE.match(name) or _HEAD.search(name) else Tier.OTHER
