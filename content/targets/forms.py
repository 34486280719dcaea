from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from content.targets.enums import Comparator
from content.targets.models import Indicator, Target
from portal.foundation.fields import DateInput
from portal.people import rights
from portal.people.models import Unit
from portal.people.rights import Action, Person


class TargetForm(forms.ModelForm):
    """A target drawn from a clause; the clause itself comes with the address."""

    class Meta:
        model = Target
        fields = [
            "name", "indicator", "comparator", "value", "stratum", "starts", "due",
            "unit", "public", "slug",
        ]  # fmt: skip
        widgets = {
            "starts": DateInput(),
            "due": DateInput(),
        }
        help_texts = {
            "name": _("公开页上的标题，例如：持证应急志愿者"),
            "slug": _("小写字母、数字和连字符，发布后不改"),
            "stratum": _("例如：城镇；没有就留空"),
        }

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(  # type: ignore[attr-defined]
            pk__in=rights.units_for(user, Action.TARGET_EDIT)
        )
        self.fields["indicator"].queryset = Indicator.objects.all()  # type: ignore[attr-defined]
        for name in ("unit", "indicator"):
            self.fields[name].empty_label = _("选一个")  # type: ignore[attr-defined]
        self.fields["comparator"].choices = [  # type: ignore[attr-defined]
            ("", _("选一个")), *Comparator.choices,
        ]  # fmt: skip
