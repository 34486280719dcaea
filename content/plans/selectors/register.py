"""Who sees which document."""

from collections.abc import Iterable
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Length

from content.plans.enums import Kind, Level, Status, Visibility
from content.plans.models import PlanDocument, PlanVersion
from portal.people import rights
from portal.people.rights import Action, Person
from portal.people.selectors import government_units


def visible_to(user: Person) -> QuerySet[PlanDocument]:
    """Published documents this person may read.

    Internal ones need the right to read internal material in the owning unit, restricted ones
    the right to edit or publish there.
    """
    return PlanDocument.objects.filter(_published_for(user))


def visible_or_own(user: Person) -> QuerySet[PlanDocument]:
    """Those of `visible_to` and of `editable_by`; `own` tells the latter."""
    own = Case(When(worked_on(user), then=True), default=False, output_field=BooleanField())
    return PlanDocument.objects.annotate(own=own).filter(Q(own=True) | _published_for(user))


def _published_for(user: Person) -> Q:
    return reach(user, "visibility", "owner_unit") & Q(current_version__isnull=False)


def reach(user: Person, visibility: str, unit: str) -> Q:
    """Rows this person may read: `visibility` and `unit` name their grade and owning unit."""
    seen = Q(**{visibility: Visibility.PUBLIC})
    if user.is_authenticated:
        readers = rights.units_for(user, Action.PLAN_READ_INTERNAL)
        makers = makers_of(user)
        seen |= Q(**{visibility: Visibility.INTERNAL, f"{unit}__in": readers | makers})
        seen |= Q(**{visibility: Visibility.RESTRICTED, f"{unit}__in": makers})
    return seen


def general_plans(user: Person) -> QuerySet[PlanDocument]:
    """The general plans in force of the place itself, the prefecture's before the county's: what
    every other plan is under. Those of towns are plans among many, whatever level they claim."""
    return (
        visible_to(user)
        .filter(
            kind=Kind.GENERAL,
            status=Status.IN_FORCE,
            level__in=(Level.PREFECTURE, Level.COUNTY),
            owner_unit__in=government_units(),
        )
        .order_by(Case(When(level=Level.PREFECTURE, then=0), default=1), "title")
    )


def editable_by(user: Person) -> QuerySet[PlanDocument]:
    """Documents, published or not, that this person edits or publishes."""
    return PlanDocument.objects.filter(worked_on(user))


def worked_on(user: Person) -> Q:
    """Of documents: those of `editable_by`."""
    readable = PlanVersion.objects.filter(document=OuterRef("pk"), ready=True)
    return Q(Exists(readable), owner_unit__in=makers_of(user))


MAKING: Final = (Action.PLAN_EDIT, Action.PLAN_PUBLISH)
"""Who may do one of these sees all of a plan, its drafts too."""


def makers_of(user: Person) -> set[int]:
    """Ids of the units whose plans this person edits or publishes."""
    return set().union(*(rights.units_for(user, action) for action in MAKING))


def makes(user: Person, unit: int | None = None) -> bool:
    """Whether the person edits or publishes the plans of a unit, or of any where none is named."""
    return any(rights.can(user, action, unit) for action in MAKING)


LONG_ENOUGH: Final = 6
"""Characters from which a title is a name and no word that every page may hold."""


def titles() -> Iterable[str]:
    """What the documents that everybody may read are called. Shorter titles are left out: the
    reader of Traditional characters would find that word unturned on all pages."""
    public = visible_to(AnonymousUser()).annotate(characters=Length("title"))
    return public.filter(characters__gte=LONG_ENOUGH).values_list("title", flat=True)
