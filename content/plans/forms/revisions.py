"""Forms of the reasons to revise, and of what this place says of its hazards."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.enums import Trigger
from content.plans.models import LocalHazard, PlanVersion, RevisionTrigger
from content.plans.models.trigger import REASON_LENGTH
from content.plans.selectors.triggers import revised_since
from content.taxonomy.forms import HazardsField
from portal.foundation.fields import (
    OneOf,
    asked_for,
    date_field,
    no_personal_number,
    offer,
    offer_choices,
    year_in_range,
)
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


class VersionField(forms.ModelChoiceField):
    def label_from_instance(self, version: PlanVersion) -> str:
        return _("第 %(number)d 版") % {"number": version.number}


class Answer(TextChoices):
    CHANGED = "changed", gettext_lazy("预案已经改了")
    NOT_NEEDED = "not_needed", gettext_lazy("不用修订")
    OPEN = "open", gettext_lazy("还没了结，重新打开")


class SettleForm(SeenForm):
    """What came of a reason to revise: in which version the plan was changed, or why it need not
    be. An answer may be taken back."""

    answer = OneOf(
        label=gettext_lazy("这个情形怎样了"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一种。")},
    )  # fmt: skip
    settled_in = VersionField(
        label=gettext_lazy("哪一版里改的"), required=False, queryset=PlanVersion.objects.none(),
        help_text=gettext_lazy("预案已经改了的才选；列着这个情形出现以后发布的。"),
    )  # fmt: skip
    because = forms.CharField(
        label=gettext_lazy("为什么不用修订"), required=False, max_length=REASON_LENGTH,
        help_text=gettext_lazy(
            "不用修订的才写，一句话，例如：查过了，预案里没有写到水利站，职责不受影响。"
        ),
        validators=[no_unseen, no_personal_number],
    )  # fmt: skip

    def __init__(self, *args: Any, trigger: RevisionTrigger, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trigger = trigger
        versions = list(revised_since(trigger))
        offered = [Answer.NOT_NEEDED]
        if versions:
            offered.insert(0, Answer.CHANGED)
            offer(self, "settled_in", revised_since(trigger))
        else:
            del self.fields["settled_in"]
            self.fields["answer"].help_text = _(
                "这个情形出现以后还没有发布新的一版。要改的，先改好、发布，再来写是哪一版。"
            )
        if trigger.settled_on is not None:
            offered.append(Answer.OPEN)
        offer_choices(self, "answer", [(one.value, one.label) for one in offered])
        for name in ("settled_in", "because"):
            if name in self.fields:
                asked_for(self, name)
        self.initial.update(
            answer=self._answer(),
            settled_in=trigger.settled_in_id or (versions[0].pk if versions else None),
            because=trigger.because,
        )
        self.draw_from_initial()

    def _answer(self) -> str:
        """Nothing is suggested: one press is no answer."""
        if self.trigger.because:
            return Answer.NOT_NEEDED.value
        return Answer.CHANGED.value if self.trigger.settled_in_id else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        answer = data.get("answer")
        if answer == Answer.CHANGED and not data.get("settled_in"):
            self.add_error("settled_in", _("选哪一版里改的。"))
        if answer == Answer.NOT_NEEDED and "because" not in self.errors and not data["because"]:
            self.add_error("because", _("写一句为什么不用修订。"))
        self.refuse_older_page()
        return data

    @property
    def row_was(self) -> dict[str, object]:
        one = self.trigger
        return {
            "settled_on": one.settled_on, "settled_in": one.settled_in_id, "because": one.because,
        }  # fmt: skip


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
