"""A draft read anew: only the rows that are read differently are written.

A clause that is read as before keeps its row, and with it its anchor and what was decided on its
numbers. So a correction of a long draft is a moment too, and one transaction.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from django.db.models import F
from django.utils.translation import gettext as _

from content.plans.domain.parse import NodeKind, Parse, ParsedCell
from content.plans.domain.spans import SpanKind
from content.plans.models import Clause, PlanVersion, TargetDraft
from content.plans.models.version import keys_of
from content.plans.services.contacts import propose_contacts
from content.plans.services.entries import TITLE_LENGTH, values_read
from content.plans.services.extracts import read_draft_later
from content.plans.services.reach import hidden_places, hide_places, settle
from content.plans.services.register import PlanRefused
from content.plans.services.storing import (
    BATCH,
    Settled,
    anchors_for,
    create_by_depth,
    drafts_in,
    laid_out,
    settled_in,
    store_drafts,
    store_references,
    store_repairs,
    store_tables,
)
from content.plans.services.visibility import follow_visibility

_ASIDE: Final = 10_000_000
"""Positions beyond every document: on the way to its new place a row meets no other there."""


def rewrite(*, version: PlanVersion, parsed: Parse, title: str = "") -> int:
    """Make the rows of a draft what `parsed` says, in the transaction of the caller, who holds it.

    Returns how many clauses are read differently. `title` replaces the version's. Raises
    PlanRefused where words of a clause that not everybody reads would come out.
    """
    hidden = hidden_places(version)
    _refuse_uncovering(hidden, parsed)
    rows, keys = laid_out(version, parsed)
    stored = list(
        version.clauses.order_by("position")
        .select_related("table")
        .prefetch_related("table__cells")
    )
    kept = _alike(stored, rows, parsed)
    settled = settled_in(version)
    fresh = {index: row for index, row in rows.items() if index not in kept}
    alive = {clause.pk for clause in kept.values()}
    gone = [clause for clause in stored if clause.pk not in alive]
    anchors = anchors_for(
        version,
        [key for index, key in zip(rows, keys, strict=True) if index in fresh],
        given={clause.anchor for clause in kept.values()},
        stored=stored,
    )
    for row, anchor in zip(fresh.values(), anchors, strict=True):
        row.anchor = anchor
    _remove(version, gone)
    _move(version, [(clause.position, rows[index].position) for index, clause in kept.items()])
    every = {**rows, **kept}
    create_by_depth(parsed, fresh, every)
    store_tables(parsed, fresh)
    store_references(parsed, fresh)
    retold = _settle(version, parsed, rows, kept)
    _drafts(parsed, fresh, kept, settled)
    _repairs(version, parsed)
    values = values_read(parsed, version.document)
    values["page_count"] = max((row.page for row in rows.values()), default=1)
    if title:
        values["title"] = title[:TITLE_LENGTH]
    PlanVersion.objects.filter(pk=version.pk).update(**values, **keys_of(values))
    read_draft_later(version)
    hide_places(version, hidden)
    found = propose_contacts(version)
    settle(version)
    if found and version.document.current_version_id is not None:
        follow_visibility(version.document)
    return max(len(fresh), len(gone), retold)


def _refuse_uncovering(hidden: Sequence[tuple[int, int, str]], parsed: Parse) -> None:
    """Everybody reads the header and the title: no grade holds for them."""
    seen = [(one.start, one.end) for one in parsed.spans if one.kind == SpanKind.HEADER]
    seen += [(one.start, one.end) for one in parsed.nodes if one.kind == NodeKind.TITLE]
    if any(low < end and start < high for low, high in seen for start, end, _grade in hidden):
        raise uncovers()


def uncovers() -> PlanRefused:
    return PlanRefused(
        _(
            "这一行在一条不公开的条文里，改成公开信息或文件标题，人人都能看到，所以没有改。"
            "先在“谁能看”里把那一条改为公开，再改正。"
        )
    )


def _alike(
    stored: Iterable[Clause], rows: Mapping[int, Clause], parsed: Parse
) -> dict[int, Clause]:
    """The stored row of each node that is read as before."""
    cells: dict[int, list[ParsedCell]] = defaultdict(list)
    for cell in parsed.cells:
        cells[cell.table].append(cell)
    tables: dict[int, Hashable] = {
        table.node: (table.certain, *_grid(cells[index]))
        for index, table in enumerate(parsed.tables)
    }
    known = {_read_as(clause, _table_of(clause)): clause for clause in stored}
    found = {
        index: known.pop(_read_as(row, tables.get(index)), None)
        for index, row in rows.items()
    }  # fmt: skip
    return {index: clause for index, clause in found.items() if clause is not None}


def _read_as(row: Clause, table: Hashable) -> Hashable:
    """Two rows of a version with the same are one: no two begin at the same character."""
    return (row.source_start, row.kind, row.style, row.number, row.heading, row.mark, row.text,
            table)  # fmt: skip


def _table_of(clause: Clause) -> Hashable:
    if not hasattr(clause, "table"):
        return None
    return (clause.table.certain, *_grid(clause.table.cells.all()))


def _grid(cells: Iterable[Any]) -> Iterator[Hashable]:
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        yield cell.row, cell.column, cell.row_span, cell.column_span, cell.header, cell.text


def _slices(ids: list[int]) -> Iterator[list[int]]:
    for at in range(0, len(ids), BATCH):
        yield ids[at : at + BATCH]


def _remove(version: PlanVersion, gone: list[Clause]) -> None:
    """Without what stands below, which may stay."""
    for ids in _slices([clause.pk for clause in gone]):
        version.clauses.filter(parent__in=ids).update(parent=None)
        version.clauses.filter(pk__in=ids).delete()


def _move(version: PlanVersion, places: list[tuple[int, int]]) -> None:
    """From the old position to the new one; rows that move alike move together."""
    for by, run in groupby(sorted(places), key=lambda place: place[1] - place[0]):
        group = list(run)
        if by:
            version.clauses.filter(
                position__gte=group[0][0], position__lte=group[-1][0]
            ).update(position=F("position") + by + _ASIDE)  # fmt: skip
    version.clauses.filter(position__gte=_ASIDE).update(position=F("position") - _ASIDE)


def _settle(
    version: PlanVersion, parsed: Parse, rows: Mapping[int, Clause], kept: Mapping[int, Clause]
) -> int:
    """Depth, place in the tree, page and end of the clauses that stay, and what the editors say of
    who acts in them: of how many this changed."""
    every = {**rows, **kept}
    changed: dict[tuple[str, Any], list[int]] = defaultdict(list)
    for index, clause in kept.items():
        row, above = rows[index], parsed.nodes[index].parent
        parent = every[above].pk if above is not None and above in every else None
        for name, value in (
            ("depth", row.depth), ("page", row.page), ("source_end", row.source_end),
            ("parent_id", parent),
        ):  # fmt: skip
            if getattr(clause, name) != value:
                changed[name, value].append(clause.pk)
    for (name, value), ids in changed.items():
        for some in _slices(ids):
            version.clauses.filter(pk__in=some).update(**{name: value})
    retold = [
        (clause.pk, rows[index].told)
        for index, clause in kept.items()
        if clause.told != rows[index].told
    ]
    for pk, told in retold:
        version.clauses.filter(pk=pk).update(told=told)
    return len(retold)


def _drafts(
    parsed: Parse, fresh: dict[int, Clause], kept: Mapping[int, Clause], settled: Settled
) -> None:
    """The numbers of new clauses, and of those whose heading above now says something else."""
    stored: dict[int, list[Hashable]] = defaultdict(list)
    pks = [clause.pk for clause in kept.values()]
    for ids in _slices(pks):
        for draft in TargetDraft.objects.filter(clause__in=ids).order_by("position"):
            stored[draft.clause_id].append(_stated(draft))
    wanted: dict[int, list[Hashable]] = defaultdict(list)
    for draft in drafts_in(parsed, dict(kept)):
        wanted[draft.clause.pk].append(_stated(draft))
    differing = {pk for pk in pks if stored[pk] != wanted[pk]}
    for ids in _slices(sorted(differing)):
        TargetDraft.objects.filter(clause__in=ids).delete()
    anew = {index: clause for index, clause in kept.items() if clause.pk in differing}
    store_drafts(parsed, {**fresh, **anew}, settled)


def _stated(draft: TargetDraft) -> Hashable:
    return (draft.subject, draft.stratum, draft.comparator, draft.value, draft.unit, draft.period,
            draft.sentence, draft.start, draft.end, draft.row, draft.implied,
            draft.baseline, draft.baseline_year)  # fmt: skip


def _repairs(version: PlanVersion, parsed: Parse) -> None:
    wanted = {(r.kind.value, r.start, r.end, r.original, r.replacement): r for r in parsed.repairs}
    gone = []
    for repair in version.repairs.all():
        said = (repair.kind, repair.start, repair.end, repair.original, repair.replacement)
        if wanted.pop(said, None) is None:
            gone.append(repair.pk)
    for ids in _slices(gone):
        version.repairs.filter(pk__in=ids).delete()
    store_repairs(version, list(wanted.values()))
