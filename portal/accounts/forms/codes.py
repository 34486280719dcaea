"""Asking for a code and typing it."""

from typing import Any

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.echo import BriefField
from portal.accounts.forms.wording import word, word_code, word_email


class RequestCodeForm(allauth.RequestLoginCodeForm):
    bound_field_class = BriefField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["phone"], label=_("手机号"))
        word_email(self.fields["email"], help_text=_("没有手机号就填邮箱，两个只填一个"))
        self.order_fields(["phone", "email"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors and not cleaned.get("phone") and not cleaned.get("email"):
            self.add_error("phone", _("填手机号或邮箱，才能收验证码"))
        return cleaned


class ConfirmLoginCodeForm(allauth.ConfirmLoginCodeForm):
    bound_field_class = BriefField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_code(self.fields["code"])


class ConfirmEmailCodeForm(allauth.ConfirmEmailVerificationCodeForm):
    bound_field_class = BriefField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_code(self.fields["code"])


class ConfirmPhoneCodeForm(allauth.VerifyPhoneForm):
    bound_field_class = BriefField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_code(self.fields["code"])
