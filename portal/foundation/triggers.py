"""Rows that the database itself refuses to change, on SQLite and on PostgreSQL.

The models refuse too, but an update() or a console does not ask the model. Each app with
such rows lists its guards in `<app>/guards.py` (`GUARDS`). `migrate` takes them all away
before the first migration and puts them in place after the last (signals, see apps.py):
SQLite rebuilds no table while a trigger of another one names it. What a killed `migrate`
left open, the next one closes. `flush`, which empties every table for tests and
demonstrations, lifts them all for its run.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from django.apps import apps
from django.db import connections, transaction
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

    def tables(self) -> set[str]:
        """Every word that may be a table: its own, and those that the condition looks into."""
        return {self.table, *re.findall(r"[a-z_]+", self.condition)}

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


def present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The guards that are there: trigger → table, also those that no code names any more."""
    query = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE %s"
        if connection.vendor == "sqlite"
        else "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND p.prosrc LIKE %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [f"%{MESSAGE}%"])
        return dict(cursor.fetchall())


def expected(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the triggers that should be there."""
    return {
        guard.trigger(operation)
        for guard in installed()
        for operation in guard.operations_on(connection.vendor)
    }


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the triggers that a killed `migrate` left away."""
    return expected(connection) - present(connection).keys()


def put_in_place(connection: BaseDatabaseWrapper) -> None:
    """Every guard that is not there, all or none; safe to repeat.

    A guard whose tables are not all made (migrated to an earlier state) has to wait, or it
    would refuse everything.
    """
    there = present(connection).keys()
    made = set(connection.introspection.table_names())
    unmade = {model._meta.db_table for model in apps.get_models()} - made
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for guard in installed():
            if guard.tables() & unmade:
                continue
            for operation in guard.operations_on(connection.vendor):
                if guard.trigger(operation) not in there:
                    for sql in _creation(connection.vendor, guard, operation):
                        cursor.execute(sql)


def take_away(connection: BaseDatabaseWrapper) -> None:
    """Every guard that is there, all or none; safe to repeat."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for trigger, table in present(connection).items():
            if connection.vendor == "sqlite":
                cursor.execute(f'DROP TRIGGER "{trigger}"')
            else:
                cursor.execute(f'DROP TRIGGER "{trigger}" ON "{table}"')
                cursor.execute(f'DROP FUNCTION "{trigger}"()')


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """No guard inside the block; for emptying a whole database, never for a correction."""
    take_away(connection)
    try:
        yield
    finally:
        put_in_place(connection)


def before_migrations(sender: Any, *, using: str, **_details: Any) -> None:
    take_away(connections[using])


def after_migrations(sender: Any, *, using: str, **_details: Any) -> None:
    put_in_place(connections[using])


def differs(columns: Iterable[str]) -> str:
    """SQL: an update changes one of `columns`, NULL counted as a value.

    Both databases understand it; IS DISTINCT FROM is unknown to SQLite before 3.39.
    """
    return " OR ".join(
        f"OLD.{column} <> NEW.{column} OR (OLD.{column} IS NULL) <> (NEW.{column} IS NULL)"
        for column in columns
    )


def install(_guards: Sequence[Guard]) -> RunPython:
    """Named by migrations from when each put its own guards in place."""
    return RunPython(RunPython.noop, RunPython.noop)


def create(_connection: BaseDatabaseWrapper, _guards: Sequence[Guard]) -> None:
    """Named by migrations, as `install`."""


drop = create


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
