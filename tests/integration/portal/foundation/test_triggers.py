"""Guards of the database, before, during and after a migration."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from content.plans.models import ClauseTable
from portal.foundation import triggers
from portal.foundation.audit import services as audit
from portal.foundation.audit.models import AuditEvent

GUARDED = (
    ("content_plans", ("planversion", "clause", "clausetable")),
    ("quizzes_bank", ("question", "questionversion")),
    ("quizzes_papers", ("assessmentversion", "paperentry")),
)
REBUILDING = """
from django.db import migrations

def rebuild(apps, editor):
    for name in {models!r}:
        model = apps.get_model({app!r}, name)
        fields = model._meta.local_concrete_fields
        kept = next(f for f in fields if not f.primary_key and not f.remote_field)
        loose = kept.clone()
        loose.null = not kept.null
        loose.set_attributes_from_name(kept.name)
        loose.model = model
        editor.alter_field(model, kept, loose)
        editor.alter_field(model, loose, kept)

class Migration(migrations.Migration):
    dependencies = [({app!r}, {leaf!r})]
    operations = [migrations.RunPython(rebuild, migrations.RunPython.noop)]
"""
KILLED = """
from django.db import migrations

def stop(apps, editor):
    raise KeyboardInterrupt

class Migration(migrations.Migration):
    dependencies = [({app!r}, {leaf!r})]
    operations = [migrations.RunPython(stop)]
"""
ADDED = "9999_of_a_test"


@pytest.fixture
def migration(monkeypatch, settings, tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Adds a migration to an app, as the next release would."""
    applied: list[str] = []

    def add(app: str, text: str, **words: object) -> Path:
        loader = MigrationLoader(connection)
        folder = Path(importlib.import_module(loader.migrations_module(app)[0]).__path__[0])
        ((_app, leaf),) = loader.graph.leaf_nodes(app)
        package = tmp_path / f"migrations_of_{app}"
        package.mkdir()
        (package / "__init__.py").write_text(f"__path__.append({str(folder)!r})")
        path = package / f"{ADDED}.py"
        path.write_text(text.format(app=app, leaf=leaf, **words))
        monkeypatch.syspath_prepend(tmp_path)
        settings.MIGRATION_MODULES = {app: package.name}
        applied.append(app)
        return path

    yield add
    for app in applied:
        MigrationRecorder(connection).record_unapplied(app, ADDED)
        for name in [name for name in sys.modules if name.startswith(f"migrations_of_{app}")]:
            del sys.modules[name]


@pytest.mark.parametrize(("app", "models"), GUARDED)
def test_a_migration_rebuilds_guarded_tables_and_the_guards_are_there_after_it(
    shared_database, migration, app, models
) -> None:
    before = triggers.present(connection)
    assert {f"{app}_{model}" for model in models} <= set(before.values())
    migration(app, REBUILDING, models=models)
    call_command("migrate", app, verbosity=0)
    assert (app, ADDED) in MigrationRecorder(connection).applied_migrations()
    assert triggers.present(connection) == before
    assert not triggers.missing(connection)


def test_what_a_killed_migrate_left_open_the_next_one_closes(
    shared_database, migration, client
) -> None:
    path = migration("quizzes_bank", KILLED)
    with pytest.raises(KeyboardInterrupt):
        call_command("migrate", verbosity=0)
    assert triggers.missing(connection)
    assert client.get("/readyz").json()["guards"] == "failed"
    path.unlink()
    importlib.invalidate_caches()
    call_command("migrate", verbosity=0)
    assert not triggers.missing(connection)
    audit.record(actor=None, action="test.done")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM portal_foundation_auditevent")
    assert AuditEvent.objects.exists()


def test_a_guard_that_no_code_names_any_more_goes_with_the_next_migrate(
    shared_database, monkeypatch
) -> None:
    now = triggers.installed()
    old = triggers.Guard("portal_people_unit", operations=("DELETE",), name="of_before")
    monkeypatch.setattr(triggers, "installed", lambda: (*now, old))
    triggers.put_in_place(connection)
    assert "portal_people_unit_of_before_delete" in triggers.present(connection)
    monkeypatch.undo()
    call_command("migrate", "portal_people", verbosity=0)
    assert "portal_people_unit_of_before_delete" not in triggers.present(connection)


@pytest.mark.django_db
def test_a_guard_waits_for_every_table_it_looks_into(monkeypatch) -> None:
    triggers.take_away(connection)
    tables = connection.introspection.table_names()
    tables.remove(ClauseTable._meta.db_table)
    monkeypatch.setattr(connection.introspection, "table_names", lambda: tables)
    triggers.put_in_place(connection)
    waiting = triggers.missing(connection)
    assert {name.rpartition("_frozen_")[0] for name in waiting} == {
        "content_plans_clausetable",
        "content_plans_tablecell",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        ("'a'", "'a'", False), ("'a'", "'b'", True), ("NULL", "NULL", False),
        ("NULL", "''", True), ("'a'", "NULL", True),
    ],
)  # fmt: skip
def test_a_column_differs_from_null_too(before, after, differs) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM (SELECT CAST({before} AS text) AS x) OLD, "
            f"(SELECT CAST({after} AS text) AS x) NEW WHERE {triggers.differs(['x'])}"
        )
        assert bool(cursor.fetchone()) is differs
