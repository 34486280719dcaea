"""Signing up: one way to be reached or a user name, a password, the notice agreed to."""

from typing import Any, Final

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.core.internal import ratelimit
from django import forms
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts import notices
from portal.accounts.forms.echo import BriefField
from portal.accounts.forms.wording import word, word_email, word_password
from portal.accounts.services.consent import agree_to_account_notice
from portal.foundation.audit.services import record
from portal.people.models import User

FIELDS: Final = [
    "phone", "email", "username", "password1", "password2", "agree", "adult",
]  # fmt: skip


class SignUpForm(allauth.SignupForm):
    bound_field_class = BriefField

    agree = forms.BooleanField(
        label=_("我看过并同意《个人信息处理告知》"),
        error_messages={"required": _("勾选“我看过并同意《个人信息处理告知》”，才能注册")},
    )
    adult = forms.BooleanField(
        label=_("我已满 18 周岁"),
        required=False,
        help_text=_("选填。证书只发给已满 18 周岁的人；不勾也能学、能考，以后随时能补"),
    )
    notice_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notice = notices.current(notices.ACCOUNT)
        self.notice_url = notices.address_of(self.notice)
        self.fields["notice_version"].initial = str(self.notice.version)
        self.fields["email"].required = False
        self.fields["email"].widget.is_required = False
        for name in ("phone", "username"):
            self.fields[name].required = False
        word(
            self.fields["phone"],
            label=_("手机号"),
            help_text=_("推荐。可以用验证码登录，忘了密码也不怕"),
        )
        word_email(self.fields["email"])
        word(
            self.fields["username"],
            label=_("用户名"),
            help_text=_("不想留手机号和邮箱，就起一个用户名。这样忘了密码没法自己找回"),
            autocapitalize="none",
            spellcheck="false",
        )
        self.fields["username"].error_messages["min_length"] = _("用户名至少 3 个字")
        for validator in self.fields["username"].validators:
            if getattr(validator, "code", "") == "min_length":
                validator.message = _("用户名至少 3 个字")
        word_password(
            self.fields["password1"],
            label=_("密码"),
            required=_("填密码"),
            help_text=_("至少 8 个字符，可以是一句自己记得住的话"),
        )
        word_password(self.fields["password2"], label=_("再填一次密码"), required=_("再填一次密码"))
        self.order_fields(FIELDS)

    def clean_notice_version(self) -> str:
        version: str = self.cleaned_data.get("notice_version") or ""
        if version and version != str(self.notice.version):
            raise forms.ValidationError(_("告知书刚换了新版本。再看一遍，再提交。"))
        return version

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "password2" in self._errors and cleaned.get("password1"):
            del self._errors["password2"]
            message = (
                _("两次填的密码不一样") if self.data.get(self.add_prefix("password2"))
                else self.fields["password2"].error_messages["required"]
            )  # fmt: skip
            self.add_error("password2", message)
        named = [name for name in ("phone", "email", "username") if self.data.get(name, "").strip()]
        if not named:
            self.add_error("phone", _("手机号、邮箱、用户名，至少填一个"))
        if not self._errors:
            self._refuse_when_a_code_just_went_out(cleaned)
        return cleaned

    def _refuse_when_a_code_just_went_out(self, cleaned: dict[str, Any]) -> None:
        """Asked before anything is written: a half-made account would block the name."""
        limits = [("phone", "verify_phone"), ("email", "confirm_email")]
        for name, action in limits:
            value = cleaned.get(name)
            if value and not ratelimit.consume(
                context.request,
                app="allauth.account",
                action=action,
                key=value.lower(),
                dry_run=True,
                limit_get=True,
            ):
                self.add_error(name, _("刚给这里发过验证码。过 30 秒再试"))

    def save(self, request: HttpRequest) -> User:
        """One transaction: account, consent, audit. Of two who take a name at the same
        moment the second gets a sentence, not a crash."""
        try:
            with transaction.atomic():
                user: User = super().save(request)
                return user
        except IntegrityError:
            self._name_the_collision()
            raise

    def try_save(self, request: HttpRequest) -> Any:
        try:
            return super().try_save(request)
        except IntegrityError:
            return None, self._answer_with_errors(request)

    def signup(self, request: HttpRequest, user: User) -> None:
        if self.cleaned_data.get("adult"):
            user.adult_confirmed_at = timezone.now()
            user.save(update_fields=["adult_confirmed_at"])
        agree_to_account_notice(user=user, version=self.notice.version)
        record(actor=user, action="accounts.signed_up", target=user)

    def _name_the_collision(self) -> None:
        adapter = get_adapter()
        username = self.cleaned_data.get("username")
        if username and get_user_model().objects.filter(username__iexact=username).exists():
            self.add_error("username", adapter.error_messages["username_taken"])
        else:
            self.add_error(None, _("同一时刻有人用了同样的手机号、邮箱或用户名。再提交一次"))

    def _answer_with_errors(self, request: HttpRequest) -> Any:
        from allauth.account.views import SignupView

        view = SignupView()
        view.setup(request)
        return view.render_to_response(view.get_context_data(form=self))
