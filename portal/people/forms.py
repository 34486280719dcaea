"""Forms of the screens of members and units."""

import json
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation.fields import date_field, offer
from portal.people import selectors, services
from portal.people.divisions import current_successor
from portal.people.domain import phones
from portal.people.enums import Post, Role, UnitKind
from portal.people.models import Division, Membership, Unit, User
from portal.people.reasons import EndReason, StartReason
from portal.people.rights import Action


class SeenForm(forms.Form):
    """Brings back what stood there when the page was opened: a page that is older than the last
    change must not undo it."""

    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def refuse_older(self, *, now: object, wanted: object, refusal: services.Refusal) -> None:
        """The same form sent a second time is no such page: it finds what it wants."""
        if not self.errors and wanted != now and self.cleaned_data["seen"] != seen_as(now):
            self.add_error(None, refusal.message)


def seen_as(now: object) -> str:
    return json.dumps(now, ensure_ascii=False)


class FilterForm(forms.Form):
    """Unit, role and words above the list."""

    q = forms.CharField(label=gettext_lazy("姓名、用户名或工号"), required=False, max_length=60)
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("单位"),
        required=False,
        empty_label=gettext_lazy("全部"),
        to_field_name="code",
    )
    role = forms.ChoiceField(
        label=gettext_lazy("角色"),
        required=False,
        choices=[("", gettext_lazy("全部")), *Role.choices],
    )

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", selectors.visible_units(reader))


class AddMembershipForm(forms.Form):
    person = forms.CharField(
        label=gettext_lazy("谁"),
        max_length=80,
        help_text=gettext_lazy(
            "填本人验证过的手机号；已在你单位里的人，也可填用户名或工号。不能用姓名，会重名"
        ),
        error_messages={"required": gettext_lazy("填手机号、用户名或工号")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("单位"),
        to_field_name="code",
        empty_label=gettext_lazy("选一个"),
        error_messages={
            "required": gettext_lazy("选一个单位"),
            "invalid_choice": gettext_lazy("这个单位不归你管，另选一个"),
        },
    )
    role = forms.ChoiceField(
        label=gettext_lazy("角色"),
        choices=[("", gettext_lazy("选一个")), *Role.choices],
        error_messages={
            "required": gettext_lazy("选一个角色"),
            "invalid_choice": gettext_lazy("没有这个角色，另选一个"),
        },
    )
    post = forms.ChoiceField(label=gettext_lazy("岗位"), required=False, choices=Post.choices)
    valid_from = date_field(
        label=gettext_lazy("从哪天起"), error_messages={"required": gettext_lazy("填开始日期")}
    )
    valid_to = date_field(
        label=gettext_lazy("到哪天为止"),
        required=False,
        help_text=gettext_lazy("这天起不再有这个角色。没定就不填"),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("原因"),
        choices=[("", gettext_lazy("选一个")), *StartReason.choices],
        error_messages={"required": gettext_lazy("选一个原因")},
    )

    def __init__(self, *args: Any, actor: User, person: User | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("valid_from", timezone.localdate())
        super().__init__(*args, **kwargs)
        self.chosen, self.actor = person, actor
        if person is not None:
            del self.fields["person"]
        offer(self, "unit", selectors.manageable_units(actor))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.chosen is None and cleaned.get("person"):
            self.chosen = selectors.find_person(
                as_stored_phone(cleaned["person"]), actor=self.actor, unit=cleaned.get("unit")
            )
            if self.chosen is None:
                self.add_error(
                    "person", _("没有找到这个人。请本人先注册并验证手机号，再用手机号来加")
                )
        return cleaned


class EndMembershipForm(forms.Form):
    valid_to = date_field(
        label=gettext_lazy("从哪天起不再有这个角色"),
        error_messages={"required": gettext_lazy("填日期")},
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("原因"),
        choices=[("", gettext_lazy("选一个")), *EndReason.choices],
        error_messages={"required": gettext_lazy("选一个原因")},
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("valid_to", timezone.localdate())
        super().__init__(*args, **kwargs)
        self.membership = membership


class HomeUnitForm(SeenForm):
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("所在单位"),
        to_field_name="code",
        empty_label=gettext_lazy("选一个"),
        error_messages={
            "required": gettext_lazy("选一个单位"),
            "invalid_choice": gettext_lazy("这个单位不归你管，另选一个"),
        },
    )
    staff_number = forms.CharField(
        label=gettext_lazy("工号"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("这个单位里的工号，没有就不填"),
        error_messages={"max_length": gettext_lazy("工号最多 30 个字符")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    ends = forms.BooleanField(
        label=gettext_lazy("不再属于任何单位"),
        required=False,
        help_text=gettext_lazy("工号一起去掉。以后再归到哪个单位，要请管全县的管理员来定"),
    )

    def __init__(self, *args: Any, actor: User, person: User, **kwargs: Any) -> None:
        home = person.home_unit
        self.now = [person.home_unit_id, person.staff_number]
        kwargs["initial"] = {
            "unit": home.code if home else "",
            "staff_number": person.staff_number,
            "seen": seen_as(self.now),
        }
        super().__init__(*args, **kwargs)
        if home is None:
            del self.fields["ends"]
        offer(
            self,
            "unit",
            selectors.open_units(actor, Action.MEMBER_MANAGE, kept=person.home_unit_id),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("ends"):
            cleaned |= {"unit": None, "staff_number": ""}
        unit = cleaned.get("unit")
        self.refuse_older(
            now=self.now,
            wanted=[unit.pk if unit else None, cleaned.get("staff_number")],
            refusal=services.HomeChangedMeanwhile(),
        )
        return cleaned


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
        empty_label=gettext_lazy("选一个"),
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
        self.now = [unit.name, unit.kind, division]
        kwargs["initial"] = {
            "name": unit.name, "kind": unit.kind, "division": division,
            "seen": seen_as(self.now),
        }  # fmt: skip
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        division = cleaned.get("division")
        self.refuse_older(
            now=self.now,
            wanted=[cleaned.get("name"), cleaned.get("kind"), division.code if division else ""],
            refusal=services.ChangedMeanwhile(),
        )
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


def as_stored_phone(words: str) -> str:
    """A phone number as it is stored (E.164); anything else unchanged."""
    try:
        return phones.normalise(words)
    except phones.BadPhone:
        return words
