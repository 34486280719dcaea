"""Collecting all documents of the registered kinds anew from the apps that own them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db import transaction

from search.documents import Document
from search.documents import services as documents
from search.documents.models import SearchDocument
from search.registry import Kind, kinds

CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of one kind. `own`: the app wrote its documents itself."""

    kind: str
    written: int = 0
    removed: int = 0
    unchanged: int = 0
    own: bool = False


def collect(kind: Kind) -> Collected:
    """Write all documents of a kind and take out those it no longer has. One transaction,
    so that nobody finds half of them."""
    with transaction.atomic():
        found = kind.rebuild()
        if found is None:
            return Collected(kind.name, own=True)
        return _write(kind, found)


def collect_all() -> list[Collected]:
    """Every registered kind; documents of kinds that nobody registers any more go."""
    result = [collect(kind) for kind in kinds()]
    known = [kind.name for kind in kinds()]
    strays = list(SearchDocument.objects.exclude(kind__in=known).values_list("key", flat=True))
    if strays:
        result.append(Collected("", removed=len(documents.remove(strays).removed)))
    return result


def _write(kind: Kind, found: Iterable[Document]) -> Collected:
    keys: set[str] = set()
    written = unchanged = 0
    rest = iter(found)
    while chunk := list(islice(rest, CHUNK)):
        changes = documents.put(chunk)
        keys |= {document.key for document in chunk}
        written += len(changes.written)
        unchanged += changes.unchanged
    held = SearchDocument.objects.filter(kind=kind.name).values_list("key", flat=True)
    removed = documents.remove([key for key in held if key not in keys]).removed
    return Collected(kind.name, written, len(removed), unchanged)
