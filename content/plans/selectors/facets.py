"""The register under its filters, with counts that add up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, IntegerField, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.domain import facets
from content.plans.domain.facets import NONE, Row
from content.plans.enums import KINDS_OF, Family, Level, Status
from content.plans.models import PlanDocument
from content.plans.models.version import heavy
from content.plans.selectors.register import visible_to
from content.taxonomy.models import Hazard
from portal.people.models import Division
from portal.people.rights import Person

_PLACE: Final = (
    Case(
        *(
            When(kind=kind, then=place)
            for place, kind in enumerate(kind for kinds in KINDS_OF.values() for kind in kinds)
        ),
        output_field=IntegerField(),
    ),
)
"""Response plans before planning documents."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Register:
    """`documents` are those under all filters, `found` so many; `total` is the number without any.
    `choices` are those of each facet, counted under all other filters: those of a facet add up to
    what these leave, but a document for two hazards counts under both. `chosen`: the filters that
    hold."""

    documents: QuerySet[PlanDocument]
    found: int
    total: int
    families: Mapping[str, int]
    choices: Mapping[str, Sequence[Choice]]
    chosen: Mapping[str, str]


def register(user: Person, asked: Mapping[str, str] | None = None) -> Register:
    """The register under these filters, by name of the facet; values that no document has and no
    list names count as not given (five queries, one more for the documents)."""
    everything = visible_to(user)
    rows, names = _rows(everything)
    hazards = {one.slug: one.name for one in Hazard.objects.order_by("position", "slug")}
    listed = {
        "family": {one.value: str(one.label) for one in Family},
        "kind": {one.value: str(one.label) for kinds in KINDS_OF.values() for one in kinds},
        "level": {one.value: str(one.label) for one in Level},
        "hazard": hazards | {NONE: _("没写灾种")},
    }
    asked = asked or {}
    # Compared here: PostgreSQL answers a NUL in a value with an error of its own.
    chosen = {name: asked.get(name, "") for name in facets.FACETS}
    known = {name: set(values) for name, values in listed.items()}
    known["division"] = set(facets.counts(rows.values(), "division", {}))
    chosen = {name: value if value in known[name] else "" for name, value in chosen.items()}
    if chosen["family"]:
        of_family = KINDS_OF[Family(chosen["family"])]
        listed["kind"] = {one.value: str(one.label) for one in of_family}
    choices = {
        name: _choices(facets.counts(rows.values(), name, chosen), labels, chosen[name])
        for name, labels in listed.items()
    }
    choices["division"] = [
        Choice(place.value, _place_name(place, names), place.count)
        for place in facets.places(rows.values(), chosen)
    ]
    found = facets.kept(rows.values(), chosen)
    held = set(found)
    documents = everything
    if any(chosen.values()):
        documents = everything.filter(pk__in=[pk for pk, row in rows.items() if row in held])
    return Register(
        documents=documents.select_related("current_version", "division")
        .defer(*heavy("current_version"))
        .order_by(_standing(), *_PLACE, "title"),
        found=len(found),
        total=len(rows),
        families=facets.counts(rows.values(), "family", {}),
        choices=choices,
        chosen=chosen,
    )


def _standing() -> Case:
    """What holds before what has run out, and that before what was replaced."""
    return Case(
        When(status=Status.HISTORIC, then=2),
        When(period_end__lt=timezone.localdate().year, then=1),
        default=0,
    )


def _rows(documents: QuerySet[PlanDocument]) -> tuple[dict[int, Row], dict[str, str]]:
    """By id of the document what it is filtered by, and the names of the divisions by code."""
    plain = list(documents.order_by().values_list("pk", "family", "kind", "level", "division"))
    paths, names = _divisions({division for *_rest, division in plain if division})
    slugs: dict[int, set[str]] = defaultdict(set)
    links = PlanDocument.hazards.through.objects.filter(plandocument__in=documents.order_by())
    for pk, slug in links.values_list("plandocument", "hazard__slug"):
        slugs[pk].add(slug)
    rows = {
        pk: Row(family, kind, level, paths.get(division, ()), frozenset(slugs[pk]))
        for pk, family, kind, level, division in plain
    }
    return rows, names


def _divisions(pks: set[int]) -> tuple[dict[int, tuple[str, ...]], dict[str, str]]:
    paths: dict[int, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    above = "parent__parent__parent__parent"
    for division in Division.objects.filter(pk__in=pks).select_related(above):
        path: list[str] = []
        at: Division | None = division
        while at is not None:
            path.insert(0, at.code)
            names[at.code] = at.name
            at = at.parent
        paths[division.pk] = tuple(path)
    return paths, names


def _choices(
    numbers: Mapping[str, int], labels: Mapping[str, str], chosen: str
) -> Sequence[Choice]:
    """Those that leave something, and the chosen one."""
    return [
        Choice(value, label, numbers.get(value, 0))
        for value, label in labels.items()
        if numbers.get(value) or value == chosen
    ]


def _place_name(place: facets.Place, names: Mapping[str, str]) -> str:
    if place.value == NONE:
        return _("没写地区")
    name = names[place.code]
    return _("%(name)s本级") % {"name": name} if place.is_alone else name
