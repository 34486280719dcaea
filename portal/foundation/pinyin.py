"""Names in the order of their pinyin, on both databases alike.

GB 18030 keeps the 3,755 common characters of GB 2312-1980, level 1, in the order of their pinyin;
letters come before them, rarer characters at either end. It holds all of Unicode, so no name is
refused. SQLite has no such encoding and is taught it as a function.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BinaryField, Func


class Pinyin(Func):
    """The key that a text is sorted by."""

    arity = 1
    output_field = BinaryField()
    function = "gb18030"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="convert_to(%(expressions)s, 'GB18030')", **context
        )


def sort_key(text: str | None) -> bytes | None:
    return None if text is None else text.encode("gb18030", errors="replace")


def teach(*, connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Receives `connection_created`."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("gb18030", 1, sort_key, deterministic=True)
