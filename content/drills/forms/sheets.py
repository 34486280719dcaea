"""The form of an evaluation sheet: a row of fields for each indicator."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.drills.domain.scoring import (
    WHOLE,
    Limits,
    LimitsWrong,
    WeightsWrong,
    check_limits,
)
from content.drills.domain.sheets import (
    ASPECT_LENGTH,
    GUIDE_LENGTH,
    MOST_LINES,
    NAME_LENGTH,
    NoLines,
    RowsWrong,
    TooManyLines,
    Typed,
    plain,
    read_rows,
    total_of,
    typed_as,
)
from content.drills.enums import Aspect
from content.drills.models import Sheet
from content.drills.models.sheet import SOURCE_LENGTH
from content.drills.services.sheets import LIMITS_WRONG
from portal.foundation.fields import no_personal_number
from portal.foundation.seen import SeenForm, Sent
from portal.people.forms.unseen import no_unseen

EMPTY_ROWS: Final = 3
"""Behind those that are filled in."""
COLUMNS: Final = {
    "aspect": (gettext_lazy("方面"), ASPECT_LENGTH, 20),
    "name": (gettext_lazy("指标"), NAME_LENGTH, 44),
    "weight": (gettext_lazy("权重"), 8, 5),
    "guide": (gettext_lazy("怎样评分"), GUIDE_LENGTH, 36),
}
"""Heading, most characters, and how wide the column is drawn beside the others."""
ROWS: Final = "lines"
"""What the rows are called together, where a page asks whether others changed them."""


def limit_field(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=100, max_digits=5, decimal_places=2
    )


@dataclass(frozen=True, slots=True)
class FormRow:
    number: int
    cells: Sequence[tuple[Any, forms.BoundField]]

    @property
    def wrong(self) -> list[forms.BoundField]:
        """The fields whose messages stand above the row."""
        return [field for _label, field in self.cells if field.errors]


class SheetForm(SeenForm):
    """`typed` is what was sent for one more row: it is shown again, not looked at."""

    lines = forms.CharField(label=gettext_lazy("指标和权重"), required=False)
    excellent = limit_field(gettext_lazy("优秀，从几分起"))
    good = limit_field(gettext_lazy("良好，从几分起"))
    passed = limit_field(gettext_lazy("合格，从几分起"))
    source = forms.CharField(
        label=gettext_lazy("依据"), max_length=SOURCE_LENGTH,
        validators=[no_unseen, no_personal_number],
        help_text=gettext_lazy("写谁、哪天、用什么文件定的权重；对照过标准原文的，写条款。"),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, stored: Sheet | None, typed: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(data)
        self.stored = [typed_as(line.as_line) for line in stored.lines.all()] if stored else []
        limits = ("excellent", "good", "passed", "source")
        now: dict[str, Sent] = {ROWS: _as_one(self.stored)}
        for name in limits:
            now[name] = "" if stored is None else _plain(getattr(stored, name))
        self.draw_from(now)
        self.initial.update({name: now[name] for name in limits})
        offered = self.stored or [Typed(str(aspect.label)) for aspect in Aspect]
        if typed is not None:
            self.initial.update({name: typed.get(name, "") for name in (*limits, "seen")})
            self._add_rows([*_sent_rows(typed), Typed()])
        elif self.is_bound:
            self._add_rows(_sent_rows(self.data))
        else:
            self._add_rows([*offered, *[Typed()] * EMPTY_ROWS])

    def _add_rows(self, rows: Sequence[Typed]) -> None:
        """A field for each cell; what each shows where nothing was sent."""
        self.count = min(len(rows), MOST_LINES)
        for at, row in enumerate(rows[: self.count]):
            for column, value in zip(COLUMNS, astuple(row), strict=True):
                label, most, size = COLUMNS[column]
                words = _("第 %(number)d 行的%(column)s") % {"number": at + 1, "column": label}
                attributes = {"aria-label": words, "class": "wide", "size": size}
                if column == "weight":
                    attributes |= {"inputmode": "decimal", "data-weight": ""}
                self.fields[f"{column}_{at}"] = forms.CharField(
                    label=words, required=False, max_length=most,
                    widget=forms.TextInput(attrs=attributes), validators=[no_unseen],
                )  # fmt: skip
                self.initial[f"{column}_{at}"] = value

    @property
    def rows(self) -> list[FormRow]:
        return [
            FormRow(
                at + 1,
                [(label, self[f"{column}_{at}"]) for column, (label, *_size) in COLUMNS.items()],
            )
            for at in range(self.count)
        ]

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields below the rows."""
        return [self[name] for name in ("excellent", "good", "passed", "source")]

    @property
    def total(self) -> str:
        """Of the weights as they stand there."""
        shown = [Typed(weight=str(self[f"weight_{at}"].value() or "")) for at in range(self.count)]
        return plain(total_of(shown))

    @property
    def may_grow(self) -> bool:
        return self.count < MOST_LINES

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        rows = _sent_rows(self.data)
        offered = {Typed(str(aspect.label)) for aspect in Aspect}
        typed = [Typed() if row in offered else row for row in rows]
        try:
            data[ROWS] = read_rows(typed)
        except RowsWrong as wrong:
            for one in wrong.wrong:
                name = f"{one.column}_{one.row}"
                if name not in self.errors:
                    self.add_error(name, _why(one.why))
            if not any(one.column == "weight" for one in wrong.wrong):
                self._check_total(total_of(typed))
        except NoLines:
            self.add_error(None, _("至少写一项指标。"))
        except TooManyLines:
            self.add_error(None, _("最多 %(most)d 项，合并几项。") % {"most": MOST_LINES})
        except WeightsWrong as found:
            self._check_total(found.total)
        self._check_limits(data)
        if not self.errors:
            self.refuse_older(
                {
                    ROWS: _as_one([typed_as(line) for line in data[ROWS]]),
                    **{name: plain(data[name]) for name in ("excellent", "good", "passed")},
                    "source": data["source"],
                }
            )
        return data

    def _check_total(self, total: Decimal) -> None:
        if total != WHOLE:
            words = _("权重加起来是 %(total)s，要正好 100。") % {"total": plain(total)}
            self.add_error(None, words)

    def _check_limits(self, data: Mapping[str, Any]) -> None:
        try:
            check_limits(Limits(data["excellent"], data["good"], data["passed"]))
        except KeyError:
            return  # one of them is no number, which is said already
        except LimitsWrong:
            self.add_error("excellent", LIMITS_WRONG)

    def renew(
        self,
        now: Mapping[str, Sent],
        wanted: Mapping[str, Sent],
        together: Collection[str] = (),
        beside: Mapping[str, Sent] | None = None,
    ) -> list[str]:
        """The rows all stay as sent, or all give way."""
        labels = super().renew(now, wanted, together, beside)
        if self.data.get(ROWS) == now[ROWS]:
            drawn: dict[str, Any] = {name: self.data[name] for name in self.data}
            for name in [name for name in self.fields if name.rpartition("_")[0] in COLUMNS]:
                del self.fields[name]
                drawn.pop(name, None)
            for at, row in enumerate(self.stored):
                drawn.update(
                    {
                        f"{column}_{at}": value
                        for column, value in zip(COLUMNS, astuple(row), strict=True)
                    }
                )
            self.data = drawn
            self._add_rows([*self.stored, *[Typed()] * EMPTY_ROWS])
        return labels

    @property
    def limits(self) -> Limits:
        data = self.cleaned_data
        return Limits(data["excellent"], data["good"], data["passed"])


def _sent_rows(sent: Mapping[str, str]) -> list[Typed]:
    """As many as were sent, empty ones among them; one at least."""
    most = MOST_LINES + EMPTY_ROWS
    last = max(
        (at for at in range(most) if any(f"{column}_{at}" in sent for column in COLUMNS)),
        default=0,
    )
    return [
        Typed(*(sent.get(f"{column}_{at}", "").replace("\0", "") for column in COLUMNS))
        for at in range(last + 1)
    ]


def _as_one(rows: Sequence[Typed]) -> str:
    return json.dumps([astuple(row) for row in rows], ensure_ascii=False)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else plain(value)


def _why(code: str) -> str:
    return {
        "aspect": _("写上方面，不超过 40 个字。"),
        "name": _("写上指标，不超过 120 个字。"),
        "weight": _("写上权重，大于 0、不超过 100，最多两位小数。"),
        "guide": _("“怎样评分”不超过 200 个字。"),
        "twice": _("和前面一行重复，去掉一行。"),
    }[code]
