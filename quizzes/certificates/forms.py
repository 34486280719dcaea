from django import forms
from django.utils.translation import gettext_lazy as _


class VerificationForm(forms.Form):
    number = forms.CharField(
        label=_("证书编号"),
        help_text=_("在证书右上角，像这样：AL-2026-000318-7"),
        max_length=60,
        strip=True,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={
            "required": _("填上证书编号再核验。"),
            "max_length": _("编号不会超过 60 个字符，请核对。"),
        },
    )


class RevocationForm(forms.Form):
    reason = forms.CharField(
        label=_("撤销原因"),
        help_text=_("核验这张证书的人会看到，不写个人信息"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("写明撤销原因，核验的人会看到。"),
            "max_length": _("原因不超过 200 个字。"),
        },
    )
