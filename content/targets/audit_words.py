"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from content.targets.enums import RetireReason
from content.targets.models import Indicator
from portal.foundation.audit.words import names_of, register

register(
    actions={
        "content.target.confirmed": _("确认目标"),
        "content.target.upheld": _("核对改过的条文，目标照旧"),
        "content.target.drafted": _("登记目标"),
        "content.target.discarded": _("删除目标草稿"),
        "content.target.retired": _("停用目标"),
        "content.target.note_corrected": _("改停用说明"),
        "content.target.recounted": _("重新统计指标"),
        "content.indicator.defined": _("建指标"),
        "content.indicator.redefined": _("改指标"),
    },
)
register("content.target.retired", values={"reason": dict(RetireReason.choices)})
register("content.target.recounted", keys={"indicators": _("指标数")})
register(
    "content.indicator",
    values={"fields": names_of(Indicator, ("name", "definition", "measure", "source"))},
)
