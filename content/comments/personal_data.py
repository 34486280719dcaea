"""Comments and answers are work of an office: their person takes a copy along, and with the
account they stay in the plan, of nobody."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from content.comments.models import Comment, Invitation
from content.comments.selectors.invitations import all_standing_of, own_comments
from content.comments.selectors.reading import readable_comments
from content.plans.models.version import heavy
from content.plans.selectors import editable_by
from portal.people.models import User


def export(user: User) -> dict[str, Any]:
    """Their own words whole; of texts that they may read no more no title and no clause."""
    rows = Comment.objects.select_related("document").order_by("pk")
    own = rows.filter(Q(author=user) | Q(answered_by=user) | Q(taken_out_by=user))
    read = set(readable_comments(user).filter(pk__in=own.values("pk")).values_list("pk", flat=True))
    invitations = Invitation.objects.select_related("version__document").defer(*heavy("version"))
    standing = all_standing_of(user)
    for one in standing:
        read.update(own_comments(one).values_list("pk", flat=True))
    opened = {one.pk for one in standing}
    plans = set(editable_by(user).values_list("pk", flat=True))
    return {
        _("对条文写的意见"): [
            {
                _("文件"): _named(one.document, one.pk in read),
                _("写意见时的条文"): one.quote if one.pk in read else "",
                _("种类"): one.get_kind_display(),
                _("意见"): one.text,
                _("写的时间"): _iso(one.written_at),
                _("状态"): one.get_state_display(),
            }
            for one in rows.filter(author=user)
        ],
        _("答复的意见"): [
            {
                _("文件"): _named(one.document, one.pk in read),
                _("处理"): one.get_verdict_display(),
                _("答复"): one.answer,
                _("答复时间"): _iso(one.answered_at),
            }
            for one in rows.filter(answered_by=user)
        ],
        _("拿掉过文字的意见"): [
            {_("文件"): _named(one.document, one.pk in read), _("原因"): one.taken_out_for}
            for one in rows.filter(taken_out_by=user)
        ],
        _("请你提意见的文件"): [
            _invitation(one, one.pk in opened) for one in invitations.filter(person=user)
        ],
        _("你请人提意见的文件"): [
            _invitation(one, one.version.document_id in plans)
            for one in invitations.filter(Q(invited_by=user) | Q(withdrawn_by=user))
        ],
    }


def _invitation(one: Invitation, is_read: bool) -> dict[str, Any]:
    return {
        _("文件"): _named(one.version.title, is_read),
        _("版本"): one.version.number,
        _("到哪天为止"): one.until.isoformat(),
        _("也能看限制的条文"): one.with_restricted,
        _("请看什么"): one.note if is_read else "",
        _("邀请时间"): _iso(one.invited_at),
        _("收回时间"): _iso(one.withdrawn_at) if one.withdrawn_at else "",
    }


def _named(title: object, is_read: bool) -> str:
    """What may not be read any more leaves no title."""
    return str(title) if is_read else _("你现在看不到的一份文件")


def _iso(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
