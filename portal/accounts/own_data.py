"""What allauth, Wagtail and the sessions hold about a person, and how it goes."""

from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from portal.accounts.services.sessions import end_all_sessions
from portal.foundation.audit import words
from portal.foundation.audit.models import AuditEvent
from portal.foundation.consent.models import ConsentRecord
from portal.foundation.messages.models import Message
from portal.foundation.messages.services import forget
from portal.people.models import User


def export(user: User) -> dict[str, Any]:
    """Never the secrets themselves: a copied file must not open the account."""
    return {
        _("邮箱地址"): [
            {_("地址"): one.email, _("已验证"): one.verified, _("主邮箱"): one.primary}
            for one in EmailAddress.objects.filter(user=user).order_by("pk")
        ],
        _("第二步验证"): [
            {
                _("种类"): str(one.get_type_display()),
                _("添加时间"): _iso(one.created_at),
                _("上次使用"): _iso(one.last_used_at),
            }
            for one in Authenticator.objects.filter(user=user).order_by("pk")
        ],
        _("登录记录"): [
            {
                _("开始"): _iso(one.created_at),
                _("网络地址"): one.ip,
                _("浏览器"): one.user_agent,
            }
            for one in UserSession.objects.filter(user=user).order_by("created_at")
        ],
        _("同意记录"): [
            {
                _("告知书"): one.notice.title,
                _("版本"): one.notice.version,
                _("同意时间"): _iso(one.given_at),
                _("撤回时间"): _iso(one.withdrawn_at),
            }
            for one in ConsentRecord.objects.filter(user=user).select_related("notice")
        ],
        _("收到的消息"): [
            {_("时间"): _iso(one.created_at), _("标题"): one.subject, _("正文"): one.body}
            for one in Message.objects.filter(to=user).order_by("pk")
        ],
        _("操作审计"): [
            {
                _("时间"): _iso(at),
                _("动作"): words.action(action),
                _("动作代码"): action,
                _("对象"): words.kind_of(target)[0],
                _("对象代码"): target,
            }
            for at, action, target in AuditEvent.objects.filter(actor_public_id=user.public_id)
            .order_by("id")
            .values_list("at", "action", "target_key")
        ],
    }


def erase(user: User) -> None:
    addresses = set(EmailAddress.objects.filter(user=user).values_list("email", flat=True))
    strings = {user.email, user.phone or "", user.username, *addresses} - {""}
    EmailConfirmation.objects.filter(email_address__user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    end_all_sessions(user=user, mentions=strings)
    forget(user=user, addresses=strings)
    _erase_task_results(strings)
    _erase_from_wagtail(user)


def _erase_task_results(strings: set[str]) -> None:
    """A task that mailed somebody keeps its arguments for a while."""
    found = DBTaskResult.objects.annotate(arguments=Cast("args_kwargs", TextField()))
    for text in strings:
        found.filter(Q(arguments__contains=text) | Q(traceback__contains=text)).delete()


def _erase_from_wagtail(user: User) -> None:
    person = ContentType.objects.get_for_model(User, for_concrete_model=False)
    ModelLogEntry.objects.filter(content_type=person, object_id=str(user.pk)).update(
        label=_("已注销的人员"), data={}
    )
    EditingSession.objects.filter(user=user).delete()
    for profile in UserProfile.objects.filter(user=user):
        if profile.avatar:
            profile.avatar.delete(save=False)
        profile.delete()


def _iso(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
