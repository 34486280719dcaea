"""What is measured side by side: the portal's search on each engine, and what Wagtail offers."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.apps.registry import Apps
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from modelsearch import index
from modelsearch.backends.database import SearchBackend
from modelsearch.conf import get_app_config

from search import query, selectors
from search.documents.models import SearchDocument
from search.engines import Engine
from search.query import Chosen
from search.selectors import Answer

MOST: Final = selectors.WINDOW
BATCH: Final = 500

Ask = Callable[[str], list[str]]
"""A query → keys, best first."""


@dataclass(frozen=True, slots=True)
class System:
    name: str
    ask: Ask


def ours(engine: Engine, rows: Sequence[SearchDocument], grants: frozenset[str]) -> Ask:
    """As `/search/` asks, of the kinds of these rows; what is not among them is left out."""
    keys = {row.key for row in rows}
    kinds = tuple(sorted({row.kind for row in rows}))

    def ask(text: str) -> list[str]:
        found = answer(engine, text, kinds, grants)
        return [hit.key for hit in found.hits if hit.key in keys]

    return ask


def answer(engine: Engine, text: str, kinds: tuple[str, ...], grants: frozenset[str]) -> Answer:
    """What the engine answers to what somebody typed. Raises IndexUnavailable."""
    chosen = Chosen(values={"kind": kinds})
    return selectors.find_with(engine, query.read(text).used, chosen, grants)


def icontains(rows: Sequence[SearchDocument]) -> Ask:
    """The whole query in the heading or the text, in the order of the documents."""
    held = SearchDocument.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")

    def ask(text: str) -> list[str]:
        found = held.filter(Q(title__icontains=text) | Q(text__icontains=text))
        return list(found.values_list("key", flat=True)[:MOST])

    return ask


@contextmanager
def wagtail(rows: Sequence[SearchDocument]) -> Iterator[Ask]:
    """Wagtail's search as it comes, with its own index of these rows in the database, taken back
    at the end. Meanwhile nobody else writes to an SQLite database."""
    model = _indexed()
    pks = [row.pk for row in rows]
    with transaction.atomic():
        backend = SearchBackend({})
        stock = backend.index_class(backend)
        for start in range(0, len(pks), BATCH):
            stock.add_items(model, list(model.objects.filter(pk__in=pks[start : start + BATCH])))

        def ask(text: str) -> list[str]:
            try:
                with transaction.atomic():
                    found = backend.search(text, model.objects.all())[:MOST]
                    return [row.key for row in found]
            except DatabaseError:
                # It takes some signs for its own query language.
                return []

        try:
            yield ask
        finally:
            transaction.set_rollback(True)


def _indexed() -> Any:
    """The rows as Wagtail would index them, in a register of their own: nobody else indexes them
    when they are saved."""

    class JudgedDocument(index.Indexed, SearchDocument):
        search_fields = [
            index.SearchField("title", boost=2),
            index.SearchField("text"),
        ]

        class Meta:
            proxy = True
            app_label = "search"
            apps = Apps()

    if connection.vendor == "postgresql":
        from modelsearch.abstract_models import TextIDGenericRelation

        relation: Any = TextIDGenericRelation(get_app_config().get_model("IndexEntry"))
        relation.contribute_to_class(JudgedDocument, "index_entries")
    return JudgedDocument
