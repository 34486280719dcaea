"""What a query asks for, in terms of the index and of no engine.

Each engine has a small compiler from `Plan` to its own query objects. Everything in a
plan is a plain term, phrase or range: engines analyse nothing.
"""

from dataclasses import dataclass, replace
from typing import Final

from search.query.silent import WHOM

TITLE_BOOST: Final = 3.0
PATH_BOOST: Final = 0.4
BODY_BOOST: Final = 1.0
FIELD_BOOSTS: Final = (("title", TITLE_BOOST), ("path", PATH_BOOST), ("body", BODY_BOOST))
LONE_CHARACTER_BOOST: Final = 0.3
CHARACTER_BOOST: Final = 0.5
PHRASE_BOOST: Final = 1.0
"""Weights of the query plan, as measured on the judged queries."""

FIRST_STEPS_SCORE: Final = 1000.0
"""Before every score of words: the sheet for quiet times may name the hazard more often."""

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

    is_told: bool = False
    """The hazard is said in several words, of which this is one."""

    is_faint: bool = False
    """A document that lacks it may still be said to hold every word: 来, 往, 不要 of 要不要."""

    @property
    def is_telling(self) -> bool:
        """Whether it alone may say what is asked: a word of one character is in any text."""
        names_nothing = bool(self.character) or self.word in WHOM
        return not self.is_faint and (bool(self.hazards) or not names_nothing)


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
    another hazard never is: followed, it may kill. A clause of a plan for another one may be, but
    is never the best answer. Or the words of somebody in distress, so that 不想活了 does not list
    what holds 活.

    slugs         hazards that may answer; none for words of distress.
    names         words for them, each as the units of a phrase.
    is_sure       one hazard is named, or several; not one word that may mean any of them: 中毒.
    """

    slugs: frozenset[str]
    names: tuple[tuple[str, ...], ...] = ()
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """`need` of the `groups` must match; `characters` and `phrases` only rank, so that
    counts and facets keep a meaning. Without groups the plan asks for all that is let in.

    asked      the hazards the query names, if it names any.
    advice     kinds of documents that tell people what to do.
    specific   words without which advice about a hazard nobody named answers nothing; all that
               are firm, as long as nobody has counted how rare they are.
    wants_all  every group that is not faint must match; `need` does not count.
    wants_own  nothing that tells only those in charge.
    foreign    what is about other hazards only, and advice where none is named: False without,
               True nothing else, None with it.
    called     the query is a name and this is what texts write for it, normalised.
    what_now   nothing is asked but what to do in the hazard it names: 地震来了怎么办.
    """

    filters: Filters
    groups: tuple[Group, ...] = ()
    need: int = 0
    characters: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    asked: Asked | None = None
    advice: frozenset[str] = frozenset()
    specific: frozenset[str] = frozenset()
    wants_all: bool = False
    wants_own: bool = False
    foreign: bool | None = None
    what_now: bool = False
    called: tuple[str, ...] = ()

    def filtered(self, filters: Filters) -> "Plan":
        return replace(self, filters=filters)

    def within(self, status: str) -> "Plan":
        return self.filtered(replace(self.filters, statuses=frozenset({status})))

    def whole(self) -> "Plan":
        """The same plan, scored alike, for documents that hold every word."""
        return replace(self, wants_all=True)

    def own(self) -> "Plan":
        """The whole plan without what is about other hazards, or about one nobody named."""
        return replace(self.whole(), wants_own=True, foreign=False)

    def parts(self) -> tuple["Plan", ...]:
        """What is ranked one after the other: what is about another danger leads nothing."""
        splits = bool(self.asked.slugs) if self.asked else bool(self.groups and self.advice)
        return tuple(replace(self, foreign=each) for each in (False, True)) if splits else (self,)

    @property
    def firm(self) -> tuple[Group, ...]:
        """The groups that a document must match to be said to hold every word."""
        return tuple(group for group in self.groups if not group.is_faint) or self.groups

    @property
    def telling(self) -> tuple[Group, ...]:
        """The groups of the specific words; none where all that is left is single characters."""
        specific = tuple(group for group in self.firm if group.word in self.specific)
        for groups in (specific, self.firm):
            if any(group.is_telling for group in groups):
                return groups
        return ()

    @property
    def asks_nothing(self) -> bool:
        return not self.groups
