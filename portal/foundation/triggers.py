"""Rows that the database itself refuses to change, on SQLite and on PostgreSQL.

The models refuse too, but an update() or a console does not ask the model. A guard is
one table and the condition under which its rows are frozen. Migrations that rebuild a
table on SQLite drop its triggers, so a test counts them after all migrations, and
`flush` (which empties every table for tests and demonstrations) lifts them for its run.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython


@dataclass(frozen=True, slots=True)
class Guard:
    """`frozen_when` is a condition on OLD ("OLD.published_at IS NOT NULL"); empty is always."""

    table: str
    frozen_when: str = ""

    @property
    def message(self) -> str:
        return f"rows of {self.table} are append-only"


GUARDS: Final = (
    Guard("portal_foundation_auditevent"),
    Guard("portal_foundation_auditbatch"),
    Guard("portal_foundation_consentnotice", "OLD.published_at IS NOT NULL"),
)


def create(connection: BaseDatabaseWrapper, guards: Sequence[Guard] = GUARDS) -> None:
    """Put the guards in place; safe to repeat."""
    drop(connection, guards)
    _run(connection, [sql for guard in guards for sql in _creation(connection.vendor, guard)])


def drop(connection: BaseDatabaseWrapper, guards: Sequence[Guard] = GUARDS) -> None:
    """Take the guards away; safe to repeat."""
    _run(connection, [sql for guard in guards for sql in _removal(connection.vendor, guard)])


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the guards' triggers that the database has."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()} & expected(connection)


def expected(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the triggers that should be there."""
    return {
        f"{guard.table}_{event}" for guard in GUARDS for event in _events(connection.vendor, guard)
    }


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """No guard inside the block; for emptying a whole database, never for a correction."""
    drop(connection)
    try:
        yield
    finally:
        create(connection)


def operation(*tables: str) -> RunPython:
    """The migration that guards these tables; it names them, for later ones are not there yet."""
    guards = [guard for guard in GUARDS if guard.table in tables]
    return RunPython(
        lambda _apps, editor: create(editor.connection, guards),
        lambda _apps, editor: drop(editor.connection, guards),
    )


def _events(vendor: str, guard: Guard) -> tuple[str, ...]:
    events = ("update", "delete")
    # TRUNCATE has no OLD row, so only a guard without condition can refuse it.
    return (*events, "truncate") if vendor == "postgresql" and not guard.frozen_when else events


def _creation(vendor: str, guard: Guard) -> list[str]:
    condition = f"WHEN ({guard.frozen_when})" if guard.frozen_when else ""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {guard.table}_{event} BEFORE {event.upper()} ON {guard.table}"
            f" {condition} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
            for event in _events(vendor, guard)
        ]
    function = (
        f"CREATE OR REPLACE FUNCTION {guard.table}_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{guard.message}' USING ERRCODE = 'restrict_violation';"
        " END $$"
    )
    triggers = [
        f"CREATE TRIGGER {guard.table}_{event} BEFORE {event.upper()} ON {guard.table}"
        f" FOR EACH {'STATEMENT' if event == 'truncate' else 'ROW'}"
        f" {condition} EXECUTE FUNCTION {guard.table}_refuse()"
        for event in _events(vendor, guard)
    ]
    return [function, *triggers]


def _removal(vendor: str, guard: Guard) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {guard.table}_{event}" for event in _events(vendor, guard)]
    return [
        *(
            f"DROP TRIGGER IF EXISTS {guard.table}_{event} ON {guard.table}"
            for event in _events(vendor, guard)
        ),
        f"DROP FUNCTION IF EXISTS {guard.table}_refuse()",
    ]


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
