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
from content.plans.selectors.drafts import stated_again
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


@dataclass(frozen=True, slots=True)
class TableOfGoals:
    """A table of the text that states goals, with how many of its rows do, and of how many of
    these a public target stands, made of the row or of the clause that says the same. A row that
    an administrator found to state none is none, but where it says again what stands."""

    clause: Clause
    rows: int
    registered: int


def tables_of_goals(text: ReadableText) -> list[TableOfGoals]:
    """In reading order, of what this reader sees (one query)."""
    drafts = list(
        TargetDraft.objects.filter(clause__in=text.clauses)
        .select_related("clause", "target")
        .order_by("clause__position", "position")
    )
    again = stated_again(drafts)
    rows: dict[Clause, dict[int, bool]] = {}
    for draft in drafts:
        if draft.row is None:
            continue
        stands = any(map(_stands_in_public, (draft, *again.get(draft.pk, ()))))
        if draft.state == DraftState.DISMISSED and not stands:
            continue
        of_table = rows.setdefault(draft.clause, {})
        of_table[draft.row] = of_table.get(draft.row, False) or stands
    return [TableOfGoals(clause, len(found), sum(found.values())) for clause, found in rows.items()]


def _stands_in_public(draft: TargetDraft) -> bool:
    target = draft.target
    return target is not None and target.state == TargetState.CONFIRMED and target.public


def aims_of(text: ReadableText, *, on: date) -> list[Aim]:
    """All public targets of a text, in reading order."""
    clauses = list(clauses_with_aims(text))
    targets: dict[str, list[TargetRow]] = {}
    bound = Target.objects.public().filter(clause_key__in=[clause.key for clause in clauses])
    for row in target_rows(bound, on=on, with_clauses=False):
        targets.setdefault(row.target.clause_key, []).append(row)
    return [Aim(row, clause) for clause in clauses for row in targets[clause.key]]
