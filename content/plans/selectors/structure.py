"""A plan as data: what other systems take over (入库), in the words of `schemas/plan-1.json`."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from content.plans.models import Clause, PlanDocument, PlanVersion, Reference, TableCell
from content.plans.selectors.aims import aims_of
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.register import visible_to
from content.plans.selectors.structure_acting import actors, levels, situations
from content.plans.selectors.structure_planning import planning
from content.plans.selectors.structure_register import register, relations
from content.plans.selectors.within import definitions_in
from portal.people.rights import Person

SCHEMA: Final = "anlan-plan-1"


def structured(plan: PlanDocument, text: ReadableText, user: Person, *, on: date) -> dict[str, Any]:
    """The version as this person may read it; what they may not read leaves no gap. Numbers,
    texts and offsets are those of the page: the offsets of a reference count the characters of
    its clause's text."""
    clauses = list(_clauses(text))
    return {
        "schema": SCHEMA,
        "plan": _plan(plan, user),
        "version": _version(text.version, clauses),
        "clauses": clauses,
        "targets": list(_targets(text, on)),
        **planning(plan, text, on=on),
        "relations": relations(plan, user, {clause["id"] for clause in clauses}),
        "levels": levels(plan, text),
        **actors(text),
        "situations": situations(text),
        "definitions": [
            {"term": one.term, "words": one.words, "clause": one.anchor}
            for one in definitions_in(text)
        ],
        "register": register(plan, text, on=on),
    }


def _plan(plan: PlanDocument, user: Person) -> dict[str, Any]:
    division, successor = plan.division, plan.replaced_by
    shown = successor is not None and visible_to(user).filter(pk=successor.pk).exists()
    return {
        "id": str(plan.public_id),
        "title": plan.title,
        "family": plan.family,
        "kind": plan.kind,
        "level": plan.level,
        "status": plan.status,
        "visibility": plan.visibility,
        "division": {"code": division.code, "name": division.name} if division else None,
        "fictional": plan.is_demonstration,
        "issuer": plan.issuer,
        "unit": plan.owner_unit.name,
        "hazards": list(plan.hazards.order_by("slug").values_list("slug", flat=True)),
        "sector": plan.sector,
        "regime": plan.regime,
        "period": [plan.period_start, plan.period_end] if plan.period_start else None,
        "approved_by": plan.approved_by,
        "approved_on": _day(plan.approved_on),
        "issued_on": _day(plan.issued_on),
        "filed_on": _day(plan.filed_on),
        "filing_receipt": plan.filing_receipt,
        "replaced_by": str(successor.public_id) if successor is not None and shown else None,
    }


def _version(version: PlanVersion, clauses: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Its digest is of what the reader has: one of the whole original would let a hidden number
    be found by trying all."""
    digest = hashlib.sha256("".join(f"{one['sha256']}\n" for one in clauses).encode())
    return {
        "number": version.number,
        "title": version.title,
        "published_at": version.published_at.isoformat() if version.published_at else None,
        "language": version.language,
        "sha256": digest.hexdigest(),
        "index_number": version.index_number,
        "document_number": version.document_number,
        "catalogue": version.catalogue,
        "subject_words": version.subject_words,
        "signed_on": _day(version.signed_on),
        "published_on": _day(version.published_on),
        "effective_on": _day(version.effective_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clauses(text: ReadableText) -> Iterator[dict[str, Any]]:
    clauses = list(text.clauses.select_related("table").order_by("position"))
    anchors = {clause.pk: str(clause.anchor) for clause in clauses}
    cells: dict[int, list[TableCell]] = defaultdict(list)
    for cell in text.cells.order_by("row", "column"):
        cells[cell.table_id].append(cell)
    named: dict[int, list[Reference]] = defaultdict(list)
    for reference in text.references.order_by("start"):
        named[reference.clause_id].append(reference)
    for position, clause in enumerate(clauses):
        yield {
            "id": anchors[clause.pk],
            "parent": anchors[clause.parent_id] if clause.parent_id else None,
            "position": position,
            "depth": clause.depth,
            "kind": clause.kind,
            "number": clause.number,
            "heading": clause.heading,
            "text": clause.text,
            "visibility": clause.visibility,
            "sha256": clause.content_hash,
            "table": _table(clause, cells),
            "references": [
                {
                    "kind": each.kind, "name": each.name, "basis": each.basis,
                    "start": each.start, "end": each.end,
                }
                for each in named[clause.pk]
            ],
        }  # fmt: skip


def _table(clause: Clause, cells: dict[int, list[TableCell]]) -> dict[str, Any] | None:
    if not hasattr(clause, "table"):
        return None
    table = clause.table
    return {
        "rows": table.rows,
        "columns": table.columns,
        "certain": table.certain,
        "cells": [
            {
                "row": cell.row, "column": cell.column, "row_span": cell.row_span,
                "column_span": cell.column_span, "header": cell.header, "text": cell.text,
            }
            for cell in cells[table.pk]
        ],
    }  # fmt: skip


def _targets(text: ReadableText, on: date) -> Iterator[dict[str, Any]]:
    for aim in aims_of(text, on=on):
        target = aim.row.target
        yield {
            "clause": str(aim.clause.anchor),
            "name": target.name,
            "indicator": target.indicator.slug,
            "measure": target.indicator.measure,
            "stratum": target.stratum,
            "comparator": target.comparator,
            "value": format(target.value.normalize(), "f"),
            "starts": target.starts.isoformat(),
            "due": target.due.isoformat(),
            "baseline": (
                None if target.baseline is None else format(target.baseline.normalize(), "f")
            ),
            "baseline_year": target.baseline_year,
        }
