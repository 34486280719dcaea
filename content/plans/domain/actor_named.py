"""The bodies that a text names and tells nothing to do, so that who looks for theirs is led to the
clauses that name it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from . import actor_words as words
from .actor_limits import Limits
from .actor_reader import is_name
from .actors import Actor, Said, aliases_of, canonical
from .script import folded

_LEVEL: Final = "(?:县|州|市|区|旗|乡镇|镇|乡|街道|村)"
_KIND: Final = (
    "(?:局|委|委员会|管委会|办公室|应急办|指挥部|人民政府|政府|中心|大队|支队|公司|红十字会|人武部|宣传部|统战部"
    "|组织部|派出所|卫生院|医院|办事处|总工会|妇联|供销社|分公司)"
)
_VILLAGE: Final = "村（居）民委员会|村（居）委会|村民委员会|居民委员会|村委会|居委会|村“两委”"
_BODY: Final = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[由向报和及与经送]))"
    rf"({_LEVEL}[\u4e00-\u9fff]{{1,14}}?{_KIND})(?=[、，。；：（）)\s和及与等]|$)|({_VILLAGE})"
)
_ANY: Final = re.compile(
    r"各|有关|相关|所属|直属|级|后|或者|并|立即|及时|报|送|救治|转移|配合|协助"
)
"""Who is no body of its own, or a sentence about one."""


def with_named(
    actors: Sequence[Actor], clauses: Sequence[Said], limits: Limits | None = None
) -> list[Actor]:
    """The actors, and behind them the other bodies that the text names, as many in all as one
    text may have. `limits` tells afterwards how many were left out."""
    limits = limits or Limits()
    aliases = aliases_of(clauses)
    known = {name for actor in actors for name in (actor.name, *actor.names)}
    known |= {office.title for actor in actors for office in actor.offices}
    found: dict[str, dict[str, None]] = {}
    for said in clauses:
        for written in _written_in(said, aliases):
            name = canonical(written, aliases)
            if {name, written} & known:
                continue
            if limits.has_place(name, name in found, len(actors) + len(found)):
                found.setdefault(name, {}).setdefault(written)
    rest = [
        Actor(name, tuple(one for one in written if one != name), ())
        for name, written in found.items()
    ]
    return [*actors, *sorted(rest, key=lambda actor: actor.name)]


def _written_in(said: Said, aliases: Mapping[str, str]) -> list[str]:
    plain = words.QUOTED.sub("，", folded(f"{said.heading}\n{said.text}"))
    found = (match[1] or match[2] for match in _BODY.finditer(plain))
    return [one for one in found if one in aliases or (is_name(one) and not _ANY.search(one))]
