"""Units: added, changed, moved, closed."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation.fields import date_field, offer, search_field
from portal.foundation.seen import SeenForm
from portal.people import selectors
from portal.people.divisions import current_successor
from portal.people.enums import UnitKind
from portal.people.models import Division, Unit, User


class UnitFilterForm(forms.Form):
    """Words above the tree."""

    q = search_field(label=gettext_lazy("名称或编码"))


class UnitFields(forms.Form):
    """What a unit is called and is."""

    name = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=80,
        error_messages={
            "required": gettext_lazy("填单位名称"),
            "max_length": gettext_lazy("名称最多 80 个字"),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("类别"),
        choices=[("", gettext_lazy("选一个")), *UnitKind.choices],
        error_messages={
            "required": gettext_lazy("选一个类别"),
            "invalid_choice": gettext_lazy("没有这个类别，另选一个"),
        },
    )
    division = forms.CharField(
        label=gettext_lazy("区划代码"),
        required=False,
        max_length=12,
        help_text=gettext_lazy("县 6 位，乡镇 9 位，村和社区 12 位。没有就不填"),
        error_messages={"max_length": gettext_lazy("区划代码最多 12 位")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_division(self) -> Division | None:
        code = self.cleaned_data["division"]
        if not code:
            return None
        division = current_successor(code)
        if division is None:
            raise forms.ValidationError(_("没有这个区划代码。查一下，或先不填"))
        if division.code != code:
            raise forms.ValidationError(
                _("这个代码已经停用，现在是 %(code)s") % {"code": division.code}
            )
        return division


def _parent_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("上级单位"),
        to_field_name="code",
        error_messages={
            "required": gettext_lazy("选一个上级单位"),
            "invalid_choice": gettext_lazy("这个单位不归你管，另选一个"),
        },
    )


class AddUnitForm(UnitFields):
    code = forms.SlugField(
        label=gettext_lazy("编码"),
        max_length=40,
        help_text=gettext_lazy("字母、数字、短横，定了不改。可以用区划代码"),
        error_messages={
            "required": gettext_lazy("填编码"),
            "invalid": gettext_lazy("编码只能用字母、数字、短横和下划线"),
            "max_length": gettext_lazy("编码最多 40 个字符"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    parent = _parent_field()
    valid_from = date_field(
        label=gettext_lazy("从哪天设立"), error_messages={"required": gettext_lazy("填设立日期")}
    )
    field_order = ("code", "name", "kind", "parent", "division", "valid_from")

    def __init__(self, *args: Any, actor: User, parent: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {"valid_from": timezone.localdate(), "parent": parent}
        super().__init__(*args, **kwargs)
        offer(self, "parent", selectors.manageable_units(actor))


class ChangeUnitForm(SeenForm, UnitFields):
    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        division = unit.division.code if unit.division else ""
        now = {"name": unit.name, "kind": unit.kind, "division": division}
        super().__init__(*args, **kwargs | {"initial": now})
        self.draw_from(now)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        division = cleaned.get("division")
        code = division.code if division else ""
        self.refuse_older({name: cleaned.get(name, "") for name in self.now} | {"division": code})
        return cleaned


class MoveUnitForm(forms.Form):
    parent = _parent_field()
    valid_from = date_field(
        label=gettext_lazy("从哪天起"),
        help_text=gettext_lazy("前一天还归原来的上级"),
        error_messages={"required": gettext_lazy("填日期")},
    )

    def __init__(self, *args: Any, actor: User, unit: Unit, **kwargs: Any) -> None:
        kwargs["initial"] = {"valid_from": timezone.localdate()}
        super().__init__(*args, **kwargs)
        offer(self, "parent", selectors.manageable_units(actor).exclude(pk=unit.pk))


class CloseUnitForm(forms.Form):
    valid_to = date_field(
        label=gettext_lazy("从哪天起撤销"),
        help_text=gettext_lazy("前一天是最后一天。撤销不能收回"),
        error_messages={"required": gettext_lazy("填日期")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"valid_to": timezone.localdate()}
        super().__init__(*args, **kwargs)
