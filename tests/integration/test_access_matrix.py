"""Who gets what at every address: URL × role × own or other unit, against a checked-in table.

A view without a decorator of `portal.people.access` is refused here, so access is denied by
default from the first address on. `tests/data/access_matrix.csv` holds what each role gets;
a change of rights shows as a change of that file (`ANLAN_WRITE_MATRIX=1` writes it anew).
"""

import csv
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, PathConverter, UUIDConverter

from portal.people.access import get_or_refuse
from portal.people.rights import MATRIX, Action

TABLE = Path(__file__).resolve().parents[1] / "data" / "access_matrix.csv"
VENDOR = ("wagtail.", "allauth.", "django.views.generic", "django.contrib.", "modelcluster.")
"""Views of libraries: guarded by their own permission checks, tried in tests of their own."""

PERSONS = [
    "anonymous", "learner", "volunteer", "trainer", "editor", "reviewer", "examiner",
    "administrator", "auditor",
]  # fmt: skip


def patterns(
    resolver: URLResolver, prefix: str = "", names: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def own_patterns() -> list[tuple[str, URLPattern]]:
    return [
        (route, entry)
        for route, entry in patterns(get_resolver())
        if not getattr(entry.callback, "__module__", "").startswith(VENDOR)
        and not getattr(getattr(entry.callback, "view_class", None), "__module__", "").startswith(
            VENDOR
        )
    ]


def example(entry: URLPattern) -> dict[str, object]:
    """Arguments of the right shape that name nothing that exists."""
    values: dict[str, object] = {}
    for name, converter in entry.pattern.converters.items():
        if isinstance(converter, UUIDConverter):
            values[name] = uuid.UUID(int=1)
        elif isinstance(converter, IntConverter):
            values[name] = 2_000_000_000
        elif isinstance(converter, PathConverter):
            values[name] = "nothing/here"
        else:
            values[name] = "nothing-here"
    return values


def address(route: str, entry: URLPattern) -> str:
    path = "/" + route
    for name, value in example(entry).items():
        for converter in ("slug", "str", "int", "uuid", "path"):
            path = path.replace(f"<{converter}:{name}>", str(value))
        path = path.replace(f"<{name}>", str(value))
    return path


def test_every_view_of_ours_says_who_may_open_it():
    bare = [route for route, entry in own_patterns() if not hasattr(entry.callback, "access")]
    assert not bare, "no access decorator: " + ", ".join(bare)


@pytest.fixture
def people(world):
    return {
        name: AnonymousUser() if name == "anonymous" else getattr(world, name) for name in PERSONS
    }


def outcome(client, path: str, view: object) -> str:
    """One word for an answer: `open`, `sign in`, `refused`, `absent` (the made-up object)."""
    answer = client.get(path)
    if answer.status_code == 405:
        answer = client.post(path)
    if answer.status_code in {301, 302}:
        if answer["Location"].startswith("/accounts/login"):
            return "sign in"
        if answer["Location"] == "/admin/":
            # Wagtail's admin refuses by sending one to its front page with the reason.
            return "refused"
        return "open"
    if answer.status_code == 403:
        return "refused"
    if answer.status_code == 404:
        return "absent"
    if answer.status_code in {200, 304, 400}:
        return "open"
    return str(answer.status_code)


def test_every_role_gets_what_the_table_says(client, people):
    found: list[dict[str, str]] = []
    for route, entry in sorted(own_patterns(), key=lambda pair: pair[0]):
        row = {"address": "/" + route, "access": str(getattr(entry.callback, "access", ""))}
        for name, person in people.items():
            client.logout()
            if name != "anonymous":
                client.force_login(person)
            row[name] = outcome(client, address(route, entry), entry.callback)
        found.append(row)
    header = ["address", "access", *PERSONS]
    if os.environ.get("ANLAN_WRITE_MATRIX"):
        with TABLE.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(found)
    with TABLE.open(encoding="utf-8", newline="") as stream:
        agreed = list(csv.DictReader(stream))
    assert found == agreed


def test_the_table_agrees_with_the_matrix_of_rights(world):
    """What the pages answer is what the rights say: nothing opens that a role does not hold."""
    roles = {name: MATRIX[getattr(world, name).memberships.get().role] for name in PERSONS[1:]}
    with TABLE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            access = row["access"]
            if access in {"public", "token"}:
                assert row["anonymous"] != "refused", row["address"]
                continue
            assert row["anonymous"] == "sign in", row
            for name, held in roles.items():
                if access in set(Action):
                    answers = {"open"} if Action(access) in held else {"refused"}
                    assert row[name] in answers | {"absent"}, (row["address"], name)


@pytest.mark.parametrize("action", list(Action))
def test_an_object_of_another_unit_is_as_good_as_absent(world, action):
    """`get_or_refuse` is the one way to an object: own subtree or 404, whatever the role."""
    from django.http import Http404

    from portal.people.models import Unit

    for person in (
        world.editor,
        world.other_editor,
        world.examiner,
        world.administrator,
        world.auditor,
    ):
        for unit in (world.county, world.town, world.other_town, world.village):
            held = action in MATRIX[person.memberships.get().role]
            place = person.memberships.get().unit
            under = (
                place == world.county
                or place == unit
                or (place == world.town and unit == world.village)
            )
            try:
                found = get_or_refuse(
                    Unit.objects.all(), person, action, unit_of=lambda one: one, pk=unit.pk
                )
            except Http404:
                found = None
            assert (found is not None) == (held and under), (person, unit)
