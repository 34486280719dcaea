"""Many rows by one prepared statement, whatever their number.

`bulk_create` splits at 999 parameters on SQLite, which makes the start of a long paper
cost more statements than that of a short one.
"""

from collections.abc import Sequence

from django.db import connection, models


def insert_many(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model, all fields given, primary keys left to the database."""
    if not rows:
        return
    meta = rows[0]._meta
    fields = [field for field in meta.local_concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    # Table and columns come from the model, values are bound.
    sql = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
    values = [
        tuple(field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields)
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)
