"""The form of a task or project of a planning document."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.domain.assignments import names_in
from content.plans.domain.task_names import LONGEST_NAME
from content.plans.domain.tasks import LONGEST_WORDS
from content.plans.models import PlanTask
from content.plans.services.tasks import Told
from content.plans.task_states import DueRead, TaskKind
from portal.foundation.fields import OneOf, date_field, no_personal_number, year_in_range
from portal.foundation.seen import SeenForm
from portal.people.forms.unseen import no_unseen, no_unseen_in_lines

_LONGEST_LIST = 2000
AFTERWARDS = 1
"""Years behind the period of a document in which its tasks may still end."""


def _words(label: Any, length: int, *, required: bool = False, help_text: Any = "") -> forms.Field:
    return forms.CharField(
        label=label, max_length=length, required=required, help_text=help_text,
        validators=[no_unseen, no_personal_number],
    )  # fmt: skip


def _names(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=_LONGEST_LIST, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[no_unseen_in_lines, no_personal_number],
    )  # fmt: skip


class TaskForm(SeenForm):
    """`initial` is what was read, or what stands."""

    kind = OneOf(label=gettext_lazy("种类"), choices=TaskKind.choices)
    name = _words(gettext_lazy("名称"), LONGEST_NAME, required=True)
    leads = _names(
        gettext_lazy("牵头、责任单位"),
        gettext_lazy("一行一个，照原文写。原文没写的空着。"),
    )
    helps = _names(gettext_lazy("配合、实施单位"), gettext_lazy("一行一个。"))
    deadline = _words(gettext_lazy("原文写的期限"), LONGEST_WORDS)
    due_on = date_field(
        label=gettext_lazy("到期日"), required=False,
        help_text=gettext_lazy("过了这天没有登记完成，就显示逾期。原文换不成一天的空着。"),
    )  # fmt: skip
    recurring = forms.BooleanField(label=gettext_lazy("每年、每月或者长期做"), required=False)
    costs = _words(
        gettext_lazy("投资"), LONGEST_WORDS,
        help_text=gettext_lazy("照原文写，带单位，例如：1200 万元"),
    )  # fmt: skip
    built = _words(
        gettext_lazy("建设期"), LONGEST_WORDS, help_text=gettext_lazy("例如：2026—2028年")
    )

    def __init__(
        self, *args: Any, due_read: DueRead, period: tuple[int, int] | None = None, **kwargs: Any
    ) -> None:
        """`period`: the first and the last year of the document, where it has one."""
        super().__init__(*args, **kwargs)
        self.due_read, self.period = due_read, period
        self.draw_from_initial()

    def clean_due_on(self) -> date | None:
        day = year_in_range(self.cleaned_data["due_on"])
        if day is not None and self.period and day != self.initial["due_on"]:
            self._check_period(day, *self.period)
        return day

    def _check_period(self, day: date, first: int, last: int) -> None:
        """Works of a period are accepted and summed up in the year behind it. A year that the
        text itself writes is the text's."""
        written = self.data.get("deadline", "")
        if not first <= day.year <= last + AFTERWARDS and str(day.year) not in written:
            raise forms.ValidationError(
                _(
                    "规划期是 %(first)d 到 %(last)d 年，到期日要在这里面，"
                    "验收收尾的最晚到 %(end)d 年底。"
                    "原文写的就是这一年，在“原文写的期限”里照写。"
                )
                % {"first": first, "last": last, "end": last + AFTERWARDS}
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.refuse_older_page()
        return data

    @property
    def told(self) -> Told:
        """A day that the editor left as it was read keeps the rule of its reading."""
        data = self.cleaned_data
        day = data["due_on"]
        rule = DueRead.UNREAD
        if day is not None:
            kept = day == self.initial["due_on"] and self.due_read
            rule = self.due_read if kept else DueRead.EDITOR
        return Told(
            kind=TaskKind(data["kind"]), name=data["name"], leads=names_in(data["leads"]),
            helps=names_in(data["helps"]), deadline=data["deadline"], due_on=day, due_read=rule,
            recurring=data["recurring"], costs=data["costs"], built=data["built"],
        )  # fmt: skip


def initial_of(told: Told | PlanTask) -> dict[str, Any]:
    return {
        "kind": told.kind, "name": told.name, "leads": "\n".join(told.leads),
        "helps": "\n".join(told.helps), "deadline": told.deadline, "due_on": told.due_on,
        "recurring": told.recurring, "costs": told.costs, "built": told.built,
    }  # fmt: skip
