from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from content.experts.enums import PublicField
from content.pages.forms import KnowledgePageForm
from portal.people.forms.account import AccountField
from portal.people.rights import Action, units_for


class ExpertPageForm(KnowledgePageForm):
    public_fields = forms.MultipleChoiceField(
        label=_("本人同意公开的项目"),
        choices=PublicField.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("没勾的不显示，也搜不到。姓名和类别总会公开；电话和邮箱从不公开。"),
    )

    def clean_public_fields(self) -> list[Any]:
        return sorted(self.cleaned_data["public_fields"], key=PublicField.values.index)


class ExpertContactForm(WagtailAdminModelForm):
    """Offers only the experts of the units in which the person keeps the pool."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["expert"]
        units = units_for(self.for_user, Action.EXPERT_EDIT) if self.for_user else set()
        field.queryset = field.queryset.filter(owner_unit__in=units).order_by("title")
        field.widget = forms.Select(choices=field.choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("phone") and not cleaned.get("email"):
            raise forms.ValidationError(_("电话和邮箱至少填一样。"))
        return cleaned


class AccountForm(forms.Form):
    """Whose account the expert is."""

    account = AccountField()
