"""The register: who sees which document, and counts that add up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Length

from content.plans.enums import KINDS_OF, Family, Kind, Level, Status, Visibility
from content.plans.models import PlanDocument, PlanVersion
from content.taxonomy.models import Hazard
from portal.people import rights
from portal.people.rights import Action, Person
from portal.people.selectors import government_units


def visible_to(user: Person) -> QuerySet[PlanDocument]:
    """Published documents this person may read.

    Internal ones need the right to read internal material in the owning unit, restricted ones
    the right to edit or publish there.
    """
    return PlanDocument.objects.filter(
        reach(user, "visibility", "owner_unit"), current_version__isnull=False
    )


def reach(user: Person, visibility: str, unit: str) -> Q:
    """Rows this person may read: `visibility` and `unit` name their grade and owning unit."""
    seen = Q(**{visibility: Visibility.PUBLIC})
    if user.is_authenticated:
        readers = rights.units_for(user, Action.PLAN_READ_INTERNAL)
        makers = _makers(user)
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
    readable = PlanVersion.objects.filter(document=OuterRef("pk"), ready=True)
    return PlanDocument.objects.filter(Exists(readable), owner_unit__in=_makers(user))


def _makers(user: Person) -> set[int]:
    return rights.units_for(user, Action.PLAN_EDIT) | rights.units_for(user, Action.PLAN_PUBLISH)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Register:
    """`families` and `kinds` count the documents under the chosen hazard; the kinds of a family
    add up to the family, the families to `total`. `documents` are those under all filters, and
    `chosen` the filters that hold."""

    documents: QuerySet[PlanDocument]
    families: Sequence[Choice]
    kinds: Sequence[Choice]
    hazards: Sequence[Choice]
    total: int
    chosen: dict[str, str]


def register(user: Person, *, family: str = "", kind: str = "", hazard: str = "") -> Register:
    """The register under these filters; unknown values count as not given."""
    family = family if family in Family.values else ""
    kind = kind if kind in Kind.values else ""
    # Compared here: PostgreSQL answers a NUL in a value with an error of its own.
    hazard = hazard if hazard in set(Hazard.objects.values_list("slug", flat=True)) else ""
    everything = visible_to(user)
    by_hazard = everything.filter(hazards__slug=hazard) if hazard else everything
    counted = {
        (row["family"], row["kind"]): row["number"]
        for row in by_hazard.order_by().values("family", "kind").annotate(number=Count("id"))
    }
    families = [
        Choice(f.value, str(f.label), sum(n for (own, _), n in counted.items() if own == f))
        for f in Family
    ]
    shown: Iterable[Family] = [Family(family)] if family else list(Family)
    kinds = [
        Choice(k.value, str(k.label), counted.get((f.value, k.value), 0))
        for f in shown
        for k in KINDS_OF[f]
    ]
    chosen = by_hazard
    if family:
        chosen = chosen.filter(family=family)
    if kind:
        chosen = chosen.filter(kind=kind)
    narrowed = everything
    if family:
        narrowed = narrowed.filter(family=family)
    if kind:
        narrowed = narrowed.filter(kind=kind)
    hazards = [
        Choice(h.slug, h.name, h.number)
        for h in Hazard.objects.filter(plans__in=narrowed.order_by())
        .annotate(number=Count("plans", filter=Q(plans__in=narrowed.order_by()), distinct=True))
        .order_by("position", "slug")
        .distinct()
    ]
    return Register(
        documents=chosen.select_related("current_version", "division")
        .defer("current_version__original", "current_version__spans", "current_version__notes")
        .order_by("status", "family", "kind", "title"),
        families=families,
        kinds=kinds,
        hazards=hazards,
        total=sum(choice.count for choice in families),
        chosen={"family": family, "kind": kind, "hazard": hazard},
    )


LONG_ENOUGH: Final = 6
"""Characters from which a title is a name and no word that every page may hold."""


def titles() -> Iterable[str]:
    """What the documents that everybody may read are called. Shorter titles are left out: the
    reader of Traditional characters would find that word unturned on all pages."""
    public = visible_to(AnonymousUser()).annotate(characters=Length("title"))
    return public.filter(characters__gte=LONG_ENOUGH).values_list("title", flat=True)
