"""The figure of a target on its scale."""

from typing import Final

from content.targets.wording import TargetRow
from portal.foundation import charts

WIDE: Final = 560
NARROW: Final = 288


def gauge(row: TargetRow, width: int = NARROW) -> charts.Chart:
    return charts.bar_gauge(
        title=row.target.name,
        value=row.shown(row.figure) if row.figure else None,
        target=row.target.value,
        unit=row.unit,
        width=width,
        target_word=row.target_word,
    )
