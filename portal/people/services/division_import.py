"""Towns and villages from a table that the county keeps: one row a code, current or historic."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from portal.foundation.audit.services import record
from portal.people.divisions import current_successor
from portal.people.domain.names import has_unseen
from portal.people.enums import DivisionLevel
from portal.people.import_problems import BadRow, ImportRefused, at, day, refuse, refuse_repeated
from portal.people.models import Division

LENGTHS: Final = {9: DivisionLevel.TOWN, 12: DivisionLevel.VILLAGE}
NEEDED: Final = ("code", "name")
DATES: Final[tuple[str, str]] = ("valid_from", "valid_to")
"""Like `replaced_by` a column that may be absent. One that is there says what holds, an empty cell
that nothing does; of one that is not there the rows keep what they have."""
MOST_ROWS: Final = 100_000
AT_ONCE: Final = 1_000

Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class DivisionImportReport:
    """Of `rows` that were read; `repeated` said what an earlier one had said."""

    rows: int
    created: int
    changed: int
    unchanged: int
    repeated: int


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    code: str
    name: str
    dates: dict[str, date | None]
    replaced_by: str | None

    @property
    def above(self) -> str:
        return self.code[:9] if len(self.code) == 12 else self.code[:6]

    def says(self) -> tuple[Any, ...]:
        return self.name, self.dates, self.replaced_by


def import_below_county(
    lines: Iterable[str], *, progress: Progress = lambda done, total: None
) -> DivisionImportReport:
    """Import town (9 digits) and village (12 digits) rows of a CSV with the columns `code` and
    `name`, perhaps `valid_from`, `valid_to` and `replaced_by`, the code that a retired one became.
    All or nothing; running it again changes nothing. `progress` is told how many codes of how many
    are done.

    Raises ImportRefused with one sentence a row.
    """
    rows, read, problems = _read(lines)
    with transaction.atomic():
        writing = _Writing(rows, problems, progress)
        writing.write()
        refuse(problems, rows=read)
        created, changed = len(writing.created), len(writing.changed)
        if created or changed:
            record(
                actor=None,
                action="people.divisions.imported",
                data={"rows": read, "created": created, "changed": changed},
            )
    unchanged = len(rows) - created - changed
    return DivisionImportReport(read, created, changed, unchanged, read - len(rows))


def _read(lines: Iterable[str]) -> tuple[dict[str, Row], int, list[str]]:
    """Rows by code, how many were read, and what is wrong with those that are not among them."""
    reader = csv.reader(lines, strict=True)
    rows: dict[str, Row] = {}
    problems: list[str] = []
    read = 0
    try:
        heads = [head.strip() for head in next(reader, [])]
        if not set(NEEDED) <= set(heads):
            raise ImportRefused((_("第一行要写列名 code 和 name。"),))
        refuse_repeated(heads)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            read += 1
            if read > MOST_ROWS:
                raise ImportRefused((_("最多 %(n)d 行。分成几个文件导入。") % {"n": MOST_ROWS},))
            try:
                row = _row(reader.line_num, heads, cells)
                if rows.setdefault(row.code, row).says() != row.says():
                    raise BadRow(
                        _("代码 %(code)s 前面已经有另一个名称或日期。") % {"code": row.code}
                    )
            except BadRow as bad:
                problems.append(at(reader.line_num, bad))
    except csv.Error as error:
        raise ImportRefused(
            (at(reader.line_num, _("引号没有配对，或一格太长，读不出来。")),)
        ) from error
    return rows, read, problems


def _row(number: int, heads: list[str], cells: list[str]) -> Row:
    if len(cells) > len(heads):
        raise BadRow(_("格数比列名多。名称里有逗号，要用引号括起来。"))
    told = zip(heads, cells, strict=False)
    cell = dict.fromkeys(heads, "") | {head: text.strip() for head, text in told}
    code, name, successor = cell["code"], cell["name"], cell.get("replaced_by")
    if not _is_code(code):
        raise BadRow(_("代码要 9 位或 12 位数字，现在是“%(code)s”。") % {"code": code[:20]})
    if not name or len(name) > 60 or has_unseen(name):
        raise BadRow(_("名称要 1 到 60 个字，不能换行，不能有看不见的字符。"))
    if successor and (not _is_code(successor) or successor == code):
        raise BadRow(
            _("改为的代码要另一个 9 位或 12 位数字，现在是“%(code)s”。") % {"code": successor[:20]}
        )
    if successor and len(successor) != len(code):
        raise BadRow(_("乡镇的代码只能改为乡镇的，村的只能改为村的。"))
    dates = {head: day(cell[head]) for head in DATES if head in cell}
    return Row(number, code, name, dates, successor)


def _is_code(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) in LENGTHS


class _Writing:
    """Level by level, so that a village finds its town, and what that town became."""

    def __init__(self, rows: dict[str, Row], problems: list[str], progress: Progress) -> None:
        self.rows, self.problems, self.progress = rows, problems, progress
        named = {
            code for row in rows.values() for code in (row.code, row.above, row.replaced_by or "")
        }
        self.known: dict[str, Division] = Division.objects.in_bulk(named, field_name="code")
        self.standing: dict[str, Division] = {}
        self.created: set[str] = set()
        self.changed: set[str] = set()
        self.done = 0

    def write(self) -> None:
        for length in LENGTHS:
            level = [row for row in self.rows.values() if len(row.code) == length]
            self.standing.clear()
            written = [
                row
                for first in range(0, len(level), AT_ONCE)
                for row in self._write(level[first : first + AT_ONCE])
            ]
            self._replace([row for row in written if row.replaced_by is not None])
        self.changed -= self.created

    def _write(self, rows: list[Row]) -> list[Row]:
        """Those that could be."""
        written: list[Row] = []
        new: list[Division] = []
        old: list[Division] = []
        for row in rows:
            try:
                division, differs = self._as_wanted(row)
            except BadRow as bad:
                self.problems.append(at(row.number, bad))
                continue
            written.append(row)
            if division.pk is None:
                new.append(division)
            elif differs:
                old.append(division)
        self.known |= {one.code: one for one in Division.objects.bulk_create(new)}
        Division.objects.bulk_update(old, ["name", "parent", *DATES])
        self.created |= {one.code for one in new}
        self.changed |= {one.code for one in old}
        self.done += len(rows)
        self.progress(self.done, len(self.rows))
        return written

    def _as_wanted(self, row: Row) -> tuple[Division, bool]:
        """And whether it differs from what is stored."""
        parent = self.known.get(row.above)
        if parent is None:
            raise BadRow(_("代码 %(code)s 的上级不在库里。先导入上级。") % {"code": row.code})
        division = self.known.get(row.code) or Division(code=row.code, level=LENGTHS[len(row.code)])
        since, until = (row.dates.get(name, getattr(division, name)) for name in DATES)
        if since and until and until <= since:
            raise BadRow(_("停用日期要晚于起用日期。"))
        if row.replaced_by and not until:
            raise BadRow(_("写了改为哪个代码，也要写停用日期。"))
        if until is None and not parent.is_current:
            # Lists of towns still carry the code that their county had before.
            parent = self._standing_for(parent)
        wanted = {"name": row.name, "parent": parent, "valid_from": since, "valid_to": until}
        before = (division.name, division.parent_id, division.valid_from, division.valid_to)
        for name, value in wanted.items():
            setattr(division, name, value)
        return division, before != (row.name, parent.pk, since, until)

    def _standing_for(self, parent: Division) -> Division:
        if parent.code not in self.standing:
            self.standing[parent.code] = current_successor(parent.code) or parent
        return self.standing[parent.code]

    def _replace(self, rows: list[Row]) -> None:
        """Once all codes of a level are there: one may have become any other."""
        differing = []
        for row in rows:
            division, successor = self.known[row.code], None
            if row.replaced_by:
                successor = self.known.get(row.replaced_by)
                if successor is None:
                    problem = _("改为的代码 %(code)s 不在库里，也不在表里。") % {
                        "code": row.replaced_by
                    }
                    self.problems.append(at(row.number, problem))
                    continue
            if division.replaced_by_id != (successor and successor.pk):
                division.replaced_by = successor
                differing.append(division)
        Division.objects.bulk_update(differing, ["replaced_by"], batch_size=AT_ONCE)
        self.changed |= {one.code for one in differing}
        links = {one.pk: one.replaced_by_id for one in self.known.values()}
        self.problems += [
            at(row.number, _("照这样改下去，又改回它自己。"))
            for row in rows
            if _comes_round(self.known[row.code].pk, links)
        ]


def _comes_round(start: int, links: dict[int, int | None]) -> bool:
    current, seen = links[start], {start}
    while current is not None:
        if current in seen:
            return True
        seen.add(current)
        if current not in links:
            stored = Division.objects.filter(pk=current)
            links[current] = stored.values_list("replaced_by", flat=True).first()
        current = links[current]
    return False
