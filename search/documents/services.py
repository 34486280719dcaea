"""Putting documents into the search and taking them out, in the caller's transaction.

A row and its outbox event exist exactly if the caller's change does. The index follows
right after the commit; see `search.indexing`.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from django.db import transaction
from django.utils import timezone

from portal.foundation.outbox import services as outbox
from search.documents.document import (
    Changes,
    Document,
    DocumentRefused,
    DuplicateKey,
    ForeignGroup,
)
from search.documents.models import (
    FIRST_YEAR,
    HEAVIEST,
    LAST_YEAR,
    LONGEST_KEY,
    SearchDocument,
)
from search.enums import Status
from search.indexing.after_commit import index_after_commit

T = TypeVar("T")

TOPIC: Final = "search.document"

CHUNK: Final = 500
"""Rows per statement, and keys per outbox event."""

_FIELDS: Final = (
    "kind",
    "group_key",
    "title",
    "path",
    "text",
    "url",
    "hazards",
    "division",
    "level",
    "year",
    "status",
    "published_on",
    "grants",
    "weight",
    "lang",
    "is_demonstration",
)


def put(documents: Iterable[Document]) -> Changes:
    """Write the documents, new or changed; those that are already so are left alone.

    Raises DuplicateKey, DocumentRefused; then nothing is written.
    """
    rows = _rows(documents)
    with transaction.atomic():
        written, unchanged = _write(rows)
        changes = Changes(written=written, unchanged=unchanged)
        _tell(changes)
    return changes


def remove(keys: Iterable[str]) -> Changes:
    """Take out the documents with these keys; unknown keys are nothing to do."""
    with transaction.atomic():
        changes = Changes(removed=_delete(list(dict.fromkeys(keys))))
        _tell(changes)
    return changes


def replace_group(group_key: str, documents: Iterable[Document]) -> Changes:
    """Make `documents` the only ones of the group: write them, take out all others of it.

    Raises ForeignGroup if one of them belongs elsewhere, and what `put` raises.
    """
    rows = _rows(documents)
    for row in rows:
        if row.group_key != group_key:
            raise ForeignGroup(row.key, row.group_key, group_key)
    kept = {row.key for row in rows}
    with transaction.atomic():
        held = SearchDocument.objects.filter(group_key=group_key).values_list("key", flat=True)
        removed = _delete([key for key in held if key not in kept])
        written, unchanged = _write(rows)
        changes = Changes(written=written, removed=removed, unchanged=unchanged)
        _tell(changes)
    return changes


def _rows(documents: Iterable[Document]) -> list[SearchDocument]:
    rows: dict[str, SearchDocument] = {}
    for document in documents:
        if document.key in rows:
            raise DuplicateKey(document.key)
        rows[document.key] = row_of(document)
    return list(rows.values())


def row_of(document: Document) -> SearchDocument:
    """As it is stored, unsaved."""
    values = {name: getattr(document, name) for name in _FIELDS}
    values = {
        name: _storable(value) if isinstance(value, str) else value
        for name, value in values.items()
    }
    values["path"] = [_storable(part) for part in document.path]
    values["hazards"] = sorted(set(document.hazards))
    values["grants"] = sorted(document.grants)
    _check(document.key, values)
    stamp = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return SearchDocument(
        key=document.key,
        content_hash=hashlib.sha256(stamp.encode()).hexdigest(),
        changed_at=timezone.now(),
        **values,
    )


def _storable(text: str) -> str:
    """Without what no database takes: NUL (PostgreSQL) and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _check(key: str, values: dict[str, Any]) -> None:
    for name in ("key", "kind", "group_key", "url"):
        value = key if name == "key" else values[name]
        if not value:
            raise DocumentRefused(key, f"{name} is empty")
    for name, value in {"key": key, **values}.items():
        limit = getattr(SearchDocument._meta.get_field(name), "max_length", None)
        if limit is not None and isinstance(value, str) and len(value) > limit:
            raise DocumentRefused(key[:LONGEST_KEY], f"{name} is longer than {limit}")
    if values["status"] not in Status.values:
        raise DocumentRefused(key, f"status {values['status']!r} is unknown")
    if not 0 <= values["weight"] <= HEAVIEST:
        raise DocumentRefused(key, f"weight {values['weight']} is not in 0…{HEAVIEST}")
    if values["year"] is not None and not FIRST_YEAR <= values["year"] <= LAST_YEAR:
        raise DocumentRefused(key, f"year {values['year']} is not plausible")


def _write(rows: Sequence[SearchDocument]) -> tuple[tuple[str, ...], int]:
    written: list[str] = []
    for chunk in _chunks(rows):
        known = dict(
            SearchDocument.objects.filter(key__in=[row.key for row in chunk]).values_list(
                "key", "content_hash"
            )
        )
        changed = [row for row in chunk if known.get(row.key) != row.content_hash]
        SearchDocument.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=[*_FIELDS, "content_hash", "changed_at"],
        )
        written += [row.key for row in changed]
    return tuple(written), len(rows) - len(written)


def _delete(keys: Sequence[str]) -> tuple[str, ...]:
    removed: list[str] = []
    for chunk in _chunks(keys):
        rows = SearchDocument.objects.filter(key__in=chunk)
        removed += rows.values_list("key", flat=True)
        rows.delete()
    return tuple(removed)


def _tell(changes: Changes) -> None:
    for keys in _chunks(changes.keys):
        outbox.append(topic=TOPIC, payload={"keys": list(keys)})
    if changes.keys:
        index_after_commit()


def _chunks(items: Sequence[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
