"""A parse as JSON and back: it crosses a process border on its way into the database."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from . import errors
from .actor_told import Told
from .extracted import RepairKind
from .labels import FieldKey
from .parse import (
    HeaderField,
    Metadata,
    Node,
    NodeKind,
    Note,
    Parse,
    ParsedCell,
    ParsedTable,
    Reference,
    Repair,
    TargetDraft,
    ToldOf,
)
from .spans import Span, SpanKind

_DATES = ("signed_on", "published_on", "effective_on")


def dump(parse: Parse) -> dict[str, Any]:
    """JSON-ready dictionary; dates as ISO text."""
    data = asdict(replace(parse, spans=()))
    data["spans"] = [[s.start, s.end, s.kind.value, s.owner] for s in parse.spans]
    for key in _DATES:
        value = data["metadata"][key]
        data["metadata"][key] = value.isoformat() if value else None
    return data


def load(data: dict[str, Any]) -> Parse:
    """The parse of `dump`. Raises the named PlanImportError of a refusal."""
    if "error" in data:
        kind = getattr(errors, data["error"], errors.PlanImportError)
        raise kind(**data["data"])
    metadata = dict(data["metadata"])
    for key in _DATES:
        metadata[key] = date.fromisoformat(metadata[key]) if metadata[key] else None
    return Parse(
        original=data["original"],
        source=data["source"],
        encoding=data["encoding"],
        metadata=Metadata(**metadata),
        fields=tuple(HeaderField(**{**f, "key": FieldKey(f["key"])}) for f in data["fields"]),
        nodes=tuple(Node(**{**n, "kind": NodeKind(n["kind"])}) for n in data["nodes"]),
        tables=tuple(ParsedTable(**t) for t in data["tables"]),
        cells=tuple(ParsedCell(**c) for c in data["cells"]),
        repairs=tuple(Repair(**{**r, "kind": RepairKind(r["kind"])}) for r in data["repairs"]),
        targets=tuple(TargetDraft(**t) for t in data["targets"]),
        references=tuple(Reference(**r) for r in data["references"]),
        notes=tuple(Note(**n) for n in data["notes"]),
        spans=tuple(Span(s[0], s[1], SpanKind(s[2]), s[3]) for s in data["spans"]),
        told=tuple(ToldOf(t["node"], Told(**t["told"])) for t in data["told"]),
    )
