"""What a query asks for, in terms of the index and of no engine.

Each engine has a small compiler from `Plan` to its own query objects. Everything in a
plan is a plain term, phrase or range: engines analyse nothing.
"""

from dataclasses import dataclass, replace
from typing import Final

TITLE_BOOST: Final = 3.0
PATH_BOOST: Final = 0.4
BODY_BOOST: Final = 1.0
LONE_CHARACTER_BOOST: Final = 0.3
CHARACTER_BOOST: Final = 0.5
PHRASE_BOOST: Final = 1.0
"""Weights of the query plan, as measured on the judged queries."""

SCORE_DIGITS: Final = 4
"""Scores closer than this are equal, on every engine; then the key decides."""


@dataclass(frozen=True, slots=True)
class Term:
    """One index term of a group; `weight` multiplies the weight of the field."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """A word of the query. A document matches it if any of its terms is in title, path or body."""

    word: str
    terms: tuple[Term, ...]
    character: str = ""
    """Set for a word of a single Han character, which is also looked up among the characters."""

    hazards: frozenset[str] = frozenset()
    """Slugs of hazards the word names. Advice about one of them matches, however it calls it."""

    is_faint: bool = False
    """A document that lacks it may still be said to hold every word: 来, 往, 不要 of 要不要."""


@dataclass(frozen=True, slots=True)
class YearRange:
    """Years from `first` to `last`, both included; None leaves that side open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that score nothing. An empty one is no condition, but `grants` always is:
    a document is found only by somebody who holds one of its grants."""

    grants: frozenset[str]
    kinds: frozenset[str] = frozenset()
    hazards: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    divisions: frozenset[str] = frozenset()
    years: tuple[YearRange, ...] = ()
    group_key: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Hazards a query names: what is let in is about one of them or names one. Advice about
    another hazard never is: followed, it may kill. Or the words of somebody in distress, so that
    不想活了 does not list what holds 活.

    slugs         hazards that may answer; none for words of distress.
    names         words for them, each as the units of a phrase.
    advice        kinds of documents that tell people what to do.
    among_others  a clause of a plan for another hazard may name one; the best answer may not.
    """

    slugs: frozenset[str]
    names: tuple[tuple[str, ...], ...] = ()
    advice: frozenset[str] = frozenset()
    among_others: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """`need` of the `groups` must match; `characters` and `phrases` only rank, so that
    counts and facets keep a meaning. Without groups the plan asks for all that is let in.

    asked      the hazards the query names, if it names any.
    wants_all  every group that is not faint must match; `need` does not count.
    what_now   nothing is asked but what to do in the hazard it names: 地震来了怎么办.
    """

    filters: Filters
    groups: tuple[Group, ...] = ()
    need: int = 0
    characters: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    asked: Asked | None = None
    wants_all: bool = False
    what_now: bool = False

    def filtered(self, filters: Filters) -> "Plan":
        return replace(self, filters=filters)

    def within(self, status: str) -> "Plan":
        return self.filtered(replace(self.filters, statuses=frozenset({status})))

    def whole(self) -> "Plan":
        """The same plan, scored alike, for documents that hold every word."""
        return replace(self, wants_all=True)

    def own(self) -> "Plan":
        """The whole plan without what is about other hazards."""
        asked = replace(self.asked, among_others=False) if self.asked else None
        return replace(self.whole(), asked=asked)

    @property
    def asks_nothing(self) -> bool:
        return not self.groups
