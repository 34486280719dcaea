"""Who gets what at every address: address × whose object × role × method, against a written table.

A view without a decorator of `portal.people.access` is refused here, and so is an address with
parameters that `tests/samples/addresses.py` does not list, so access is denied by default from
the first address on. `tests/data/access_matrix.csv` holds what each role gets; a change of
rights shows as a change of that file (`ANLAN_WRITE_MATRIX=1` writes it anew). The table is read
a second time against the matrix of rights, so that a wrong cell cannot simply be written down.
"""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.http import SimpleCookie
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from portal.people.enums import Role
from portal.people.rights import MATRIX, Action
from quizzes.certificates import documents
from tests.samples import county as samples
from tests.samples.addresses import (
    ABSENT,
    ADDRESSES,
    Address,
    Own,
    own_addresses,
    path_of,
    tried_with,
)
from tests.samples.county import RELATIONS, ROLES
from tests.samples.tables import agreed_on, compressed
from tests.samples.things import County

TABLE = Path(__file__).resolve().parents[1] / "data" / "access_matrix.csv"
PERSONS = ("anonymous", *ROLES)
READERS_OF_404 = {"", "p-learner", "p-administrator"}
"""For whom an absent page is drawn in full, to be compared to the letter."""
HEADER = ["address", "object", "access", "whose", "method", *PERSONS]


def asks_everything(test):
    """Run with the tests that roll back, before those that empty every table; and in one
    process, so that everything is asked once."""
    return pytest.mark.django_db(pytest.mark.xdist_group("access_matrix")(test))


def test_every_view_of_ours_says_who_may_open_it():
    bare = [own.route for own in own_addresses() if not own.access]
    assert not bare, "no access decorator: " + ", ".join(bare)


def test_every_address_with_parameters_names_the_objects_it_is_tried_with():
    known = {own.name: own for own in own_addresses()}
    missing = [own.route for own in known.values() if own.parameters and own.name not in ADDRESSES]
    assert not missing, "add to tests/samples/addresses.py: " + ", ".join(missing)
    assert not set(ADDRESSES) - set(known), "no such address"


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker) -> Iterator[County]:
    with pytest.MonkeyPatch.context() as patch, samples.building(django_db_blocker) as built:
        patch.setattr(settings, "PAGECACHE_ENABLED", False, raising=False)
        # Who gets in is decided before a page is drawn, and drawing is most of the time.
        # Refusals are drawn for some, so that a 404 can be compared to the letter.
        patch.setattr(Template, "render", drawn_by(Template.render))
        patch.setattr(documents, "content", lambda certificate: b"%PDF-")
        yield built


def drawn_by(render):
    def drawn(template, context=None, request=None) -> str:
        name = template.template.name
        if name == "404.html" and getattr(request.user, "username", "") in READERS_OF_404:
            return render(template, context, request)
        return f"<!-- {name} -->"

    return drawn


def word(response) -> str:
    """One word for an answer: `open`, `sign in`, `refused`, `absent`, `-` (no such method)."""
    status = response.status_code
    if status in {301, 302}:
        if response["Location"].startswith("/accounts/login"):
            return "sign in"
        if response["Location"].startswith(("/accounts/password", "/accounts/2fa")):
            return "sent away"  # by a middleware of accounts: nothing was tried
        # Wagtail's admin refuses by sending one to its front page with the reason.
        return "refused" if response["Location"] == "/admin/" else "open"
    known = {403: "refused", 404: "absent", 405: "-"}
    known |= dict.fromkeys((200, 304, 400, 409, 422), "open")
    return known.get(status, str(status))


class Visitors:
    """One client a person; whatever a request does is taken back after it."""

    def __init__(self, county: County) -> None:
        self.clients = {name: Client() for name in PERSONS}
        for name, person in county.people.items():
            self.clients[name].force_login(person)
        self.kept = {
            name: {key: morsel.value for key, morsel in client.cookies.items()}
            for name, client in self.clients.items()
        }

    def ask(self, name: str, method: str, path: str) -> tuple[str, str]:
        """The answer in a word, and what a 404 says."""
        client = self.clients[name]
        client.cookies = SimpleCookie(self.kept[name])
        caches["default"].clear()  # what limits count
        with transaction.atomic():
            response = getattr(client, method.lower())(path)
            transaction.set_rollback(True)
        answer = word(response)
        return answer, same_always(response.content.decode(), path) if answer == "absent" else ""


def same_always(page: str, path: str) -> str:
    """A page without what differs from one request to the next."""
    page = page.replace(path, "").replace(path.partition("?")[0], "")
    page = re.sub(r"next=[^\"&]*", "", page)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def absent_path(own: Own) -> str:
    """Every parameter names nothing; the first of several alone would hide the second."""
    return reverse(own.name, kwargs={k: ABSENT[v] for k, v in own.parameters.items()})


def whose(own: Own, address: Address) -> list[str]:
    """What is public or one's own does not depend on the unit, so one unit stands for all."""
    if not own.parameters and not address.label:
        return ["-"]
    relations: tuple[str, ...] = RELATIONS
    if address.belongs == "person":
        relations = ("mine", "own")
    elif own.access == "public" and address.belongs == "everybody":
        relations = ("own",)
    return [*relations, *(["absent"] if own.parameters else [])]


def methods(own: Own) -> tuple[str, ...]:
    """Where only forms are sent, GET leads to their page whatever the parameters name."""
    return ("POST",) if hasattr(own.entry.callback, "form_page") else ("GET", "POST")


def decided_at_the_door(own: Own, name: str) -> bool:
    """Whether the decorator alone turns this person away, before any object is looked for."""
    if own.access == "public" or name == "superuser":
        return False
    if name == "anonymous":
        return True
    return own.access in set(Action) and Action(own.access) not in MATRIX[Role(name)]


def path_for(own: Own, address: Address, relation: str, name: str, county: County) -> str:
    if relation == "absent":
        return absent_path(own)
    if relation == "mine" and name in county.mine:
        return path_of(own, address, county.mine[name])
    return path_of(own, address, county.objects.get(relation, county.objects["own"]))


@pytest.fixture(scope="module")
def asked(county) -> tuple[list[dict[str, str]], dict[tuple[str, str, str], dict[str, str]]]:
    """One row an address, object, relation and method; and what each 404 said, with whose
    object it was about, by address, method and person."""
    visitors = Visitors(county)
    rows, bodies = [], {}
    for own in own_addresses():
        for address in tried_with(own):
            first: dict[tuple[str, str], str] = {}
            for relation, method in product(whose(own, address), methods(own)):
                row = {
                    "address": own.route, "object": address.label, "access": own.access,
                    "whose": relation, "method": method,
                }  # fmt: skip
                # The superuser first: whom nothing stops learns which methods there are.
                for name in reversed(PERSONS):
                    if (known := first.get((name, method))) and decided_at_the_door(own, name):
                        row[name] = known
                        continue
                    path = path_for(own, address, relation, name, county)
                    row[name], body = visitors.ask(name, method, path)
                    first.setdefault((name, method), row[name])
                    if row[name] == "-":
                        break
                    if body:
                        bodies.setdefault((own.route, method, name), {})[body] = relation
                else:
                    rows.append(row)
    return rows, bodies


@pytest.fixture(scope="module")
def found(asked) -> list[dict[str, str]]:
    return asked[0]


@asks_everything
def test_a_page_of_another_unit_looks_exactly_like_an_absent_one(asked):
    rows, bodies = asked
    for where, known in bodies.items():
        assert len(known) == 1, (where, known)
    absent = {(row["address"], row["method"]): row for row in rows if row["whose"] == "absent"}
    belongs = {
        (own.route, one.label): one.belongs for own in own_addresses() for one in tried_with(own)
    }
    for row in rows:
        like = absent.get((row["address"], row["method"]))
        if like and belongs[row["address"], row["object"]] == "unit":
            for name in ROLES[:-1]:
                if row["whose"] in {"sister", "above"}:
                    assert row[name] == like[name], (row, name)


@asks_everything
def test_every_role_gets_what_the_table_says(found):
    assert compressed(found) == agreed_on(TABLE, HEADER, found)


def holds(name: str, row: dict[str, str], actions: set[str]) -> bool:
    """Whether the rights alone open this row to this person of 青河镇."""
    if name == "superuser":
        return True
    held = MATRIX[Role(name)] & actions
    return bool(held) and row["whose"] in {"own", "below", "-"}


@asks_everything
def test_the_answers_agree_with_the_matrix_of_rights(found):
    """Read the other way: what each row must be by the rights, whatever the table says."""
    belongs = {
        (own.route, address.label): address
        for own in own_addresses()
        for address in tried_with(own)
    }
    wrong = []
    for row in found:
        address = belongs[row["address"], row["object"]]
        access = row["access"]
        actions = set(address.actions) or {access}
        for name in PERSONS:
            if (expected := must_be(row, name, access, actions, address)) and (
                row[name] not in expected
            ):
                wrong.append((row["address"], row["object"], row["whose"], row["method"], name,
                              row[name], expected))  # fmt: skip
    assert not wrong, "\n".join(map(str, wrong))


def must_be(
    row: dict[str, str], name: str, access: str, actions: set[str], address: Address
) -> set[str]:
    """The answers that the rights allow here; empty where the address has its own rule."""
    guarded = access in set(Action)
    if access == "public":
        if row["whose"] == "absent" or address.belongs == "nobody":
            return {"absent"} if address.belongs != "person" else set()
        if address.belongs == "reading":
            reads = name != "anonymous" and holds(name, row, {"plan.read_internal"})
            return {"open"} if reads else {"absent"}
        return {"open"} if address.belongs == "everybody" else set()
    if name == "anonymous":
        return {"sign in"}
    if access == "signed_in" and address.belongs == "reading" and row["whose"] != "absent":
        return {"open"} if holds(name, row, {"plan.read_internal"}) else {"absent"}
    if guarded and name != "superuser" and Action(access) not in MATRIX[Role(name)]:
        return {"refused"}
    if address.belongs == "person":
        return {"open"} if row["whose"] == "mine" else {"absent"}
    if row["whose"] == "absent":
        return (
            {"open", "absent", "refused"}
            if address.belongs == "everybody"
            else {"absent", "refused"}
        )
    if address.belongs == "county" and name != "superuser":
        return {"refused"}  # everybody here is of a town
    if address.belongs == "unit":
        if holds(name, row, actions):
            return {"open", "absent", "refused"} if row["method"] == "POST" else {"open"}
        return {"absent", "refused"}
    return {"open"}
