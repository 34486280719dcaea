"""Clauses as HTML: paragraphs with their quantified sentences marked, and tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from content.plans.models import Clause, TableCell

_COUNTING: Final = ("序号", "编号", "序", "序號", "編號")


@dataclass(frozen=True, slots=True)
class Row:
    """`labels` are the heads of the columns of `cells`, where each column has one: then a row
    can stand by itself on a narrow screen."""

    head: bool
    cells: Sequence[TableCell]
    labels: Sequence[str] = ()

    @property
    def is_numbered(self) -> bool:
        """Whether its first cell only counts, so that the second says what the row is about."""
        return len(self.labels) > 2 and self.labels[0].strip() in _COUNTING

    @property
    def labelled(self) -> list[tuple[str, TableCell]]:
        """Each cell with what stands before it on a narrow screen; names need nothing there."""
        names = 2 if self.is_numbered else 0
        labels = self.labels or [""] * len(self.cells)
        labels = [*[""] * names, *labels[names:]]
        return list(zip(labels, self.cells, strict=True))


def paragraphs(
    text: str,
    aims: Sequence[tuple[int, int]] = (),
    links: Sequence[tuple[int, int, str]] = (),
    *,
    lead: SafeString | str = "",
) -> SafeString:
    """<p> for each line of `text`; the ranges `aims` are underlined as quantified targets, each
    of `links` (start, end, address) leads where it says. `lead` stands first in the first one."""
    ranges = _merged(aims, len(text))
    lead = conditional_escape(lead)
    out: list[str] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            out.append(f"<p>{lead}{_line(text, start, end, ranges, links)}</p>")
            lead = ""
        start = end + 1
    return mark_safe("".join(out))  # noqa: S308 - every piece is escaped


def _line(
    text: str,
    start: int,
    end: int,
    ranges: Sequence[tuple[int, int]],
    links: Sequence[tuple[int, int, str]],
) -> str:
    parts: list[str] = []
    at = start
    for low, high in ranges:
        low, high = max(low, start), min(high, end)
        if low >= high:
            continue
        parts.append(_linked(text, at, low, links))
        parts.append(f'<span class="aim">{_linked(text, low, high, links)}</span>')
        at = high
    parts.append(_linked(text, at, end, links))
    return "".join(parts)


def _linked(text: str, start: int, end: int, links: Sequence[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    at = start
    for low, high, url in links:
        low, high = max(low, at), min(high, end)
        if low >= high:
            continue
        parts.append(str(escape(text[at:low])))
        parts.append(f'<a href="{escape(url)}">{escape(text[low:high])}</a>')
        at = high
    parts.append(str(escape(text[at:end])))
    return "".join(parts)


def _merged(ranges: Sequence[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted((max(0, a), min(b, limit)) for a, b in ranges):
        if start >= end:
            continue
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def emphasised(sentence: str, names: Sequence[str]) -> SafeString:
    """A sentence word for word, with these names in bold."""
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pieces = re.split(f"({pattern})", sentence)
    return format_html_join(
        "",
        "{}",
        ((format_html("<b>{}</b>", one) if at % 2 else one,) for at, one in enumerate(pieces)),
    )


def table_rows(clause: Clause) -> list[Row]:
    """Rows of its table with their cells as stored, none without one; merged cells stand once."""
    if not hasattr(clause, "table"):
        return []
    rows: dict[int, list[TableCell]] = {}
    for cell in clause.table.cells.all():
        rows.setdefault(cell.row, []).append(cell)
    found = [Row(all(cell.header for cell in cells), cells) for _row, cells in sorted(rows.items())]
    heads = _heads(found)
    return [replace(row, labels=heads) for row in found]


def _heads(rows: Sequence[Row]) -> list[str]:
    """The heads of all columns of a table that has one row of them and no merged cell."""
    plain = len({len(row.cells) for row in rows}) == 1 and all(
        cell.row_span == cell.column_span == 1 for row in rows for cell in row.cells
    )
    if not plain or [row.head for row in rows[:2]] != [True, False]:
        return []
    if any(row.head for row in rows[1:]):
        return []
    return [cell.text for cell in rows[0].cells]
