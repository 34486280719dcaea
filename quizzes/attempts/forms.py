from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.foundation.fields import OneOf, search_field
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action
from quizzes.attempts.domain import remarks
from quizzes.attempts.enums import ExtraTime, LateDecision, Order, ResultState
from quizzes.attempts.reasons import ExtraTimeReason, LateReason


class RemarkField(forms.CharField):
    """Words of staff about a person, without a number or mail address that would tell who it is."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return remarks.check(text)
        except remarks.NumberInRemark as found:
            raise forms.ValidationError(
                _("不写手机号、证件号、邮箱。去掉“%(digits)s”再交。"),
                params={"digits": found.digits},
                code="number",
            ) from None


def reasons(choices: type[models.TextChoices]) -> list[tuple[str, Any]]:
    """Choices of a select that begins with nothing chosen."""
    return [("", _("选一个")), *choices.choices]


class ResultsFilter(forms.Form):
    """What an examiner looks for among the results; everything optional."""

    q = search_field(label=_("姓名、用户名或回执号"))
    state = OneOf(label=_("状态"), choices=ResultState.choices, required=False)
    order = OneOf(label=_("排序"), choices=Order.choices, required=False)

    def wanted(self) -> dict[str, str]:
        """Call it on a valid form."""
        return dict(self.cleaned_data)

    def query(self) -> str:
        """The part of an address that fills this form again, without its empty fields."""
        return urlencode({name: self.data[name] for name in self.fields if self.data.get(name)})


class LateForm(forms.Form):
    """An examiner's decision on a late answer."""

    decision = forms.ChoiceField(label=_("处理"), choices=LateDecision.choices)
    reason = forms.ChoiceField(
        label=_("理由"),
        choices=reasons(LateReason),
        error_messages={
            "required": _("选一个理由。"),
            "invalid_choice": _("没有这个理由，从列表里选一个。"),
        },
    )


class VoidForm(forms.Form):
    reason = RemarkField(
        label=_("作废原因"),
        max_length=200,
        help_text=_("考生会看到。不写姓名、手机号、证件号、病情"),
        error_messages={
            "required": _("写明为什么作废，例如“考场停电”。"),
            "max_length": _("原因不超过 %(limit_value)s 个字，现在是 %(show_value)s 个。"),
        },
    )


class ExtraTimeForm(forms.Form):
    """Extra time for one person of the examiner's units, found by user name."""

    username = forms.CharField(label=_("考生的用户名"), max_length=150)
    factor = forms.ChoiceField(label=_("时间"), choices=ExtraTime.choices)
    reason = forms.ChoiceField(
        label=_("理由"),
        choices=reasons(ExtraTimeReason),
        help_text=_("只选代码。病情、残疾不要写，也不要让考生交材料到这里"),
        error_messages={
            "required": _("选一个理由。"),
            "invalid_choice": _("没有这个理由，从列表里选一个。"),
        },
    )

    def __init__(self, *args: Any, examiner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examiner = examiner

    def clean_username(self) -> User:
        name = self.cleaned_data["username"].strip()
        units = rights.units_for(self.examiner, Action.ATTEMPT_REVIEW)
        person = User.objects.filter(username=name, home_unit__in=units).first()
        if person is None:
            raise forms.ValidationError(
                _("在你管的单位里没有用户名是“%(name)s”的人。"), params={"name": name}
            )
        if person.pk == self.examiner.pk:
            raise forms.ValidationError(_("不能给自己延长时间，请别的考务员来定。"))
        return person
