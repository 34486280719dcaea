"""What every chart shares: its result, its numbers as words, its strokes and labels.

No inline style and no colour: the drawing has the class `g`, a group the class of its
meaning (`d` the measured, `v` its interval, `z` the target, `q` quiet lines), and every
mark is drawn in `currentColor`, so that without the style sheet, in print and in forced
colours it is still there. Bars and intervals are strokes, because plain fills vanish in
forced colours.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Final

from django.utils.safestring import SafeString, mark_safe

Number = int | float | Decimal

NARROW: Final = 288
WIDE: Final = 560
TEXT: Final = 15
LATIN_SHARE: Final = 0.58


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a chart: head row, rows of words, caption."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing of `width` × `height` units, never to be shown smaller than 1:1."""

    svg: SafeString
    summary: str
    table: Table
    width: int
    height: int


def figure(value: Number, unit: str = "", *, digits: int | None = None) -> str:
    """A number with its unit: 53.6%, 2 次 (a measure word keeps a no-break space)."""
    number = Decimal(str(value))
    if digits is not None:
        number = round(number, digits)
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    if not unit or unit in ("%", "‰"):
        return f"{text}{unit}"
    return f"{text}\u00a0{unit}"


def text_width(text: str) -> float:
    """Width of `text` in units at size 15: a Han character is square."""
    wide = sum(1 for letter in text if unicodedata.east_asian_width(letter) in "WF")
    return TEXT * (wide + LATIN_SHARE * (len(text) - wide))


def place(value: float) -> str:
    """A coordinate with at most one decimal, so that equal drawings are equal bytes."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def stroke(x1: float, y1: float, x2: float, y2: float, width: float, dash: str = "") -> str:
    """A straight stroke in the colour of its group."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{place(x1)} {place(y1)}L{place(x2)} {place(y2)}"'
        f' stroke-width="{place(width)}"{dashes}/>'
    )


def label(x: float, y: float, text: str, anchor: str = "start") -> str:
    """Words at a baseline; `anchor` is start, middle or end."""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{place(x)}" y="{place(y)}"{side} stroke="none" fill="currentColor">'
        f"{escape(text)}</text>"
    )


MEASURED: Final = "d"
INTERVAL: Final = "v"
TARGET: Final = "z"
INK: Final = ""


def group(name: str, parts: Iterable[str]) -> str:
    """Marks of one meaning, coloured together by its class; none is ink."""
    colour = f' class="{name}"' if name else ""
    return f'<g{colour} stroke="currentColor" fill="none">{"".join(parts)}</g>'


def drawing(*, width: int, height: int, summary: str, groups: Sequence[str]) -> SafeString:
    """The whole picture; a screen reader hears one image with one sentence."""
    body = "".join(groups)
    return mark_safe(  # noqa: S308 - every label passed through escape() above
        f'<svg class="g" role="img" aria-label="{escape(summary)}" dir="ltr"'
        f' width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-size="{TEXT}" focusable="false">{body}</svg>'
    )


def clamp(value: float, low: float, high: float) -> float:
    """`value` moved into low..high."""
    return max(low, min(high, value))
