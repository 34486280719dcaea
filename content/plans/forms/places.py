"""Choosing the division that a document stands for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from portal.foundation.fields import NOT_LISTED
from portal.people.models import Division


class DivisionField(forms.ModelChoiceField):
    """By name and code: two towns may share a name, and so do a county and what it was before."""

    default_error_messages = {"invalid_choice": NOT_LISTED}

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("适用地区"))
        options.setdefault("required", False)
        super().__init__(queryset=Division.objects.none(), **options)

    def label_from_instance(self, division: Division) -> str:
        return f"{division.name}（{division.code}）"
