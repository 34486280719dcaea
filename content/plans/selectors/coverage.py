"""What the library covers and what it lacks, counted over what a person may read."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.domain.crosstab import CrossTable, cross
from content.plans.domain.events import (
    EVENTS,
    EVERYDAY,
    KINDS,
    SEVERAL,
    UNSAID,
    Gap,
    Pressing,
    class_of,
    events_of,
    gaps_in,
    pressing_in,
)
from content.plans.enums import DUE_KINDS, Family, Kind, Level, Sector, Status
from content.plans.models import LocalHazard, PlanDocument
from content.plans.selectors.register import visible_to
from content.plans.selectors.relations import gaps
from content.taxonomy.enums import HazardClass
from portal.people.enums import UnitKind
from portal.people.models import Unit
from portal.people.rights import Person
from portal.people.selectors import BY_NAME

_GOVERN: Final = (UnitKind.PREFECTURE, UnitKind.COUNTY, UnitKind.TOWN)
_LEVELS: Final = [(level.value, str(level.label)) for level in Level]


@dataclass(frozen=True, slots=True)
class Lack:
    """Of a level or a place: how many plans it has, how many kinds of emergencies these are for,
    and which kinds they are not for: those that press by what the place judged of its hazards,
    and the others by their class."""

    name: str
    plans: int
    covered: int
    pressing: Sequence[Pressing]
    gaps: Sequence[Gap]


@dataclass(frozen=True, slots=True)
class Coverage:
    """`kinds` counts every document in force by kind and level, `places` by division and kind:
    both add up to `total`. `classes` and `sectors` count every response plan once, by level: both
    add up to `plans`. `events` counts these by kind of emergency and level, a plan for two kinds
    twice: it has no sum; what belongs to a class and to none of its kinds stands below them.
    `texts` are upper documents that are named and not there; `judged`: the place has said which
    hazards are frequent and which dangerous."""

    kinds: CrossTable
    places: CrossTable
    classes: CrossTable
    events: CrossTable
    sectors: CrossTable
    by_level: Sequence[Lack]
    by_place: Sequence[Lack]
    sector_gaps: Sequence[Sector]
    texts: dict[str, list[PlanDocument]]
    judged: bool
    plans: int
    total: int


@dataclass(frozen=True, slots=True)
class _Plan:
    level: str
    sector: str
    place: str
    owner: int
    events: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """What a government keeps plans for: its division, or, where none of its own is registered,
    what the unit `owner` keeps itself."""

    name: str
    division: str
    owner: int = 0

    def holds(self, plan: _Plan, others: Collection[int]) -> bool:
        """`others`: units that are places themselves."""
        if self.owner:
            return plan.owner == self.owner
        return plan.place == self.division and plan.owner not in others


@dataclass(frozen=True, slots=True)
class _Judged:
    """Slugs of hazards, as the place judged them."""

    frequent: frozenset[str]
    dangerous: frozenset[str]


def coverage(person: Person) -> Coverage:
    """Eight queries."""
    in_force = visible_to(person).filter(status=Status.IN_FORCE).order_by()
    rows = list(in_force.values_list("kind", "level", "division__code", "division__name"))
    kinds = [(kind.value, str(kind.label)) for kind in Kind]
    named = {(code or "", name or _("未写地区")) for *_rest, code, name in rows}
    plans = list(_plans(in_force))
    sectors = {plan.sector for plan in plans}
    places = _governed()
    owners = {place.owner for place in places if place.owner}
    local = list(LocalHazard.objects.values_list("hazard__slug", "frequent", "dangerous"))
    judged = _Judged(
        frozenset(slug for slug, frequent, _dangerous in local if frequent),
        frozenset(slug for slug, _frequent, dangerous in local if dangerous),
    )
    return Coverage(
        kinds=cross(((row[0], row[1]) for row in rows), kinds, _LEVELS),
        places=cross(((row[2] or "", row[0]) for row in rows), sorted(named), kinds),
        classes=cross(((class_of(plan.events), plan.level) for plan in plans), _classes(), _LEVELS),
        events=cross(
            ((event, plan.level) for plan in plans for event in plan.events), _events(), _LEVELS
        ),
        sectors=cross(
            ((plan.sector, plan.level) for plan in plans),
            [
                *((one.value, str(one.label)) for one in Sector if one.value in sectors),
                ("", _("没写对象和领域")),
            ],
            _LEVELS,
        ),
        by_level=[
            _lack(label, own, judged)
            for level, label in _LEVELS
            if (own := [plan for plan in plans if plan.level == level])
        ],
        by_place=[
            _lack(place.name, [plan for plan in plans if place.holds(plan, owners)], judged)
            for place in places
        ],
        sector_gaps=[one for one in Sector if one.value not in sectors],
        texts=gaps(person),
        judged=bool(local),
        plans=len(plans),
        total=len(rows),
    )


def _plans(in_force: QuerySet[PlanDocument]) -> Iterable[_Plan]:
    """Response plans with the emergencies that each is for (two queries)."""
    held = in_force.filter(family=Family.RESPONSE, kind__in=DUE_KINDS)
    hazards: dict[int, set[str]] = defaultdict(set)
    links = PlanDocument.hazards.through.objects.filter(plandocument__in=held)
    for pk, slug in links.values_list("plandocument", "hazard__slug"):
        hazards[pk].add(slug)
    for row in held.values_list(
        "pk", "title", "level", "sector", "division__code", "owner_unit", named=True
    ):
        place, known = row.division__code or "", events_of(row.title, hazards[row.pk])
        yield _Plan(row.level, row.sector, place, row.owner_unit, known)


def _governed() -> Sequence[_Place]:
    """The county or prefecture and its towns, those with a division of their own first. Many
    installations register that of the county for every unit (one query)."""
    units = Unit.objects.open_on(timezone.localdate()).filter(kind__in=_GOVERN)
    rows = units.order_by(*BY_NAME).values_list(
        "pk", "name", "kind", "division__code", "division__name"
    )
    own: dict[str, _Place] = {}
    others: list[_Place] = []
    for pk, name, _kind, code, place in sorted(rows, key=lambda row: _GOVERN.index(row[2])):
        if code and code not in own:
            own[code] = _Place(place, code)
        else:
            others.append(_Place(name, code or "", pk))
    return [*(own[code] for code in sorted(own)), *others]


def _lack(name: str, plans: Sequence[_Plan], judged: _Judged) -> Lack:
    covered = {event for plan in plans for event in plan.events & KINDS}
    pressing = pressing_in(covered, judged.frequent, judged.dangerous)
    others = gaps_in(covered, [one.key for one in pressing])
    return Lack(name, len(plans), len(covered), pressing, others)


def _classes() -> list[tuple[str, str]]:
    return [
        *((one.value, str(one.label)) for one in HazardClass),
        (SEVERAL, _("几类都管")),
        (UNSAID, _("各类突发事件，或者没写哪一类")),
    ]


def _events() -> list[tuple[str, str]]:
    names = {one.value: str(one.label) for one in HazardClass}
    return [
        *((event.key, f"{names[event.of_class]}·{event.name}") for event in EVENTS),
        *(
            (event.key, _("%(of)s·不属于上面哪一种：%(what)s")
             % {"of": names[event.of_class], "what": event.name})
            for event in EVERYDAY
        ),
    ]  # fmt: skip
