"""The staff gauge: one figure on its scale, with the target as a dashed line."""

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from portal.foundation.charts.shapes import (
    INK,
    INTERVAL,
    MEASURED,
    NARROW,
    TARGET,
    Chart,
    Number,
    Table,
    clamp,
    drawing,
    figure,
    group,
    label,
    stroke,
    text_width,
)

HEIGHT: Final = 58
AXIS: Final = 27
BASELINE: Final = 54
TICK: Final = 6
BAR: Final = 10
BAND: Final = 11
EDGE: Final = 1.0
MOST_TICKS: Final = 10
GAP: Final = 12


def bar_gauge(
    *,
    title: str,
    value: Number | None,
    target: Number | None = None,
    unit: str = "",
    scale_max: Number | None = None,
    width: int = NARROW,
    digits: int | None = None,
    target_word: str = "",
) -> Chart:
    """A count or a rate from a register as a bar from 0.

    `unit` "%" runs 0 to 100; any other unit runs on a scale of counts to `scale_max`,
    by default the target or the value, whichever is larger. `value` None draws the
    empty scale and says that there is no figure yet. The target need not be reached
    from below only: the sentence says by how much it is missed or passed.
    `target_word` stands before the target, by default 目标.
    """
    word = target_word or _("目标")
    top = _top(unit, scale_max, value, target)
    marks = []
    if value is not None and value > 0:
        end = _x(value, top, width)
        marks.append(group(MEASURED, [stroke(EDGE, AXIS - BAR / 2, end, AXIS - BAR / 2, BAR)]))
    summary = _bar_sentence(title, value, target, unit, digits, word)
    header = [_("指标"), _("数值")]
    row = [title, _figure(value, unit, digits)]
    if target is not None:
        header += [word, _("相差")]
        row += [figure(target, unit, digits=digits), _difference(value, target, unit, digits)]
    return _gauge(marks, top, target, unit, width, digits, summary, header, row, word)


def interval_gauge(
    *,
    title: str,
    value: Number | None,
    low: Number | None,
    high: Number | None,
    target: Number | None = None,
    unit: str = "%",
    scale_max: Number | None = None,
    width: int = NARROW,
    digits: int | None = 1,
) -> Chart:
    """A survey estimate: the 95 % interval as a band, the estimate as a mark on it."""
    top = _top(unit, scale_max, high, target)
    marks = []
    if low is not None and high is not None:
        middle = AXIS - BAND / 2 + 3
        marks.append(
            group(
                INTERVAL, [stroke(_x(low, top, width), middle, _x(high, top, width), middle, BAND)]
            )
        )
    if value is not None:
        x = _x(value, top, width)
        marks.append(group(MEASURED, [stroke(x, AXIS - 15, x, AXIS + 11, 4)]))
    interval = ""
    if low is not None and high is not None:
        ends = {
            "low": figure(low, digits=digits),
            "high": figure(high, unit, digits=digits),
        }
        interval = _("%(low)s—%(high)s") % ends
    summary = _interval_sentence(title, value, interval, target, unit, digits)
    header = [_("指标"), _("估计"), _("95% 区间")]
    row = [title, _figure(value, unit, digits), interval or _("没有数据")]
    if target is not None:
        header.append(_("目标"))
        row.append(figure(target, unit, digits=digits))
    word = _("目标")
    return _gauge(marks, top, target, unit, width, digits, summary, header, row, word)


def _gauge(
    marks: list[str],
    top: Decimal,
    target: Number | None,
    unit: str,
    width: int,
    digits: int | None,
    summary: str,
    header: list[str],
    row: list[str],
    target_word: str,
) -> Chart:
    ticks = [stroke(x, AXIS, x, AXIS + TICK, 1) for x in _ticks(top, unit, width)]
    axis = group(INK, [stroke(0, AXIS, width, AXIS, 2)])
    groups = [group(INK, ticks), *marks, axis]
    labels = [label(0, BASELINE, "0")]
    end_words = figure(top, unit, digits=digits)
    end_starts = width - text_width(end_words)
    if target is not None:
        words = f"{target_word} {figure(target, unit, digits=digits)}"
        x = _x(target, top, width)
        half = text_width(words) / 2
        centre = clamp(x, half, width - half)
        groups.append(
            group(
                TARGET,
                [stroke(x, 2, x, AXIS + 13, 2, "5 4"), _centred(centre, half, width, words)],
            )
        )
        if centre - half < text_width("0") + GAP:
            labels = []
        end_free = centre + half + GAP <= end_starts
    else:
        end_free = True
    if end_free:
        labels.append(label(width, BASELINE, end_words, "end"))
    groups.insert(0, group(INK, labels))
    return Chart(
        svg=drawing(width=width, height=HEIGHT, summary=summary, groups=groups),
        summary=summary,
        table=Table(header=tuple(header), rows=(tuple(row),)),
        width=width,
        height=HEIGHT,
    )


def _centred(centre: float, half: float, width: int, words: str) -> str:
    """Anchored at the edge it touches: the width of a text is only an estimate."""
    if centre + half >= width:
        return label(width, BASELINE, words, "end")
    if centre - half <= 0:
        return label(0, BASELINE, words)
    return label(centre, BASELINE, words, "middle")


def _top(unit: str, wanted: Number | None, *figures: Number | None) -> Decimal:
    if wanted is not None and wanted > 0:
        return Decimal(str(wanted))
    if unit == "%":
        return Decimal(100)
    known = [Decimal(str(one)) for one in figures if one is not None]
    return max([*known, Decimal(0)]) or Decimal(1)


def _x(value: Number, top: Decimal, width: int) -> float:
    """Where `value` stands; beyond the scale it stays at the end, the words say the rest."""
    share = clamp(float(Decimal(str(value)) / top), 0.0, 1.0)
    return clamp(share * width, EDGE, width - EDGE)


def _ticks(top: Decimal, unit: str, width: int) -> list[float]:
    if unit == "%":
        step = top / MOST_TICKS
    else:
        step = Decimal(1)
        ladder = (Decimal(2), Decimal("2.5"), Decimal(2))
        turn = 0
        while top / step > MOST_TICKS:
            step *= ladder[turn % 3]
            turn += 1
    count = int(top / step)
    return [_x(step * number, top, width) for number in range(count + 1)]


def _figure(value: Number | None, unit: str, digits: int | None) -> str:
    return _("没有数据") if value is None else figure(value, unit, digits=digits)


def _difference(value: Number | None, target: Number, unit: str, digits: int | None) -> str:
    if value is None:
        return _("没有数据")
    missing = Decimal(str(target)) - Decimal(str(value))
    words = figure(abs(missing), _points(unit), digits=digits)
    if missing > 0:
        return _("还差 %(figure)s") % {"figure": words}
    if missing < 0:
        return _("超出 %(figure)s") % {"figure": words}
    return _("正好相等")


def _points(unit: str) -> str:
    """Two rates differ by percentage points, not by per cent."""
    return _("个百分点") if unit == "%" else unit


def _bar_sentence(
    title: str,
    value: Number | None,
    target: Number | None,
    unit: str,
    digits: int | None,
    target_word: str,
) -> str:
    if value is None and target is None:
        return _("%(title)s：还没有数据。") % {"title": title}
    words = {
        "title": title,
        "value": _figure(value, unit, digits),
        "target": "" if target is None else figure(target, unit, digits=digits),
        "word": target_word,
    }
    if value is None:
        return _("%(title)s：还没有数据，%(word)s %(target)s。") % words
    if target is None:
        return _("%(title)s：%(value)s。") % words
    words["difference"] = _difference(value, target, unit, digits)
    return _("%(title)s：%(value)s，%(word)s %(target)s，%(difference)s。") % words


def _interval_sentence(
    title: str,
    value: Number | None,
    interval: str,
    target: Number | None,
    unit: str,
    digits: int | None,
) -> str:
    if value is None or not interval:
        return _bar_sentence(title, value, target, unit, digits, _("目标"))
    words = {"title": title, "value": figure(value, unit, digits=digits), "interval": interval}
    if target is None:
        return _("%(title)s：估计 %(value)s，95%% 区间 %(interval)s。") % words
    words["target"] = figure(target, unit, digits=digits)
    return _("%(title)s：估计 %(value)s，95%% 区间 %(interval)s，目标 %(target)s。") % words
