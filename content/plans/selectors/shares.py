"""How much of the library is cut into clauses, counted in characters."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Length

from content.plans.enums import ClauseKind, Level
from content.plans.selectors.readable import readable_cells, readable_clauses
from content.plans.selectors.register import visible_to
from portal.people.rights import Person

_LONGEST_PREAMBLE: Final = 1000
"""Characters, more than a page: what stands above the first heading is longer where the headings
were not found."""
_ELEMENT: Final = (
    Q(parent__isnull=False)
    | ~Q(kind__in=(ClauseKind.PARAGRAPH, ClauseKind.TABLE, ClauseKind.PREAMBLE))
    | Q(kind=ClauseKind.PREAMBLE, length__lte=_LONGEST_PREAMBLE)
    | Q(table__certain=True)
)
_IN_ELEMENT: Final = Q(table__certain=True) | Q(table__clause__parent__isnull=False)
"""Of a cell. What is left: paragraphs and guessed tables above which no heading was found."""


@dataclass(frozen=True, slots=True)
class Share:
    """Of the published plans of a level, as far as the person reads them: `headed` have a heading
    or number that was recognised. `characters` are those of numbers, headings, texts and cells,
    `recognised` those of them that stand under a heading or number, or in an annex, a table, a
    notice, a closing or a preamble of no more than a page."""

    level: str
    published: int
    headed: int
    characters: int
    recognised: int

    @property
    def percent(self) -> int:
        """Rounded down: 100 means all."""
        return self.recognised * 100 // self.characters if self.characters else 0


def structured_shares(user: Person) -> list[Share]:
    """Levels with plans that this person may read, from the highest down (three queries)."""
    plans = _plans(user)
    words = Length("number") + Length("heading") + Length("text")
    current = readable_clauses(user).filter(version__document__current_version=F("version"))
    measured = current.annotate(length=Length("text"))
    texts = _characters(measured, "version", words, _ELEMENT)
    cells = _characters(readable_cells(user), "table__clause__version", Length("text"), _IN_ELEMENT)
    found = []
    for level in (level for level in Level if level in plans):
        published, headed = plans[level]
        counted = [one.get(level, (0, 0)) for one in (texts, cells)]
        characters, recognised = (sum(column) for column in zip(*counted, strict=True))
        found.append(Share(str(level.label), published, headed, characters, recognised))
    return found


def _plans(user: Person) -> dict[str, tuple[int, int]]:
    """By level: how many plans, and how many of them with a clause that has a heading or number."""
    cut = readable_clauses(user).filter(version=OuterRef("current_version"), kind=ClauseKind.CLAUSE)
    rows = visible_to(user).order_by().annotate(cut=Exists(cut)).values("level")
    counted = rows.annotate(number=Count("pk"), headed=Count("pk", filter=Q(cut=True)))
    return {row["level"]: (row["number"], row["headed"]) for row in counted}


def _characters(
    rows: QuerySet[Any], version: str, words: Any, recognised: Q
) -> dict[str, tuple[int, int]]:
    """By level: how many characters, and how many of them are recognised."""
    level = f"{version}__document__level"
    counted = (
        rows.order_by()
        .values(level)
        .annotate(characters=Sum(words, default=0), under=Sum(words, filter=recognised, default=0))
    )
    return {row[level]: (row["characters"], row["under"]) for row in counted}
