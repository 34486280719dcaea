"""Forms of evidence and of improvements."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
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
from portal.people.models import Unit
from portal.people.rights import Action, Person
from portal.people.selectors import open_units, unit_called

NO_PEOPLE = gettext_lazy("不拍人脸特写，不收签到表、名单。照片里的拍摄地点等信息会去掉。")


class EvidenceForm(KeptFileForm):
    file = file_to_keep(KINDS, required=True, more=NO_PEOPLE)
    caption = forms.CharField(
        label=gettext_lazy("说明"), max_length=CAPTION_LENGTH, required=False, validators=[plain],
        help_text=gettext_lazy("例如：上坝村群众转移"),
    )  # fmt: skip


class ImprovementForm(forms.ModelForm):
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
        units = open_units(user, Action.PLAN_EDIT)
        offer_found(self, "responsible_unit", units, unit_called, asked=asked)
        keep_plain(self, "finding", "action")

    def clean_due_on(self) -> date | None:
        return year_in_range(self.cleaned_data["due_on"])

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class ImprovementFilterForm(forms.Form):
    state = OneOf(
        label=gettext_lazy("状态"), required=False, choices=[EVERY, *ImprovementState.choices]
    )  # fmt: skip
    whose = OneOf(
        label=gettext_lazy("哪些整改"), required=False,
        choices=[EVERY, ("own", gettext_lazy("我能办的"))],
    )  # fmt: skip


class DoneForm(KeptFileForm):
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
