"""Refuse to run with an account protection switched off."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security, deploy=True)
def second_factor_check(app_configs: Any, **kwargs: Any) -> list[Error]:
    if settings.SECOND_FACTOR_FOR_STAFF:
        return []
    return [
        Error(
            "SECOND_FACTOR_FOR_STAFF is off: staff could sign in with a password alone.",
            id="portal_accounts.E001",
        )
    ]


@register(Tags.security)
def phone_check(app_configs: Any, **kwargs: Any) -> list[Error]:
    """allauth must find each of its phone methods, else phones silently do not work."""
    from allauth.account.adapter import get_adapter

    if get_adapter()._has_phone_impl:
        return []
    return [Error("The account adapter lacks a phone method.", id="portal_accounts.E002")]
