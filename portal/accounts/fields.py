"""Form fields whose errors say what to do."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.accounts.phone_messages import sentence
from portal.people.domain.phones import BadPhone, normalise


class PhoneField(forms.CharField):
    """A mobile number; its value is E.164, what was typed stays in the form."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("手机号"))
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return normalise(text, region=settings.PHONE_DEFAULT_REGION)
        except BadPhone as error:
            raise ValidationError(sentence(error), code="invalid_phone") from error
