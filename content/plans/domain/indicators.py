"""Targets that a document lists in a table of indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from content.targets.domain.figures import ARABIC, number_in, ratio_in
from content.targets.domain.measures import measures_of, unit_of

from .parse import TargetDraft
from .quantities import DIRECTIONS
from .script import folded
from .target_names import COUNT_UNITS
from .targets import DEADLINE

_YEAR: Final = re.compile(r"(?:到)?(?P<year>20\d\d)年?(?:底|末)?(?:目标|预期)?值?")
_CELL: Final = re.compile(rf"(?P<value>{ARABIC})\s*(?P<unit>[%％‰]|[\u4e00-\u9fff/]{{1,6}})?")
_IN_NAME: Final = re.compile(r"[（(]([^（）()]{1,8})[）)]$")
_VALUE: Final = re.compile(r"预期值|目标值|目标|指标值|期末|20\d\d年(?:目标)?")

_TIME: Final = re.compile(
    rf"{DEADLINE.pattern}|[“\"][一二三四五六七八九十]{{1,3}}五[”\"](?:\s*时期)?|[一二三四五六七八九十]{{1,3}}五时期"
)
_START: Final = re.compile(r"基数|基期|基准|现状|实际|起点|完成值")
_HARM: Final = re.compile(r"死亡|伤亡|受伤|失踪|损失|事故(?:起数|总数)|火灾起数")


def target_rows(
    node: int, header: Sequence[str], rows: Sequence[Sequence[str]], by: str, since: int | None
) -> list[TargetDraft]:
    """Drafts of an indicator table: one for each figure; a value without direction keeps none.
    `by`: its caption, which may say by when.

    Columns headed by years each hold goals when the plan is known to begin at `since`: a year
    before it is the starting point. Otherwise the last column of values is read.
    """
    header = [folded(text) for text in header]
    name_at = next(
        (i for i, text in enumerate(header) if re.search(r"指标|内容|名称|项目", text)), None
    )
    unit_at = next((i for i, text in enumerate(header) if re.search(r"单位", text)), None)
    if name_at is None:
        return []
    period = _period_in(folded(by))
    start_at, began = _start_column(header, name_at, since)
    drafts = []
    for index, row in enumerate(rows):
        for value_at in _value_columns(header, name_at, since):
            if len(row) <= max(name_at, value_at):
                continue
            unit = (
                folded(row[unit_at]).strip() if unit_at is not None and unit_at < len(row) else ""
            )
            figure = _figure(folded(row[value_at]).strip(), unit, folded(row[name_at]).strip())
            if figure is None:
                continue
            year = DEADLINE.search(header[value_at])
            start, start_unit = "", ""
            if start_at is not None and start_at < len(row):
                first = _figure(folded(row[start_at]).strip(), unit, folded(row[name_at]).strip())
                start, start_unit = (first[1], first[2]) if first else ("", "")
            drafts.append(
                TargetDraft(
                    node,
                    row[name_at].strip(),
                    "",
                    *figure,
                    year[0] if year else period,
                    " ".join(row),
                    0,
                    0,
                    row=index + 1,
                    baseline=start if start_unit == figure[2] else "",
                    baseline_year=began if start and start_unit == figure[2] else None,
                )
            )
    return drafts


def _period_in(caption: str) -> str:
    """“十四五”时期 of 表1：“十四五”时期具体指标; the last year it names, if it names one."""
    found = list(_TIME.finditer(caption))
    years = [one for one in found if one["year"]]
    return next((one[0].strip() for one in reversed(years or found)), "")


def _value_columns(header: Sequence[str], name_at: int, since: int | None) -> list[int]:
    columns = [
        i for i, text in enumerate(header)
        if i != name_at and _VALUE.search(text) and not _START.search(text)
    ]  # fmt: skip
    years = [(i, _YEAR.fullmatch(header[i].strip())) for i in columns]
    dated = [i for i, found in years if found and since and int(found["year"]) >= since]
    return dated if len(dated) > 1 else columns[-1:]


def _start_column(
    header: Sequence[str], name_at: int, since: int | None
) -> tuple[int | None, int | None]:
    """The one column that says what each was at the start, and of which year; where several do,
    none."""
    found = [
        i for i, text in enumerate(header)
        if i != name_at and (_START.search(text) or _is_before(text, since))
    ]  # fmt: skip
    if len(found) != 1:
        return None, None
    year = re.search(r"(?:19|20)\d{2}", header[found[0]])
    return found[0], int(year[0]) if year else None


def _is_before(text: str, since: int | None) -> bool:
    year = _YEAR.fullmatch(text.strip())
    return year is not None and since is not None and int(year["year"]) < since


def _figure(text: str, column_unit: str, name: str) -> tuple[str, str, str] | None:
    """(comparator, value, unit) of a cell, or None where it holds no figure. The unit stands in
    the cell, in a column of its own or behind the name: 持证应急志愿者（万人）."""
    match = _CELL.search(text)
    value = number_in(match["value"]) if match else None
    if match is None or value is None:
        return None
    before, after = text[: match.start()], text[match.end("value") :]
    unit = (match["unit"] or "").replace("％", "%")
    unit = re.sub(r"(?:及)?以[上内下]$", "", unit)
    behind = _IN_NAME.search(name)
    general = column_unit or (behind[1] if behind and measures_of(behind[1]) is not None else "")
    if not unit or (not unit_of(unit).base and unit_of(general).scale == 1):
        unit += general
    if ratio_in(name) and unit_of(unit).base in COUNT_UNITS:
        unit = f"{unit}/{ratio_in(name)}"
    comparator = next((n for n, p in DIRECTIONS if p.search(before)), "")
    comparator = "ge" if comparator == "reach" or "以上" in after else comparator
    comparator = "le" if re.search(r"以[内下]", after) else comparator
    if comparator in ("ge", "gt") and _HARM.search(name):
        # Nobody aims at more deaths: the editor says what was meant.
        comparator = ""
    return comparator, f"{value:f}", unit
