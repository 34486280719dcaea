"""What an auditor may ask for."""

from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation.audit.selectors import Wanted
from portal.foundation.fields import date_field

FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2999, 12, 31)
LARGEST_ID: Final = 2**63 - 1


def _day(label: Any) -> forms.DateField:
    return date_field(
        label=label,
        required=False,
        validators=[
            MinValueValidator(FIRST_DAY, gettext_lazy("年份要在 2000 到 2999 之间")),
            MaxValueValidator(LAST_DAY, gettext_lazy("年份要在 2000 到 2999 之间")),
        ],
    )


class EventFilter(forms.Form):
    """Everything optional; `before` is the id under the last line of the page before."""

    action = forms.CharField(
        label=gettext_lazy("动作"), required=False, max_length=100,
        help_text=gettext_lazy("写几个字就行，如 给角色；也可写代码的开头"),
    )  # fmt: skip
    since = _day(gettext_lazy("从哪天"))
    until = _day(gettext_lazy("到哪天（含）"))
    actor = forms.UUIDField(
        label=gettext_lazy("操作人编号"), required=False,
        error_messages={"invalid": gettext_lazy("编号不完整，请从事件里整段复制")},
    )  # fmt: skip
    target = forms.CharField(
        label=gettext_lazy("对象"), required=False, max_length=200,
        help_text=gettext_lazy("整段照抄，如 portal_people.user:…"),
    )  # fmt: skip
    before = forms.IntegerField(
        required=False, min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("结束那天不能早于开始那天"))
        return cleaned

    def wanted(self) -> Wanted:
        """Call it on a valid form."""
        chosen = self.cleaned_data
        return Wanted(
            action=chosen["action"],
            since=_moment(chosen["since"], time.min),
            until=_moment(chosen["until"], time.max),
            actor=chosen["actor"],
            target_key=chosen["target"],
        )


def _moment(day: date | None, at: time) -> datetime | None:
    return None if day is None else timezone.make_aware(datetime.combine(day, at))
