"""Changing phone and mail."""

from typing import Any

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.wording import word, word_email


class ChangePhoneForm(allauth.ChangePhoneForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(
            self.fields["phone"],
            label=_("新手机号"),
            required=_("填新手机号"),
            help_text=_("会发一条 6 位数字的验证码，5 分钟内有效"),
        )


class ChangeEmailForm(allauth.ChangeEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_email(self.fields["email"], label=_("新邮箱"))


class AddEmailForm(allauth.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_email(
            self.fields["email"],
            label=_("新邮箱"),
            help_text=_("会发一封带 6 位数字验证码的邮件，10 分钟内有效"),
        )
