"""What may be said of a clause on when something is done: of which response levels it speaks, and
of which situation."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.domain.level_names import NAMES
from content.plans.forms.corrections import StateForm, name_field, named_points
from content.plans.selectors.corrections import Point
from portal.foundation.fields import OneOf, SomeOf

_JOINED: Final = "、"


class _PlaceForm(StateForm):
    at = OneOf(
        label=gettext_lazy("哪一处"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一处。")},
    )  # fmt: skip

    hint: Any = ""

    def __init__(self, *args: Any, points: Sequence[Point], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["at"]
        field.choices = named_points(points)
        field.help_text = self.hint
        if len(points) == 1:
            self.initial["at"] = points[0].at


class LevelForm(_PlaceForm):
    """That a place speaks of response levels, and what it says of them, or that it does not."""

    hint = gettext_lazy(
        "选标题，说的是它下面全部；选一句，说的是到这一行末尾；选表里一行的第一格，说的是这一行。"
    )

    do = OneOf(
        label=gettext_lazy("说的是什么"), widget=forms.RadioSelect,
        choices=[
            (Says.LEVEL_WHEN.value, gettext_lazy("启动条件")),
            (Says.LEVEL_BY.value, gettext_lazy("谁启动")),
            (Says.LEVEL_DONE.value, gettext_lazy("做什么")),
            (Says.LEVEL.value, gettext_lazy("几样都有，照字面和下面的标题分")),
            (Says.NO_LEVEL.value, gettext_lazy("说的不是响应级别")),
        ],
        error_messages={"required": gettext_lazy("选说的是什么。")},
    )  # fmt: skip
    levels = SomeOf(
        label=gettext_lazy("哪几级"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(name, name) for name in NAMES],
        help_text=gettext_lazy("红、橙、黄、蓝色响应，照从重到轻选Ⅰ到Ⅳ级。"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_none = data.get("do") == Says.NO_LEVEL
        if data.get("do") and not is_none and "levels" in data and not data["levels"]:
            self.add_error("levels", _("选是哪一级。"))
        return data

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind = Says(data["do"])
        called = "" if kind is Says.NO_LEVEL else _JOINED.join(sorted(data["levels"]))
        return {"kind": kind, "at": int(data["at"]), "called": called}


class SituationForm(_PlaceForm):
    """That a place tells of a situation, and what this is called, or that it does not."""

    hint = gettext_lazy(
        "选标题，下面全部都是要做的；选一句，只管这一句；选表里的一格，说的是它那一行。"
    )

    do = OneOf(
        label=gettext_lazy("是不是一种情况"), widget=forms.RadioSelect,
        choices=[
            (Says.SITUATION.value, gettext_lazy("是，写明了什么情况下做什么")),
            (Says.NO_SITUATION.value, gettext_lazy("不是")),
        ],
        error_messages={"required": gettext_lazy("选是不是一种情况。")},
    )  # fmt: skip
    called = name_field(
        gettext_lazy("什么情况"), required=False,
        help_text=gettext_lazy("选了“是”才用。照原句写；这一句是别处那种情况要做的，写那一种的名称。"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("do") == Says.SITUATION and "called" in data and not data["called"]:
            self.add_error("called", _("写是什么情况。"))
        return data

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind = Says(data["do"])
        called = data["called"] if kind is Says.SITUATION else ""
        return {"kind": kind, "at": int(data["at"]), "called": called}
