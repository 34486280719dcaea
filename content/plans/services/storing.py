"""Writing a parse into rows: clauses with their anchors, tables, repairs, drafts, references.

Rows go in slices. Outside a transaction each slice is one of its own, so that a long plan
never holds the one writer of SQLite for more than a moment.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final

from django.db import models

from content.plans.domain.anchors import ClauseKey, content_hash, match_clauses
from content.plans.domain.paging import page_numbers
from content.plans.domain.parse import Node, NodeKind, Parse
from content.plans.domain.parse import Repair as ParsedRepair
from content.plans.enums import DraftState
from content.plans.models import (
    Clause,
    ClauseTable,
    PlanVersion,
    Reference,
    Repair,
    TableCell,
    TargetDraft,
)

BATCH: Final = 250
_LARGEST: Final = Decimal("999999999999")
Settled = Mapping[tuple[uuid.UUID, str, Decimal, str], TargetDraft]


def store_clauses(*, version: PlanVersion, parsed: Parse) -> list[Clause]:
    """Rows of all nodes but the title, in reading order. Nobody else may see `version` yet."""
    rows, keys = laid_out(version, parsed)
    for row, anchor in zip(rows.values(), anchors_for(version, keys), strict=True):
        row.anchor = anchor
    create_by_depth(parsed, rows, rows)
    version.page_count = max((row.page for row in rows.values()), default=1)
    PlanVersion.objects.filter(pk=version.pk).update(page_count=version.page_count)
    store_tables(parsed, rows)
    store_repairs(version, parsed.repairs)
    store_drafts(parsed, rows, settled_in(version))
    store_references(parsed, rows)
    return list(rows.values())


def laid_out(version: PlanVersion, parsed: Parse) -> tuple[dict[int, Clause], list[ClauseKey]]:
    """Rows by the node they are of, in reading order and not saved, without parent and with an
    anchor of their own; and what tells them from others."""
    kept = [index for index, node in enumerate(parsed.nodes) if node.kind != NodeKind.TITLE]
    cells: dict[int, list[str]] = {}
    for cell in parsed.cells:
        cells.setdefault(cell.table, []).append(cell.text)
    texts = {index: _searchable(parsed.nodes[index], cells) for index in kept}
    keys = [
        ClauseKey(
            _path(parsed, index), parsed.nodes[index].heading,
            content_hash(parsed.nodes[index].kind, parsed.nodes[index].heading, texts[index]),
            texts[index], parsed.nodes[index].kind,
        )
        for index in kept
    ]  # fmt: skip
    pages = page_numbers(
        [parsed.nodes[index].depth for index in kept],
        [len(texts[index]) + len(parsed.nodes[index].heading) for index in kept],
    )
    told: dict[int, list[dict[str, Any]]] = {}
    for one in parsed.told:
        said = asdict(one.told)
        if not one.told.written:
            # What was told before there was such a thing is the same still.
            del said["written"]
        told.setdefault(one.node, []).append(said)
    rows: dict[int, Clause] = {}
    for position, (index, key) in enumerate(zip(kept, keys, strict=True)):
        node = parsed.nodes[index]
        rows[index] = Clause(
            version=version,
            kind=node.kind.value,
            position=position,
            depth=node.depth,
            style=node.style,
            number=node.number[:40],
            heading=node.heading,
            mark=node.mark[:8],
            text=node.text,
            content_hash=key.hash,
            page=pages[position],
            source_start=node.start,
            source_end=node.end,
            told=told.get(index, []),
        )
    return rows, keys


def _write(model: type[models.Model], rows: Sequence[Any]) -> None:
    for at in range(0, len(rows), BATCH):
        model._default_manager.bulk_create(rows[at : at + BATCH])


def clear(version: PlanVersion) -> None:
    """Take the rows of a version nobody sees out again, in slices like they went in."""
    for rows in (version.repairs.all(), version.clauses.order_by("-depth")):
        while found := list(rows.values_list("pk", flat=True)[:BATCH]):
            rows.model._default_manager.filter(pk__in=found).delete()


def create_by_depth(parsed: Parse, rows: dict[int, Clause], every: dict[int, Clause]) -> None:
    """Save `rows`, parents first, so that children can name them; `every` holds the rows that
    are there besides."""
    by_depth: dict[int, list[int]] = {}
    for index in rows:
        by_depth.setdefault(parsed.nodes[index].depth, []).append(index)
    for depth in sorted(by_depth):
        for index in by_depth[depth]:
            parent = parsed.nodes[index].parent
            if parent is not None and parent in every:
                rows[index].parent_id = every[parent].pk
        _write(Clause, [rows[i] for i in by_depth[depth]])


def anchors_for(
    version: PlanVersion,
    keys: list[ClauseKey],
    *,
    given: Collection[uuid.UUID] = (),
    stored: Sequence[Clause] = (),
) -> list[uuid.UUID]:
    """Anchors of the version before where a clause continues, new ones elsewhere.

    A clause that was gone for some versions and comes back word for word gets its old anchor.
    `stored` are the clauses of this version as they were read before, `given` the anchors of those
    that stay; what continues one of the others has its anchor.
    """
    if not keys:
        return []
    before = (
        version.document.versions.filter(ready=True)
        .exclude(pk=version.pk)
        .order_by("-number")
        .only("id")
        .first()
    )
    clauses = Clause.objects.select_related("table").prefetch_related("table__cells")
    whole = list(clauses.filter(version=before)) if before else []
    free = [clause for clause in whole if clause.anchor not in given]
    taken = {*given, *(clause.anchor for clause in free)}
    old = free + [clause for clause in stored if clause.anchor not in taken]
    if not old:
        return [uuid.uuid4() for _ in keys]
    by_id = {clause.pk: clause for clause in [*whole, *stored]}
    matches = match_clauses([_key_of(by_id, clause) for clause in old], keys)
    used = {*given} | {old[found].anchor for found in matches if found is not None}
    gone: dict[str, uuid.UUID] = {}
    latest = [version.pk, *([before.pk] if before else [])]
    earlier = Clause.objects.filter(version__document=version.document).exclude(version__in=latest)
    if any(found is None for found in matches):
        for text_hash, anchor in earlier.order_by("version__number").values_list(
            "content_hash", "anchor"
        ):
            gone[text_hash] = anchor
    anchors: list[uuid.UUID] = []
    for key, found in zip(keys, matches, strict=True):
        if found is not None:
            anchors.append(old[found].anchor)
            continue
        revived = gone.get(key.hash)
        if revived is None or revived in used:
            revived = uuid.uuid4()
        used.add(revived)
        anchors.append(revived)
    return anchors


def _key_of(by_id: dict[int, Clause], clause: Clause) -> ClauseKey:
    path: list[str] = []
    at: Clause | None = clause
    while at is not None:
        path.append(at.number or at.heading[:30] or at.kind)
        at = by_id.get(at.parent_id) if at.parent_id else None
    text = clause.text
    if clause.kind == NodeKind.TABLE and hasattr(clause, "table"):
        text = "\n".join([text, *(cell.text for cell in clause.table.cells.all())])
    return ClauseKey(tuple(reversed(path)), clause.heading, clause.content_hash, text, clause.kind)


def _path(parsed: Parse, index: int) -> tuple[str, ...]:
    path: list[str] = []
    at: int | None = index
    while at is not None:
        node = parsed.nodes[at]
        path.append(node.number or node.heading[:30] or node.kind)
        at = node.parent
    return tuple(reversed(path))


def _searchable(node: Node, cells: dict[int, list[str]]) -> str:
    """All text of a node, the cells of a table included."""
    if node.table is None:
        return node.text
    return "\n".join([node.text, *cells.get(node.table, ())])


def store_tables(parsed: Parse, rows: dict[int, Clause]) -> None:
    tables = {
        index: ClauseTable(
            clause=rows[table.node], rows=table.rows, columns=table.columns, certain=table.certain
        )
        for index, table in enumerate(parsed.tables)
        if table.node in rows
    }
    _write(ClauseTable, list(tables.values()))
    _write(
        TableCell,
        [
            TableCell(
                table=tables[cell.table], row=cell.row, column=cell.column,
                row_span=cell.row_span, column_span=cell.column_span, header=cell.header,
                text=cell.text,
            )
            for cell in parsed.cells
            if cell.table in tables
        ],
    )  # fmt: skip


def store_repairs(version: PlanVersion, repairs: Sequence[ParsedRepair]) -> None:
    _write(
        Repair,
        [
            Repair(
                version=version, kind=r.kind.value, start=r.start, end=r.end,
                original=r.original, replacement=r.replacement,
            )
            for r in repairs
        ],
    )  # fmt: skip


def drafts_in(parsed: Parse, rows: dict[int, Clause]) -> list[TargetDraft]:
    """The numbers that these clauses state as goals, not saved."""
    counters: dict[int, int] = {}
    drafts: list[TargetDraft] = []
    for draft in parsed.targets:
        value = Decimal(draft.value)
        if draft.node not in rows or max(value, Decimal(draft.baseline or 0)) > _LARGEST:
            continue
        counters[draft.node] = counters.get(draft.node, 0) + 1
        drafts.append(
            TargetDraft(
                clause=rows[draft.node], position=counters[draft.node],
                subject=draft.subject[:200], stratum=draft.stratum[:120],
                comparator=draft.comparator, value=value, unit=draft.unit[:12],
                period=draft.period[:40], sentence=draft.sentence, start=draft.start,
                end=draft.end, row=draft.row, implied=draft.implied,
                baseline=Decimal(draft.baseline) if draft.baseline else None,
                baseline_year=draft.baseline_year,
            )
        )  # fmt: skip
    return drafts


def store_drafts(parsed: Parse, rows: dict[int, Clause], settled: Settled) -> None:
    """With what was decided on the same sentence before."""
    drafts = drafts_in(parsed, rows)
    for draft in drafts:
        known = settled.get((draft.clause.anchor, draft.sentence, draft.value, draft.unit))
        if known is not None:
            draft.state, draft.reason, draft.target_id = known.state, known.reason, known.target_id
    _write(TargetDraft, drafts)


def store_references(parsed: Parse, rows: dict[int, Clause]) -> None:
    _write(
        Reference,
        [
            Reference(
                clause=rows[r.node], kind=r.kind, name=r.name[:120], basis=r.basis,
                start=r.start, end=r.end,
            )
            for r in parsed.references
            if r.node in rows
        ],
    )  # fmt: skip


def settled_in(version: PlanVersion) -> Settled:
    """What was decided on a sentence of a version holds while the sentence stays."""
    return {
        (row.clause.anchor, row.sentence, row.value, row.unit): row
        for row in TargetDraft.objects.filter(clause__version__document=version.document_id)
        .exclude(state=DraftState.OPEN)
        .select_related("clause")
        .order_by("clause__version__number")
    }
