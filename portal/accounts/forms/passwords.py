"""Passwords: choosing, changing, resetting, asking again."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.echo import BriefField
from portal.accounts.forms.wording import word_email, word_password
from portal.accounts.validators import minimum_for


class _NewPasswordMixin:
    """password1 and password2 in our words."""

    fields: dict[str, Any]
    user: Any

    def _word(self) -> None:
        word_password(
            self.fields["password1"],
            label=_("新密码"),
            required=_("填新密码"),
            help_text=_("至少 %(least)s 个字符，可以是一句自己记得住的话")
            % {"least": minimum_for(self.user)},
        )
        word_password(
            self.fields["password2"], label=_("再填一次新密码"), required=_("再填一次新密码")
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]  # of the form it is mixed into
        errors = self._errors  # type: ignore[attr-defined]  # there too
        if cleaned.get("password1") and cleaned.get("password2") and "password2" in errors:
            del errors["password2"]
            self.add_error("password2", _("两次填的密码不一样"))  # type: ignore[attr-defined]  # there too
        return cleaned


class ChangePasswordForm(_NewPasswordMixin, allauth.ChangePasswordForm):
    """Who signed in by a code minutes ago forgot the old password: it is not asked for.

    A code proves the phone or mailbox, which is what a reset by mail would ask as well.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._word()
        if signed_in_by_code_lately(self.user):
            del self.fields["oldpassword"]
        else:
            word_password(
                self.fields["oldpassword"],
                label=_("现在的密码"),
                required=_("填现在的密码"),
                help_text=_("忘了就先退出，用验证码登录，再来改"),
            )


class SetPasswordForm(_NewPasswordMixin, allauth.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._word()


class ResetPasswordKeyForm(_NewPasswordMixin, allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._word()


class ResetPasswordForm(allauth.ResetPasswordForm):
    bound_field_class = BriefField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_email(self.fields["email"])


class ReauthenticateForm(allauth.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_password(self.fields["password"], label=_("密码"), required=_("填密码"))


def signed_in_by_code_lately(user: Any) -> bool:
    """Within ACCOUNT_REAUTHENTICATION_TIMEOUT seconds, in this session."""
    records = get_authentication_records(context.request, user)
    codes = [record["at"] for record in records if record["method"] == "code"]
    age = timezone.now().timestamp() - max(codes, default=0)
    return age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
