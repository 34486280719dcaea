"""Our words on allauth's fields: label, hint, what a missing value is told, no placeholders."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Text = Any
"""str, or gettext_lazy's promise of one."""

MAIL = _("邮箱")
CODE = _("验证码")


def word(
    field: forms.Field,
    *,
    label: Text,
    required: Text = "",
    help_text: Text | None = None,
    **attrs: Any,
) -> None:
    """Give `field` its label, hint and sentence for an empty value."""
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)
    if required:
        field.error_messages["required"] = required
    if help_text is not None:
        field.help_text = help_text


def word_password(field: forms.Field, *, label: Text, required: Text, help_text: Text = "") -> None:
    word(field, label=label, required=required, help_text=help_text)


def word_email(field: forms.Field, *, label: Text = MAIL, help_text: Text = "") -> None:
    word(field, label=label, required=_("填邮箱地址"), help_text=help_text)
    field.error_messages["invalid"] = _("邮箱地址要像 xiaoli@example.cn 这样")
    for validator in field.validators:
        if getattr(validator, "code", "") == "invalid":
            # The default validator instance is shared by every form.
            field.validators[field.validators.index(validator)] = _EmailValidator()


class _EmailValidator(forms.EmailField.default_validators[0].__class__):  # type: ignore[misc]
    message = _("邮箱地址要像 xiaoli@example.cn 这样")


def word_code(field: forms.Field, *, label: Text = CODE, help_text: Text = "") -> None:
    word(
        field,
        label=label,
        required=_("填收到的 6 位数字"),
        help_text=help_text,
        inputmode="numeric",
        autocomplete="one-time-code",
        maxlength="20",
        **{"class": "short"},
    )
