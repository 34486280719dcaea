"""Forms of evidence and of improvements."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.drills.domain.evidence import KINDS
from content.drills.enums import Aspect
from content.drills.forms.drills import keep_plain, plain
from content.drills.models import Improvement
from content.drills.models.drill import WORDS_LENGTH
from content.drills.models.evidence import CAPTION_LENGTH
from content.drills.selectors.improving import ImprovementState
from content.drills.services.improving import FIELDS
from content.plans.forms.listing import EVERY
from portal.foundation.fields import (
    DateInput,
    OneOf,
    TokenField,
    asked_for,
    date_field,
    offer_choices,
    year_in_range,
)
from portal.foundation.files.forms import KeptFileForm, file_to_keep
from portal.foundation.picking import PickField, offer_found
from portal.foundation.seen import BesideForm, SeenForm
from portal.people.models import Unit
from portal.people.rights import Action, Person
from portal.people.selectors import open_units, unit_called

PAST: Final = "past"
NO_PEOPLE = gettext_lazy("不拍人脸特写，不收签到表、名单。照片里的拍摄地点等信息会去掉。")


class EvidenceForm(KeptFileForm):
    file = file_to_keep(KINDS, required=True, more=NO_PEOPLE)
    caption = forms.CharField(
        label=gettext_lazy("说明"), max_length=CAPTION_LENGTH, required=False, validators=[plain],
        help_text=gettext_lazy("例如：上坝村群众转移"),
    )  # fmt: skip


class ImprovementForm(SeenForm, forms.ModelForm):
    token = TokenField()
    responsible_unit = PickField(label=gettext_lazy("责任单位"), queryset=Unit.objects.none())

    class Meta:
        model = Improvement
        fields = [*FIELDS]
        widgets = {"due_on": DateInput()}
        help_texts = {
            "finding": gettext_lazy("一句话，例如：转移路线在红色预警后被水淹"),
            "action": gettext_lazy("例如：改走北坡，重画转移图，发到各户"),
        }

    def __init__(
        self, *args: Any, user: Person, asked: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "aspect", [("", _("选一个")), *Aspect.choices])
        kept = self.instance.responsible_unit_id if self.instance.pk else None
        units = open_units(user, Action.PLAN_EDIT, kept=kept)
        offer_found(self, "responsible_unit", units, unit_called, asked=asked)
        keep_plain(self, "finding", "action")
        if self.instance.pk:
            del self.fields["token"]
        self.draw_from_initial()
        if PAST in self.data:
            self._ask_of_the_past()

    def clean_due_on(self) -> date | None:
        return year_in_range(self.cleaned_data["due_on"])

    def _ask_of_the_past(self) -> None:
        self.fields[PAST] = forms.BooleanField(label=_("期限就是这一天"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        due_on, today = data.get("due_on"), timezone.localdate()
        is_new = due_on is not None and due_on != self.initial.get("due_on")
        if due_on is not None and is_new and due_on < today and not data.get(PAST):
            # Mostly a slip of the hand; of a drill registered long afterwards it may be right.
            self._ask_of_the_past()
            self.add_error(
                "due_on",
                _("%(day)s 已经过了，登记下来就是逾期。写错了就改；没写错，勾上“期限就是这一天”。")
                % {"day": due_on.isoformat()},
            )
        if self.instance.pk:
            self.refuse_older_page()
        return data

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class WithdrawForm(BesideForm):
    because = forms.CharField(
        label=gettext_lazy("为什么撤回"), max_length=WORDS_LENGTH, validators=[plain],
        help_text=gettext_lazy("例如：同一个问题登记了两次"),
    )  # fmt: skip


class ImprovementFilterForm(forms.Form):
    state = OneOf(
        label=gettext_lazy("状态"), required=False, choices=[EVERY, *ImprovementState.choices]
    )  # fmt: skip
    whose = OneOf(
        label=gettext_lazy("哪些整改"), required=False,
        choices=[EVERY, ("own", gettext_lazy("我能办的"))],
    )  # fmt: skip


class DoneForm(BesideForm, KeptFileForm):
    """An improvement was made: what, when, and a paper or photo that shows it."""

    done_on = date_field(label=gettext_lazy("完成日期"))
    note = forms.CharField(
        label=gettext_lazy("改了什么"), max_length=WORDS_LENGTH, validators=[plain]
    )
    file = file_to_keep(KINDS, required=False, more=NO_PEOPLE)

    def __init__(self, *args: Any, has_evidence: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_evidence:
            asked_for(self, "file")

    def clean_done_on(self) -> date | None:
        return year_in_range(self.cleaned_data["done_on"])
