"""A plan as data: what other systems take over (入库), in the words of `schemas/plan-2.json`."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from content.plans.domain.assignments import said_of
from content.plans.enums import ClauseKind, Level
from content.plans.models import Clause, PlanDocument, PlanVersion, Reference, TableCell
from content.plans.selectors.aims import aims_of
from content.plans.selectors.readable import ReadableText, readable_clauses
from content.plans.selectors.register import visible_to
from content.plans.selectors.structure_planning import planning
from portal.foundation.exports.xlsx import Sheet
from portal.people.rights import Person

SCHEMA: Final = "anlan-plan-2"


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
        "division": {"code": division.code, "name": division.name} if division else None,
        "fictional": plan.is_demonstration,
        "issuer": plan.issuer,
        "unit": plan.owner_unit.name,
        "hazards": list(plan.hazards.order_by("slug").values_list("slug", flat=True)),
        "period": [plan.period_start, plan.period_end] if plan.period_start else None,
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
        }


def sheets(data: dict[str, Any]) -> list[Sheet]:
    """What `structured` gives, as the sheets of a workbook: a row for each clause and cell."""
    facts = {**data["plan"], **{f"version.{key}": value for key, value in data["version"].items()}}
    return [
        Sheet(
            _("文件"),
            (_("项目"), _("内容")),
            [(name, _shown(value)) for name, value in facts.items()],
        ),
        _sheet(
            _("条文"), data["clauses"],
            ("id", "parent", "position", "depth", "kind", "number", "heading", "text", "sha256"),
        ),
        _sheet(
            _("表格"),
            [
                {"clause": clause["id"], **cell}
                for clause in data["clauses"]
                if clause["table"]
                for cell in clause["table"]["cells"]
            ],
            ("clause", "row", "column", "row_span", "column_span", "header", "text"),
        ),
        _sheet(
            _("引用"),
            [
                {"clause": clause["id"], **reference}
                for clause in data["clauses"]
                for reference in clause["references"]
            ],
            ("clause", "kind", "name", "basis", "start", "end"),
        ),
        _sheet(
            _("目标"), data["targets"],
            ("clause", "name", "indicator", "measure", "stratum", "comparator", "value", "starts",
             "due"),
        ),
        _sheet(
            _("任务"),
            data["tasks"],
            ("clause", "kind", "name", "wording", "leads", "helps", "deadline", "due", "due_rule",
             "recurring", "investment", "build_period", "standing", "standing_on"),
        ),
        _sheet(_("替代指标"), data["proxies"], ("clause", "goal", "target", "indicator", "reason")),
        _sheet(
            _("进展"),
            [{**row, **_flat(row["figure"])} for row in data["progress"]],
            ("kind", "from", "to", "noted_on", "clause", "task", "standing", "target",
             "figure_name", "figure", "figure_unit", "text", "source", "source_url"),
        ),
    ]  # fmt: skip


def _sheet(title: str, rows: Sequence[dict[str, Any]], columns: tuple[str, ...]) -> Sheet:
    return Sheet(title, columns, [[_line(row[name]) for name in columns] for row in rows])


def _line(value: Any) -> Any:
    return said_of(value) if isinstance(value, list) else value


def _flat(figure: dict[str, str] | None) -> dict[str, str | None]:
    said = figure or {}
    return {
        "figure_name": said.get("name"),
        "figure": said.get("value"),
        "figure_unit": said.get("unit"),
    }


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        value = value.values()
    return " ".join(map(str, value)) if value and not isinstance(value, str | int) else value


@dataclass(frozen=True, slots=True)
class Share:
    """Of the plans of a level that are published: how many are cut into clauses under headings."""

    level: str
    published: int
    structured: int

    @property
    def percent(self) -> int:
        """Rounded down: 100 means all."""
        return self.structured * 100 // self.published


def structured_shares(user: Person) -> list[Share]:
    """Levels with plans that this person may read, from the highest down (one query)."""
    headed = readable_clauses(user).filter(
        ~Q(heading=""), version=OuterRef("current_version"), kind=ClauseKind.CLAUSE
    )
    found = {
        row["level"]: row
        for row in visible_to(user)
        .order_by()
        .annotate(headed=Exists(headed))
        .values("level")
        .annotate(number=Count("pk"), cut=Count("pk", filter=Q(headed=True)))
    }
    return [
        Share(str(level.label), found[level]["number"], found[level]["cut"])
        for level in Level
        if level in found
    ]
