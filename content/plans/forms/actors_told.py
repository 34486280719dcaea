"""What may be said of a clause on who acts in it."""

import re
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.domain.corrections.model import Correction
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.domain.script import folded
from content.plans.forms.corrections import StateForm, name_field, named_points
from content.plans.selectors.corrections import Point
from content.plans.selectors.elements import Actor, place_of
from portal.foundation.fields import OneOf

_LISTS: Final = re.compile(r"[、，,；;/]")
_NAME: Final = re.compile(r"[\w（）()《》“”\"·—－-]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LEAST: Final = 2
"""Chinese characters of a name: 县 alone is nobody."""


def one_name(value: str) -> None:
    """Raises ValidationError for several names, and for what can be none."""
    if len(_HAN.findall(value)) >= _LEAST and _LISTS.search(value):
        raise ValidationError(_("一次写一个，别的另外加。"))
    if len(_HAN.findall(value)) < _LEAST or not _NAME.fullmatch(value):
        raise ValidationError(_("写名称，至少两个汉字，不带标点。"))


def actor_field(label: Any, **kwargs: Any) -> forms.CharField:
    field = name_field(label, **kwargs)
    field.validators.append(one_name)
    return field


class ActorForm(StateForm):
    """Of one who was read to act in the clause that it does not, or that it is called otherwise."""

    name = OneOf(
        label=gettext_lazy("哪一个"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一个。")},
    )  # fmt: skip
    do = OneOf(
        label=gettext_lazy("怎么改"), widget=forms.RadioSelect,
        choices=[
            (Says.NO_ACTOR.value, gettext_lazy("去掉，这一条没有让它做什么")),
            (Says.ACTOR_NAMED.value, gettext_lazy("改名字")),
        ],
        error_messages={"required": gettext_lazy("选去掉还是改名字。")},
    )  # fmt: skip
    called = actor_field(
        gettext_lazy("改成"), required=False,
        help_text=gettext_lazy("选了“改名字”才用。照文件里的全称写。"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, actors: Sequence[Actor], points: Sequence[Point], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = {actor.name: place_of(actor.sentence, points) for actor in actors}
        field: Any = self.fields["name"]
        field.choices = [(name, name) for name in self.places]
        if len(actors) == 1:
            self.initial["name"] = actors[0].name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("do") == Says.ACTOR_NAMED and "called" in data:
            if not data["called"]:
                self.add_error("called", _("写应该叫什么。"))
            elif data["called"] == data.get("name"):
                self.add_error("called", _("和现在的名字一样，写另一个。"))
        return data

    def sent_before(self, held: Sequence[Correction]) -> bool:
        """Is it what the same press said a moment ago, of a name that is therefore gone?"""
        name, do, called = (
            self.data.get(self.add_prefix(key), "").strip() for key in ("name", "do", "called")
        )
        called = called if do == Says.ACTOR_NAMED else ""
        return name not in self.places and any(
            (one.kind, one.name, one.called) == (do, name, called) for one in held
        )

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind = Says(data["do"])
        return {
            "kind": kind, "at": self.places[data["name"]], "name": data["name"],
            "called": data["called"] if kind is Says.ACTOR_NAMED else "",
        }  # fmt: skip


class MissedActorForm(StateForm):
    """Who acts in a sentence and was not read."""

    at = OneOf(
        label=gettext_lazy("在哪一句里"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一句。")},
    )  # fmt: skip
    name = actor_field(
        gettext_lazy("谁"), help_text=gettext_lazy("单位或人，照文件里的全称写，一次写一个。"),
        error_messages={"required": gettext_lazy("写是哪个单位或人。")},
    )  # fmt: skip

    anyway = forms.BooleanField(
        label=gettext_lazy("文件里没有写这个名称，还是加上"), required=False
    )  # fmt: skip

    def __init__(self, *args: Any, points: Sequence[Point], original: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["at"]
        field.choices = named_points(points)
        if len(points) == 1:
            self.initial["at"] = points[0].at
        sent = self.data.get(self.add_prefix("name"), "") if self.is_bound else ""
        self.stands = not sent or _plain(sent) in _plain(original)
        if self.stands:
            del self.fields["anyway"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("name") and not self.stands and not data.get("anyway"):
            said = _("文件里没有“%(name)s”。写错了就改；没有写错，勾上“还是加上”再加。")
            self.add_error("name", said % {"name": data["name"]})
        return data

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"kind": Says.ACTOR, "at": int(data["at"]), "name": data["name"]}


def _plain(words: str) -> str:
    return re.sub(r"\s", "", folded(words))
