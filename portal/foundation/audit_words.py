"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import register

register(
    actions={
        "foundation.audit.exported": _("导出审计"),
        "foundation.audit.verified": _("校验审计"),
        "foundation.file.cleaned": _("去掉照片里看不见的信息"),
        "foundation.consent.published": _("发布告知书"),
        "foundation.consent.given": _("同意告知书"),
        "foundation.consent.withdrawn": _("撤回同意"),
    },
    kinds={"consent": _("告知书")},
    # What means the same in every room.
    keys={
        "count": _("数量"), "fields": _("改的项"), "format": _("格式"), "from": _("自"),
        "number": _("编号"), "reason": _("原因"), "rows": _("行数"), "slug": _("网址名"),
        "to": _("至"),
    },
)  # fmt: skip
register("foundation.file", keys={"size": _("字节")})
register(
    "foundation.audit",
    keys={"intact": _("完好"), "batches": _("批数"), "events": _("事件数")},
)
