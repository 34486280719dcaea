"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import register

register(
    actions={
        "content.plan.changed": _("改预案登记"),
        "content.plan.draft_discarded": _("放弃预案草稿"),
        "content.plan.draft_dismissed": _("不采用目标草稿"),
        "content.plan.draft_reopened": _("重新打开目标草稿"),
        "content.plan.imported": _("导入预案"),
        "content.plan.published": _("发布预案"),
    },
    keys={
        "clauses": _("条文数"), "changed_clauses": _("改了的条文"), "withdrawn": _("撤下的条文"),
        "document_removed": _("文件也去掉"), "pasted": _("粘贴的"),
    },
)  # fmt: skip
