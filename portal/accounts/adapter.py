"""allauth's account adapter: three names for one person, phones stored once, codes sent,
limits counted per person, passwords hashed by what the person may do."""

import logging
import secrets
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import Field
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts import delivery, hashers, lookup
from portal.accounts.fields import PhoneField
from portal.accounts.middleware import client_ip
from portal.accounts.validators import minimum_for
from portal.foundation.audit.services import record
from portal.people import rights
from portal.people.domain.phones import is_phone
from portal.people.models import User

logger = logging.getLogger(__name__)

ANYWHERE: Final = "login_failed_anywhere"
"""The limit in ACCOUNT_RATE_LIMITS on one account from all addresses together."""

ERRORS: dict[str, str | Promise] = {
    "account_inactive": gettext_lazy("这个账号已停用。要恢复，找本单位管理员。"),
    "cannot_remove_primary_email": gettext_lazy("这是唯一的主邮箱，不能删除。先换一个再删。"),
    "duplicate_email": gettext_lazy("这个邮箱已经在你的账号上"),
    "email_password_mismatch": gettext_lazy("邮箱或密码不对"),
    "phone_password_mismatch": gettext_lazy("手机号或密码不对"),
    "username_password_mismatch": gettext_lazy("用户名或密码不对"),
    "email_taken": gettext_lazy("这个邮箱已经有账号。直接登录，或用验证码登录"),
    "enter_current_password": gettext_lazy("现在的密码不对"),
    "incorrect_code": gettext_lazy("验证码不对。看最新一条短信或邮件里的 6 位数字"),
    "incorrect_password": gettext_lazy("密码不对"),
    "invalid_or_expired_key": gettext_lazy("链接已失效。再申请一次"),
    "invalid_login": gettext_lazy("填手机号或邮箱，才能收验证码"),
    "invalid_password_reset": gettext_lazy("重设密码的链接已失效。再申请一次"),
    "max_email_addresses": gettext_lazy("最多只能有 %d 个邮箱"),
    "phone_taken": gettext_lazy("这个手机号已经有账号。直接登录，或用验证码登录"),
    "too_many_login_attempts": gettext_lazy("试得太多了。过 5 分钟再试，或用验证码登录"),
    "unknown_email": gettext_lazy("没有用这个邮箱的账号"),
    "unknown_phone": gettext_lazy("没有用这个手机号的账号"),
    "unverified_primary_email": gettext_lazy("先验证主邮箱"),
    "username_blacklisted": gettext_lazy("这个用户名不能用，换一个"),
    "username_taken": gettext_lazy("这个用户名已经有人用，换一个"),
    "select_only_one": gettext_lazy("手机号和邮箱只填一个"),
    "same_as_current": gettext_lazy("和现在的一样，不用改"),
    "rate_limited": gettext_lazy("太频繁了。过一会儿再试"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    # Names ---------------------------------------------------------------------

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Lower case, so that the unique column also settles races between Li and li."""
        username = User.normalize_username(username).strip().lower()
        if "@" in username:
            raise ValidationError(_("用户名里不能有 @。要用邮箱注册，填在邮箱一栏"))
        if is_phone(username) or username.lstrip("+").isdigit():
            raise ValidationError(_("用户名不能全是数字。要用手机号注册，填在手机号一栏"))
        return str(super().clean_username(username, shallow=shallow))

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Who gave none gets one that tells nothing about the person."""
        if not user.username:
            user.username = f"u-{secrets.token_hex(6)}"

    def clean_phone(self, phone: str) -> str:
        return phone

    def phone_form_field(self, **kwargs: Any) -> Field:
        return PhoneField(**kwargs)

    # Phones ----------------------------------------------------------------------

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def get_user_by_phone(self, phone: str) -> User | None:
        """Only the person who proved to hold it: else anybody could block a number."""
        return lookup.by_verified_phone(phone)

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """A number that is proved and was not the account's before is a change of the account;
        one that waits for its code is not yet."""
        with transaction.atomic():
            _release_unproved(phone, keep=user)
            is_new = verified and user.phone != phone
            # An account that is deleted meanwhile gets no number.
            still_there = User.objects.filter(pk=user.pk, erased_at=None)
            if not still_there.update(phone=phone, phone_verified=verified):
                return
            user.phone, user.phone_verified = phone, verified
            if is_new:
                record(actor=user, action="accounts.phone_number.changed", target=user)

    def set_phone_verified(self, user: User, phone: str) -> None:
        """The code was right. Two who prove one number at the same moment: the second is
        told, by the unique column."""
        try:
            self.set_phone(user, phone, True)
        except IntegrityError as error:
            messages.error(self.request, str(self.error_messages["phone_taken"]))
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login"))) from error

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        delivery.send_code(to=user, phone=phone, code=code)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        delivery.tell_unknown(phone=phone)

    def send_account_already_exists_sms(self, phone: str) -> None:
        delivery.tell_existing(phone=phone)

    # Limits ----------------------------------------------------------------------

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One counter a person and address: a stranger who guesses elsewhere must not keep
        the person out."""
        return f"{_counted_as(credentials)}:{ratelimit.get_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """allauth's limits, and a far higher one for the account from all addresses together.
        That one does not hold where the person was signed in before."""
        self._anywhere: ratelimit.RateLimitUsage | None = None
        super().pre_authenticate(request, **credentials)
        person = _person_named(credentials)
        if person is not None and _was_here_before(person, client_ip(request)):
            return
        self._anywhere = ratelimit.consume(
            request, app="allauth.account", action=ANYWHERE, key=_counted_as(credentials)
        )
        if not self._anywhere:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        if self._anywhere:
            self._anywhere.rollback()

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        super()._delete_login_attempts_cached_email(request, **credentials)
        ratelimit.clear(
            request, app="allauth.account", action=ANYWHERE, key=_counted_as(credentials)
        )

    # Passwords ---------------------------------------------------------------------

    def set_password(self, user: User, password: str) -> None:
        user.password = hashers.encode(password, strong=_is_staffs(user, password))
        user.save(update_fields=["password"])

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user = super().authenticate(request, **credentials)
        password = credentials.get("password")
        if isinstance(user, User) and password:
            strong = _is_staffs(user, password)
            if not hashers.is_strong_enough(user.password, strong=strong):
                self.set_password(user, password)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        person = _person_named(credentials)
        hashers.spend_like_the_other(
            person.password if person else None, str(credentials.get("password") or "")
        )
        logger.warning(
            "sign-in refused", extra={"person": str(person.public_id) if person else None}
        )

    # Signing in ----------------------------------------------------------------------

    def get_login_stages(self) -> list[str]:
        """allauth's, but an account without any e-mail address is not asked to verify one."""
        ours = {
            "allauth.account.stages.EmailVerificationStage": (
                "portal.accounts.stages.EmailVerificationStage"
            )
        }
        return [ours.get(path, path) for path in super().get_login_stages()]

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        if not kwargs.get("signup") and _claims_a_strangers_account(request, user):
            # Whoever typed that password never proved to hold the address; the person
            # who now did must not share the account with them.
            user.set_unusable_password()
            user.save(update_fields=["password"])
            messages.info(request, _("你是第一次登录。为安全起见，请设一个新密码。"))
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:security")

    # Mail ------------------------------------------------------------------------------

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        delivery.send_mail(
            self.render_mail(
                template_prefix,
                email,
                {
                    "email": email,
                    "site_name": settings.WAGTAIL_SITE_NAME,
                    "base_url": settings.BASE_URL,
                    **context,
                },
            ),
            template=template_prefix,
            to=context.get("user"),
        )


def _names(credentials: dict[str, Any]) -> list[str]:
    typed = (str(credentials.get(kind) or "") for kind in ("email", "phone", "username"))
    return [name for name in typed if name]


def _person_named(credentials: dict[str, Any]) -> User | None:
    return next(filter(None, map(lookup.by_any_name, _names(credentials))), None)


def _counted_as(credentials: dict[str, Any]) -> str:
    """One name for a person, whether user name, mail or phone is typed: three names must not
    give three times as many guesses."""
    person = _person_named(credentials)
    if person is not None:
        return f"person:{person.pk}"
    return f"nobody:{lookup.folded(next(iter(_names(credentials)), ''))}"


def _was_here_before(person: User, address: str) -> bool:
    return bool(UserSession.objects.filter(user=person, ip=address).exists())


def _is_staffs(user: User, password: str) -> bool:
    """Whether it gets the stronger hash, which also says that it is as long as staff's must
    be: `StaffPasswordMiddleware` goes by that."""
    return rights.is_staff(user) and len(password) >= minimum_for(user)


def _release_unproved(phone: str, *, keep: User) -> None:
    """Nobody holds a number without having proved it: the latest claim counts."""
    User.objects.filter(phone=phone, phone_verified=False).exclude(pk=keep.pk).update(phone=None)


def _claims_a_strangers_account(request: HttpRequest, user: User) -> bool:
    if user.last_login is not None or not user.has_usable_password():
        return False
    records = get_authentication_records(request, user)
    return any(record["method"] == "code" for record in records)
