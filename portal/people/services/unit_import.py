"""Units of a county from a table that somebody keeps: one row a unit, found again by its code."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.validators import validate_slug
from django.db import transaction
from django.forms import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.people import services
from portal.people.divisions import current_successor
from portal.people.domain.names import has_unseen
from portal.people.enums import UnitKind
from portal.people.import_problems import BadRow, ImportRefused, at, day, refuse, refuse_repeated
from portal.people.models import Division, Unit, UnitParent

COLUMNS: Final = {
    "编码": "code",
    "名称": "name",
    "类别": "kind",
    "上级编码": "parent",
    "区划代码": "division",
    "设立日期": "valid_from",
}
NEEDED: Final = ("编码", "名称", "类别", "上级编码")
KINDS: Final = {str(kind.label): kind for kind in UnitKind} | {
    kind.value: kind for kind in UnitKind
}
MOST_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class UnitImportReport:
    rows: int
    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    code: str
    name: str
    kind: UnitKind
    parent: str
    division: Division | None
    valid_from: date | None


def import_units(lines: Iterable[str], *, check: bool = False) -> UnitImportReport:
    """Add the units of a CSV that are missing, in whatever order they stand, and give those that
    are there the name, kind and division of their row. All or nothing; a second time changes
    nothing. With `check` nothing is kept at all.

    Raises ImportRefused with one sentence a row.
    """
    rows = _read(lines)
    with transaction.atomic():
        report = _write(rows)
        if check:
            transaction.set_rollback(True)
    return report


def _read(lines: Iterable[str]) -> list[Row]:
    reader = csv.reader(lines, strict=True)
    problems: list[str] = []
    rows: dict[str, Row] = {}
    try:
        heads = [COLUMNS.get(head.strip(), head.strip()) for head in next(reader, [])]
        lacking = [name for name in NEEDED if COLUMNS[name] not in heads]
        if lacking:
            raise ImportRefused(
                (_("第一行要有这些列名：%(names)s。") % {"names": "、".join(lacking)},)
            )
        refuse_repeated(heads)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(rows) >= MOST_ROWS:
                raise ImportRefused((_("最多 %(n)d 行。分成几个文件导入。") % {"n": MOST_ROWS},))
            try:
                row = _row(reader.line_num, heads, cells)
                if row.code in rows:
                    raise BadRow(
                        _("编码 %(code)s 在第 %(n)d 行已经写过。")
                        % {"code": row.code, "n": rows[row.code].number}
                    )
                rows[row.code] = row
            except BadRow as bad:
                problems.append(at(reader.line_num, bad))
    except csv.Error as error:
        raise ImportRefused(
            (at(reader.line_num, _("引号没有配对，或一格太长，读不出来。")),)
        ) from error
    refuse(problems)
    return list(rows.values())


def _row(number: int, heads: list[str], cells: list[str]) -> Row:
    if len(cells) > len(heads):
        raise BadRow(_("格数比列名多。名称里有逗号，要用引号括起来。"))
    cell = {head: text.strip() for head, text in zip(heads, cells, strict=False)}
    code, name = cell.get("code", ""), cell.get("name", "")
    if any("\0" in text for text in cell.values()):
        raise BadRow(_("有看不见的坏字符，删掉它。"))
    try:
        validate_slug(code)
    except ValidationError as error:
        raise BadRow(_("编码只能用字母、数字、短横和下划线，不能空。")) from error
    if len(code) > 40:
        raise BadRow(_("编码最多 40 个字符。"))
    if not 1 <= len(name) <= 80:
        raise BadRow(_("名称要 1 到 80 个字。"))
    if has_unseen(name):
        raise BadRow(_("名称里有换行或看不见的字符，重新打一遍。"))
    kind = KINDS.get(cell.get("kind", ""))
    if kind is None:
        known = "，".join(str(one.label) for one in UnitKind)
        raise BadRow(
            _("没有类别“%(kind)s”。可以写：%(known)s。")
            % {"kind": cell.get("kind", "")[:20], "known": known}
        )
    return Row(
        number, code, name, kind, cell.get("parent", ""),
        _division(cell.get("division", "")), day(cell.get("valid_from", "")),
    )  # fmt: skip


def _division(code: str) -> Division | None:
    if not code:
        return None
    division = current_successor(code[:20])
    if division is None:
        raise BadRow(
            _("没有区划代码 %(code)s。乡村区划先用 import_divisions 导入。") % {"code": code[:20]}
        )
    if division.code != code:
        raise BadRow(
            _("区划代码 %(code)s 已经停用，现在是 %(new)s。") % {"code": code, "new": division.code}
        )
    return division


def _write(rows: list[Row]) -> UnitImportReport:
    there = {unit.code: unit for unit in Unit.objects.select_related("division")}
    parents = dict(
        UnitParent.objects.filter(valid_to__isnull=True).values_list("unit__code", "parent__code")
    )
    known = [row for row in rows if row.code in there]
    changed, problems = _change(known, there, parents)
    added = 0
    waiting = [row for row in rows if row.code not in there]
    while waiting:
        ready = [row for row in waiting if row.parent in there]
        if not ready:
            break
        waiting = [row for row in waiting if row.parent not in there]
        for row in ready:
            try:
                there[row.code] = _add(row, there[row.parent])
                added += 1
            except BadRow as bad:
                problems.append(at(row.number, bad))
    problems += [at(row.number, _without_parent(row, waiting)) for row in waiting]
    refuse(problems)
    return UnitImportReport(len(rows), added, changed, len(rows) - added - changed)


def _change(
    rows: list[Row], there: dict[str, Unit], parents: dict[str, str]
) -> tuple[int, list[str]]:
    """Which kinds may change can hang on a row further down, so what is refused is tried again
    as long as another row got through."""
    changed = 0
    while True:
        refused: list[Row] = []
        problems: list[str] = []
        for row in rows:
            try:
                changed += _bring_up_to_date(there[row.code], row, parents.get(row.code, ""))
            except BadRow as bad:
                refused.append(row)
                problems.append(at(row.number, bad))
        if not refused or len(refused) == len(rows):
            return changed, problems
        rows = refused


def _bring_up_to_date(unit: Unit, row: Row, parent: str) -> bool:
    if row.parent != parent:
        raise BadRow(
            _("%(unit)s现在的上级是 %(now)s，不是 %(new)s。移动要写明日期，在“单位”页面里办。")
            % {"unit": unit.name, "now": parent or _("没有"), "new": row.parent or _("没有")}
        )
    if row.valid_from is not None and row.valid_from != unit.valid_from:
        raise BadRow(_("%(unit)s的设立日期和库里的不一样，导入不改日期。") % {"unit": unit.name})
    division = row.division or unit.division
    if (row.name, row.kind, division) == (unit.name, unit.kind, unit.division):
        return False
    try:
        services.change_unit(actor=None, unit=unit, name=row.name, kind=row.kind, division=division)
    except services.UnitError as error:
        raise BadRow(f"{error.message}。") from error
    return True


def _add(row: Row, parent: Unit) -> Unit:
    try:
        return services.add_unit(
            actor=None, parent=parent, code=row.code, name=row.name, kind=row.kind,
            division=row.division, valid_from=row.valid_from or timezone.localdate(),
        )  # fmt: skip
    except services.UnitError as error:
        raise BadRow(f"{error.message}。") from error


def _without_parent(row: Row, waiting: list[Row]) -> str:
    if not row.parent:
        return _("要填上级编码。最上级单位由 set_up 建立，只有一个。")
    if any(other.code == row.parent for other in waiting):
        return _("上级 %(code)s 也没有导入，或和它互为上级。") % {"code": row.parent[:40]}
    return _("上级 %(code)s 不在库里，也不在表里。") % {"code": row.parent[:40]}
