"""Targets that a document lists in a table of indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .parse import TargetDraft
from .targets import DEADLINE, DIRECTIONS

_VALUE: Final = re.compile(r"预期值|目标值|目标|目標|指标值|期末|20\d\d年(?:目标)?")


def target_rows(
    node: int, header: Sequence[str], rows: Sequence[Sequence[str]], by: str
) -> list[TargetDraft]:
    """Drafts of an indicator table: one a row; a value without direction keeps none."""
    name_at = next(
        (i for i, text in enumerate(header) if re.search(r"指标|指標|内容|名称|项目", text)), None
    )
    columns = reversed(list(enumerate(header)))
    value_at = next((i for i, text in columns if _VALUE.search(text) and i != name_at), None)
    unit_at = next((i for i, text in enumerate(header) if re.search(r"单位|單位", text)), None)
    if name_at is None or value_at is None:
        return []
    drafts = []
    for index, row in enumerate(rows):
        if len(row) <= max(name_at, value_at):
            continue
        text = row[value_at].strip()
        match = re.search(
            r"(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>[%％‰]|[\u4e00-\u9fff/]{1,6})?", text
        )
        if match is None:
            continue
        before, after = text[: match.start()], text[match.end("value") :]
        unit = (match["unit"] or "").replace("％", "%")
        unit = re.sub(r"(?:及)?以[上内下]$", "", unit)
        if not unit and unit_at is not None and unit_at < len(row):
            unit = row[unit_at].strip()
        comparator = next((n for n, p in DIRECTIONS if p.search(before)), "")
        comparator = "ge" if comparator == "reach" or "以上" in after else comparator
        comparator = "le" if re.search(r"以[内下]", after) else comparator
        header_year = DEADLINE.search(header[value_at])
        drafts.append(
            TargetDraft(
                node,
                row[name_at].strip(),
                "",
                comparator,
                match["value"],
                unit,
                header_year[0] if header_year else by,
                " ".join(row),
                0,
                0,
                row=index + 1,
            )
        )
    return drafts
