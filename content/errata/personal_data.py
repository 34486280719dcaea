"""Reports are of nobody. What an editor answered they take a copy of, without the title of a plan
that they may not read any more; with the account it stays, of nobody, until the report is
dropped."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from content.errata.models import ErrorReport
from content.plans.selectors.register import visible_or_own
from portal.people.models import User


def export(user: User) -> dict[str, Any]:
    every = ErrorReport.objects.select_related("document")
    read = set(visible_or_own(user).order_by().values_list("pk", flat=True))
    return {
        _("处理的读者报错"): [
            {
                _("文件"): _named(one, one.document_id in read),
                _("处理"): one.get_state_display(),
                _("答复"): one.answer,
                _("答复时间"): timezone.localtime(one.answered_at).isoformat(timespec="seconds"),
            }
            for one in every.filter(answered_by=user)
        ],
        _("拿掉过文字的读者报错"): [
            {_("文件"): _named(one, one.document_id in read), _("原因"): one.taken_out_for}
            for one in every.filter(taken_out_by=user)
        ],
    }


def _named(report: ErrorReport, is_read: bool) -> str:
    return str(report.document) if is_read else _("你现在看不到的一份文件")
