"""What follows when allauth reports a change: audit, other sign-ins end, the mark that
this session has a second factor."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.dispatch import receiver
from django.http import HttpRequest

from portal.accounts.middleware import SESSION_MARK
from portal.accounts.services.sessions import end_other_sessions
from portal.foundation.audit.services import record
from portal.people.models import User


@receiver(mfa.authenticator_added)
def on_factor_added(request: HttpRequest, user: User, authenticator: Any, **kw: Any) -> None:
    """A sign-in from before the second factor existed must not go on without it."""
    record(actor=user, action="accounts.factor.added", target=user, data=_kind(authenticator))
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    if request.user.is_authenticated and request.user.pk == user.pk:
        request.session[SESSION_MARK] = user.pk
        end_other_sessions(user=user, keep=request.session.session_key)


@receiver(mfa.authenticator_removed)
def on_factor_removed(request: HttpRequest, user: User, authenticator: Any, **kw: Any) -> None:
    record(actor=user, action="accounts.factor.removed", target=user, data=_kind(authenticator))


@receiver(mfa.authenticator_reset)
def on_factor_reset(request: HttpRequest, user: User, authenticator: Any, **kw: Any) -> None:
    record(actor=user, action="accounts.factor.reset", target=user, data=_kind(authenticator))


@receiver([account.password_changed, account.password_set])
def on_password_changed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Django already refuses the other sessions; this removes them from the list too."""
    record(actor=user, action="accounts.password.changed", target=user)
    end_other_sessions(user=user, keep=request.session.session_key)


@receiver(account.password_reset)
def on_password_reset(request: HttpRequest, user: User, **kwargs: Any) -> None:
    record(actor=user, action="accounts.password.reset", target=user)
    end_other_sessions(user=user, keep=None)


@receiver(account.user_logged_in)
def on_signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    record(actor=user, action="accounts.signed_in", target=user)


@receiver(account.email_changed)
def on_email_changed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    record(actor=user, action="accounts.email_address.changed", target=user)


def _kind(authenticator: Any) -> dict[str, str]:
    return {"kind": str(authenticator.type)}
