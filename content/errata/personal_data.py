"""Reports are of nobody. What an editor answered they take a copy of; with the account it stays,
of nobody, until the report is dropped."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from content.errata.models import ErrorReport
from portal.people.models import User


def export(user: User) -> dict[str, Any]:
    rows = ErrorReport.objects.filter(answered_by=user).select_related("document")
    return {
        _("处理的读者报错"): [
            {
                _("文件"): str(one.document),
                _("处理"): one.get_state_display(),
                _("答复"): one.answer,
                _("答复时间"): timezone.localtime(one.answered_at).isoformat(timespec="seconds"),
            }
            for one in rows
        ]
    }
