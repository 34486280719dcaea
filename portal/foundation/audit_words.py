"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import register

register(
    actions={
        "foundation.audit.exported": _("导出审计"),
        "foundation.audit.verified": _("校验审计"),
        "foundation.consent.published": _("发布告知书"),
        "foundation.consent.given": _("同意告知书"),
        "foundation.consent.withdrawn": _("撤回同意"),
    },
    keys={
        "format": _("格式"), "rows": _("行数"), "count": _("数量"), "fields": _("改的项"),
        "reason": _("原因"), "slug": _("网址名"), "number": _("编号"), "version": _("版本"),
        "purpose": _("用途"), "intact": _("完好"), "batches": _("批数"), "events": _("事件数"),
        "unsealed": _("没封存"), "head": _("摘要"), "kind": _("类别"), "kinds": _("类别"),
        "title": _("标题"), "from": _("自"), "to": _("至"), "before": _("原来"),
        "subject": _("标题"), "body": _("正文"), "page": _("页面"), "paper": _("试卷"),
        "source": _("出处"), "active": _("启用"),
    },
)  # fmt: skip
