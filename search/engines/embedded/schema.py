"""Fields of the embedded index, and entries as its documents."""

from typing import Final

import tantivy

from search.analysis import fingerprint
from search.engines.protocol import Entry

SCHEMA_VERSION: Final = 2
"""Raise it when a field changes; the index is then rebuilt beside the old one."""

WHITESPACE: Final = "anlan_whitespace"
WEIGHT_SCALE: Final = 10.0
"""The engine multiplies a score by log2(2 + weight / WEIGHT_SCALE)."""


ARRANGED: Final = "arranged"
"""What `part` holds of a document that tells nobody in danger what to do."""

COUNTED: Final = ("group", "kind", "hazard", "status", "year")
"""Fields whose values can be counted over the matching documents."""


def stamp() -> str:
    """Name of the index directory: what was analysed how, in which fields."""
    return f"{fingerprint()}-{SCHEMA_VERSION}"


def build() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # The key is text: deleting by a number deletes nothing, silently (tantivy-py 0.27).
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(
        "group", stored=True, fast=True, tokenizer_name="raw", index_option="basic"
    )
    for name in ("title", "path", "body"):
        builder.add_text_field(name, tokenizer_name=WHITESPACE, index_option="freq")
    builder.add_text_field("units", tokenizer_name=WHITESPACE, index_option="position")
    for name in ("kind", "hazard", "division", "level", "lang", "status", "grant", "part"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("year", indexed=True, fast=True)
    builder.add_float_field("weight", fast=True)
    return builder.build()


def document(entry: Entry) -> tantivy.Document:
    result = tantivy.Document()
    result.add_text("key", entry.key)
    result.add_text("group", entry.group_key)
    for name, text in (
        ("title", entry.title),
        ("path", entry.path),
        ("body", entry.body),
        ("units", entry.units),
    ):
        result.add_text(name, text)
    for name, value in (
        ("kind", entry.kind),
        ("division", entry.division),
        ("level", entry.level),
        ("lang", entry.lang),
        ("status", entry.status),
    ):
        if value:
            result.add_text(name, value)
    for hazard in entry.hazards:
        result.add_text("hazard", hazard)
    for grant in entry.grants:
        result.add_text("grant", grant)
    if entry.year is not None:
        result.add_unsigned("year", entry.year)
    if entry.is_arranged:
        result.add_text("part", ARRANGED)
    result.add_float("weight", entry.weight / WEIGHT_SCALE)
    return result
