"""What an office has to see to first, of the plans that a person edits or publishes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from content.plans.domain.dues import Due, Standing, What, dues_of
from content.plans.drilled import changed_since, last_drilled
from content.plans.models import PlanDocument
from content.plans.selectors.dues import facts_of, response_plans, rule_book
from content.plans.selectors.hidden import UNDECIDED
from content.plans.selectors.late_tasks import late_tasks
from content.plans.selectors.register import makers_of
from content.plans.selectors.triggers import UNSETTLED
from portal.people.rights import Person

A_MONTH: Final = 30


class DueState(TextChoices):
    """What somebody may look for among what falls due."""

    OVERDUE = "overdue", _("逾期")
    MONTH = "month", _("30 天内到期")
    DRILL = "drill", _("演练逾期")
    UNKNOWN = "unknown", _("缺日期")
    CALM = "calm", _("都没到期或已办")


@dataclass(frozen=True, slots=True)
class Figures:
    """Plans in force: with something overdue, with something that comes due within A_MONTH (a
    plan may be of both), changed since their last drill. `undecided`: documents with clauses that
    are hidden until somebody judges them; `drill`: plans whose drill is overdue, among `overdue`;
    `unsettled`: those with a reason to revise them that nobody has settled; `late_tasks`:
    tasks of planning documents whose day is over."""

    overdue: int
    month: int
    undrilled: int
    undecided: int = 0
    drill: int = 0
    unsettled: int = 0
    late_tasks: int = 0


def figures_for(person: Person, today: date) -> Figures | None:
    """None for who neither edits nor publishes any plan. Ten queries, and four more where
    tasks are late, however many there are."""
    if not makers_of(person):
        return None
    own = PlanDocument.objects.filter(owner_unit__in=makers_of(person))
    plans = _own(person)
    book, drilled = rule_book(), last_drilled(plans.order_by().values_list("pk", flat=True))
    dues = [
        dues_of(facts, book.rules, book.calendar, today)
        for _pk, _title, facts in facts_of(plans, drilled)
    ]
    return Figures(
        overdue=sum(is_in(DueState.OVERDUE, one, today) for one in dues),
        month=sum(is_in(DueState.MONTH, one, today) for one in dues),
        undrilled=undrilled(person).count(),
        undecided=own.filter(UNDECIDED).count(),
        drill=sum(is_in(DueState.DRILL, one, today) for one in dues),
        unsettled=own.filter(UNSETTLED).count(),
        late_tasks=len(late_tasks(person, today)),
    )


def is_in(state: DueState, dues: Iterable[Due], today: date) -> bool:
    """Whether one of these dues of a plan is of this state; calm are plans of which none is of
    another."""
    dues = list(dues)
    if state == DueState.CALM:
        others = (other for other in DueState if other != state)
        return bool(dues) and not any(is_in(other, dues, today) for other in others)
    if state == DueState.MONTH:
        return any(due.comes_within(A_MONTH, today) for due in dues)
    if state == DueState.DRILL:
        dues = [due for due in dues if due.what == What.DRILL]
        state = DueState.OVERDUE
    standing = Standing.OVERDUE if state == DueState.OVERDUE else Standing.UNKNOWN
    return any(due.standing == standing for due in dues)


def undrilled(person: Person) -> QuerySet[PlanDocument]:
    """Plans in force that the person edits or publishes, changed since their last drill."""
    return changed_since(_own(person))


def _own(person: Person) -> QuerySet[PlanDocument]:
    return response_plans(person).filter(owner_unit__in=makers_of(person))
