"""The form of an evaluation, made of the lines of its sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.drills.domain.sheets import plain as plain_number
from content.drills.forms.drills import plain, plain_lines
from content.drills.models import Drill, Evaluation, Sheet, SheetLine
from content.drills.models.drill import SUMMARY_LENGTH, WORDS_LENGTH
from content.drills.services.evaluating import FIELDS, Given, missing_in, wrong_day
from portal.foundation.fields import asked_for, date_field, year_in_range
from portal.foundation.seen import SeenForm, as_sent


@dataclass(frozen=True, slots=True)
class LineFields:
    """One indicator with its three fields."""

    line: SheetLine
    weight: str
    score: BoundField
    applies_not: BoundField
    note: BoundField

    @property
    def wrong(self) -> list[BoundField]:
        """The fields whose messages stand above them, across the row."""
        return [one for one in (self.score, self.applies_not, self.note) if one.errors]


def words(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=WORDS_LENGTH, required=False, validators=[plain],
        help_text=help_text,
    )  # fmt: skip


def lines(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=SUMMARY_LENGTH, required=False, validators=[plain_lines],
        help_text=help_text, widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


class EvaluationForm(SeenForm):
    """Everything may stay empty until the evaluation is closed."""

    sheet = forms.IntegerField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    goal = words(gettext_lazy("评估目标"))
    team = words(gettext_lazy("评估组"), gettext_lazy("写单位和专业，不写姓名；完成评估前要填。"))
    by_third_party = forms.BooleanField(label=gettext_lazy("委托第三方评估"), required=False)
    basis = words(gettext_lazy("评估依据"), gettext_lazy("例如：预案、演练方案、GB/T 46792-2025"))
    method = words(gettext_lazy("评估方法"), gettext_lazy("例如：现场观察、查记录、访谈"))
    analysis = lines(gettext_lazy("分析"))
    conclusion = lines(gettext_lazy("结论"), gettext_lazy("完成评估前要填。"))
    evaluated_on = date_field(
        label=gettext_lazy("评估日期"), required=False, help_text=gettext_lazy("完成评估前要填。")
    )

    def __init__(
        self, *args: Any, for_sheet: Sheet, stored: Evaluation | None, drill: Drill, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.drill = drill
        self.lines: Sequence[SheetLine] = list(for_sheet.lines.all())
        known = {score.line_id: score for score in stored.scores.all()} if stored else {}
        for line in self.lines:
            self.fields[f"score_{line.pk}"] = forms.DecimalField(
                label=_("得分"), required=False, min_value=0, max_value=100,
                max_digits=5, decimal_places=2,
                error_messages={
                    code: _("“%(line)s”的得分要在 0 到 100 之间，最多两位小数。")
                    % {"line": line.name}
                    for code in ("min_value", "max_value", "invalid", "max_decimal_places")
                },
            )  # fmt: skip
            self.fields[f"not_{line.pk}"] = forms.BooleanField(label=_("不适用"), required=False)
            self.fields[f"note_{line.pk}"] = words(_("说明"))
            score = known.get(line.pk)
            self.initial[f"score_{line.pk}"] = score.score if score else None
            self.initial[f"not_{line.pk}"] = bool(score and not score.applies)
            self.initial[f"note_{line.pk}"] = score.note if score else ""
        asked_for(self, "team", "conclusion", "evaluated_on")
        if stored is not None:
            self.initial.update((name, getattr(stored, name)) for name in FIELDS)
        self.initial.update(sheet=for_sheet.pk, revision=stored.revision if stored else 0)
        self.draw_from(
            {
                name: as_sent(self.get_initial_for_field(field, name))
                for name, field in self.fields.items()
                if name not in ("seen", "sheet", "revision")
            }
        )

    def clean_evaluated_on(self) -> date | None:
        day = year_in_range(self.cleaned_data["evaluated_on"])
        if why := wrong_day(day, self.drill):
            raise forms.ValidationError(why)
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for line in self.lines:
            if data.get(f"not_{line.pk}") and data.get(f"score_{line.pk}") is not None:
                words = _("“%(line)s”写了得分，又勾了“不适用”，去掉一样。") % {"line": line.name}
                self.add_error(f"score_{line.pk}", words)
            note = f"note_{line.pk}"
            if note in self.errors:
                self.errors[note] = self.error_class(
                    [
                        _("“%(line)s”的说明：%(why)s") % {"line": line.name, "why": why}
                        for why in self.errors[note]
                    ]
                )
        self.refuse_older_page()
        return data

    def say_what_is_missing(self) -> bool:
        """Whether it can be closed; else every field that it lacks says so, beside those that are
        wrong already."""
        scores = {line.pk: self._given(line) for line in self.lines}
        wrong = {line.pk for line in self.lines if f"score_{line.pk}" in self.errors}
        for name, words in missing_in(self.cleaned_data, scores, self.lines).items():
            line = int(name.removeprefix("score_")) if name.startswith("score_") else 0
            if name not in self.errors and line not in wrong:
                self.add_error(name, words)
        return not self.errors

    def _given(self, line: SheetLine) -> Given:
        data = self.cleaned_data
        return Given(data.get(f"score_{line.pk}"), not data.get(f"not_{line.pk}"))

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}

    @property
    def scores(self) -> dict[int, Given]:
        data = self.cleaned_data
        return {
            line.pk: Given(
                data[f"score_{line.pk}"], not data[f"not_{line.pk}"], data[f"note_{line.pk}"]
            )
            for line in self.lines
        }

    def aspects(self) -> Iterator[tuple[str, list[LineFields]]]:
        """The indicators as the sheet groups them."""
        grouped: dict[str, list[LineFields]] = {}
        for line in self.lines:
            fields = LineFields(
                line=line,
                weight=plain_number(line.weight),
                score=self[f"score_{line.pk}"],
                applies_not=self[f"not_{line.pk}"],
                note=self[f"note_{line.pk}"],
            )
            grouped.setdefault(line.aspect, []).append(fields)
        yield from grouped.items()

    @property
    def before(self) -> list[BoundField]:
        return [self[name] for name in ("goal", "team", "by_third_party", "basis", "method")]

    @property
    def after(self) -> list[BoundField]:
        return [self[name] for name in ("analysis", "conclusion", "evaluated_on")]


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("为什么重新打开"), max_length=WORDS_LENGTH, validators=[plain],
        help_text=gettext_lazy(
            "例如：漏算了第二组的转移时间。演练页和报告上看得到；以后记录、材料、打分和结论"
            "都能再改，改好再完成一次。"
        ),
        error_messages={"required": gettext_lazy("写为什么重新打开。")},
    )  # fmt: skip
