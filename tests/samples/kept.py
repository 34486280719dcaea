"""What tables, sessions, caches and certificates hold, as text to look for a name in."""

import json
import pickle
from collections.abc import Collection, Iterator
from contextlib import suppress
from io import BytesIO

from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from pypdf import PdfReader

from portal.foundation.pagecache.domain import BadEntry, Entry


def dumped() -> dict[str, str]:
    """Every table as text, as the database itself gives it, in an order of its own: where a
    row lies says nothing about what it holds."""
    text = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            text[table] = "\n".join(sorted(map(repr, cursor.fetchall())))
    return text


def sessions_text() -> str:
    return repr([one.get_decoded() for one in Session.objects.all()])


def cached_texts() -> Iterator[str]:
    """Every key with its value, unpacked: pickled or compressed bytes show no name."""
    for cache in caches.all():
        for key, packed in cache._cache.items():  # type: ignore[attr-defined]
            value = pickle.loads(packed)
            text = value.decode(errors="replace") if isinstance(value, bytes) else repr(value)
            with suppress(BadEntry):
                text = Entry.unpack(value).plain().decode()
            yield f"{key} {text}"


def words_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def traces_of(needles: Collection[str], text: str) -> set[str]:
    """Needles that stand in `text` as typed, as JSON escapes them or as repr does."""
    return {needle for needle in needles if any(one in text for one in spellings(needle))}


def spellings(needle: str) -> set[str]:
    escaped = json.dumps(needle)[1:-1]
    return {needle, escaped, escaped.replace("\\", "\\\\")}
