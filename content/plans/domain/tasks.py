"""Tasks and projects that a planning document sets: what, who, by when, as it is written there.

A task is what units or a deadline are named for, and each lowest item of a chapter of tasks or of
a yearly plan. A project is each lowest item of a chapter of projects, or a row of a table that has
a column for it. What is not written stays empty. None of a response plan: its clauses say who does
what when something happens, and never until when.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from itertools import zip_longest
from typing import Final

from .assignments import Assignment, assigned_by, assignments_in
from .deadlines import NONE_SAID, DateRule, Deadline, days_in, deadline_in, deadline_of
from .parse import NodeKind
from .script import folded
from .targets import HISTORY, SENTENCE
from .task_names import LONGEST_NAME, defines_only, name_of, name_of_piece, name_of_point
from .task_parts import begins_a_sentence, day_in, parted_by_day, points_apart, stripped
from .task_places import is_no_place, is_of_projects, is_place
from .task_tables import TaskTable

LONGEST: Final = 20_000
"""Characters: a clause that is longer was not cut, and holds no task that could be told."""
LONGEST_WORDS: Final = 60

_MONEY: Final = re.compile(
    r"投资[^\d，,。；;\n]{0,8}?(?P<sum>约?\s*\d[\d,.]{0,14}\s*[十百千万亿]{0,2}元)"
)
_YEARS: Final = re.compile(
    r"(?:建设(?:周期|期限|年限|工期|期)|工期)[为：:是]?\s*"
    r"(?P<years>(?:19|20)\d{2}\s*年?\s*[—\-–－~～至到]+\s*(?:19|20)\d{2}\s*年?|\d{1,3}\s*个?[年月])"
)


class TaskKind(StrEnum):
    TASK = "task"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class TaskSource:
    """A clause with its headings, the outermost first and its own last. `is_lowest`: no clause
    with a heading stands below it. `rows`: the cells of a table, the head first."""

    node: int
    kind: NodeKind
    heading: str
    text: str
    headings: tuple[str, ...]
    is_lowest: bool = True
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task as read: `wording` is [start, end) of the text of `node`, or the cells of its `row`
    (the head is row 0). `due` None: no day follows from what is written."""

    node: int
    kind: TaskKind
    name: str
    wording: str
    start: int = 0
    end: int = 0
    row: int | None = None
    leads: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    deadline: str = ""
    due: date | None = None
    rule: DateRule | None = None
    recurring: bool = False
    costs: str = ""
    built: str = ""

    @property
    def digest(self) -> str:
        """The same words in a later version are the same task."""
        return sha256(f"{self.name}\x1f{self.wording}".encode()).hexdigest()


def tasks_of(
    sources: Sequence[TaskSource],
    *,
    year: int | None = None,
    yearly: bool = False,
    decided: Mapping[int, Collection[str]] | None = None,
) -> list[Proposal]:
    """Tasks and projects of a planning document, in reading order. `year`: the one that it covers,
    None where it covers several; `yearly`: it is a plan of work, of which each item is a task;
    `decided`: by node the words that an editor has decided on, which stay one task whatever days
    they name."""
    reader = _Reader(year, yearly, decided or {})
    found: dict[tuple[int, str], Proposal] = {}
    for source, below in zip_longest(sources, sources[1:]):
        for one in reader.read(source, below):
            found.setdefault((one.node, one.digest), one)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Reader:
    year: int | None
    yearly: bool
    decided: Mapping[int, Collection[str]]

    def read(self, source: TaskSource, below: TaskSource | None) -> Iterator[Proposal]:
        if source.kind not in (NodeKind.CLAUSE, NodeKind.ANNEX, NodeKind.PARAGRAPH, NodeKind.TABLE):
            return
        headings = [folded(heading) for heading in source.headings]
        if any(map(is_no_place, headings)) or len(source.text) > LONGEST:
            return
        kind = TaskKind.PROJECT if any(map(is_of_projects, headings[:-1])) else TaskKind.TASK
        if source.rows:
            yield from self._rows(source, kind, headings)
            return
        plain = folded(source.text)
        groups = assignments_in(plain, source.text)
        if groups and not source.heading and not plain[: groups[0].start].strip():
            groups = groups[1:]  # it stands below the clause that it is said of
            if not groups:
                return
        apart = _said_apart(below, len(plain)) if source.is_lowest else None
        if groups:
            start = 0
            for group in groups:
                span = (start, group.end)
                if points := self._points_apart(source, plain, group, span):
                    yield from self._each(source, kind, plain, points, group)
                else:
                    is_whole = len(groups) == 1
                    yield from self._parted(source, kind, plain, span, group, is_whole=is_whole)
                start = group.end
        elif apart is not None or (self._is_place(source, headings) and source.is_lowest):
            if plain.strip():
                yield from self._points(source, kind, plain, apart)
        else:
            yield from self._dated(source, kind, plain)

    def _is_place(self, source: TaskSource, headings: Sequence[str]) -> bool:
        """Where each lowest item is a task, whether or not anybody is named for it."""
        if not headings or not (source.heading or source.kind == NodeKind.CLAUSE):
            return False
        return is_place(headings, has_own=bool(source.heading), yearly=self.yearly)

    def _points(
        self, source: TaskSource, kind: TaskKind, plain: str, said: Assignment | None
    ) -> Iterator[Proposal]:
        """A clause is one task, but for points that are due on different days or on none."""
        spans = self._points_apart(source, plain, said, (0, len(plain)))
        if not spans:
            for one in self._parted(source, kind, plain, (0, len(plain)), said, is_whole=True):
                if source.heading or not _only_defines(one):
                    yield one
        yield from self._each(source, kind, plain, spans, said)

    def _each(
        self,
        source: TaskSource,
        kind: TaskKind,
        plain: str,
        spans: Sequence[tuple[int, int]],
        said: Assignment | None,
    ) -> Iterator[Proposal]:
        for span in spans:
            found = list(self._parted(source, kind, plain, span, said, is_whole=False))
            if len(found) == 1:
                found = [replace(found[0], name=name_of_point(found[0].wording))]
            yield from (one for one in found if not _only_defines(one))

    def _points_apart(
        self, source: TaskSource, plain: str, said: Assignment | None, within: tuple[int, int]
    ) -> list[tuple[int, int]]:
        if said and said.when:
            return []
        decided = self.decided.get(source.node, ())
        return points_apart(plain, *within, self.year, source.text, decided)

    def _dated(self, source: TaskSource, kind: TaskKind, plain: str) -> Iterator[Proposal]:
        """Sentences that say until when something shall be done, though not by whom."""
        for match in SENTENCE.finditer(plain):
            if HISTORY.search(match[0]) or not re.search(r"前|截止", match[0]):
                continue
            for one in self._parted(source, kind, plain, match.span(), None, is_whole=False):
                if one.due is not None or (one.recurring and one.deadline.endswith("前")):
                    yield one

    def _parted(
        self,
        source: TaskSource,
        kind: TaskKind,
        plain: str,
        span: tuple[int, int],
        said: Assignment | None,
        *,
        is_whole: bool,
    ) -> Iterator[Proposal]:
        """One task for each day that the words of a span name."""
        start, end = stripped(plain, *span)
        stop = said.start if said and start <= said.start < end else end
        pieces = [(start, stop)]
        is_decided = source.text[start:end] in self.decided.get(source.node, ())
        read = deadline_in if is_decided else day_in
        if not (is_decided or (said and said.when)):
            pieces = parted_by_day(plain, start, stop, self.year)
        pieces[-1] = (pieces[-1][0], end)
        before, called = None, ""
        for piece in pieces:
            one = self._task(source, kind, plain, piece, said, read, is_whole=is_whole)
            days = days_in(plain[one.start : one.end], self.year)
            if len(pieces) > 1 and days:
                called = name_of_piece(one.wording, days[0][0], one.deadline, called)
                heading = f"{source.heading}：" if is_whole and source.heading else ""
                one = replace(one, name=(heading + called)[:LONGEST_NAME])
            goes_on = before is not None and not begins_a_sentence(plain, one.start)
            if before and goes_on and not (one.leads or one.helps):
                one = replace(one, leads=before.leads, helps=before.helps)
            before = one
            yield one

    def _task(
        self,
        source: TaskSource,
        kind: TaskKind,
        plain: str,
        span: tuple[int, int],
        said: Assignment | None,
        read: Callable[[str, int | None], Deadline],
        *,
        is_whole: bool,
    ) -> Proposal:
        start, end = stripped(plain, *span)
        inside = said is not None and start <= said.start < end
        body = plain[start : said.start if said and inside else end]
        if said is None or not (said.leads or said.helps):
            named = assigned_by(body, source.text[start : start + len(body)])
            leads, helps = (named.leads, named.helps) if named else ((), ())
        else:
            leads, helps = said.leads, said.helps
        if said and said.when:
            when = self._labelled(said.when)
        else:
            when = read(body, self.year) if body else NONE_SAID
        return Proposal(
            source.node, kind,
            name_of(source.text[start:], source.heading if is_whole else ""),
            source.text[start:end], start, end, None, leads, helps,
            when.written[:LONGEST_WORDS], when.due, when.rule, when.recurring,
            (said.costs if said and said.costs else _group(_MONEY, "sum", body))[:LONGEST_WORDS],
            (said.built if said and said.built else _group(_YEARS, "years", body))[:LONGEST_WORDS],
        )  # fmt: skip

    def _labelled(self, written: str) -> Deadline:
        return replace(deadline_of(folded(written), self.year), written=written)

    def _rows(
        self, source: TaskSource, kind: TaskKind, headings: Sequence[str]
    ) -> Iterator[Proposal]:
        table = TaskTable.of(source.rows)
        if table is None:
            return
        if table.is_of_projects or (headings and is_of_projects(headings[-1])):
            kind = TaskKind.PROJECT
        for row in table.lines:
            when = self._labelled(row.when)
            yield Proposal(
                source.node, kind, row.name[:LONGEST_NAME], row.wording, 0, 0, row.number,
                row.leads, row.helps, when.written[:LONGEST_WORDS], when.due, when.rule,
                when.recurring, row.costs[:LONGEST_WORDS], row.built[:LONGEST_WORDS],
            )  # fmt: skip


def _only_defines(task: Proposal) -> bool:
    """调查对象为15岁至69岁的常住居民 asks nothing of anybody."""
    is_asked = task.due is not None or task.leads or task.helps
    return not is_asked and defines_only(folded(task.wording))


def _said_apart(below: TaskSource | None, end: int) -> Assignment | None:
    """What the paragraph behind a clause says of it, as if it stood at its end."""
    if below is None or below.heading or below.rows or len(below.text) > LONGEST:
        return None
    plain = folded(below.text)
    found = assignments_in(plain, below.text)
    if len(found) != 1 or plain[: found[0].start].strip() or plain[found[0].end :].strip():
        return None
    return replace(found[0], start=end, end=end)


def _group(pattern: re.Pattern[str], name: str, text: str) -> str:
    found = pattern.search(text)
    return found[name].strip() if found else ""
