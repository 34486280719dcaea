"""The whole import of one document, from bytes to a parse, pure and in one process."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import chain, takewhile
from pathlib import Path
from typing import Any, Final

from . import serial
from .build import build
from .corrections import model as stored
from .corrections.hints import hints_of
from .corrections.model import Correction, Hints
from .corrections.telling import with_told
from .decode import check_characters, decode
from .errors import EmptyDocument, TooLarge
from .extracted import Extracted, InlineRepair
from .indicators import target_rows
from .kinds import MARKDOWN, OLD_WORD, PDF, WEB, WORD, kind_of
from .limits import check_clauses, check_text, size_limit
from .markdown import read_markdown, read_plain
from .metadata import metadata_of
from .parse import HeaderField, Node, NodeKind, Parse, ParsedCell, ParsedTable, Repair
from .paths import Paths
from .references import references_of
from .repairs import Clean, clean
from .report import notes_of, told
from .spans import CoverageError, SpanKind, assemble, verify
from .targets import TargetSource, targets_of
from .tree import Tree

_ABOVE_TITLE: Final = (NodeKind.NOTICE, NodeKind.PREAMBLE)
_MARKDOWN_HEADING: Final = re.compile(r"^#{1,6} \S", re.MULTILINE)


def _reader(suffix: str) -> Callable[[bytes], Extracted] | None:
    """What reads this kind of file. A process reads one document: it loads only its reader."""
    if suffix in WORD:
        from .docx import read_docx as reader
    elif suffix in OLD_WORD:
        from .doc import read_doc as reader
    elif suffix in WEB:
        from .html import read_html as reader
    elif suffix in PDF:
        from .pdf import read_pdf as reader
    else:
        return None
    return reader


def extract(data: bytes, name: str) -> Extracted:
    """Text and format marks of a file. Raises PlanImportError subclasses."""
    limit = size_limit(name)
    if len(data) > limit:
        raise TooLarge(size=-(-len(data) // 1024 // 1024), limit=limit // 1024 // 1024)
    suffix = kind_of(data, name)
    if (reader := _reader(suffix)) is not None:
        extracted = reader(data)
        check_text(extracted.text)
        return extracted
    text, encoding = decode(data)
    check_text(text)
    if suffix in MARKDOWN:
        return read_markdown(text, encoding)
    return read_plain(text, "text", encoding)


def extract_pasted(text: str) -> Extracted:
    """A pasted text: Markdown when it carries Markdown headings."""
    check_text(text)
    check_characters(text)
    if _MARKDOWN_HEADING.search(text):
        return read_markdown(text)
    return read_plain(text, "pasted")


def parse(extracted: Extracted, corrections: Sequence[Correction] = ()) -> Parse:
    """Structure of an extracted text, with what the editors said of it. Raises EmptyDocument,
    TooManyClauses.

    A correction whose words are not there any more becomes a note, and so does one of a line that
    is none any more.
    """
    mended = clean(extracted.text, extracted.repairs)
    if not mended.text.strip():
        raise EmptyDocument()
    hints = hints_of(extracted.text, mended, corrections)
    tree = build(mended, extracted, hints)
    check_clauses(len(tree.nodes))
    try:
        return told(with_told(_finish(extracted, mended, tree), mended, hints), corrections, hints)
    except CoverageError:
        if hints:
            # What an editor said must not cost the structure that was found without it.
            return told(parse(extracted), corrections, Hints(missing=[*hints.all]))
        # A defect of a stage must cost structure, never text.
        plain = Extracted(
            extracted.text, extracted.source, extracted.encoding,
            unread=extracted.unread, hidden=extracted.hidden, unseen=extracted.unseen,
        )  # fmt: skip
        mended = clean(plain.text)
        flat = _finish(plain, mended, build(mended, plain, flat=True), degraded=True)
        return told(with_told(flat, mended, hints), corrections, hints)


def parse_bytes(data: bytes, name: str) -> Parse:
    """Extract and parse."""
    return parse(extract(data, name))


def parse_file(
    path: Path | str,
    name: str = "",
    pasted: bool = False,
    corrections: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Entry point of the child process: JSON-ready parse, or {"error", "data"} of a refusal."""
    from .errors import PlanImportError

    try:
        data = Path(path).read_bytes()
        extracted = (
            extract_pasted(data.decode("utf-8")) if pasted else extract(data, name or str(path))
        )
        return serial.dump(parse(extracted, [stored.load(one) for one in corrections]))
    except PlanImportError as error:
        return {"error": type(error).__name__, "data": error.data}


def _finish(extracted: Extracted, mended: Clean, tree: Tree, degraded: bool = False) -> Parse:
    original = extracted.text
    kept = _outside_blocks(mended, tree)
    inline = [
        (repair.start, repair.end, len(tree.block_repairs) + index)
        for index, repair in enumerate(kept)
    ]
    spans = assemble(mended.text, mended.origin, len(original), tree.claims, inline)
    verify(original, spans)
    ranges: dict[tuple[str, int], tuple[int, int]] = {}
    for span in spans:
        key = (
            "node" if span.kind in (SpanKind.HEADING, SpanKind.CLAUSE) else span.kind,
            span.owner,
        )
        first = ranges.get(key, (span.start, span.end))
        ranges[key] = (min(first[0], span.start), max(first[1], span.end))

    cells_of: list[list[ParsedCell]] = []
    tables: list[ParsedTable] = []
    cell_base = 0
    for index, table in enumerate(tree.tables):
        node = tree.table_nodes[index]
        cells_of.append([
            ParsedCell(index, cell.row, cell.column, cell.row_span, cell.column_span,
                       cell.header, cell.text)
            for cell in table.cells
        ])  # fmt: skip
        for offset in range(len(table.cells)):
            if (found := ranges.get((SpanKind.CELL, cell_base + offset))) is not None:
                own = ranges.get(("node", node), found)
                ranges[("node", node)] = (min(own[0], found[0]), max(own[1], found[1]))
        cell_base += len(table.cells)
        tables.append(
            ParsedTable(
                node,
                max(c.row + c.row_span for c in table.cells),
                max(c.column + c.column_span for c in table.cells),
                table.certain,
            )
        )
    nodes = tuple(
        Node(
            d.kind, d.parent, d.depth, d.style, d.number, d.heading, d.mark, "\n".join(d.pieces),
            d.table, *ranges.get(("node", index), (0, 0)),
        )
        for index, d in enumerate(tree.nodes)
    )  # fmt: skip
    repairs: list[Repair] = []
    for index, (kind, start, end) in enumerate(tree.block_repairs):
        low, high = ranges.get((SpanKind.REPAIR, index), (mended.origin[start], mended.origin[end]))
        repairs.append(Repair(kind, low, high, original[low:high], ""))
    repairs.extend(
        Repair(r.kind, r.start, r.end, original[r.start : r.end], r.replacement) for r in kept
    )
    notice, closing = (
        "\n".join(node.text for node in nodes if node.kind == kind)
        for kind in (NodeKind.NOTICE, NodeKind.CLOSING)
    )
    above = "\n".join(n.text for n in takewhile(lambda n: n.kind in _ABOVE_TITLE, nodes))
    metadata = metadata_of(
        tree.title, tree.notice_title, tree.fields, mended.text, above, notice, closing
    )
    paths = Paths()
    sources = [
        TargetSource(at, node.kind, node.text, paths.down_to(at, node.parent, node.heading))
        for at, node in enumerate(nodes)
    ]
    targets = targets_of(sources, metadata.family)
    for own_cells, found_table in zip(cells_of, tables, strict=True):
        if metadata.family == "planning" and found_table.rows > 1:
            grid = _grid(own_cells, found_table)
            by = nodes[found_table.node].heading
            since = metadata.period_start
            targets.extend(target_rows(found_table.node, grid[0], grid[1:], by, since))
    targets.sort(key=lambda t: (t.node, t.start, t.row or 0))
    parsed = Parse(
        original=original,
        source=extracted.source,
        encoding=extracted.encoding,
        metadata=metadata,
        fields=tuple(HeaderField(f.key, f.label, f.value, f.raw) for f in tree.fields),
        nodes=nodes,
        tables=tuple(tables),
        cells=tuple(chain.from_iterable(cells_of)),
        repairs=tuple(repairs),
        targets=tuple(targets),
        references=tuple(
            references_of([(i, n.kind, n.heading, n.text) for i, n in enumerate(nodes)])
        ),
        notes=(),
        spans=spans,
    )
    return notes_of(parsed, tree, degraded, extracted)


def _outside_blocks(mended: Clean, tree: Tree) -> list[InlineRepair]:
    """Inline repairs that are not part of a line left out as a whole: that repair has them."""
    blocks = sorted(
        (mended.origin[start], mended.origin[end]) for _kind, start, end in tree.block_repairs
    )
    starts = [block[0] for block in blocks]
    kept = []
    for repair in mended.repairs:
        at = bisect_right(starts, repair.start) - 1
        if at < 0 or repair.end > blocks[at][1]:
            kept.append(repair)
    return kept


def _grid(cells: list[ParsedCell], table: ParsedTable) -> list[list[str]]:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in cells:
        for row in range(cell.row, cell.row + cell.row_span):
            grid[row][cell.column] = cell.text
    return grid
