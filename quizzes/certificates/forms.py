from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.attempts.forms import RemarkField, reasons
from quizzes.certificates.enums import RevocationReason


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
    reason = forms.ChoiceField(
        label=_("撤销原因"),
        help_text=_("核验这张证书的人会看到"),
        choices=reasons(RevocationReason),
        error_messages={
            "required": _("选一个撤销原因，核验的人会看到。"),
            "invalid_choice": _("没有这个原因，从列表里选一个。"),
        },
    )
    note = RemarkField(
        label=_("备注"),
        help_text=_("只有管理证书的人看到，持证人注销账号时删掉。不写手机号、证件号"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": False}),
        error_messages={
            "max_length": _("备注不超过 %(limit_value)s 个字，现在是 %(show_value)s 个。"),
        },
    )
