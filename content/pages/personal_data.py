"""What Wagtail keeps of an author: owner of a page, writer of a revision or a comment, actor
of a log entry. All are links to the person's row; the log's own labels name objects."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Comment, CommentReply, Page, PageLogEntry, Revision

from portal.people.models import User


def export(user: User) -> dict[str, Any]:
    return {
        _("建立的页面"): list(
            Page.objects.filter(owner=user).order_by("pk").values_list("title", flat=True)
        ),
        _("保存过的修改"): [
            {_("内容"): one.object_str, _("时间"): _iso(one.created_at)}
            for one in Revision.objects.filter(user=user).defer("content").order_by("pk")
        ],
        _("批注"): [
            {_("时间"): _iso(one.created_at), _("内容"): one.text}
            for model in (Comment, CommentReply)
            for one in model.objects.filter(user=user).order_by("pk")
        ],
        _("页面操作"): [
            {_("时间"): _iso(at), _("动作"): action, _("页面"): label}
            for at, action, label in PageLogEntry.objects.filter(user=user)
            .order_by("pk")
            .values_list("timestamp", "action", "label")
        ],
    }


def _iso(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
