"""Database triggers that hold what the models promise: what was written once stays so.

Migration operations that work on SQLite and PostgreSQL alike. Names and conditions come
from our migrations, never from input. A later migration that rebuilds such a table on
SQLite (any AlterField) drops its triggers: repeat `freeze` after it; a test notices.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import migrations

MESSAGE = "what was written once stays as it is"


def statements(
    vendor: str, table: str, *, operations: Sequence[str], condition: str = "", name: str = "frozen"
) -> list[str]:
    """SQL that makes `table` refuse `operations` where `condition` holds.

    `condition` is one SQL expression over OLD and NEW that both databases understand.
    """
    return [
        sql
        for operation in operations
        for sql in _statement(vendor, table, operation, condition, name)
    ]


def _statement(vendor: str, table: str, operation: str, condition: str, name: str) -> list[str]:
    trigger = _trigger(table, operation, name)
    if vendor == "postgresql":
        # PostgreSQL allows no subquery in WHEN, so the condition lives in the function.
        answer = "OLD" if operation == "DELETE" else "NEW"
        return [
            f'CREATE OR REPLACE FUNCTION "{trigger}"() RETURNS trigger AS $$ BEGIN '
            f"IF {condition or 'TRUE'} THEN RAISE EXCEPTION '{MESSAGE}: {table}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {answer}; END; $$ LANGUAGE plpgsql",
            f'CREATE TRIGGER "{trigger}" BEFORE {operation} ON "{table}" '
            f'FOR EACH ROW EXECUTE FUNCTION "{trigger}"()',
        ]
    when = f"WHEN ({condition})" if condition else ""
    return [
        f'CREATE TRIGGER "{trigger}" BEFORE {operation} ON "{table}" FOR EACH ROW {when} '
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}: {table}'); END"
    ]


def removal(vendor: str, table: str, *, operations: Sequence[str], name: str) -> list[str]:
    """SQL that takes the triggers away again."""
    sql = []
    for operation in operations:
        trigger = _trigger(table, operation, name)
        if vendor == "postgresql":
            sql.append(f'DROP TRIGGER IF EXISTS "{trigger}" ON "{table}"')
            sql.append(f'DROP FUNCTION IF EXISTS "{trigger}"()')
        else:
            sql.append(f'DROP TRIGGER IF EXISTS "{trigger}"')
    return sql


def _trigger(table: str, operation: str, name: str) -> str:
    return f"{table}_{name}_{operation.lower()}"


def _runner(build: Callable[[str], list[str]]) -> Callable[[Any, Any], None]:
    def run(apps: Any, schema_editor: Any) -> None:
        with schema_editor.connection.cursor() as cursor:
            for sql in build(schema_editor.connection.vendor):
                cursor.execute(sql)

    return run


def freeze(
    table: str,
    *,
    operations: Sequence[str] = ("UPDATE", "DELETE"),
    condition: str = "",
    name: str = "frozen",
) -> migrations.RunPython:
    """Migration operation: from now on `table` refuses `operations` where `condition` holds."""
    return migrations.RunPython(
        _runner(
            lambda vendor: statements(
                vendor, table, operations=operations, condition=condition, name=name
            )
        ),
        _runner(lambda vendor: removal(vendor, table, operations=operations, name=name)),
    )
