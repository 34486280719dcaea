"""Plans on the workbench: those a person works on, and those they may only read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from content.plans.enums import Status, VersionState
from content.plans.models import PlanDocument, PlanVersion, ReviewRound
from content.plans.models.version import heavy
from content.plans.review_states import RoundState
from content.plans.selectors.called import called_on_desk
from content.plans.selectors.drafts import open_counts
from content.plans.selectors.figures import undrilled
from content.plans.selectors.hidden import UNDECIDED
from content.plans.selectors.register import makers_of, visible_or_own
from content.plans.selectors.review import waiting_for
from content.plans.selectors.triggers import UNSETTLED
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action, Person


class DeskState(TextChoices):
    """What somebody may look for on the list."""

    DRAFT = "draft", _("有草稿")
    REVIEW = "review", _("等审核")
    IN_FORCE = "in_force", _("现行")
    HISTORIC = "historic", _("历史")
    MINE = "mine", _("等你审")
    UNDRILLED = "undrilled", _("修订后还没演练")
    UNDECIDED = "undecided", _("等核定")
    UNSETTLED = "unsettled", _("修订情形没了结")


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A document with its drafts, which have their `latest_rounds` of review. `waiting` numbers of
    the version `shown` (that in force or, before the first is published, the newest draft) wait
    for a decision."""

    plan: PlanDocument
    drafts: Sequence[PlanVersion]
    shown: int
    waiting: int
    may_edit: bool
    may_decide: bool


def desk_plans(
    person: User, *, words: str = "", kind: str = "", state: str = ""
) -> QuerySet[PlanDocument]:
    """The documents the person edits or publishes, and after them those they may only read; `own`
    tells them apart. `state` is one of DeskState."""
    plans = visible_or_own(person)
    if words:
        plans = plans.filter(called_on_desk(words))
    if kind:
        plans = plans.filter(kind=kind)
    if state == DeskState.MINE:
        plans = plans.filter(pk__in={one.version.document_id for one in waiting_for(person)})
    elif state == DeskState.UNDRILLED:
        plans = plans.filter(pk__in=undrilled(person).values("pk"))
    elif state:
        plans = plans.filter(_STATES[DeskState(state)])
    return plans.select_related("owner_unit", "current_version").defer(
        *heavy("current_version")
    ).order_by(F("own").desc(), "family", "kind", "title", "pk")  # fmt: skip


def desk_rows(person: Person, plans: Sequence[PlanDocument]) -> list[DeskRow]:
    """What the person may do with those of these documents that they edit or publish."""
    edits = rights.units_for(person, Action.PLAN_EDIT)
    decides = rights.units_for(person, Action.TARGET_EDIT)
    makers = makers_of(person)
    plans = [plan for plan in plans if plan.owner_unit_id in makers]
    drafts: dict[int, list[PlanVersion]] = {}
    for version in (
        PlanVersion.objects.filter(document__in=plans, published_at__isnull=True, ready=True)
        .defer(*heavy())
        .prefetch_related(
            Prefetch("rounds", ReviewRound.objects.order_by("-pk"), to_attr="latest_rounds")
        )
        .order_by("number")
    ):
        drafts.setdefault(version.document_id, []).append(version)
    found = []
    for plan in plans:
        own = drafts.get(plan.pk, [])
        found.append((plan, own, plan.current_version_id or (own[-1].pk if own else 0)))
    counts = open_counts([shown for _plan, _own, shown in found])
    return [
        DeskRow(
            plan=plan,
            drafts=own,
            shown=shown,
            waiting=counts.get(shown, 0),
            may_edit=plan.owner_unit_id in edits,
            may_decide=plan.owner_unit_id in decides,
        )
        for plan, own, shown in found
    ]


_DRAFTS: Final = PlanVersion.objects.filter(
    document=OuterRef("pk"), state=VersionState.DRAFT, ready=True
)
_STATES: Final = {
    DeskState.DRAFT: Q(Exists(_DRAFTS), own=True),
    DeskState.REVIEW: Q(Exists(_DRAFTS.filter(rounds__state=RoundState.ASKED)), own=True),
    DeskState.UNDECIDED: Q(UNDECIDED, own=True),
    DeskState.UNSETTLED: Q(UNSETTLED, own=True),
    DeskState.IN_FORCE: Q(current_version__isnull=False, status=Status.IN_FORCE),
    DeskState.HISTORIC: Q(current_version__isnull=False, status=Status.HISTORIC),
}
