from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action
from quizzes.attempts.enums import ExtraTime, LateDecision


class LateForm(forms.Form):
    """An examiner's decision on a late answer."""

    decision = forms.ChoiceField(label=_("处理"), choices=LateDecision.choices)
    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        error_messages={"required": _("写一句理由，考生会看到处理结果。")},
    )


class VoidForm(forms.Form):
    reason = forms.CharField(
        label=_("作废原因"),
        max_length=200,
        error_messages={"required": _("写明为什么作废，例如“考场停电”。")},
    )


class ExtraTimeForm(forms.Form):
    """Extra time for one person of the examiner's units, found by user name."""

    username = forms.CharField(label=_("考生的用户名"), max_length=150)
    factor = forms.ChoiceField(label=_("时间"), choices=ExtraTime.choices)
    reason = forms.CharField(label=_("原因"), max_length=200)

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
        return person
