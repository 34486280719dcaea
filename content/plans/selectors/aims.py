"""The numbers of a version that an administrator confirmed and made public.

What was only read out of the text stays at the desk: a reader takes a number beside a clause
for what the clause says.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from content.pages import anchors
from content.plans.enums import DraftState
from content.plans.models import Clause, TargetDraft
from content.plans.search import KIND
from content.plans.selectors.readable import ReadableText
from content.targets.enums import TargetState
from content.targets.models import Target
from content.targets.selectors import rows as target_rows
from content.targets.wording import TargetRow


@dataclass(frozen=True, slots=True)
class Aim:
    """A confirmed target beside the clause that states it."""

    row: TargetRow
    clause: Clause


def confirmed_drafts() -> QuerySet[TargetDraft]:
    """Sentences that a public target was made of."""
    return TargetDraft.objects.filter(
        state=DraftState.CONFIRMED, target__state=TargetState.CONFIRMED, target__public=True
    )


def clauses_with_aims(text: ReadableText) -> QuerySet[Clause]:
    """Clauses of the text that a public target points at, in reading order."""
    keys = Target.objects.public().values_list("clause_key", flat=True).distinct()
    named = [anchors.parse(key) for key in keys]
    return text.clauses.filter(
        anchor__in=[identifier for kind, identifier in named if kind == KIND]
    ).order_by("position")


def aims_of(text: ReadableText, *, on: date) -> list[Aim]:
    """All public targets of a text, in reading order."""
    clauses = list(clauses_with_aims(text))
    targets: dict[str, list[TargetRow]] = {}
    bound = Target.objects.public().filter(clause_key__in=[clause.key for clause in clauses])
    for row in target_rows(bound, on=on, with_clauses=False):
        targets.setdefault(row.target.clause_key, []).append(row)
    return [Aim(row, clause) for clause in clauses for row in targets[clause.key]]
