"""Marks and notes are personal data: their person takes them along, and with the account they go.

They stay until then or until their person takes them away; nothing else reads them.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from content.marks.models import ClauseMark
from content.marks.selectors import marks_of, rows
from portal.people.models import User


def export(user: User) -> dict[str, Any]:
    return {
        _("标记的条款"): [
            {
                _("文件"): row.title,
                _("位置"): " › ".join((*row.path, row.label)),
                _("标记时的文字"): row.was,
                _("附注"): row.mark.note,
                _("标记时间"): _iso(row.mark.marked_at),
                _("改动时间"): _iso(row.mark.changed_at),
                _("网址"): row.clause_url,
            }
            for row in rows(user, marks_of(user))
        ]
    }


def erase(user: User) -> None:
    ClauseMark.objects.filter(user=user).delete()


def _iso(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
