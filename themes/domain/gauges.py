"""Progress lines and bars as SVG text. The staff gauge itself is `portal.foundation.charts`.

Positions are percentages of the width, so that the drawing fills its place. Colours are classes
that set `color`; strokes are `currentColor`, so that forced colours keep them.
"""

from typing import Final

TICKS: Final = 10
MAX_COUNT_TICKS: Final = 20


def share(value: float, maximum: float) -> float:
    """Percent of the axis, 0–100; a maximum of zero or less gives 0."""
    if maximum <= 0:
        return 0.0
    return round(min(max(value / maximum, 0.0), 1.0) * 100, 2)


def _line(x1: str, y1: float, x2: str, y2: float, width: float, extra: str = "") -> str:
    return (
        f'<line x1="{x1}" y1="{y1:g}" x2="{x2}" y2="{y2:g}" stroke="currentColor" '
        f'stroke-width="{width:g}"{extra}/>'
    )


def _ticks(count: int, y1: float, y2: float) -> str:
    step = 100 / count
    return "".join(
        _line(f"{step * index:g}%", y1, f"{step * index:g}%", y2, 1) for index in range(count + 1)
    )


def progress_svg(value: int, total: int) -> str:
    """Thick line up to `value` of `total` over a ticked hairline; 12 px high."""
    done = share(value, total)
    ticks = total if 1 <= total <= MAX_COUNT_TICKS else TICKS
    return (
        '<svg class="g" width="100%" height="12" aria-hidden="true" focusable="false">'
        f'<g class="q">{_line("0", 10, "100%", 10, 2)}{_ticks(ticks, 2, 10)}</g>'
        f'<g class="d">{_line("0", 8, f"{done:g}%", 8, 7)}</g></svg>'
    )


def bar_svg(value: float, maximum: float) -> str:
    """A share as a bar on its track; 12 px high."""
    return (
        '<svg class="g" width="100%" height="12" aria-hidden="true" focusable="false">'
        f'<g class="t">{_line("0", 6, "100%", 6, 12)}</g>'
        f'<g class="d">{_line("0", 6, f"{share(value, maximum):g}%", 6, 12)}</g></svg>'
    )
