from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from content.experts.enums import PublicField
from content.pages.forms import KnowledgePageForm


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
