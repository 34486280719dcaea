"""The figures above the list of plans and on one's own page, each a door to what it counts."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from content.plans.selectors.desk import DeskState
from content.plans.selectors.figures import DueState, figures_for
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action


@dataclass(frozen=True, slots=True)
class Tile:
    """For `components/tiles.html`. `verdict` gives its words a shape: only where there is
    something to do. `alone`: the label where nothing around it says what is counted; without one
    it counts documents."""

    value: int
    label: str
    url: str = ""
    verdict: str = ""
    alone: str = ""


def tiles_for(person: User, today: date, to_review: int) -> list[Tile]:
    """Nothing for who neither edits nor publishes. `to_review`: documents that wait for their
    decision; said only to who may decide on any."""
    figures = figures_for(person, today)
    if figures is None:
        return []
    overdue, month = figures.overdue, figures.month
    tiles = [
        Tile(overdue, _("逾期"), _dues(DueState.OVERDUE), "missed" if overdue else ""),
        Tile(month, _("30 天内到期"), _dues(DueState.MONTH), "open" if month else ""),
        Tile(figures.undrilled, _("修订后还没演练"), _listed(DeskState.UNDRILLED)),
    ]
    if figures.drill:
        label = str(DueState.DRILL.label)
        tiles.append(Tile(figures.drill, label, _dues(DueState.DRILL), "missed"))
    if figures.late_tasks:
        late = Tile(
            figures.late_tasks, _("任务逾期"), reverse("plans_desk:late_tasks"), "missed",
            alone=_("条任务逾期"),
        )  # fmt: skip
        tiles.append(late)
    if figures.unsettled:
        label = str(DeskState.UNSETTLED.label)
        unsettled = Tile(
            figures.unsettled, label, _listed(DeskState.UNSETTLED), "open",
            alone=_("份有修订情形没了结"),
        )  # fmt: skip
        tiles.append(unsettled)
    if figures.undecided:
        label = str(DeskState.UNDECIDED.label)
        tiles.append(Tile(figures.undecided, label, _listed(DeskState.UNDECIDED), "open"))
    if rights.can(person, Action.PLAN_PUBLISH):
        tiles.append(Tile(to_review, _("等你审"), _listed(DeskState.MINE)))
    return tiles


def _dues(state: DueState) -> str:
    return f"{reverse('plans_desk:dues')}?{urlencode({'due': state.value, 'whose': 'own'})}"


def _listed(state: DeskState) -> str:
    return f"{reverse('plans_desk:list')}?{urlencode({'state': state.value})}"
