"""Composing a paper without JavaScript: policies, a fixed list, a blueprint."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from content.taxonomy.enums import LearningAim
from content.taxonomy.models import Hazard
from portal.foundation.fields import (
    OUT_OF_DATE,
    ModelOneOf,
    OneOf,
    no_personal_number,
    offer,
    offer_choices,
)
from portal.foundation.seen import SeenForm
from portal.people.forms.unseen import no_unseen
from portal.people.models import Unit
from quizzes.bank.enums import FeedbackPolicy, QuestionKind
from quizzes.bank.forms.fields import HazardField
from quizzes.papers import words
from quizzes.papers.enums import GradePolicy, Purpose, WindowMeaning
from quizzes.papers.models import AssessmentVersion
from quizzes.papers.services import CellDraft, Policies

RESERVED: Final = frozenset({"new"})
"""Addresses under /papers/ that are no paper."""

EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2100, 1, 1)
"""Days between which an examination can lie; beyond them a clock cannot be set back to UTC."""


class AssessmentForm(forms.Form):
    title = forms.CharField(
        label=_("名称"),
        max_length=80,
        validators=[no_unseen],
        error_messages={"required": _("写这份卷的名称。")},
    )
    slug = forms.SlugField(
        label=_("网址名"),
        max_length=60,
        help_text=_("小写字母、数字和短横线，例如 quake-basics。定了不改。"),
        error_messages={
            "invalid": _("网址名只能用小写字母、数字和短横线。"),
            "required": _("写一个网址名。"),
        },
    )
    summary = forms.CharField(
        label=_("一句话说明"), max_length=200, required=False, validators=[no_unseen]
    )
    purpose = OneOf(
        label=_("用途"),
        choices=Purpose.choices,
        help_text=_("认证考试只用认证题，练习和模拟考试只用练习题。定了不改。"),
    )
    owner_unit = ModelOneOf(label=_("归属单位"), queryset=Unit.objects.none())

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner_unit", units)

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        no_personal_number(slug)
        if slug in RESERVED:
            raise forms.ValidationError(_("这个网址名本站自己要用，换一个。"))
        return slug


DECIMALS: Final = {"max_decimal_places": _("最多两位小数。")}


class PoliciesForm(SeenForm):
    time_limit_minutes = forms.IntegerField(
        label=_("时间（分钟）"),
        min_value=1,
        max_value=1440,
        required=False,
        help_text=_("不填就不限时。"),
    )
    window_opens = forms.DateTimeField(
        label=_("开考时间"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    window_closes = forms.DateTimeField(
        label=_("截止时间"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    window_meaning = OneOf(label=_("到截止时间"), choices=WindowMeaning.choices)
    pass_percent = forms.DecimalField(
        label=_("及格线（%）"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        error_messages=DECIMALS,
    )
    attempts_allowed = forms.IntegerField(
        label=_("可考次数"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=_("不填就不限次数。"),
    )
    cooldown_days = forms.IntegerField(
        label=_("再考间隔（天）"), min_value=0, max_value=3650, initial=0
    )
    shuffle_questions = forms.BooleanField(label=_("打乱题目顺序"), required=False)
    shuffle_options = forms.BooleanField(label=_("打乱选项顺序"), required=False)
    feedback = OneOf(label=_("公布答案"), choices=FeedbackPolicy.choices)
    grade_policy = OneOf(label=_("成绩取法"), choices=GradePolicy.choices)

    @classmethod
    def of(cls, version: AssessmentVersion, data: Any = None) -> "PoliciesForm":
        form = cls(data, initial={name: getattr(version, name) for name in Policies.__slots__})
        purpose = version.assessment.purpose
        offer_choices(form, "feedback", words.feedback_choices(purpose))
        form.fields["feedback"].help_text = words.feedback_help(purpose)
        form.draw_from_initial()
        return form

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("window_opens", "window_closes"):
            moment = cleaned.get(name)
            if moment and not EARLIEST <= moment.date() < LATEST:
                self.add_error(name, _("年份不对，写 2000 年到 2099 年之间的时间。"))
        opens, closes = cleaned.get("window_opens"), cleaned.get("window_closes")
        if opens and closes and closes <= opens:
            self.add_error("window_closes", _("截止时间要晚于开考时间。"))
        if cleaned.get("feedback") == FeedbackPolicy.AFTER_CLOSE and not self.errors:
            if not closes:
                self.add_error("window_closes", _("考试结束后公布答案，就要写截止时间。"))
            elif self.policies().over_at is None:
                self.add_error("feedback", words.never_over())
        self.refuse_older_page()
        return cleaned

    def policies(self) -> Policies:
        return Policies(**{name: self.cleaned_data[name] for name in Policies.__slots__})


class CellForm(forms.Form):
    """One cell; a row without a count is left out."""

    aim = OneOf(
        label=_("考查目标"), required=False, choices=[("", _("不限")), *LearningAim.choices]
    )
    hazard = HazardField(label=_("灾种"), required=False, empty_label=_("不限"))
    kind = OneOf(label=_("题型"), required=False, choices=[("", _("不限")), *QuestionKind.choices])
    count = forms.IntegerField(label=_("题数"), required=False, min_value=1, max_value=500)
    mark = forms.DecimalField(
        label=_("每题分值"),
        required=False,
        min_value=Decimal("0.01"),
        max_value=100,
        decimal_places=2,
        error_messages=DECIMALS,
    )

    def __init__(self, *args: Any, hazards: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["hazard"]
        if isinstance(field, HazardField):
            field.choices = [("", _("不限")), *hazards]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        count = cleaned.get("count")
        if count and not cleaned.get("mark") and "mark" not in self.errors:
            self.add_error("mark", _("写每题几分。"))
        if not count and "count" not in self.errors and any(cleaned.values()):
            self.add_error("count", _("写这一格要几题；不要这一格就把整行清空。"))
        return cleaned

    def draft(self) -> CellDraft | None:
        data = self.cleaned_data
        if not data.get("count"):
            return None
        return CellDraft(
            count=data["count"],
            mark=data["mark"],
            aim=data["aim"],
            hazard=data["hazard"],
            kind=data["kind"],
        )


class _BlueprintForms(forms.BaseFormSet):
    default_error_messages = {"missing_management_form": OUT_OF_DATE}

    @cached_property
    def hazards(self) -> list[tuple[str, str]]:
        """Choices of every row, read once."""
        return [(hazard.slug, str(hazard)) for hazard in Hazard.objects.all()]

    def clean(self) -> None:
        # A count of rows below one is no form of ours, and would empty the blueprint.
        if self.total_form_count() < 1:
            raise forms.ValidationError(OUT_OF_DATE, code="missing_management_form")

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "hazards": self.hazards}


CELLS: Final = 60
BlueprintForms = forms.formset_factory(
    CellForm, formset=_BlueprintForms, extra=4, max_num=CELLS, absolute_max=CELLS
)


class PickForm(forms.Form):
    """One question of the bank on the fixed list: in or out, its place and its mark."""

    chosen = forms.BooleanField(label=_("选入"), required=False)
    position = forms.IntegerField(label=_("题号"), required=False, min_value=1, max_value=999)
    mark = forms.DecimalField(
        label=_("分值"),
        required=False,
        min_value=Decimal("0.01"),
        max_value=100,
        decimal_places=2,
        error_messages=DECIMALS,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("chosen") and not cleaned.get("mark") and "mark" not in self.errors:
            self.add_error("mark", _("写这题几分。"))
        return cleaned
