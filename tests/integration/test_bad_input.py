"""A bad day at every form: an answer in Chinese, the typed text kept, nothing half written.

Every address that takes POST names the page of its form in `tests/samples/forms.py`. Here each
form is taken from that page as a browser would, filled in, and sent spoiled in every way of
`tests/samples/bad_input.py`. Nothing of it reaches the database for good.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from bs4 import BeautifulSoup, SoupStrainer
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.http import SimpleCookie
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve

from tests.samples import county as samples
from tests.samples.addresses import Own, own_addresses, path_of, tried_with
from tests.samples.bad_input import Bad, bad_sendings
from tests.samples.controls import CHOSEN, TYPED, FilledForm, Sent, encoded, forms_of
from tests.samples.form_at import FormAt
from tests.samples.forms import DOORS, FORMS
from tests.samples.things import County, Things

ANSWERS = {200, 302, 303, 400, 403, 404, 405, 409, 413, 422, 429}
DRAWN_AGAIN = {200, 409, 422}
NO_FIELDS = ("-TOTAL_FORMS", "-INITIAL_FORMS")
"""Without them nobody can tell how many rows were typed; no browser leaves them out."""
KEPT = TYPED | CHOSEN | {"number", "date", "datetime-local"}
MAY_CHANGE = re.compile(r"session|audit|outbox|django_cache", re.IGNORECASE)
"""Tables that are written whether or not what was asked for is done."""
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
HAN = re.compile("[\u4e00-\u9fff]{2}")
ENGLISH = re.compile(r"\b[A-Za-z]{2,}(?:[ ’'-]+[A-Za-z]{2,}){2,}")
WORDS = ".err, .summary, .errorlist, .w-field__errors, [role=alert], .msg, .note"

EVERY_FORM = [
    pytest.param(name, form, id=f"{name}-{form.label}".rstrip("-"))
    for declared in (FORMS, DOORS)
    for name, forms in declared.items()
    for form in forms
]


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker) -> Iterator[County]:
    with pytest.MonkeyPatch.context() as patch, samples.building(django_db_blocker) as built:
        patch.setattr(settings, "PAGECACHE_ENABLED", False, raising=False)
        patch.setattr(settings, "ACCOUNT_REAUTHENTICATION_TIMEOUT", 3_600)
        yield built


class Person:
    """A browser of somebody whose password was typed a moment ago; without a name, nobody's."""

    def __init__(self, county: County, name: str, **options: Any) -> None:
        self.client = Client(raise_request_exception=False, **options)
        if name:
            self.client.force_login(county.people[name])
            request = RequestFactory().get("/")
            request.session = self.client.session
            request.user = county.people[name]
            reauthenticate_by_password(request)
            request.session.save()
        self.kept = {key: morsel.value for key, morsel in self.client.cookies.items()}

    def ask(self, method: str, path: str, **options: Any) -> Any:
        self.client.cookies = SimpleCookie(self.kept)
        caches["default"].clear()  # what limits count
        return self.client.generic(method, path, **options)

    def send(self, path: str, form: FilledForm, sent: Sent, **headers: str) -> Any:
        body, content_type = encoded(sent, multipart=form.multipart)
        return self.ask("POST", path, data=body, content_type=content_type, headers=headers)


def name_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def parsed(response: Any) -> BeautifulSoup:
    """The main part of a page, and its forms."""
    return BeautifulSoup(response.content, "html.parser", parse_only=SoupStrainer(["form", "main"]))


def find(page: BeautifulSoup, path: str, name: str) -> tuple[str, FilledForm] | None:
    """The first form on a page that is sent to `name`, and where it is sent."""
    for action, _words, form in forms_of(page):
        if name_of(sent_to := urljoin(path, action)) == name:
            return sent_to, form
    return None


class Written:
    """What a request left behind in the tables, seen before it is taken back."""

    def __init__(self) -> None:
        self.tables: set[str] = set()
        self.after: dict[str, set[str]] = {}

    def note(self, execute, sql, params, many, context):
        if (found := WRITES.match(sql)) and not MAY_CHANGE.search(found[1]):
            self.tables.add(found[1])
        return execute(sql, params, many, context)

    def look(self) -> None:
        self.after = {table: rows(table) for table in self.tables}

    def changed(self) -> list[str]:
        return sorted(table for table, after in self.after.items() if rows(table) != after)


def rows(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return {repr(row) for row in cursor.fetchall()}


def words_of(page: BeautifulSoup) -> str:
    return " ".join(found.get_text(" ", strip=True) for found in page.select(WORDS))


def lost(bad: Bad, before: FilledForm, after: FilledForm) -> list[str]:
    """Names of the fields whose words are gone from a form drawn again."""
    gone = []
    for name, control in before.controls.items():
        if control.kind in KEPT and name != bad.field and name in bad.sent:
            shown = after.controls[name].values if name in after.controls else ()
            if sorted(shown) != sorted(str(value) for value in bad.sent[name]):
                gone.append(name)
    return gone


def faults(
    bad: Bad, response: Any, changed: list[str], form: FilledForm, path: str, name: str
) -> Iterator[str]:
    status = response.status_code
    if status not in ANSWERS:
        yield f"answered {status}"
        return
    if status in {302, 303}:
        return
    if changed:
        yield f"{status}, yet written: {changed}"
    page = parsed(response)
    words = words_of(page)
    said = words if status in DRAWN_AGAIN else page.get_text(" ", strip=True)
    if not HAN.search(said):
        yield f"{status} without a word of what is wrong"
    if found := ENGLISH.search(words):
        yield f"{status} in English: {found[0]}"
    if bad.field.endswith(NO_FIELDS):
        return
    if status in DRAWN_AGAIN and bad.field and KEPT & {c.kind for c in form.controls.values()}:
        again = find(page, path, name)
        if again is None:
            yield f"{status} and the form is gone"
        elif gone := lost(bad, form, again[1]):
            yield f"{status} and the words are gone from {gone}"


def things_of(county: County, form: FormAt) -> Things:
    if form.mine:
        return county.mine[form.person]
    return county.objects["own"]


@pytest.fixture
def opened(county, declared_name, declared):
    """The person, the page, where its form is sent, the form and what is right to send."""
    with transaction.atomic():
        things = things_of(county, declared)
        declared.prepared(things)
        person = Person(county, declared.person)
        page = declared.page(things)
        response = person.ask("GET", page)
        assert response.status_code == 200, (page, response.status_code, response.get("Location"))
        found = find(parsed(response), page, declared_name)
        assert found, f"no form on {page} is sent to {declared_name}"
        path, form = found
        yield person, page, path, form, form.sent(declared.typed)
        transaction.set_rollback(True)


def every_form(test, forms=EVERY_FORM):
    test = pytest.mark.parametrize(("declared_name", "declared"), forms)(test)
    return pytest.mark.django_db(pytest.mark.slow(pytest.mark.xdist_group("bad_input")(test)))


@every_form
def test_what_is_right_is_taken(opened, declared, declared_name):
    person, _page, path, form, good = opened
    response = person.send(path, form, good)
    if declared.guessed:
        assert response.status_code == 200
        return
    if declared.asks_again:
        path, form = find(parsed(response), path, declared_name)
        response = person.send(path, form, form.sent({}))
    words = words_of(parsed(response))
    assert response.status_code in {302, 303}, (good, response.status_code, words)


@every_form
def test_whatever_is_wrong_is_answered_in_words_and_changes_nothing(
    opened, declared, declared_name
):
    person, _page, path, form, good = opened
    wrong = []
    for bad in bad_sendings(form, good):
        written = Written()
        with connection.execute_wrapper(written.note), transaction.atomic():
            response = person.send(path, form, bad.sent)
            if response.status_code != 500:
                written.look()
            transaction.set_rollback(True)
        if declared.asks_again and response.status_code == 200:
            continue  # nothing was wrong with it
        said = faults(bad, response, written.changed(), form, path, declared_name)
        value = repr(bad.sent.get(bad.field, [""])[0])[:40] if bad.field else ""
        wrong += [f"{bad.field or 'form'}: {bad.what} {value}: {fault}" for fault in said]
    assert not wrong, "\n" + "\n".join(wrong)


@every_form
def test_a_form_without_its_token_is_refused(opened, declared, declared_name, county):
    _person, _page, path, form, good = opened
    careful = Person(county, declared.person, enforce_csrf_checks=True)
    sent = {name: values for name, values in good.items() if name != "csrfmiddlewaretoken"}
    response = careful.send(path, form, sent)
    if declared_name in {"attempts:save", "attempts:submit"}:
        assert response.status_code in {302, 303}, "these carry a token of their own"
        return
    assert response.status_code == 403
    assert HAN.search(parsed(response).get_text())


def _nothing_is_lost(response: Any, path: str, sent: Sent) -> None:
    """The page holds every value, and sends it once more to where it was sent."""
    page = parsed(response)
    assert "登录过期了，内容还没有存" in page.get_text()
    again = next(form for action, _words, form in forms_of(page) if action == path)
    for name, values in sent.items():
        if name == "csrfmiddlewaretoken" or any(hasattr(value, "read") for value in values):
            continue
        kept = [str(value).replace("\r\n", "\n") for value in again.controls[name].values]
        assert sorted(kept) == sorted(str(value).replace("\r\n", "\n") for value in values), name


@partial(every_form, forms=[one for one in EVERY_FORM if one.values[1].person])
def test_who_signs_in_again_is_led_to_a_page(opened, declared, county):
    """The session ended under the form, or under the form drawn again where it was sent."""
    person, page, path, form, good = opened
    for sent_from in (page, path):
        response = Person(county, "").send(
            path, form, good, referer=f"http://testserver{sent_from}"
        )
        if response.status_code == 200:
            continue  # a page for everybody
        if response.status_code == 403:
            _nothing_is_lost(response, path, good)
            continue
        assert response.status_code == 302
        location = urlsplit(response["Location"])
        if location.path == "/":
            continue  # of one who signs out, nothing more is asked
        if location.path.startswith("/errata/"):
            assert Person(county, "").ask("GET", location.path).status_code == 200
            continue  # a form for everybody, which leads to its receipt
        assert location.path == "/accounts/login/", location
        landed = person.ask("GET", parse_qs(location.query)["next"][0])
        while landed.status_code in {302, 303}:
            landed = person.ask("GET", landed["Location"])
        assert landed.status_code == 200, sent_from


def takes_post(county: County, own: Own, root: Person) -> bool:
    path = path_of(own, tried_with(own)[0], county.objects["own"])
    with transaction.atomic():
        status = root.ask("POST", path).status_code
        transaction.set_rollback(True)
    return status != 405


@pytest.mark.django_db
def test_every_address_that_takes_a_form_names_its_page(county):
    root = Person(county, "superuser")
    taking = {own.name for own in own_addresses() if takes_post(county, own, root)}
    assert not taking - set(FORMS), f"add to tests/samples/forms.py: {taking - set(FORMS)}"
    assert not set(FORMS) - taking, "takes no form"
