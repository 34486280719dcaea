"""Fields that take any bytes a request can carry and answer in words.

A choice that is not on the list is refused without being read out: it may be a megabyte.
"""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from content.taxonomy.models import Hazard

NOT_LISTED: Final = _("只能选这里列出的，重新选一次。")
OUT_OF_DATE: Final = _("这张表单过期了。把写好的复制下来，刷新页面再填。")


class OneOf(forms.ChoiceField):
    default_error_messages = {"invalid_choice": NOT_LISTED}


class SomeOf(forms.MultipleChoiceField):
    default_error_messages = {"invalid_choice": NOT_LISTED, "invalid_list": NOT_LISTED}


class ModelOneOf(forms.ModelChoiceField):
    default_error_messages = {"invalid_choice": NOT_LISTED}


class HazardField(ModelOneOf):
    """One hazard by its slug."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Hazard.objects.all(), to_field_name="slug", **kwargs)
