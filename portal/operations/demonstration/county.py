"""Units, people and memberships of 安澜县."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from django.utils import timezone

from portal.operations.demonstration import FOLDER
from portal.people.enums import STAFF_ROLES, DivisionLevel, Post, Role, UnitKind
from portal.people.models import Division, Membership, Unit, UnitParent, User

DIVISION_CODE: Final = "999901"
"""Outside GB/T 2260: no province has the number 99."""

SINCE: Final = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the file; `key` is the user name."""

    key: str
    full_name: str
    unit: str
    roles: tuple[Role, ...]
    post: Post


@cache
def data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "county.json").read_text(encoding="utf-8"))
    return found


def people() -> list[PersonRow]:
    return [
        PersonRow(
            row["key"],
            row["full_name"],
            row["unit"],
            tuple(Role(role) for role in row["roles"]),
            Post.INFORMATION_OFFICER if row["post"] == "information_officer" else Post.NONE,
        )
        for row in data()["persons"]
    ]


def load_units() -> str:
    division, _created = Division.objects.get_or_create(
        code=DIVISION_CODE,
        defaults={"name": "安澜县", "level": DivisionLevel.COUNTY, "fictional": True},
    )
    county = _unit(data()["county"], UnitKind.COUNTY, None, division)
    for row in data()["departments"]:
        full = {**row, "name": f"安澜{row['name']}"}
        _unit(full, UnitKind.DEPARTMENT, county, division)
    for row in data()["towns"]:
        _unit(row, UnitKind.TOWN, county, division)
    for row in data()["villages"]:
        _unit(row, UnitKind(row["kind"]), Unit.objects.get(code=row["town"]), division)
    for row in data()["schools"]:
        _unit(row, UnitKind.SCHOOL, Unit.objects.get(code=row["town"]), division)
    return f"{Unit.objects.count()} 个单位"


def _unit(row: dict[str, Any], kind: UnitKind, parent: Unit | None, division: Division) -> Unit:
    unit, _created = Unit.objects.get_or_create(
        code=row["code"],
        defaults={
            "name": row["name"],
            "kind": kind,
            "division": division,
            "urban_rural": row.get("urban_rural", ""),
            "valid_from": SINCE,
        },
    )
    if parent is not None:
        UnitParent.objects.get_or_create(
            unit=unit, valid_to=None, defaults={"parent": parent, "valid_from": SINCE}
        )
    return unit


def load_people() -> str:
    for row in people():
        home = Unit.objects.get(code=row.unit)
        user, created = User.objects.get_or_create(
            username=row.key, defaults={"full_name": row.full_name, "home_unit": home}
        )
        if created:
            user.set_unusable_password()
            user.adult_confirmed_at = timezone.now()
            user.save(update_fields=["password", "adult_confirmed_at"])
        elif user.home_unit_id != home.pk:
            user.home_unit = home
            user.save(update_fields=["home_unit"])
        for position, role in enumerate(row.roles):
            Membership.objects.get_or_create(
                user=user,
                unit=place_of(row, role),
                role=role,
                valid_to=None,
                # One duty is one row: the post stands with the first role only.
                defaults={"post": row.post if position == 0 else Post.NONE, "valid_from": SINCE},
            )
    return f"{len(people())} 人"


def place_of(row: PersonRow, role: Role) -> Unit:
    """The county's staff serve the whole county, whatever department they sit in."""
    return Unit.objects.get(code="anlan" if role in STAFF_ROLES else row.unit)


def one_a_role() -> list[tuple[PersonRow, Role]]:
    """The first person of each role: the accounts one signs in with."""
    found: dict[Role, PersonRow] = {}
    for row in people():
        for role in row.roles:
            found.setdefault(role, row)
    return [(found[role], role) for role in Role if role in found]
