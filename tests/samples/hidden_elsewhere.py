"""What other rooms keep of the clauses of a plan: marks, forms that choose one, drills."""

from typing import Final

from django.urls import reverse
from django.utils import timezone

from content.drills.models import Drill
from content.marks.models import ClauseMark
from content.plans.models import Clause, PlanDocument
from portal.people.models import User
from tests.samples.drills import planned, sheet
from tests.samples.hidden_clauses import Addresses
from tests.samples.hidden_contents import WORDS


def mark_each(plan: PlanDocument, person: User) -> None:
    """As they were marked while everybody read them."""
    for clause in _duties(plan):
        ClauseMark.objects.create(
            user=person, clause=clause, anchor=clause.anchor, changed_at=timezone.now()
        )


def drill_on(plan: PlanDocument, editor: User) -> Drill:
    sheet(actor=editor)
    return planned(plan, plan.owner_unit, editor, title="转移演练")


def _duties(plan: PlanDocument) -> list[Clause]:
    headings = [f"{word}职责" for word in WORDS.values()]
    return list(plan.current_version.clauses.filter(heading__in=headings))


def _marks(name: str, plan: PlanDocument) -> list[str]:
    return [reverse(name, args=[one.anchor]) for one in _duties(plan)]


def _asked_by_key(parameter: str) -> Addresses:
    """A form or a list that is opened with the key of a clause."""
    return lambda name, plan: [f"{reverse(name)}?{parameter}={one.key}" for one in _duties(plan)]


def _drills(name: str, plan: PlanDocument) -> list[str]:
    drills = Drill.objects.filter(plan=plan).values_list("pk", flat=True)
    return [reverse(name, args=[pk]) for pk in drills]


def _alone(name: str, _plan: PlanDocument) -> list[str]:
    return [reverse(name)]


OUTLETS: Final[dict[str, Addresses]] = {
    "marks:list": _alone,
    "marks:workbook": _alone,
    "marks:mark": _marks,
    "bank:index": _asked_by_key("source"),
    "bank:new": _asked_by_key("source"),
    "targets:desk_new": _asked_by_key("clause"),
    "drills:list": _alone,
    "drills:csv": _alone,
    "drills:xlsx": _alone,
    "drills:improvements": _alone,
    "drills:drill": _drills,
    "drills:change": _drills,
    "drills:log": _drills,
    "drills:evaluation": _drills,
    "drills:improvement_new": _drills,
}
FOR_ALL_ALIKE: Final = frozenset({"bank:index", "bank:new", "targets:desk_new"})
"""They name a clause by its key, and of a hidden one to nobody more than that."""
SAYS_NO_CLAUSE: Final = frozenset(name for name in OUTLETS if name.startswith("drills:"))
"""Of plans they say the title alone."""
