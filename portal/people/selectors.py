"""Who is in which unit, as far as the reader may know."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from portal.foundation.pinyin import Pinyin
from portal.people import rights
from portal.people.enums import RUNS_A_PORTAL, STAFF_ROLES, Role, UnitKind
from portal.people.models import Membership, Unit, UnitParent, User
from portal.people.rights import Action, Person


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of the tree: the unit, the one above it as far as the reader sees it, how deep it
    stands, how many members hold office there."""

    unit: Unit
    above: Unit | None
    depth: int
    members: int


BY_NAME: Final = (Pinyin("name"), "code")
"""Units as people look for them in a list to choose from."""


def visible_units(user: User) -> QuerySet[Unit]:
    found = Unit.objects.filter(pk__in=rights.units_for(user, Action.MEMBER_VIEW))
    return found.order_by(*BY_NAME)


def unit_called(words: str) -> Q:
    """Of units: those whose name holds the words, or whose code begins with them."""
    return Q(name__icontains=words) | Q(code__istartswith=words)


def leading_units() -> QuerySet[Unit]:
    """The county or prefecture that runs the portal: it never stood under another unit."""
    return Unit.objects.filter(parent_links__isnull=True, kind__in=RUNS_A_PORTAL)


def government_units(on: date | None = None) -> list[Unit]:
    """Who speaks for the whole place on `on` (default today): the unit that runs the portal, and
    every department above which only departments stand up to that unit. A station of a town does
    not, nor, in a prefecture, a county: it speaks for its part. One query."""
    return _reached({UnitKind.DEPARTMENT}, on or timezone.localdate())


def units_of_county_rank(on: date) -> list[Unit]:
    """Who trains and examines at county level or above that day (县级及以上): the unit that runs
    the portal, in a prefecture its counties, and every department above which only departments
    stand up to one of these. One query."""
    return _reached({UnitKind.DEPARTMENT, UnitKind.COUNTY}, on)


def _reached(kinds: Collection[UnitKind], on: date) -> list[Unit]:
    """The leading units, and those to which one comes from them that day through units of these
    kinds only."""
    above = UnitParent.objects.filter(unit=OuterRef("pk")).valid_on(on).values("parent")
    units = Unit.objects.filter(kind__in={*RUNS_A_PORTAL, *kinds}).annotate(
        leads=Exists(leading_units().filter(pk=OuterRef("pk"))), above=Subquery(above[:1])
    )
    found: list[Unit] = []
    below: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.leads:
            found.append(unit)
        elif unit.kind in kinds:
            below[unit.above].append(unit)
    for reached in found:  # it grows while it is walked
        found += below.pop(reached.pk, [])
    return found


def units_below(unit_id: int, on: date) -> set[int]:
    """The unit and all that stand under it that day."""
    children: dict[int, set[int]] = defaultdict(set)
    for child, parent in UnitParent.objects.all().valid_on(on).values_list("unit_id", "parent_id"):
        children[parent].add(child)
    found, waiting = {unit_id}, {unit_id}
    while waiting:
        waiting = set().union(*(children[each] for each in waiting)) - found
        found |= waiting
    return found


def units_above(unit_id: int, on: date) -> set[int]:
    """The unit and all under which it stands that day."""
    parents = dict(UnitParent.objects.all().valid_on(on).values_list("unit_id", "parent_id"))
    found = {unit_id}
    while (above := parents.get(unit_id)) is not None and above not in found:
        found.add(unit_id := above)
    return found


def manageable_units(user: User) -> QuerySet[Unit]:
    """Where the person may place people and units today; a closed unit takes neither."""
    return open_units(user, Action.MEMBER_MANAGE)


def open_units(user: Person, action: Action, *, kept: int | None = None) -> QuerySet[Unit]:
    """Where the person may do `action` and something new may belong today. `kept`, the unit to
    which the thing at hand belongs already, is among them though it closed."""
    held = Unit.objects.filter(pk__in=rights.units_for(user, action))
    own = Unit.objects.filter(pk__in=[] if kept is None else [kept])
    return (held.open_on(timezone.localdate()) | own).order_by(*BY_NAME)


def own_unit(user: Person, units: QuerySet[Unit]) -> Unit | None:
    """The one of these units in which the person serves today; None where it is none or several."""
    served = Membership.objects.filter(user=user.pk, unit__in=units).valid_on(timezone.localdate())
    own = list(Unit.objects.filter(pk__in=served.values("unit"))[:2])
    return own[0] if len(own) == 1 else None


def places_of(unit: Unit) -> QuerySet[UnitParent]:
    """Under which units it stood, stands and will stand, newest first."""
    return UnitParent.objects.filter(unit=unit).select_related("parent").order_by("-valid_from")


def visible_people(user: User) -> QuerySet[User]:
    """People who are, were or will be a member of a unit the reader sees, or have it as home."""
    units = rights.units_for(user, Action.MEMBER_VIEW)
    return (
        User.objects.filter(erased_at__isnull=True)
        .filter(Q(memberships__unit__in=units) | Q(home_unit__in=units))
        .distinct()
    )


def memberships_in_view(
    user: User,
    *,
    unit: Unit | None = None,
    role: Role | None = None,
    words: str = "",
    on: date | None = None,
) -> QuerySet[Membership]:
    """Memberships valid on `on` (default today) in the units the reader sees; `words` looks
    in name, user name and staff number. By the pinyin of what each person is called, so that all
    that one person holds stands together. One query, people and units with it."""
    called = Coalesce(NullIf(F("user__full_name"), Value("")), F("user__username"))
    found = (
        Membership.objects.filter(unit__in=visible_units(user))
        .valid_on(on or timezone.localdate())
        .filter(user__erased_at__isnull=True)
        .select_related("user", "unit")
        .order_by(Pinyin(called), "user", "unit__code", "role", "pk")
    )
    if unit is not None:
        found = found.filter(unit=unit)
    if role is not None:
        found = found.filter(role=role)
    words = words.replace("\x00", "").strip()
    if words:
        found = found.filter(
            Q(user__full_name__icontains=words)
            | Q(user__username__icontains=words)
            | Q(user__staff_number__icontains=words)
        )
    return found


def memberships_of(person: User, *, seen_by: User) -> QuerySet[Membership]:
    """Present, past and coming ones in the units that `seen_by` sees."""
    return (
        Membership.objects.filter(user=person, unit__in=visible_units(seen_by))
        .select_related("unit")
        .order_by("-valid_from", "unit__code")
    )


def held_or_coming(person: User) -> QuerySet[Membership]:
    """Roles that the person has today or will have."""
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=timezone.localdate())
    return Membership.objects.filter(later, user=person)


def unit_tree(user: User, *, words: str = "") -> list[UnitRow]:
    """The reader's units of today, parents before children and sisters by pinyin; with `words`
    only those in whose name or code they occur. Three queries."""
    today = timezone.localdate()
    units = {unit.pk: unit for unit in visible_units(user)}
    counts = Counter(
        Membership.objects.filter(unit__in=units).valid_on(today).values_list("unit_id", flat=True)
    )
    children: dict[int | None, list[int]] = defaultdict(list)
    parents = dict(
        UnitParent.objects.filter(unit__in=units)
        .valid_on(today)
        .values_list("unit_id", "parent_id")
    )
    for pk in units:
        parent = parents.get(pk)
        children[parent if parent in units else None].append(pk)

    def walk(parent: int | None, depth: int) -> Iterator[UnitRow]:
        above = None if parent is None else units[parent]
        for pk in children[parent]:
            yield UnitRow(units[pk], above, depth, counts[pk])
            yield from walk(pk, depth + 1)

    words = words.casefold()
    return [
        row
        for row in walk(None, 0)
        if words in row.unit.name.casefold() or words in row.unit.code.casefold()
    ]


def answers_for(actor: User, person: User) -> bool:
    """Whether `person` belongs where `actor` manages members: by the home unit, or by a staff
    role held there. A role that any administrator may give makes nobody theirs. Who has no
    home unit is the whole county's."""
    managed = rights.units_for(actor, Action.MEMBER_MANAGE)
    if person.home_unit_id in managed:
        return True
    if person.home_unit_id is None and rights.covers_root(actor, Action.MEMBER_MANAGE):
        return True
    return (
        Membership.objects.filter(user=person, unit__in=managed, role__in=STAFF_ROLES)
        .valid_on(timezone.localdate())
        .exists()
    )


def unit_to_ask(person: User) -> Unit | None:
    """The nearest unit whose administrators `answers_for` lets give the person a staff role: the
    home unit, one where a staff role is held, or one above; else one at the root of the tree.
    None where nobody administers anything."""
    today = timezone.localdate()
    held = Membership.objects.all().valid_on(today)
    run = set(
        held.filter(role=Role.ADMINISTRATOR, user__is_active=True).values_list("unit", flat=True)
    )
    parents = dict(UnitParent.objects.all().valid_on(today).values_list("unit_id", "parent_id"))
    own = held.filter(user=person, role__in=STAFF_ROLES).order_by("pk")
    starts = [
        pk for pk in (person.home_unit_id, *own.values_list("unit", flat=True)) if pk is not None
    ]
    for at in (*starts, *sorted(run - parents.keys())):
        seen: set[int] = set()
        current: int | None = at
        while current is not None and current not in seen:
            if current in run:
                return Unit.objects.get(pk=current)
            seen.add(current)
            current = parents.get(current)
    return None


def find_person(words: str, *, actor: User, unit: Unit | None = None) -> User | None:
    """Whoever is meant by a verified phone (E.164), a user name, or a staff number of `unit`.
    Never by name: two people may share one. A user name is easily guessed, so it finds only
    whom `actor` sees anyway; who runs the whole county finds everybody."""
    words = words.replace("\x00", "").strip()
    if not words:
        return None
    people = User.objects.filter(is_active=True, erased_at__isnull=True)
    found = people.filter(phone=words, phone_verified=True).first()
    if found is None:
        known = people
        if not rights.covers_root(actor, Action.MEMBER_MANAGE):
            known = people.filter(pk__in=visible_people(actor).values("pk"))
        found = known.filter(username__iexact=words).first()
    if found is None and unit is not None:
        found = people.filter(home_unit=unit, staff_number=words).first()
    return found
