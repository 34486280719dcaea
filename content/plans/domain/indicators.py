"""Targets that a document lists in a table of indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .parse import TargetDraft
from .script import folded
from .targets import DEADLINE, DIRECTIONS

_YEAR: Final = re.compile(r"(?:到)?(?P<year>20\d\d)年?(?:底|末)?(?:目标|预期)?值?")
_VALUE: Final = re.compile(r"预期值|目标值|目标|指标值|期末|20\d\d年(?:目标)?")


def target_rows(
    node: int, header: Sequence[str], rows: Sequence[Sequence[str]], by: str, since: int | None
) -> list[TargetDraft]:
    """Drafts of an indicator table: one for each figure; a value without direction keeps none.

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
    drafts = []
    for index, row in enumerate(rows):
        for value_at in _value_columns(header, name_at, since):
            if len(row) <= max(name_at, value_at):
                continue
            unit = (
                folded(row[unit_at]).strip() if unit_at is not None and unit_at < len(row) else ""
            )
            figure = _figure(folded(row[value_at]).strip(), unit)
            if figure is None:
                continue
            year = DEADLINE.search(header[value_at])
            drafts.append(
                TargetDraft(
                    node,
                    row[name_at].strip(),
                    "",
                    *figure,
                    year[0] if year else by,
                    " ".join(row),
                    0,
                    0,
                    row=index + 1,
                )
            )
    return drafts


def _value_columns(header: Sequence[str], name_at: int, since: int | None) -> list[int]:
    columns = [i for i, text in enumerate(header) if _VALUE.search(text) and i != name_at]
    years = [(i, _YEAR.fullmatch(header[i].strip())) for i in columns]
    dated = [i for i, found in years if found and since and int(found["year"]) >= since]
    return dated if len(dated) > 1 else columns[-1:]


def _figure(text: str, column_unit: str) -> tuple[str, str, str] | None:
    """(comparator, value, unit) of a cell, or None where it holds no figure."""
    match = re.search(r"(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>[%％‰]|[\u4e00-\u9fff/]{1,6})?", text)
    if match is None:
        return None
    before, after = text[: match.start()], text[match.end("value") :]
    unit = (match["unit"] or "").replace("％", "%")
    unit = re.sub(r"(?:及)?以[上内下]$", "", unit) or column_unit
    comparator = next((n for n, p in DIRECTIONS if p.search(before)), "")
    comparator = "ge" if comparator == "reach" or "以上" in after else comparator
    comparator = "le" if re.search(r"以[内下]", after) else comparator
    return comparator, match["value"], unit
