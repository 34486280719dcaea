"""The figures as a table for a terminal."""

from collections.abc import Sequence
from typing import Final
from unicodedata import east_asian_width

from django.utils.translation import gettext as _

from search.evaluation.measure import Measured
from search.evaluation.metrics import Figures

GAP: Final = "  "


def table(measured: Sequence[Measured]) -> str:
    """All queries first, then those of each class, one line for each system."""
    if not measured:
        return ""
    kinds = list(dict.fromkeys(asked.kind for asked, _figures in measured[0].rows if asked.kind))
    rows = [[_("查询"), _("个数"), _("搜索"), "nDCG@10", _("召回率@20"), "MRR", _("没有结果")]]
    for kind in ["", *kinds]:
        for place, one in enumerate(measured):
            figures = one.of(kind) if kind else one.all
            number = sum(asked.kind == kind for asked, _f in one.rows) if kind else len(one.rows)
            first = [kind or _("全部"), str(number)] if place == 0 else ["", ""]
            rows.append([*first, one.name, *_shown(figures)])
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        GAP.join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def _shown(figures: Figures | None) -> list[str]:
    if figures is None:
        return ["", "", "", ""]
    return [
        f"{figures.ndcg:.3f}",
        f"{figures.recall:.3f}",
        f"{figures.reciprocal_rank:.3f}",
        f"{figures.zero:.1%}",
    ]


def _width(text: str) -> int:
    """Columns of a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
