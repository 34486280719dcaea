"""Fields of the embedded index, and entries as its documents."""

from typing import Final

import tantivy

from search.engines.protocol import ARRANGED, WEIGHT_SCALE, Entry

WHITESPACE: Final = "anlan_whitespace"


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
