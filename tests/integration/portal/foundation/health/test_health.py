import io
from collections import namedtuple

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.utils import timezone

from portal.foundation import checks
from portal.foundation.audit import services as audit
from portal.foundation.audit.models import AuditEvent
from portal.foundation.health import selectors
from portal.foundation.outbox.models import OutboxCursor

Usage = namedtuple("Usage", "total used free")


def test_a_living_process_says_so_without_the_database(client) -> None:
    response = client.get("/livez")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_ready_portal_says_what_it_looked_at(client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200, response.content
    assert response.json() == {
        "ready": True,
        "database": "ok",
        "migrations": "ok",
        "guards": "ok",
        "disk": "ok",
        "cache": "ok",
        "jobs": "failed",  # none has ever run here
        "outbox": "ok",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["_database", "_migrations", "_disk"])
def test_without_what_it_needs_the_portal_is_not_ready(client, monkeypatch, name) -> None:
    def fail() -> bool:
        raise OSError("password=x")

    monkeypatch.setattr(selectors, name, fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()[name[1:]] == "failed"
    assert b"password" not in response.content


@pytest.mark.django_db
def test_a_missing_cache_is_said_and_does_no_harm(client, monkeypatch) -> None:
    monkeypatch.setattr(selectors, "_cache", lambda: False)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["cache"] == "failed"


@pytest.mark.django_db
def test_a_tenth_of_the_disk_has_to_be_free(client, monkeypatch) -> None:
    monkeypatch.setattr(selectors.shutil, "disk_usage", lambda _path: Usage(100, 91, 9))
    assert client.get("/readyz").status_code == 503


@pytest.mark.django_db
def test_an_unapplied_migration_is_noticed(client, monkeypatch) -> None:
    monkeypatch.setattr(selectors.MigrationExecutor, "migration_plan", lambda *_a: [object()])
    assert client.get("/readyz").json()["migrations"] == "failed"


def test_a_page_cache_behind_the_session_is_an_error(settings) -> None:
    settings.MIDDLEWARE = [checks.SESSION, checks.PAGE_CACHE]
    assert "foundation.E001" in {message.id for message in checks.page_cache_order(None)}
    settings.MIDDLEWARE = [checks.PAGE_CACHE, checks.SESSION]
    assert checks.page_cache_order(None) == []


def test_a_demonstration_under_a_name_of_the_network_is_an_error_in_production(settings) -> None:
    settings.DEMONSTRATION = True
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    assert checks.demonstration_stays_at_home(None) == []
    settings.ALLOWED_HOSTS = ["localhost", "anlan.example.cn"]
    assert [one.id for one in checks.demonstration_stays_at_home(None)] == ["foundation.W002"]
    settings.SECURE_SSL_REDIRECT = True
    (found,) = checks.demonstration_stays_at_home(None)
    assert found.id == "foundation.E002" and "anlan.example.cn" in found.msg
    assert found.is_serious()
    settings.DEMONSTRATION = False
    assert checks.demonstration_stays_at_home(None) == []


def test_demonstration_adapters_outside_of_a_demonstration_are_warned_of(settings) -> None:
    settings.DEMONSTRATION = False
    settings.EMAIL_BACKEND = checks.DEMONSTRATION_MAIL
    settings.SMS_ADAPTER = checks.DEMONSTRATION_SMS
    assert len(checks.demonstration_adapters(None)) == 2
    settings.DEMONSTRATION = True
    assert checks.demonstration_adapters(None) == []
    assert not [m for m in run_checks() if m.id and m.id.startswith("foundation.E")]


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_audit_too_and_leaves_the_guards(client) -> None:
    audit.record(actor=None, action="test.done")
    call_command("flush", interactive=False, verbosity=0, stdout=io.StringIO())
    assert not AuditEvent.objects.exists()
    audit.record(actor=None, action="test.done")
    from django.db import DatabaseError, connection, transaction

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM portal_foundation_auditevent")


@pytest.mark.django_db
def test_jobs_on_time_and_a_stuck_consumer_are_said_and_do_no_harm(client, monkeypatch) -> None:
    monkeypatch.setattr(selectors, "job_states", lambda _now: [])
    OutboxCursor.objects.create(consumer="search", position=0, failing_since=timezone.now())
    response = client.get("/readyz")
    assert response.status_code == 200
    assert (response.json()["jobs"], response.json()["outbox"]) == ("ok", "failed")
