"""Comments and answers are work of an office: their person takes a copy along, and with the
account they stay in the plan, of nobody."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from content.comments.models import Comment
from portal.people.models import User


def export(user: User) -> dict[str, Any]:
    rows = Comment.objects.select_related("document").order_by("pk")
    return {
        _("对条文写的意见"): [
            {
                _("文件"): str(one.document),
                _("写意见时的条文"): one.quote,
                _("种类"): one.get_kind_display(),
                _("意见"): one.text,
                _("写的时间"): _iso(one.written_at),
                _("状态"): one.get_state_display(),
            }
            for one in rows.filter(author=user)
        ],
        _("答复的意见"): [
            {
                _("文件"): str(one.document),
                _("处理"): one.get_verdict_display(),
                _("答复"): one.answer,
                _("答复时间"): _iso(one.answered_at),
            }
            for one in rows.filter(answered_by=user)
        ],
    }


def _iso(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
