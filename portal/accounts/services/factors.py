"""Resetting the second factor of somebody who lost it, by an administrator of the own units."""

from dataclasses import dataclass
from typing import Final

from allauth.mfa.models import Authenticator
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.services.sessions import end_all_sessions
from portal.foundation.audit.services import record
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.services import send
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action
from portal.people.selectors import answers_for, held_or_coming


class ResetReason(models.TextChoices):
    """Chosen, not typed: the audit keeps no free text."""

    LOST = "lost", gettext_lazy("手机或密钥丢了")
    BROKEN = "broken", gettext_lazy("手机或密钥坏了")
    REPLACED = "replaced", gettext_lazy("换了手机，没有转移")
    EXPOSED = "exposed", gettext_lazy("可能被别人拿到")


class ResetRefused(Exception):
    """`message` says who can help instead."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Reset:
    """What went: kinds of authenticators, number of sign-ins."""

    kinds: tuple[str, ...]
    sessions: int


CHANNELS: Final = {Channel.INBOX, Channel.MAIL, Channel.SMS}
"""All of them: whoever did not ask for it has to hear of it."""


def refuse_reset(*, actor: User, user: User) -> None:
    """Raise ResetRefused unless `actor` manages every unit in which `user` is, the home unit
    too, and `user` belongs there by more than a role that any administrator may give.
    Nobody resets the own one: it is what proves that the administrator is the administrator."""
    if actor.pk == user.pk:
        raise ResetRefused(_("自己的第二步验证不能自己重设。请另一位管理员来办。"))
    if user.is_superuser and not actor.is_superuser:
        raise ResetRefused(_("这是系统管理账号，只有系统管理员能重设。"))
    # Roles that begin later count too: a reset today would be there when they do.
    units = set(held_or_coming(user).values_list("unit_id", flat=True))
    if user.home_unit_id is not None:
        units.add(user.home_unit_id)
    managed = rights.units_for(actor, Action.MEMBER_MANAGE)
    if not units & managed:
        raise ResetRefused(_("这个人不在你管的单位里。"))
    if units - managed or not answers_for(actor, user):
        raise ResetRefused(_("这个人也属于你管的单位以外的单位。请上级单位的管理员来办。"))


def reset_second_factor(*, actor: User, user: User, reason: ResetReason) -> Reset:
    """Remove every authenticator and recovery code of `user`, end all sign-ins, and tell the
    person. Staff set a new one up at the next sign-in, before any other page.

    Without anything to remove nothing happens, so that a form sent twice resets once.
    Raises ResetRefused.
    """
    refuse_reset(actor=actor, user=user)
    with transaction.atomic():
        held = list(Authenticator.objects.filter(user=user).order_by("type", "pk"))
        removed, _tables = Authenticator.objects.filter(pk__in=[one.pk for one in held]).delete()
        if not removed:
            return Reset((), 0)
        kinds = tuple(sorted({str(one.type) for one in held}))
        sessions = end_all_sessions(user=user)
        event = record(
            actor=actor,
            action="accounts.factor.reset_by_administrator",
            target=user,
            unit_id=user.home_unit_id,
            data={"kinds": list(kinds), "reason": str(reason), "sessions": sessions},
        )
        send(
            to=user,
            template="portal/accounts/mail",
            context={
                "subject": _("你的第二步验证已被重设"),
                "body": _(
                    "管理员重设了你的第二步验证（原因：%(reason)s），所有设备上的登录都已退出。"
                    "下次登录时按提示重新设置。不是你要求的，马上告诉本单位另一位管理员，并改密码。"
                )
                % {"reason": reason.label},
            },
            channels=CHANNELS,
            key=f"factor-reset:{event.pk}",
        )
    return Reset(kinds, sessions)
