"""From typed text to a plan."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from search.analysis import Token, coarse_words, is_lone_han, normalise, units, words
from search.analysis.alphabet import HAN_RUN
from search.query.body_words import BODIES
from search.query.distress import nothing_but_distress
from search.query.hazard_words import SAME
from search.query.hazards import Mention, Names, may_answer, mentions, spellings, sure
from search.query.plan import Asked, Filters, Group, Plan, Term
from search.query.silent import FAINT, HAPPENING, SILENT

LIMIT: Final = 200
"""Characters of a query that are looked at."""

MOST_GROUPS: Final = 40
SAME_WEIGHT: Final = 0.6
SHORTEST_PHRASE: Final = 3


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, and the part of it that is searched."""

    text: str
    used: str

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > len(self.used)


def read(text: str) -> Typed:
    """Typed text without the blanks around it and without NUL, which PostgreSQL takes in no value;
    cut to `LIMIT` characters."""
    stripped = " ".join(text.replace("\0", "").split())
    return Typed(text=stripped, used=stripped[:LIMIT])


def plan(
    text: str, filters: Filters, *, names: Names = (), advice: frozenset[str] = frozenset()
) -> Plan:
    """The plan for `text`; without words in it (blank, only punctuation) one without groups.

    names   of the taxonomy's hazards, beside the everyday words that are known anyway.
    advice  kinds of documents that tell people what to do.
    """
    normal = normalise(text).text
    found = mentions(normal, names)
    groups = _groups(normal, found)
    slugs = may_answer(found, normal)
    said = nothing_but_distress(normal)
    is_sure, asked = bool(sure(found)), None
    if slugs:
        typed = [group.word for group in groups if group.hazards and not group.is_told]
        asked = Asked(slugs, spellings(found, typed, names), is_sure=is_sure)
    elif said:
        asked = Asked(frozenset(), tuple(tuple(words) for words in said))
    called = {name for _slug, name in names}
    called |= {group.word for group in groups if group.is_told}
    what_now = is_sure and all(
        group.word in (called if group.hazards else HAPPENING) for group in groups
    )
    if what_now:
        groups = tuple(group for group in groups if group.hazards)
    characters = tuple(dict.fromkeys(token.text for token in units(normal)))
    phrases = tuple(
        dict.fromkeys(
            tuple(run.group())
            for run in HAN_RUN.finditer(normal)
            if len(run.group()) >= SHORTEST_PHRASE
        )
    )
    return Plan(
        filters=filters,
        groups=groups,
        need=needed(len(groups)),
        characters=characters if groups else (),
        phrases=phrases if groups else (),
        asked=asked,
        advice=advice,
        what_now=what_now,
    )


def loosened(strict: Plan) -> Plan:
    """The same plan, content with any one of its groups."""
    return replace(strict, need=min(1, len(strict.groups)))


def needed(groups: int) -> int:
    """How many of the groups a document must match: all of two, n-1 up to four, then 60 %."""
    if groups <= 2:
        return groups
    if groups <= 4:
        return groups - 1
    return -(-groups * 3 // 5)


def _groups(normal: str, found: tuple[Mention, ...]) -> tuple[Group, ...]:
    inner = words(normal)
    asked = coarse_words(normal)
    telling = [token for token in asked if token.text not in SILENT]
    groups: dict[str, Group] = {}
    for coarse in telling or asked:
        if coarse.text in groups:
            continue
        terms = dict.fromkeys(
            token.text
            for token in inner
            if coarse.start <= token.start and token.end <= coarse.end and token.text not in FAINT
        )
        terms[coarse.text] = None
        touched = [mention for mention in found if mention.touches(coarse.start, coarse.end)]
        same = _same(normal[mention.start : mention.end] for mention in touched)
        same += BODIES.get(coarse.text, ())
        groups[coarse.text] = Group(
            word=coarse.text,
            terms=(
                *(Term(text) for text in terms),
                *(Term(text, SAME_WEIGHT) for text in same if text not in terms),
            ),
            character=coarse.text if is_lone_han(coarse.text) else "",
            hazards=frozenset(slug for mention in touched for slug in mention.slugs),
            is_told=bool(touched) and all(mention.is_told for mention in touched),
            is_faint=_is_faint(coarse, normal),
        )
        if len(groups) == MOST_GROUPS:
            break
    return tuple(groups.values())


def _same(said: Iterable[str]) -> tuple[str, ...]:
    """What else a text may call it: 燃气 of 煤气, however 煤气味 is cut into words."""
    rows = [row.split() for row in SAME]
    return tuple(
        dict.fromkeys(other for word in said for row in rows if word in row for other in row)
    )


def _is_faint(token: Token, normal: str) -> bool:
    """来, 往 and the like, and the second half of 要不要."""
    asks = token.text.startswith("不") and normal[: token.start].endswith(token.text[1:])
    return token.text in FAINT or (asks and len(token.text) > 1)
