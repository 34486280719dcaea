"""The form of an entry on progress."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.models import Clause, PlanTask, PlanVersion
from content.plans.models.progress import TEXT_LENGTH
from content.plans.selectors.called import clause_called
from content.plans.selectors.progress import clauses_to_note, targets_in, tasks_to_note
from content.plans.task_states import ProgressKind, TaskStanding
from content.targets.models import Target
from portal.foundation.fields import (
    OneOf,
    date_field,
    no_personal_number,
    refuse_odd_years,
)
from portal.foundation.picking import PickField, offer_found
from portal.people.forms.unseen import no_unseen, no_unseen_in_lines

LARGEST = 10**13
FEW_CLAUSES = 300
"""One list, in reading order; of more clauses those with the words looked for."""


def _clauses(clauses: Sequence[Clause]) -> dict[int, str]:
    return {
        one.pk: "　" * one.depth + Truncator(one.label or one.text).chars(40) for one in clauses
    }


def _named(words: str) -> Q:
    return Q(name__icontains=words)


class ProgressForm(forms.Form):
    kind = OneOf(
        label=gettext_lazy("种类"),
        choices=[("", gettext_lazy("选一个")), *ProgressKind.choices],
        error_messages={"required": gettext_lazy("选一种进展。")},
    )
    covers_from = date_field(label=gettext_lazy("期间起"))
    covers_to = date_field(label=gettext_lazy("期间止"))
    noted_on = date_field(label=gettext_lazy("截至哪天"))
    task = PickField(
        label=gettext_lazy("说的是哪一条任务或项目"), required=False,
        queryset=PlanTask.objects.none(), empty_label=gettext_lazy("不说某一条任务"),
    )  # fmt: skip
    standing = OneOf(
        label=gettext_lazy("这条任务的状态"), required=False,
        choices=[("", gettext_lazy("不说某一条任务")), *TaskStanding.choices],
        help_text=gettext_lazy("过了期限还没有登记完成的，会显示逾期。"),
    )  # fmt: skip
    clause = PickField(
        label=gettext_lazy("说的是哪一条条文"), required=False, queryset=Clause.objects.none(),
        empty_label=gettext_lazy("整份文件"), to_field_name="anchor",
        help_text=gettext_lazy("选了任务就不用选。都不选就是说整份文件。"),
    )  # fmt: skip
    target = PickField(
        label=gettext_lazy("说的是哪个目标"), required=False, queryset=Target.objects.none(),
        empty_label=gettext_lazy("不说某个目标"),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("做到哪一步"), max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("支持 Markdown：空一行分段，行首写“- ”列点。"),
        validators=[no_unseen_in_lines, no_personal_number],
        error_messages={"required": gettext_lazy("写做到哪一步。")},
    )  # fmt: skip
    figure_name = forms.CharField(
        label=gettext_lazy("数字是什么"), required=False, max_length=40,
        help_text=gettext_lazy("例如：已建成避难场所"), validators=[no_unseen],
    )  # fmt: skip
    figure = forms.DecimalField(
        label=gettext_lazy("数值"), required=False, decimal_places=2,
        validators=[MinValueValidator(-LARGEST), MaxValueValidator(LARGEST)],
    )  # fmt: skip
    figure_unit = forms.CharField(
        label=gettext_lazy("计量单位"), required=False, max_length=12, validators=[no_unseen],
        help_text=gettext_lazy("例如：处、%、万元"),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("来源"), required=False, max_length=200,
        help_text=gettext_lazy("谁的哪份材料，例如：县应急管理局 2026 年工作总结"),
        validators=[no_unseen, no_personal_number],
    )  # fmt: skip
    source_url = forms.URLField(
        label=gettext_lazy("来源或附件的网址"), required=False, max_length=300,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("网址要写全，例如 https://www.example.gov.cn/。")},
    )  # fmt: skip
    public = forms.BooleanField(label=gettext_lazy("向社会公开这一条"), required=False)

    def __init__(
        self, *args: Any, version: PlanVersion, asked: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        offer_found(
            self, "clause", clauses_to_note(version), clause_called, asked=asked,
            labels=_clauses, few=FEW_CLAUSES,
        )  # fmt: skip
        offer_found(self, "task", tasks_to_note(version), _named, asked=asked)
        offer_found(self, "target", targets_in(version), _named, asked=asked)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        refuse_odd_years(self, "covers_from", "covers_to", "noted_on")
        if data.get("standing") and not data.get("task") and "task" not in self.errors:
            self.add_error("task", _("选了状态，就选是哪一条任务。"))
        noted = data.get("noted_on")
        if noted and noted > timezone.localdate():
            self.add_error("noted_on", _("还没到这一天，写材料截至的日期。"))
        if data.get("figure") is not None and not data.get("figure_name"):
            self.add_error("figure_name", _("写了数值，就写它是什么。"))
        if data.get("figure") is None and (data.get("figure_name") or data.get("figure_unit")):
            self.add_error("figure", _("写数值，或者把数字的名称和单位去掉。"))
        return data
