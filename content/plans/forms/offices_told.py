"""What may be said of a clause on who holds an office."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.domain.actor_offices import Office
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.forms.actors_told import MissedActorForm, actor_field
from content.plans.forms.corrections import StateForm
from content.plans.selectors.corrections import Point
from content.plans.selectors.elements import place_of
from portal.foundation.fields import OneOf


class OfficeForm(StateForm):
    """That one who was read to hold an office does not."""

    name = OneOf(
        label=gettext_lazy("去掉哪一个"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一个。")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, offices: Sequence[Office], points: Sequence[Point], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {
            _("%(title)s：%(holder)s") % {"title": one.title, "holder": one.holder}: one
            for one in offices
        }
        self.points = points
        field: Any = self.fields["name"]
        field.choices = [(words, words) for words in self.offices]
        if len(offices) == 1:
            (self.initial["name"],) = self.offices

    def said(self) -> dict[str, Any]:
        one = self.offices[self.cleaned_data["name"]]
        return {
            "kind": Says.NO_OFFICE, "at": place_of(one.sentence, self.points),
            "name": one.holder, "called": one.title,
        }  # fmt: skip


class MissedOfficeForm(MissedActorForm):
    """Who holds an office by a sentence, and was not read to."""

    called = actor_field(
        gettext_lazy("担任什么职务"),
        help_text=gettext_lazy("照文件里的全称写，像“县防指指挥长”。"),
        error_messages={"required": gettext_lazy("写担任什么职务。")},
    )  # fmt: skip

    def said(self) -> dict[str, Any]:
        return {**super().said(), "kind": Says.OFFICE, "called": self.cleaned_data["called"]}
