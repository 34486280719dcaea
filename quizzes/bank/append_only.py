"""Database triggers that hold what the models promise: what was written once stays so.

One `Guard` a rule, on SQLite and PostgreSQL alike. Names and conditions come from our
code, never from input. A later migration that rebuilds such a table on SQLite (any
AlterField) drops its triggers: repeat `install` after it; a test counts them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper

MESSAGE: Final = "what was written once stays as it is"


@dataclass(frozen=True, slots=True)
class Guard:
    """`table` refuses `operations` on rows where `condition` (SQL over OLD and NEW that
    both databases understand; empty means always) holds."""

    table: str
    operations: tuple[str, ...] = ("UPDATE", "DELETE")
    condition: str = ""
    name: str = "frozen"

    def trigger(self, operation: str) -> str:
        return f"{self.table}_{self.name}_{operation.lower()}"


def create(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    """Put the guards in place; safe to repeat."""
    drop(connection, guards)
    with connection.cursor() as cursor:
        for guard in guards:
            for operation in guard.operations:
                for sql in _creation(connection.vendor, guard, operation):
                    cursor.execute(sql)


def drop(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    """Take the guards away; safe to repeat."""
    with connection.cursor() as cursor:
        for guard in guards:
            for operation in guard.operations:
                for sql in _removal(connection.vendor, guard, operation):
                    cursor.execute(sql)


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


@contextmanager
def lifted(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> Iterator[None]:
    """No guard inside the block; for emptying a whole database, never for a correction."""
    drop(connection, guards)
    try:
        yield
    finally:
        create(connection, guards)


def install(guards: Sequence[Guard]) -> migrations.RunPython:
    """Migration operation that puts the guards in place, and takes them away backwards."""

    def forward(_apps: Any, editor: Any) -> None:
        create(editor.connection, guards)

    def backward(_apps: Any, editor: Any) -> None:
        drop(editor.connection, guards)

    return migrations.RunPython(forward, backward)


def _creation(vendor: str, guard: Guard, operation: str) -> list[str]:
    trigger, table = guard.trigger(operation), guard.table
    if vendor == "sqlite":
        when = f"WHEN ({guard.condition})" if guard.condition else ""
        return [
            f'CREATE TRIGGER "{trigger}" BEFORE {operation} ON "{table}" FOR EACH ROW {when} '
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}: {table}'); END"
        ]
    # PostgreSQL allows no subquery in WHEN, so the condition lives in the function.
    answer = "OLD" if operation == "DELETE" else "NEW"
    return [
        f'CREATE OR REPLACE FUNCTION "{trigger}"() RETURNS trigger AS $$ BEGIN '
        f"IF {guard.condition or 'TRUE'} THEN RAISE EXCEPTION '{MESSAGE}: {table}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {answer}; END; $$ LANGUAGE plpgsql",
        f'CREATE TRIGGER "{trigger}" BEFORE {operation} ON "{table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{trigger}"()',
    ]


def _removal(vendor: str, guard: Guard, operation: str) -> list[str]:
    trigger = guard.trigger(operation)
    if vendor == "sqlite":
        return [f'DROP TRIGGER IF EXISTS "{trigger}"']
    return [
        f'DROP TRIGGER IF EXISTS "{trigger}" ON "{guard.table}"',
        f'DROP FUNCTION IF EXISTS "{trigger}"()',
    ]
