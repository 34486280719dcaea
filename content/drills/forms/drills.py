"""Forms of the yearly plan and of the log."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.drills.enums import NUMBERS, Form, Notice, Scope
from content.drills.models import Drill
from content.drills.models.drill import MOST_PEOPLE, WORDS_LENGTH
from content.drills.selectors.drills import plans_to_drill
from content.drills.services.drills import LOG_FIELDS, PLANNED_FIELDS, wrong_in_log
from content.plans.enums import VersionState
from content.plans.forms.revisions import VersionField
from content.plans.models import PlanDocument, PlanVersion
from content.plans.selectors.called import called
from portal.foundation.fields import (
    DateInput,
    TokenField,
    no_personal_number,
    offer,
    offer_choices,
    year_in_range,
)
from portal.foundation.picking import PickField, offer_found
from portal.foundation.seen import SeenForm
from portal.people.forms.unseen import no_unseen, no_unseen_in_lines
from portal.people.models import Unit
from portal.people.rights import Action, Person
from portal.people.selectors import open_units, own_unit, unit_called


def plain(text: str) -> None:
    """Words that many read: nothing unseen, no number of a person. Raises ValidationError."""
    no_unseen(text)
    no_personal_number(text)


def plain_lines(text: str) -> None:
    no_unseen_in_lines(text)
    no_personal_number(text)


def keep_plain(form: forms.BaseForm, *names: str) -> None:
    """For fields that a model made."""
    for name in names:
        form.fields[name].validators.append(plain)


class PlannedForm(SeenForm, forms.ModelForm):
    """A drill of the yearly plan. The unit is chosen once; a drill stays where it was planned."""

    token = TokenField()
    owner_unit = PickField(label=gettext_lazy("组织单位"), queryset=Unit.objects.none())
    plan = PickField(label=gettext_lazy("演练哪件预案"), queryset=PlanDocument.objects.none())

    class Meta:
        model = Drill
        fields = ["owner_unit", *PLANNED_FIELDS]
        widgets = {"planned_on": DateInput()}
        help_texts = {
            "title": gettext_lazy("例如：2027 年防汛综合演练"),
            "scope": gettext_lazy(
                "一次检验几项职能的是综合演练，只检验一项的是单项演练；演练专项预案的，多半也是综合演练。"
            ),
            "notice": gettext_lazy("双盲：不通知时间、地点和内容，也没有脚本。"),
            "planned_on": gettext_lazy("只定到月份的，写那个月的最后一天。"),
            "aim": gettext_lazy("例如：红色预警后两小时内转移完"),
            "partners": gettext_lazy("跨部门、跨地区或者军地联合的，写单位名称。"),
        }

    def __init__(
        self, *args: Any, user: Person, asked: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kept = self.instance.pk and self.instance.plan_id
        offer_found(self, "plan", plans_to_drill(user, kept=kept), called, asked=asked)
        for name, choices in (("form", Form), ("scope", Scope)):
            offer_choices(self, name, [("", _("选一个")), *choices.choices])
        offer_choices(self, "notice", Notice.choices)
        keep_plain(self, "title", "aim", "partners")
        if self.instance.pk:
            del self.fields["owner_unit"], self.fields["token"]
        else:
            units = open_units(user, Action.PLAN_EDIT)
            offer_found(self, "owner_unit", units, unit_called, asked=asked)
            self.initial.setdefault("owner_unit", own_unit(user, units))
        self.draw_from_initial()

    def clean_planned_on(self) -> date | None:
        return year_in_range(self.cleaned_data["planned_on"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.instance.pk:
            self.refuse_older_page()
        return data

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PLANNED_FIELDS}


class LogForm(SeenForm, forms.ModelForm):
    """What took place: numbers by group, no names."""

    version = VersionField(
        label=gettext_lazy("演练的是哪一版"), queryset=PlanVersion.objects.none(),
        help_text=gettext_lazy("预案以后改了，系统据此提醒：改了以后还没有演练。"),
    )  # fmt: skip

    class Meta:
        model = Drill
        fields = [*LOG_FIELDS]
        widgets = {"held_on": DateInput(), "summary": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "lead": gettext_lazy("写单位和职务，不写姓名，例如：县防汛抗旱指挥部副指挥长"),
            "summary": gettext_lazy("先后做了什么、用了多久；不写姓名、手机号。"),
            "onlookers": gettext_lazy("不计入参加演练的人次。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = PlanVersion.objects.filter(
            document=self.instance.plan_id, state=VersionState.PUBLISHED, ready=True
        ).only("number", "document")
        offer(self, "version", versions.order_by("-number"))
        # Cleaning writes into the instance.
        self.stored_version = self.instance.version_id
        if self.stored_version is None:
            self.initial["version"] = self.instance.plan.current_version_id
        keep_plain(self, "place", "lead")
        self.fields["summary"].validators.append(plain_lines)
        for name in ("held_on", "place", "lead"):
            self.fields[name].required = True
        for name in (*NUMBERS, "onlookers"):
            self.fields[name] = forms.IntegerField(
                label=_("%(group)s（人）") % {"group": self.fields[name].label},
                help_text=self.fields[name].help_text,
                required=False, min_value=0, max_value=MOST_PEOPLE,
            )  # fmt: skip
            self.initial[name] = self.initial[name] or None
        self.draw_from_initial()

    def clean_held_on(self) -> date | None:
        return year_in_range(self.cleaned_data["held_on"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, words in wrong_in_log(data).items():
            self.add_error(name, words)
        for name in (*NUMBERS, "onlookers"):
            data[name] = data.get(name) or None
        self.refuse_older_page()
        return data

    @property
    def numbers(self) -> list[forms.BoundField]:
        return [self[name] for name in (*NUMBERS, "onlookers")]

    @property
    def others(self) -> list[forms.BoundField]:
        numbers = {field.name for field in self.numbers}
        return [field for field in self.visible_fields() if field.name not in numbers]

    @property
    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        counts = {name: data[name] or 0 for name in (*NUMBERS, "onlookers")}
        return {name: data[name] for name in LOG_FIELDS} | counts

    @property
    def log_was(self) -> dict[str, object]:
        """What was read of the row: a version that was only suggested is none, and what shows
        nothing is nobody."""
        counts = {name: self.was[name] or 0 for name in (*NUMBERS, "onlookers")}
        return {**self.was, **counts, "version": self.stored_version}


class CancelForm(forms.Form):
    because = forms.CharField(
        label=gettext_lazy("取消的原因"), max_length=WORDS_LENGTH, validators=[plain],
        help_text=gettext_lazy("例如：防汛应急响应期间，改到明年汛前"),
    )  # fmt: skip
