"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from content.errata.enums import State
from portal.foundation.audit.words import register

register(
    actions={
        "content.erratum.reported": _("读者报错"),
        "content.erratum.answered": _("处理读者报错"),
        "content.erratum.mended": _("答应改的报错，条文改了"),
        "content.erratum.undone": _("改过的报错，条文又和报错时一样"),
        "content.erratum.taken_out": _("拿掉报错的文字"),
        "content.erratum.dropped": _("删除到期的读者报错"),
    },
)
register(
    "content.erratum",
    keys={"report": _("报错编号"), "state": _("处理"), "count": _("条数")},
    values={"state": dict(State.choices)},
)
