"""From lines to the clause tree, each step claiming the characters it used."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from .closing import closing_lines
from .corrections.boundary import split_said
from .corrections.model import CorrectionKind, Hint, Hints
from .extracted import Extracted, RepairKind
from .front import Front, find_noise, read_front
from .headings import split_heading
from .lines import Line, Table
from .nesting import Placed
from .numbers import Number
from .outline import (
    blocks_of,
    body_start,
    first_found,
    headings_of,
    marked_title,
    names_below,
    titles_again,
)
from .parse import NodeKind
from .repairs import Clean
from .spans import Claim, SpanKind
from .tree import Draft, Tree, closes_list, heading_of

_JOINED: Final = frozenset({CorrectionKind.JOIN, CorrectionKind.JOIN_HEADING})
_CAPTION: Final = re.compile(r"(?:[表图]|专栏)\s*[\d一二三四五六七八九十.．\-－—]*\s*[:：]?.{0,60}")


def build(
    clean: Clean, extracted: Extracted, hints: Hints | None = None, *, flat: bool = False
) -> Tree:
    """Tree of the clean text. `flat` ignores all headings: the last resort, and never wrong."""
    tree = Tree()
    blocks, tree.cut = blocks_of(clean, extracted, hints or Hints())
    lines: list[Line | None] = [b if isinstance(b, Line) else None for b in blocks]
    if flat:
        tree.flat = True
        _Builder(tree, blocks, lines, Front(), [], 0).run()
        return tree
    front = find_noise(lines)
    front.duplicates = titles_again(lines)
    title = marked_title(lines, front.duplicates)
    placed, tree.irregular = headings_of(lines, front, title)
    first = placed[0].line if placed else body_start(lines, blocks)
    if hints:
        # What was the body before the correction of its first heading is no front after it.
        first = min(first, first_found(lines, front, first))
    read_front(clean.text, lines, first, front)
    tree.flat = not placed
    _Builder(tree, blocks, lines, front, placed, first).run()
    return tree


class _Builder:
    def __init__(
        self,
        tree: Tree,
        blocks: tuple[Line | Table, ...],
        lines: list[Line | None],
        front: Front,
        placed: list[Placed],
        first: int,
    ) -> None:
        self.tree, self.blocks, self.lines = tree, blocks, lines
        self.front, self.first = front, first
        self.placed = {p.line: (n, p) for n, p in enumerate(placed)}
        self.noise = {
            **dict.fromkeys(front.navigation, RepairKind.NAVIGATION),
            **dict.fromkeys(front.pages, RepairKind.PAGE_NUMBER),
            **dict.fromkeys(front.contents, RepairKind.CONTENTS),
            **dict.fromkeys(front.duplicates, RepairKind.DUPLICATE_TITLE),
        }
        self.field_starts = {f.start for f in front.fields}
        self.node_of_placed: dict[int, int] = {}
        self.last_of: dict[int | None, int] = {}
        self.current: int | None = None
        self.hints = {i: line.hint for i, line in enumerate(lines) if line and line.hint}
        self.closing = {
            index
            for index in closing_lines(blocks, first, self.noise, placed, front.annex_names)
            if self._role(index) is None
        }
        self.closing |= {i for i in self.hints if self._role(i) is CorrectionKind.CLOSING}
        self.named = names_below(placed, lines, self.noise, self.closing)
        self.below = {at for name in self.named.values() for at in name}

    def run(self) -> None:
        tree, front = self.tree, self.front
        tree.fields = sorted(front.fields, key=lambda f: f.start)
        for at, found in enumerate(tree.fields):
            tree.claims.append(Claim(found.start, found.end, SpanKind.HEADER, at))
        tree.title = self._join(front.title)
        tree.notice_title = self._join(front.notice_title)
        tree.said = frozenset(self._join([index]) for index in self.hints)
        roles = {
            **dict.fromkeys(front.title, NodeKind.TITLE),
            **dict.fromkeys([*front.notice_title, *front.notice], NodeKind.NOTICE),
            **dict.fromkeys(front.preamble, NodeKind.PREAMBLE),
        }
        for index, block in enumerate(self.blocks):
            if isinstance(block, Table):
                self._table(index, block)
            elif index in self.noise:
                self._noise(index, block)
            elif index in self.placed:
                self._heading(index, block)
            elif self._role(index) in _JOINED:
                self._join_on(index, block)
            elif index in front.field_lines or index in self.below:
                continue
            elif index in roles:
                self._front_line(index, block, roles[index])
            elif index < self.first and self._is_field(block):
                continue
            elif index in self.closing:
                self._append(NodeKind.CLOSING, block, index)
            elif not self._caption(index, block):
                self._paragraph(block)

    def _role(self, index: int) -> CorrectionKind | None:
        hint = self.hints.get(index)
        return hint.role if hint else None

    def _join(self, indexes: list[int]) -> str:
        return "".join(line.text for i in indexes if (line := self.lines[i]) is not None)

    def _is_field(self, line: Line) -> bool:
        return any(line.start <= start < line.end for start in self.field_starts)

    def _noise(self, index: int, line: Line) -> None:
        repairs = self.tree.block_repairs
        self._claim(line.start, line.end, SpanKind.REPAIR, len(repairs))
        repairs.append((self.noise[index], line.start, line.end))

    def _claim(self, start: int, end: int, kind: SpanKind, owner: int) -> None:
        if end > start:
            self.tree.claims.append(Claim(start, end, kind, owner))

    def _new(self, draft: Draft) -> int:
        self.tree.nodes.append(draft)
        return len(self.tree.nodes) - 1

    def _front_line(self, index: int, line: Line, kind: NodeKind) -> None:
        nodes = self.tree.nodes
        is_heading = index in self.front.title or index in self.front.notice_title
        same = (
            nodes
            and nodes[-1].kind == kind
            and not (is_heading and (nodes[-1].pieces or not self._is_next(index)))
            and line.role is not CorrectionKind.PARAGRAPH
        )
        if kind == NodeKind.PREAMBLE and self.tree.flat:
            self._paragraph(line)
            return
        at = len(nodes) - 1 if same else self._new(Draft(kind, None, 0))
        if index > self.first:
            self.current = None
        if is_heading:
            nodes[at].heading += line.text
            self._claim(line.start, line.end, SpanKind.HEADING, at)
        else:
            nodes[at].pieces.append(line.text)
            self._claim(line.start, line.end, SpanKind.CLAUSE, at)

    def _heading(self, index: int, line: Line) -> None:
        order, placed = self.placed[index]
        number: Number | None = placed.number
        hint = line.hint or Hint()
        if hint.ends is not None:
            split = split_said(line.text, number, hint.ends)
        else:
            split = split_heading(
                line.text, number, followed=self._followed(index, placed.depth),
                marked=line.level > 0 or (hint.is_heading and number is None),
                listed=self._listed(index, placed),
            )  # fmt: skip
        parent = self.node_of_placed.get(placed.parent) if placed.parent is not None else None
        draft = heading_of(line.text, placed, split, parent)
        if hint.is_heading:
            is_annex = hint.role is CorrectionKind.ANNEX
            draft.kind = NodeKind.ANNEX if is_annex else NodeKind.CLAUSE
        at = self._new(draft)
        self.node_of_placed[order] = at
        self.last_of[placed.parent] = at
        self.tree.placed_nodes[index] = at
        self.current = at
        self._claim(line.start, line.start + split.body, SpanKind.HEADING, at)
        for below in self.named.get(index, ()):
            if name := self.lines[below]:
                draft.heading += name.text
                self._claim(name.start, name.end, SpanKind.HEADING, at)
        body = line.text[split.body :]
        if body.strip():
            draft.pieces.append(body.strip())
            lead = len(body) - len(body.lstrip())
            self._claim(line.start + split.body + lead, line.end, SpanKind.CLAUSE, at)

    def _followed(self, index: int, depth: int) -> bool:
        """Is there anything of its own between this heading and the next of its rank?"""
        for at in range(index + 1, len(self.blocks)):
            if at in self.noise:
                continue
            if at in self.placed:
                return self.placed[at][1].depth > depth
            return at not in self.closing
        return False

    def _listed(self, index: int, placed: Placed) -> bool:
        """A list of sentences runs on to its last item, also where a table comes after it."""
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        before = self.last_of.get(placed.parent)
        elder = None if before is None else self.tree.nodes[before]
        style = placed.number.style if placed.number else ""
        return isinstance(following, Table) or (
            elder is not None and not elder.heading and elder.style == style
        )

    def _paragraph(self, line: Line) -> None:
        nodes = self.tree.nodes
        is_open = self.current is not None and self.current == len(nodes) - 1
        if is_open and line.role is None and closes_list(nodes, line.plain):
            self.current, is_open = nodes[-1].parent, False
        if is_open and not self.tree.flat and line.role is not CorrectionKind.PARAGRAPH:
            nodes[-1].pieces.append(line.text)
            self._claim(line.start, line.end, SpanKind.CLAUSE, len(nodes) - 1)
            return
        last = nodes[-1] if nodes else None
        own = line.role is CorrectionKind.PARAGRAPH
        if self.tree.flat or last is None or last.kind != NodeKind.PARAGRAPH or own:
            self._below(NodeKind.PARAGRAPH)
        nodes[-1].pieces.append(line.text)
        self._claim(line.start, line.end, SpanKind.CLAUSE, len(nodes) - 1)

    def _append(self, kind: NodeKind, line: Line, index: int) -> None:
        nodes = self.tree.nodes
        if not nodes or nodes[-1].kind != kind:
            self._new(Draft(kind, None, 0))
        if self._role(index) is not None:
            self.current = None
        nodes[-1].pieces.append(line.text)
        self._claim(line.start, line.end, SpanKind.CLAUSE, len(nodes) - 1)

    def _is_next(self, index: int) -> bool:
        """Is the line above the end of the element before? A heading goes on from line to line."""
        claims = self.tree.claims
        return index > 0 and bool(claims) and claims[-1].end == self.blocks[index - 1].end

    def _join_on(self, index: int, line: Line) -> None:
        """The line goes on with the element before it; a table it can only follow."""
        nodes = self.tree.nodes
        last = nodes[-1] if nodes else None
        is_title = last is not None and last.kind == NodeKind.TITLE
        is_heading = is_title or line.role is CorrectionKind.JOIN_HEADING
        is_next = self._is_next(index)
        if last is None or last.kind == NodeKind.TABLE or (is_title and not is_next):
            self._paragraph(line)
        elif is_heading and is_next and not last.pieces:
            last.heading += last.mark + line.text
            last.mark = ""
            self._claim(line.start, line.end, SpanKind.HEADING, len(nodes) - 1)
        else:
            last.pieces.append(line.text)
            self._claim(line.start, line.end, SpanKind.CLAUSE, len(nodes) - 1)

    def _caption(self, index: int, line: Line) -> bool:
        """A line 表1：… right above a table becomes the table's heading."""
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if not isinstance(following, Table) or not _CAPTION.fullmatch(line.plain) or line.role:
            return False
        at = self._below(NodeKind.TABLE)
        self.tree.nodes[at].heading = line.text
        self.tree.nodes[at].line = index + 1
        self._claim(line.start, line.end, SpanKind.HEADING, at)
        return True

    def _below(self, kind: NodeKind) -> int:
        parent = self.current
        depth = self.tree.nodes[parent].depth + 1 if parent is not None else 0
        return self._new(Draft(kind, parent, depth))

    def _table(self, index: int, table: Table) -> None:
        tree = self.tree
        captioned = tree.nodes and tree.nodes[-1].line == index
        at = len(tree.nodes) - 1 if captioned else self._below(NodeKind.TABLE)
        tree.nodes[at].table = len(tree.tables)
        base = sum(len(t.cells) for t in tree.tables)
        tree.tables.append(replace(table))
        tree.table_nodes.append(at)
        for offset, cell in enumerate(table.cells):
            self._claim(cell.start, cell.end, SpanKind.CELL, base + offset)
        for start, end in table.bars:
            self._claim(start, end, SpanKind.REPAIR, len(tree.block_repairs))
            tree.block_repairs.append((RepairKind.TABLE_BAR, start, end))
