"""The response levels of a version, read out of its clauses."""

from collections import defaultdict
from itertools import groupby

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from content.plans.domain.actor_told import told_by_row
from content.plans.domain.corrections.model import CorrectionKind
from content.plans.domain.response_common import told_once
from content.plans.domain.response_parts import Part
from content.plans.domain.response_rows import Ladder, Response
from content.plans.domain.responses import ladders_of
from content.plans.enums import Family
from content.plans.models import PlanDocument
from content.plans.selectors.extracts import kept
from content.plans.selectors.readable import ReadableText


def may_have_levels(document: PlanDocument, text: ReadableText) -> bool:
    """Whether a heading speaks of levels or conditions of a response, or an editor says that some
    clause does. One query at most."""
    if document.family != Family.RESPONSE:
        return False
    spoken = Q(heading__contains="响应") & (
        Q(heading__contains="条件") | Q(heading__contains="级") | Q(heading__contains="行动")
        | Q(heading__contains="色")
    )  # fmt: skip
    alone = Q(heading__contains="启动条件") | Q(heading__contains="级）")
    told = Q(said__contains=f'"{CorrectionKind.LEVEL}')
    clauses = text.clauses.annotate(said=Cast("told", TextField()))
    return clauses.filter(spoken | alone | told).exists()


def ladders(text: ReadableText) -> list[Ladder]:
    """Four queries at most, whatever its length."""
    found: list[Ladder] | None = kept(text, "levels")
    return read_ladders(text) if found is None else found


def shown_ladders(text: ReadableText) -> list[tuple[Response, Ladder]]:
    """For a table each: what is said of all levels alike, and what of each."""
    return [told_once(ladder) for ladder in ladders(text)]


def read_ladders(text: ReadableText) -> list[Ladder]:
    """Read out of the text itself. Two queries."""
    grids: dict[int, dict[int, tuple[str, ...]]] = defaultdict(dict)
    cells = text.cells.order_by("table__clause", "row", "column").values_list(
        "table__clause", "row", "text"
    )
    for (clause, at), row in groupby(cells, key=lambda cell: cell[:2]):
        grids[clause][at] = tuple(words for _clause, _at, words in row)
    anchors: dict[int, str] = {}
    parts: list[Part] = []
    rows = text.clauses.order_by("position").only(
        "version", "parent", "anchor", "number", "heading", "text", "told"
    )
    for found in rows:
        anchors[found.pk] = str(found.anchor)
        grid = grids.get(found.pk, {})
        parts.append(
            Part(
                anchor=anchors[found.pk],
                parent=anchors.get(found.parent_id) if found.parent_id else None,
                number=found.number,
                heading=found.heading,
                text=found.text,
                rows=tuple(grid.values()),
                told=told_by_row(found.told, grid),
            )
        )
    return ladders_of(parts)
