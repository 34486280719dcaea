"""Looking up and importing administrative divisions."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from portal.people.enums import DivisionLevel
from portal.people.models import Division

LENGTHS = {9: DivisionLevel.TOWN, 12: DivisionLevel.VILLAGE}


@dataclass(unsafe_hash=True)
class ImportRefused(Exception):
    """Nothing was imported; `problems` names each row and what to do about it."""

    problems: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.problems)


@dataclass(frozen=True, slots=True)
class ImportReport:
    rows: int
    created: int
    renamed: int
    unchanged: int


def current_successor(code: str) -> Division | None:
    """The division that stands for `code` today: itself, or what replaced it.

    None where the code never existed. A retired code without a certain successor is
    returned as it is; its `valid_to` says so.
    """
    division = Division.objects.filter(code=code).select_related("replaced_by").first()
    seen = set()
    while division and division.replaced_by_id and division.pk not in seen:
        seen.add(division.pk)
        division = (
            Division.objects.filter(pk=division.replaced_by_id)
            .select_related("replaced_by")
            .first()
        )
    return division


def import_below_county(lines: Iterable[str]) -> ImportReport:
    """Import town (9 digits) and village (12 digits) rows of a CSV with the columns
    `code` and `name`. All or nothing; running it again changes nothing.

    Raises ImportRefused with one sentence a row.
    """
    try:
        reader = csv.DictReader(lines, strict=True)
        heads, rows = set(reader.fieldnames or ()), list(reader)
    except csv.Error as error:
        raise ImportRefused((_("引号没有配对，或一格太长，读不出来。"),)) from error
    if not {"code", "name"} <= heads:
        raise ImportRefused((_("第一行要写列名 code 和 name。"),))
    problems: list[str] = []
    wanted: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        code, name = (row["code"] or "").strip(), (row["name"] or "").strip()
        if not (code.isascii() and code.isdigit()) or len(code) not in LENGTHS:
            problems.append(
                _("第 %(n)d 行：代码要 9 位或 12 位数字，现在是“%(code)s”。")
                % {"n": number, "code": code[:20]}
            )
        elif not name or len(name) > 60 or "\0" in name:
            problems.append(_("第 %(n)d 行：名称要 1 到 60 个字。") % {"n": number})
        elif wanted.setdefault(code, name) != name:
            problems.append(
                _("第 %(n)d 行：代码 %(code)s 前面已经有另一个名称。") % {"n": number, "code": code}
            )
    with transaction.atomic():
        known = {
            division.code: division
            for division in Division.objects.filter(
                code__in={*wanted, *(c[:9] for c in wanted), *(c[:6] for c in wanted)}
            )
        }
        created = renamed = 0
        for code in sorted(wanted, key=len):
            parent = known.get(code[:9] if len(code) == 12 else code[:6])
            if parent is None:
                problems.append(_("代码 %(code)s 的上级不在库里。先导入上级。") % {"code": code})
                continue
            if not parent.is_current:
                # Lists of towns still carry the code that their county had before.
                parent = current_successor(parent.code)
            division = known.get(code)
            if division is None:
                known[code] = Division.objects.create(
                    code=code, name=wanted[code], level=LENGTHS[len(code)], parent=parent
                )
                created += 1
            elif division.name != wanted[code]:
                division.name = wanted[code]
                division.save(update_fields=["name"])
                renamed += 1
        if problems:
            raise ImportRefused(tuple(problems))
    return ImportReport(len(wanted), created, renamed, len(wanted) - created - renamed)
