"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from content.comments.enums import Kind, Verdict
from content.plans.enums import Visibility
from portal.foundation.audit.words import register

register(
    actions={
        "content.comment.written": _("对条文写意见"),
        "content.comment.withdrawn": _("撤回自己的意见"),
        "content.comment.answered": _("答复意见"),
        "content.comment.invited": _("请人对条文提意见"),
        "content.comment.taken_out": _("拿掉意见的文字"),
        "content.comment.uninvited": _("收回提意见的邀请"),
    },
)
register(
    "content.comment",
    keys={
        "kind": _("种类"),
        "verdict": _("处理"),
        "comment": _("意见编号"),
        "invitation": _("邀请编号"),
        "version": _("版本"),
        "visibility": _("看到哪一级"),
    },
    values={
        "kind": dict(Kind.choices),
        "verdict": dict(Verdict.choices),
        "visibility": dict(Visibility.choices),
    },
)
