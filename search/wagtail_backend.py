"""Chinese in Wagtail's own search: the boxes and choosers of the admin.

Wagtail's database backends take a run of Han characters as one token and break on `"` and
on blank queries. Here both sides go through the portal's analysis before the stock backend
sees them. Set WAGTAILSEARCH_BACKENDS["default"]["BACKEND"] to "search.wagtail_backend".

The stock classes are private to modelsearch; where their shape is not the one this module
was written for, `SearchBackend` is the stock backend and the check search.W002 says so.
"""

import copy
import logging
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from django.db import connection
from modelsearch.backends.base import EmptySearchResults
from modelsearch.index import RelatedFields
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from search.analysis import coarse_words, normalise, words

logger = logging.getLogger(__name__)

SUPPORTED: Final = "1.3."
LONGEST_QUERY: Final = 200


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name Wagtail looks for
    """The backend for the database in use."""
    from modelsearch.backends.database import SearchBackend as StockBackend

    reason = unsupported()
    if reason:
        logger.warning("stock search backend in use: %s", reason)
        return StockBackend(params)
    if connection.vendor == "sqlite":
        return _sqlite_backend()(params)
    if connection.vendor == "postgresql":
        return _postgres_backend()(params)
    return StockBackend(params)


def unsupported() -> str:
    """Why the stock backends cannot be extended here, or empty."""
    try:
        installed = version("modelsearch")
    except PackageNotFoundError:
        return "modelsearch is not installed"
    if not installed.startswith(SUPPORTED):
        return f"modelsearch {installed}"
    if connection.vendor == "sqlite":
        from modelsearch.backends.database.sqlite import utils

        return "" if utils.fts5_available() else "SQLite without FTS5"
    return ""


def segmented(value: object) -> str:
    """A value of an indexed field as words separated by spaces."""
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return " ".join(segmented(item) for item in value)
    text = "" if value is None else str(value)
    return " ".join(token.text for token in words(normalise(text).text))


def segmented_query(text: str) -> str:
    """A typed query as words separated by spaces; empty if there is no word in it."""
    return " ".join(token.text for token in coarse_words(normalise(text[:LONGEST_QUERY]).text))


def understood(query: Any) -> Any:
    """A query of Wagtail with segmented text, or None if nothing is left to search for.

    A phrase becomes all of its words: in the index the words inside a word stand between.
    Boost and Fuzzy, which the SQLite backend refuses, are dropped around their text.
    """
    if isinstance(query, str):
        return segmented_query(query) or None
    if isinstance(query, PlainText | Phrase | Fuzzy):
        text = segmented_query(query.query_string)
        operator = query.operator if isinstance(query, PlainText | Fuzzy) else "and"
        return PlainText(text, operator=operator) if text else None
    if isinstance(query, Boost):
        return understood(query.subquery)
    if isinstance(query, And | Or):
        parts = [part for part in map(understood, query.subqueries) if part is not None]
        if len(parts) < 2:
            return parts[0] if parts else None
        return type(query)(parts)
    if isinstance(query, Not):
        inner = understood(query.subquery)
        return MatchAll() if inner is None else Not(inner)
    return query


class _SegmentedObject:
    """What the stock indexer asks of an object, with values as segmented text."""

    def __init__(self, instance: Any) -> None:
        self.pk = instance.pk
        self.instance = instance

    def get_search_fields(self) -> list[Any]:
        return [_segmented_field(field) for field in self.instance.get_search_fields()]


def _segmented_field(field: Any) -> Any:
    twin = copy.copy(field)
    read = field.get_value
    if isinstance(field, RelatedFields):
        twin.fields = [_segmented_field(inner) for inner in field.fields]
        twin.get_value = lambda holder: read(_real(holder))
    else:
        twin.get_value = lambda holder: segmented(read(_real(holder)))
    return twin


def _real(holder: Any) -> Any:
    return holder.instance if isinstance(holder, _SegmentedObject) else holder


class _SegmentedIndex:
    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        super().add_items(model, [_SegmentedObject(obj) for obj in objs])  # type: ignore[misc]


class _UnderstandingBackend:
    def _search(self, compiler_class: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        query = understood(query)
        if query is None:
            return EmptySearchResults()
        return super()._search(compiler_class, query, *args, **kwargs)  # type: ignore[misc]


def _columns(fields: Sequence[str] | None) -> list[str]:
    """Columns of the index that hold these fields: the title apart, all others together."""
    return sorted({"title" if name == "title" else "body" for name in fields or ()})


@cache
def _sqlite_backend() -> type:
    from modelsearch.backends.database.sqlite import sqlite

    class Index(_SegmentedIndex, sqlite.SQLiteIndex):
        pass

    class Compiler(sqlite.SQLiteSearchQueryCompiler):
        fields: Any

        def search(self, *args: Any, **kwargs: Any) -> Any:
            # The stock compiler passes names of model fields on as columns of the index.
            fields, self.fields = self.fields, _columns(self.fields) or None
            try:
                return super().search(*args, **kwargs)
            finally:
                self.fields = fields

    class AutocompleteCompiler(sqlite.SQLiteAutocompleteQueryCompiler):
        fields: Any

        def search(self, *args: Any, **kwargs: Any) -> Any:
            fields, self.fields = self.fields, None
            try:
                return super().search(*args, **kwargs)
            finally:
                self.fields = fields

    class Backend(_UnderstandingBackend, sqlite.SQLiteSearchBackend):
        index_class = Index
        query_compiler_class = Compiler
        autocomplete_query_compiler_class = AutocompleteCompiler

    return Backend


@cache
def _postgres_backend() -> type:
    from django.db.models import F
    from modelsearch.backends.database.postgres import postgres

    class Index(_SegmentedIndex, postgres.PostgresIndex):
        pass

    class Compiler(postgres.PostgresSearchQueryCompiler):
        def get_fields_vectors(self, search_query: Any) -> Any:
            # Columns of the model hold unsegmented text; the index has the same, segmented.
            norms = {"title": F("index_entries__title_norm"), "body": 1.0}
            return [(F(f"index_entries__{name}"), norms[name]) for name in _columns(self.fields)]

    class AutocompleteCompiler(postgres.PostgresAutocompleteQueryCompiler):
        def get_fields_vectors(self, search_query: Any) -> Any:
            return self.get_index_vectors(search_query)

    class Backend(_UnderstandingBackend, postgres.PostgresSearchBackend):
        index_class = Index
        query_compiler_class = Compiler
        autocomplete_query_compiler_class = AutocompleteCompiler

    return Backend
