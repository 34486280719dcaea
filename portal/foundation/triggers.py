"""Rows that the database itself refuses to change, on SQLite and on PostgreSQL.

The models refuse too, but an update() or a console does not ask the model. Each app with
such rows lists its guards in `<app>/guards.py` (`GUARDS`) and installs them by migration.
A later migration that rebuilds a guarded table on SQLite (any AlterField) drops its
triggers: repeat `install` after it; a test counts them after all migrations. `flush`, which
empties every table for tests and demonstrations, lifts them all for its run.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython
from django.utils.module_loading import module_has_submodule

MESSAGE: Final = "what was written once stays as it is"


@dataclass(frozen=True, slots=True)
class Guard:
    """`table` refuses `operations` on rows where `condition` (SQL over OLD and NEW that both
    databases understand; empty means always) holds.

    TRUNCATE is known to PostgreSQL only and sees no row, so it takes no condition. Names and
    conditions come from our code, never from input.
    """

    table: str
    operations: tuple[str, ...] = ("UPDATE", "DELETE")
    condition: str = ""
    name: str = "frozen"

    def trigger(self, operation: str) -> str:
        return "_".join(filter(None, (self.table, self.name, operation.lower())))

    def operations_on(self, vendor: str) -> tuple[str, ...]:
        return tuple(o for o in self.operations if vendor == "postgresql" or o != "TRUNCATE")


def installed() -> tuple[Guard, ...]:
    """The guards of every installed app."""
    return tuple(
        guard
        for app in apps.get_app_configs()
        if app.module is not None and module_has_submodule(app.module, "guards")
        for guard in import_module(f"{app.name}.guards").GUARDS
    )


def create(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    """Put the guards in place; safe to repeat."""
    drop(connection, guards)
    _run(connection, guards, _creation)


def drop(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    """Take the guards away; safe to repeat."""
    _run(connection, guards, _removal)


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of all triggers of the database."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def expected(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the triggers that should be there."""
    return {
        guard.trigger(operation)
        for guard in installed()
        for operation in guard.operations_on(connection.vendor)
    }


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """No guard inside the block; for emptying a whole database, never for a correction."""
    guards = installed()
    drop(connection, guards)
    try:
        yield
    finally:
        create(connection, guards)


def install(guards: Sequence[Guard]) -> RunPython:
    """Migration operation that puts the guards in place, and takes them away backwards.

    A guard whose table a later migration makes is left to that one.
    """

    def forward(_apps: Any, editor: Any) -> None:
        there = set(editor.connection.introspection.table_names())
        create(editor.connection, [guard for guard in guards if guard.table in there])

    def backward(_apps: Any, editor: Any) -> None:
        drop(editor.connection, guards)

    return RunPython(forward, backward)


def _creation(vendor: str, guard: Guard, operation: str) -> list[str]:
    trigger, table = guard.trigger(operation), guard.table
    if vendor == "sqlite":
        when = f"WHEN ({guard.condition})" if guard.condition else ""
        return [
            f'CREATE TRIGGER "{trigger}" BEFORE {operation} ON "{table}" FOR EACH ROW {when} '
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}: {table}'); END"
        ]
    # PostgreSQL allows no subquery in WHEN, so the condition lives in the function.
    answer = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(operation, "NEW")
    level = "STATEMENT" if operation == "TRUNCATE" else "ROW"
    return [
        f'CREATE OR REPLACE FUNCTION "{trigger}"() RETURNS trigger AS $$ BEGIN '
        f"IF {guard.condition or 'TRUE'} THEN RAISE EXCEPTION '{MESSAGE}: {table}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {answer}; END; $$ LANGUAGE plpgsql",
        f'CREATE TRIGGER "{trigger}" BEFORE {operation} ON "{table}" '
        f'FOR EACH {level} EXECUTE FUNCTION "{trigger}"()',
    ]


def _removal(vendor: str, guard: Guard, operation: str) -> list[str]:
    trigger = guard.trigger(operation)
    if vendor == "sqlite":
        return [f'DROP TRIGGER IF EXISTS "{trigger}"']
    return [
        f'DROP TRIGGER IF EXISTS "{trigger}" ON "{guard.table}"',
        f'DROP FUNCTION IF EXISTS "{trigger}"()',
    ]


def _run(
    connection: BaseDatabaseWrapper,
    guards: Sequence[Guard],
    statements: Callable[[str, Guard, str], list[str]],
) -> None:
    with connection.cursor() as cursor:
        for guard in guards:
            for operation in guard.operations_on(connection.vendor):
                for sql in statements(connection.vendor, guard, operation):
                    cursor.execute(sql)
