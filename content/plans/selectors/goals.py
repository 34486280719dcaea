"""Goals without a number in a version, with what was said of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from content.plans.domain.goals import BareGoal, OfOneYear, bare_goals_of
from content.plans.domain.parse import NodeKind
from content.plans.domain.paths import Paths
from content.plans.domain.targets import TargetSource
from content.plans.enums import ClauseKind, Family
from content.plans.models import Clause, GoalAnswer, PlanDocument, PlanVersion, TargetDraft
from content.plans.selectors.task_proposals import YEARLY

AROUND = 160
"""Characters of the clause shown on either side of the sentence."""


_USUAL = (ClauseKind.CLAUSE, ClauseKind.ANNEX)
_OF_ONE_YEAR = (*_USUAL, ClauseKind.PREAMBLE, ClauseKind.PARAGRAPH)
"""Key points of a year say what is to be reached above their first chapter."""


@dataclass(frozen=True, slots=True)
class Goal:
    """`answer` None: nobody has said anything of it yet."""

    clause: Clause
    goal: BareGoal
    answer: GoalAnswer | None

    @property
    def before(self) -> str:
        return self.clause.text[max(0, self.goal.start - AROUND) : self.goal.start]

    @property
    def after(self) -> str:
        return self.clause.text[self.goal.end : self.goal.end + AROUND]


def goals_of(version: PlanVersion, *, anchor: UUID | None = None) -> list[Goal]:
    """In reading order, all or those of one clause; none of a response plan. Sentences with a
    number that was read as a goal wait among the drafts (three queries)."""
    if version.document.family != Family.PLANNING:
        return []
    drafted: dict[int, list[tuple[int, int]]] = {}
    for of_clause, start, end in TargetDraft.objects.filter(clause__version=version).values_list(
        "clause", "start", "end"
    ):
        drafted.setdefault(of_clause, []).append((start, end))
    answers = {
        (answer.anchor, answer.digest): answer
        for answer in GoalAnswer.objects.filter(document=version.document_id).select_related(
            "target"
        )
    }
    one_year = _one_year(version.document)
    kinds = _OF_ONE_YEAR if one_year else _USUAL
    paths = Paths()
    found = []
    for clause in version.clauses.order_by("position"):
        headings = paths.down_to(clause.pk, clause.parent_id, clause.heading)
        if clause.kind not in kinds:
            continue
        if anchor is not None and clause.anchor != anchor:
            continue
        source = TargetSource(clause.pk, NodeKind(clause.kind), clause.text, headings)
        for goal in bare_goals_of(source, one_year):
            if not _overlaps(goal, drafted.get(clause.pk, ())):
                found.append(Goal(clause, goal, answers.get((clause.anchor, goal.digest))))
    return found


def _one_year(document: PlanDocument) -> OfOneYear | None:
    """None of a plan for several years. A school year or a winter counts as one."""
    if document.period_start is not None:
        is_one = (document.period_end or document.period_start) - document.period_start <= 1
        return OfOneYear(document.period_start) if is_one else None
    return OfOneYear() if document.kind in YEARLY else None


def _overlaps(goal: BareGoal, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < goal.end and goal.start < end for start, end in spans)
