"""Forms of the reasons to revise, and of what this place says of its hazards."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.enums import Trigger
from content.plans.models import LocalHazard
from content.plans.models.trigger import REASON_LENGTH
from content.taxonomy.forms import HazardsField
from portal.foundation.fields import OneOf, date_field, no_personal_number, year_in_range
from portal.foundation.seen import SeenForm
from portal.people.forms.unseen import no_unseen


class TriggerForm(forms.Form):
    what = OneOf(
        label=gettext_lazy("情形"),
        choices=[("", gettext_lazy("选一个")), *Trigger.choices],
        error_messages={"required": gettext_lazy("选一种情形。")},
    )
    noticed_on = date_field(label=gettext_lazy("哪天出现"))
    reason = forms.CharField(
        label=gettext_lazy("说明"), max_length=REASON_LENGTH,
        help_text=gettext_lazy("一句话，例如：县水利局和自然资源局的职责在 2026 年 9 月调整。"),
        validators=[no_unseen, no_personal_number],
    )  # fmt: skip

    def clean_noticed_on(self) -> date:
        day: date = self.cleaned_data["noticed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("还没到这一天，写实际出现的日期。"))
        year_in_range(day)
        return day


class HazardsForm(SeenForm):
    frequent = HazardsField(label=gettext_lazy("多发的"), required=False)
    dangerous = HazardsField(label=gettext_lazy("危害大的"), required=False)
    source = forms.CharField(
        label=gettext_lazy("依据"), max_length=REASON_LENGTH,
        help_text=gettext_lazy("例如：第一次自然灾害综合风险普查结果、近十年灾情"),
        validators=[no_unseen, no_personal_number],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(LocalHazard.objects.all())
        self.initial["frequent"] = [one.hazard_id for one in known if one.frequent]
        self.initial["dangerous"] = [one.hazard_id for one in known if one.dangerous]
        self.initial["source"] = known[0].source if known else ""
        self.draw_from_initial()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.refuse_older_page()
        return data
