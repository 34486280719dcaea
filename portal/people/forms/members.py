"""Who is where, in which role, and which unit is home."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation.fields import date_field, offer, search_field
from portal.foundation.seen import SeenForm
from portal.people import rights, selectors
from portal.people.domain import phones
from portal.people.enums import Post, Role
from portal.people.models import Membership, Unit, User
from portal.people.reasons import EndReason, StartReason
from portal.people.rights import Action


class FilterForm(forms.Form):
    """Unit, role and words above the list."""

    q = search_field(label=gettext_lazy("姓名、用户名或工号"))
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("单位"),
        required=False,
        empty_label=gettext_lazy("全部"),
        to_field_name="code",
        error_messages={"invalid_choice": gettext_lazy("没有这个单位，或不归你看，另选一个")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("角色"),
        required=False,
        choices=[("", gettext_lazy("全部")), *Role.choices],
        error_messages={"invalid_choice": gettext_lazy("没有这个角色，另选一个")},
    )

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", selectors.visible_units(reader))


class AddMembershipForm(forms.Form):
    person = forms.CharField(
        label=gettext_lazy("谁"),
        max_length=80,
        help_text=gettext_lazy(
            "填本人验证过的手机号；在你管的单位里的人，也可填用户名；"
            "本来就在所选单位里的人，也可填工号。不能用姓名，会重名"
        ),
        error_messages={"required": gettext_lazy("填手机号、用户名或工号")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("单位"),
        to_field_name="code",
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
        elif self.finds_everybody:
            self.fields["person"].help_text = _(
                "填用户名或本人验证过的手机号；本来就在所选单位里的人，也可填工号。"
                "不能用姓名，会重名"
            )
        offer(self, "unit", selectors.manageable_units(actor))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.chosen is None and cleaned.get("person"):
            self.chosen = selectors.find_person(
                as_stored_phone(cleaned["person"]), actor=self.actor, unit=cleaned.get("unit")
            )
            if self.chosen is None:
                self.add_error(
                    "person",
                    _("没有找到这个人。请本人先注册，再用用户名来加")
                    if self.finds_everybody
                    else _("没有找到这个人。请本人先注册并验证手机号，再用手机号来加"),
                )
        return cleaned

    @property
    def finds_everybody(self) -> bool:
        """By a user name, as `selectors.find_person` does."""
        return rights.covers_root(self.actor, Action.MEMBER_MANAGE)


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
        help_text=gettext_lazy("工号一起去掉。以后再归到哪个单位，要请管所有单位的管理员来定"),
    )

    def __init__(self, *args: Any, actor: User, person: User, **kwargs: Any) -> None:
        home = person.home_unit
        now = {"unit": home.code if home else "", "staff_number": person.staff_number}
        super().__init__(*args, **kwargs | {"initial": now})
        self.draw_from(now)
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
            # Who belongs nowhere any more need not say where, nor under which number.
            for name in ("unit", "staff_number"):
                self.errors.pop(name, None)
            cleaned |= {"unit": None, "staff_number": ""}
        unit = cleaned.get("unit")
        code = unit.code if unit else ""
        self.refuse_older({"unit": code, "staff_number": cleaned.get("staff_number", "")})
        return cleaned


def as_stored_phone(words: str) -> str:
    """A phone number as it is stored (E.164); anything else unchanged."""
    try:
        return phones.normalise(words)
    except phones.BadPhone:
        return words
