from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.targets import registry
from content.targets.domain.alike import speaks_of
from content.targets.domain.measures import measures_of
from content.targets.enums import Comparator, Measure, RetireReason
from content.targets.measuring import counting_in, instead_of
from content.targets.models import Indicator, Target
from portal.foundation.fields import (
    NOT_LISTED,
    DateInput,
    OneOf,
    no_personal_number,
    offer,
    offer_choices,
    year_in_range,
)
from portal.foundation.picking import PickField, offer_found
from portal.foundation.seen import SeenForm
from portal.people.forms.unseen import no_unseen, no_unseen_in_lines
from portal.people.models import Unit
from portal.people.rights import Action, Person
from portal.people.selectors import open_units, unit_called

TARGET_ADDRESSES: Final = frozenset({"desk", "indicators", "new", "recount"})
"""Addresses under targets/ and targets/desk/ that are no target."""


def _address(typed: str, *, reserved: Collection[str]) -> str:
    slug = typed.lower()
    no_personal_number(slug)
    if slug in reserved:
        raise forms.ValidationError(gettext("这个网址名本站自己要用，换一个。"))
    return slug


def _seen(typed: str) -> str:
    no_unseen(typed)
    return typed


class TargetForm(forms.ModelForm):
    """A target drawn from a clause; the clause itself comes with the address."""

    unit = PickField(
        label=_("负责单位"), queryset=Unit.objects.none(),
        error_messages={"invalid_choice": _("只能选你负责的单位。")},
    )  # fmt: skip

    class Meta:
        model = Target
        fields = [
            "name", "indicator", "comparator", "value", "stratum", "starts", "due",
            "baseline", "baseline_year", "unit", "public", "slug",
        ]  # fmt: skip
        widgets = {
            "starts": DateInput(),
            "due": DateInput(),
        }
        help_texts = {
            "name": _("公开页上的标题，例如：持证应急志愿者"),
            "slug": _("小写字母、数字和连字符，发布后不改"),
            "stratum": _("例如：城镇；不分就留空或写“全县”“全市”。从名册算的指标只有这样的数"),
        }
        error_messages = {
            "slug": {
                "unique": _("这个网址名已经有别的目标在用，换一个。"),
                "invalid": _("网址名只能用字母、数字和连字符。"),
            },
        }

    def __init__(
        self, *args: Any, user: Person, stated: str = "", about: str = "",
        asked: Mapping[str, str] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        """`stated`: the unit of the number that the target is made of, where it is known;
        `about`: what it is a number of. Indicators that a register counts and that speak of
        something else are left out, and `left_out` says how many."""
        super().__init__(*args, **kwargs)
        offer_found(self, "unit", open_units(user, Action.TARGET_EDIT), unit_called, asked=asked)
        fitting_ones = counting_in(stated)
        counted = fitting_ones.exclude(source="").values_list("pk", "name") if about else ()
        others = [pk for pk, name in counted if not speaks_of(name, about)]
        self.left_out = len(others)
        offer(self, "indicator", fitting_ones.exclude(pk__in=others))
        fitting = measures_of(stated)
        if fitting is not None:
            # Formatted once more by the field: a measure is written as %.
            instead = instead_of(fitting).replace("%", "%%")
            self.fields["indicator"].error_messages["invalid_choice"] = (
                gettext("这个指标不在可选的里面。") + instead
            )
        offer_choices(self, "comparator", [("", _("选一个")), *Comparator.choices])

    def clean_name(self) -> str:
        return _seen(self.cleaned_data["name"])

    def clean_stratum(self) -> str:
        return _seen(self.cleaned_data["stratum"])

    def clean_slug(self) -> str:
        return _address(self.cleaned_data["slug"], reserved=TARGET_ADDRESSES)

    def clean_starts(self) -> date:
        return self._plausible("starts")

    def clean_due(self) -> date:
        return self._plausible("due")

    def _plausible(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        year_in_range(day)
        return day


def _note() -> forms.CharField:
    """Words that everybody reads beside the reason."""
    return forms.CharField(
        label=_("说明"),
        help_text=_("例如：定的是 200 人，多写了一个零。和原因一起给人看，不写手机号、证件号"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": False}),
        validators=[no_personal_number, no_unseen_in_lines],
        error_messages={
            "max_length": _("说明不超过 %(limit_value)s 个字，现在是 %(show_value)s 个。"),
        },
    )


class RetireForm(forms.Form):
    """Why a target counts no longer."""

    reason = OneOf(
        label=_("停用原因"),
        help_text=_("公开过的目标，谁都看得到"),
        choices=[("", _("选一个")), *RetireReason.choices],
        error_messages={"required": _("选一个停用原因。")},
    )
    note = _note()


class NoteForm(SeenForm):
    """The words beside the reason, put right; the reason and the day stay."""

    note = _note()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draw_from_initial()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.refuse_older_page()
        return cleaned


LONGEST_DEFINITION: Final = 4_000
INDICATOR_ADDRESSES: Final = frozenset({"new"})
"""Addresses under desk/indicators/ that are no indicator."""


class IndicatorForm(SeenForm, forms.ModelForm):
    """What is counted and how, in words that let anybody count again."""

    source = forms.ChoiceField(
        label=_("数据来源"),
        required=False,
        help_text=_("没有来源就先空着，公开页写“还没有数据”"),
        error_messages={"invalid_choice": NOT_LISTED},
    )

    class Meta:
        model = Indicator
        fields = ["name", "definition", "measure", "source", "slug"]
        widgets = {"definition": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"slug": _("小写字母、数字和短横线，例如 drills-held。定了不改")}
        error_messages = {
            "name": {"required": _("写指标的名称。")},
            "definition": {"required": _("写清口径：谁算在内、按什么算、数据从哪来。")},
            "measure": {
                "required": _("选计量。"),
                "invalid_choice": NOT_LISTED,
            },
            "slug": {
                "required": _("写一个网址名。"),
                "invalid": _("网址名只能用小写字母、数字和短横线。"),
                "unique": _("这个网址名已经有别的指标在用，换一个。"),
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = registry.choices()
        kept = self.instance.source
        if kept and registry.get(kept) is None:
            sources.append((kept, kept))
        offer_choices(self, "source", [("", gettext("还没有")), *sources])
        offer_choices(self, "measure", [("", gettext("选一个")), *Measure.choices])
        if self.instance.pk is None:
            del self.fields["seen"]
            return
        del self.fields["slug"]
        self.fields["measure"].disabled = self.instance.is_in_use
        self.draw_from_initial()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "seen" in self.fields:
            self.refuse_older_page()
        return cleaned

    def clean_name(self) -> str:
        return _seen(self.cleaned_data["name"])

    def clean_definition(self) -> str:
        words: str = self.cleaned_data["definition"]
        if len(words) > LONGEST_DEFINITION:
            raise forms.ValidationError(
                gettext("口径不超过 %(most)d 个字，现在是 %(have)d 个。")
                % {"most": LONGEST_DEFINITION, "have": len(words)}
            )
        return words

    def clean_slug(self) -> str:
        return _address(self.cleaned_data["slug"], reserved=INDICATOR_ADDRESSES)
