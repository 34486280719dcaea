"""The second factor: app, passkey, recovery code."""

from typing import Any, Final

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.echo import BriefField
from portal.accounts.forms.wording import word, word_code
from portal.accounts.services.factors import ResetReason

MALFORMED: Final = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class _OnceMixin:
    """A code works once for as long as it is valid.

    allauth remembers a used code for one period; with a tolerance of one step a code is
    valid for three (ASVS 6.5.1).
    """

    fields: dict[str, Any]
    user: Any

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # of the form it is mixed into
        key = f"portal.mfa.used:{self.user.pk}:{normalize_user_code(code)}"
        seconds = 30 * (2 * settings.MFA_TOTP_TOLERANCE + 2)
        if not cache.add(key, True, timeout=seconds):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(_OnceMixin, base.AuthenticateForm):
    bound_field_class = BriefField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_code(
            self.fields["code"],
            label=_("手机验证器上的数字"),
            help_text=_("6 位。手机不在身边，填一个备用码"),
        )


class MFAReauthenticateForm(_OnceMixin, base.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_code(
            self.fields["code"],
            label=_("手机验证器上的数字"),
            help_text=_("6 位。手机不在身边，填一个备用码"),
        )


class ActivateTOTPForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_code(self.fields["code"], label=_("验证器上现在显示的 6 位数字"))


class _PasskeyAnswerMixin:
    """The browser's answer is what an attacker sends too. fido2 meets a missing or misshapen
    part with whatever exception comes first; the person gets a sentence."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]  # as above
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class AuthenticatePasskeyForm(_PasskeyAnswerMixin, webauthn.AuthenticateWebAuthnForm):
    pass


class SignInPasskeyForm(_PasskeyAnswerMixin, webauthn.LoginWebAuthnForm):
    pass


class ReauthenticatePasskeyForm(_PasskeyAnswerMixin, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(
            self.fields["name"],
            label=_("给它起个名字"),
            help_text=_("例如：办公室的电脑、我的手机"),
            maxlength="60",
        )
        word(
            self.fields["credential"],
            label=_("通行密钥"),
            required=_("没有收到通行密钥。再按一次“加”，照浏览器的提示做"),
        )
        word(
            self.fields["passwordless"],
            label=_("以后只用它登录，不填密码"),
            help_text=_("要用指纹、面容或锁屏密码解锁"),
        )

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return cleaned


class EditPasskeyForm(webauthn.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["name"], label=_("名字"), required=_("填一个名字"), maxlength="60")


class ResetFactorForm(forms.Form):
    """Why an administrator resets somebody else's second factor."""

    reason = forms.ChoiceField(
        label=_("原因"),
        choices=[("", _("选一个")), *ResetReason.choices],
        error_messages={
            "required": _("选一个原因"),
            "invalid_choice": _("没有这个原因，另选一个"),
        },
    )
