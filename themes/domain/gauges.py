"""Gauges as SVG text.

Positions are percentages of the width, so that text never scales. Colours are classes that set
`color`; strokes are `currentColor`, so that forced colours keep them.
"""

import html
from dataclasses import dataclass
from typing import Final

TICKS: Final = 10
MAX_COUNT_TICKS: Final = 20


@dataclass(frozen=True, slots=True)
class Gauge:
    """What one axis shows. All numbers in the unit of `maximum`."""

    value: float
    maximum: float
    low: float | None = None
    high: float | None = None
    target: float | None = None
    unit: str = ""
    target_word: str = ""
    shows_value: bool = False

    def figure(self, value: float) -> str:
        """53.6% or, with a no-break space, 2 次."""
        gap = "" if self.unit in {"", "%"} else "\u00a0"
        return f"{number(value)}{gap}{self.unit}"

    @property
    def is_survey(self) -> bool:
        return self.low is not None and self.high is not None


def share(value: float, maximum: float) -> float:
    """Percent of the axis, 0–100; a maximum of zero or less gives 0."""
    if maximum <= 0:
        return 0.0
    return round(min(max(value / maximum, 0.0), 1.0) * 100, 2)


def number(value: float) -> str:
    """53.6, 95, 2: no needless decimals."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


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


def _anchor(percent: float) -> str:
    """Labels near an end lean inwards, else they leave the drawing."""
    if percent < 12:
        return "start"
    return "end" if percent > 88 else "middle"


def _is_near(gauge: Gauge) -> bool:
    """Whether the labels of target and value would touch."""
    target = share(gauge.target or 0.0, gauge.maximum)
    return abs(share(gauge.value, gauge.maximum) - target) < 16


def _label_anchor(gauge: Gauge, percent: float) -> str:
    """Where a target's label goes: away from the value's own label when they are close."""
    return "end" if gauge.shows_value and _is_near(gauge) else _anchor(percent)


def gauge_svg(gauge: Gauge, *, labels: bool = True) -> str:
    """Axis with interval and estimate (survey) or bar (register), and a dashed target line."""
    value = share(gauge.value, gauge.maximum)
    whole = gauge.maximum % 1 == 0 and gauge.unit != "%"
    ticks = int(gauge.maximum) if whole and 1 <= gauge.maximum <= MAX_COUNT_TICKS else TICKS
    base = 28 if labels or gauge.target is not None or gauge.is_survey else 14
    parts = []
    if gauge.low is not None and gauge.high is not None:
        low, high = share(gauge.low, gauge.maximum), share(gauge.high, gauge.maximum)
        parts.append(f'<g class="v">{_line(f"{low:g}%", base - 5, f"{high:g}%", base - 5, 11)}</g>')
    else:
        parts.append(f'<g class="d">{_line("0", base - 6, f"{value:g}%", base - 6, 11)}</g>')
    parts.append(_line("0", base, "100%", base, 2) + _ticks(ticks, base, base + 5))
    if gauge.is_survey:
        parts.append(
            f'<g class="d">{_line(f"{value:g}%", base - 13, f"{value:g}%", base + 9, 4)}</g>'
        )
    end = "100%" if gauge.unit == "%" and gauge.maximum == 100 else number(gauge.maximum)
    summary = gauge.figure(gauge.value)
    if gauge.low is not None and gauge.high is not None:
        summary += f" ({number(gauge.low)}—{gauge.figure(gauge.high)})"
    if gauge.target is not None:
        at = share(gauge.target, gauge.maximum)
        word = f"{gauge.target_word} {gauge.figure(gauge.target)}"
        summary += f"; {word}"
        parts.append(
            f'<g class="z">{_line(f"{at:g}%", 4, f"{at:g}%", base + 9, 2, dash())}'
            + (_text(at, 54, _label_anchor(gauge, at), word) if labels else "")
            + "</g>"
        )
    if gauge.shows_value:
        anchor = "start" if gauge.target is not None and _is_near(gauge) else _anchor(value)
        words = _text(value, 54, anchor, gauge.figure(gauge.value))
        parts.append(f'<g class="d b">{words}</g>')
    if labels:
        at = share(gauge.target, gauge.maximum) if gauge.target is not None else 50.0
        parts.append(_text(0, 54, "start", "0") if at >= 12 else "")
        parts.append(_text(100, 54, "end", end) if at < 80 and not gauge.shows_value else "")
    height = 60 if labels else base + 10
    return (
        f'<svg class="g" width="100%" height="{height}" role="img" '
        f'aria-label="{html.escape(summary)}">{"".join(parts)}</svg>'
    )


def dash() -> str:
    return ' stroke-dasharray="5 3"'


def _text(percent: float, y: int, anchor: str, text: str) -> str:
    return (
        f'<text x="{percent:g}%" y="{y}" text-anchor="{anchor}" aria-hidden="true">'
        f"{html.escape(text)}</text>"
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
