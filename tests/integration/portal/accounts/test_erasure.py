"""Exporting one's data, and deleting an account until nothing here knows who it was."""

import os
import sqlite3

import pytest
from django.apps import apps
from django.conf import settings as live
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts.services import ErasureRefused, erase_account
from portal.foundation.audit.models import AuditEvent
from portal.foundation.pagecache.domain import Entry
from portal.people import personal_data
from portal.people.models import Membership, User
from portal.settings import base
from tests.samples.erasure import MAYILA, traces
from tests.samples.kept import cached_texts, dumped, sessions_text

pytestmark = pytest.mark.django_db


# The trap first: the search below has to be able to find something -----------------


def test_before_deletion_the_search_finds_every_trace(person):
    found = set().union(*(traces(text) for text in dumped().values()))
    assert found == set(MAYILA)
    assert traces(sessions_text()) >= {"mayila@example.cn"}


def test_after_deletion_no_table_knows_the_person(person):
    erase_account(user=person)
    left = {table: traces(text) for table, text in dumped().items() if traces(text)}
    assert left == {}
    assert traces(sessions_text()) == set()


def test_after_deletion_no_model_field_knows_the_person(person):
    """Through the ORM as well: encoded columns are decoded there."""
    erase_account(user=person)
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            text = repr(list(model._default_manager.values()))
            assert traces(text) == set(), model._meta.label


def test_after_deletion_no_cache_and_no_file_knows_the_person(person, client):
    erase_account(user=person)
    assert traces("\n".join(cached_texts())) == set()
    for path in live.DATA_DIR.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(needle.encode() in data for needle in MAYILA), path


def test_the_search_finds_a_name_in_whatever_a_cache_packs_it_into(person):
    for number, held in enumerate(("玛依拉古丽", {"name": ["玛依拉古丽"]}, "玛依拉古丽".encode())):
        caches["default"].clear()
        caches["default"].set(f"planted-{number}", held)
        assert traces("\n".join(cached_texts())), held
    caches["default"].clear()
    page = "<p>玛依拉古丽</p>".encode()
    entry = Entry.of(page, headers=[], mode="", generation="1.a", fresh_until=0.0)
    caches["pages"].set("planted", entry.pack())
    assert traces("\n".join(cached_texts()))


def test_what_is_logged_during_deletion_names_nobody(person, caplog):
    with caplog.at_level("DEBUG"):
        erase_account(user=person)
    ours = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    )
    assert traces(ours) == set()


def test_every_sign_in_ends(person, client):
    other = Client()
    other.force_login(person)
    erase_account(user=person)
    assert other.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 302
    assert not person.usersession_set.exists()


def test_the_account_cannot_be_entered_again(person, do_sign_in):
    erase_account(user=person)
    for name in ("mayilaguli", "mayila@example.cn", "13712345678"):
        assert "不对" in do_sign_in(Client(), name).content.decode()
    fresh = User.objects.get(pk=person.pk)
    assert not fresh.is_active and not fresh.has_usable_password() and fresh.erased_at
    assert not fresh.emailaddress_set.exists() and not fresh.authenticator_set.exists()


def test_the_phone_and_mail_are_free_for_a_new_account(person, do_sign_up, code_sent):
    erase_account(user=person)
    caches["default"].clear()
    new = Client()
    response = do_sign_up(new, phone="13712345678", email="mayila@example.cn")
    assert response.url == "/accounts/phone/verify/"
    assert len(code_sent("+8613712345678")) == 6


def test_memberships_stay_as_facts_about_nobody(person, world):
    erase_account(user=person)
    left = list(Membership.objects.filter(user=person))
    assert [one.unit for one in left] == [world.village]
    assert left[0].valid_to == timezone.localdate()


def test_the_audit_keeps_an_opaque_id(person):
    erase_account(user=person)
    event = AuditEvent.objects.get(action="accounts.erased")
    assert event.actor_public_id == person.public_id
    assert str(person.public_id) in event.target_key


def test_a_second_deletion_changes_nothing(person):
    first = erase_account(user=person)
    second = erase_account(user=person)
    assert first.erased_at == second.erased_at
    assert AuditEvent.objects.filter(action="accounts.erased").count() == 1


def test_a_failure_halfway_leaves_everything_as_it_was(person, monkeypatch):
    def broken(user):
        raise RuntimeError

    holder = personal_data.Holder("zz", export=lambda user: {}, erase=broken)
    monkeypatch.setitem(personal_data._holders, "zz", holder)
    with pytest.raises(RuntimeError):
        erase_account(user=person)
    person.refresh_from_db()
    assert person.full_name == "玛依拉古丽" and person.emailaddress_set.exists()


def test_the_last_administrator_cannot_go(world, client):
    with pytest.raises(ErasureRefused, match="唯一的管理员"):
        erase_account(user=world.administrator)
    world.administrator.refresh_from_db()
    assert world.administrator.erased_at is None


def test_people_screens_no_longer_show_the_person(person, world, client):
    client = Client()
    client.force_login(world.administrator)
    assert "玛依拉古丽" in client.get("/people/").content.decode()
    erase_account(user=person)
    assert "erased-" not in client.get("/people/").content.decode()
    assert client.get(f"/people/{person.public_id}/").status_code == 404


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="looks into the bytes of an SQLite file")
def test_no_byte_of_the_database_file_knows_the_person(tmp_path):
    """With the connection options of production: what is deleted is overwritten, and the
    write-ahead log is folded in."""
    options = base.DATABASES["default"]["OPTIONS"]
    path = tmp_path / "file.sqlite3"
    own = sqlite3.connect(path)
    for statement in options["init_command"].split(";"):
        own.execute(statement)
    own.execute("CREATE TABLE person (name TEXT)")
    own.execute("INSERT INTO person VALUES (?)", ["玛依拉古丽" * 50])
    own.commit()
    held = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert "玛依拉古丽".encode() in held
    own.execute("UPDATE person SET name = ''")
    own.commit()
    own.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert "玛依拉古丽".encode() not in held


def test_deletion_folds_the_write_ahead_log_in(person, django_capture_on_commit_callbacks):
    with (
        CaptureQueriesContext(connection) as seen,
        django_capture_on_commit_callbacks(execute=True),
    ):
        erase_account(user=person)
    folded = any("wal_checkpoint(TRUNCATE)" in query["sql"] for query in seen)
    assert folded is (connection.vendor == "sqlite")
