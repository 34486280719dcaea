"""Finding within one plan: its clauses that hold what somebody typed, in the order of the text."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from content.plans.models import PlanDocument
from content.plans.models.clause import KEY_PREFIX
from content.plans.search import KIND
from content.plans.selectors.readable import ReadableText
from search import selectors as searching
from search.display.excerpts import LONGEST, excerpt, highlights
from search.display.page import PATH_SEPARATOR
from search.documents.models import SearchDocument
from search.query import Chosen, Plan
from search.selectors import Answer


@dataclass(frozen=True, slots=True)
class FoundClause:
    """`places`: the marks in the whole of its heading and text."""

    number: int
    row: SearchDocument
    plan: Plan
    places: int

    @property
    def url(self) -> str:
        return self.row.url

    @property
    def above(self) -> str:
        return PATH_SEPARATOR.join(self.row.path[1:])

    @property
    def label(self) -> SafeString:
        return excerpt(self.row.title, self.plan, length=LONGEST).markup

    @property
    def text(self) -> SafeString:
        return excerpt(self.row.text, self.plan, length=LONGEST).markup


def chosen_in(plan: PlanDocument) -> Chosen:
    """What to ask the search for: the words as they are typed, since they are counted as such."""
    return Chosen(values={"kind": (KIND,)}, group_key=plan.group_key, as_typed=True)


def found_in(answer: Answer, text: ReadableText, grants: frozenset[str]) -> list[FoundClause]:
    """The clauses among the hits that hold a mark, of the text as this person may read it, in its
    order. What the search found by the title of the plan alone holds none. Two queries."""
    rows = searching.rows(answer.hits, grants)
    anchors = [key.removeprefix(KEY_PREFIX) for key in rows]
    held = text.clauses.filter(anchor__in=anchors).order_by("position")
    found: list[FoundClause] = []
    for anchor in held.values_list("anchor", flat=True):
        row = rows[f"{KEY_PREFIX}{anchor}"]
        places = sum(len(highlights(one, answer.plan)) for one in (row.title, row.text))
        if places:
            found.append(FoundClause(len(found) + 1, row, answer.plan, places))
    return found
