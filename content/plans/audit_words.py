"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from content.plans.models import PlanDocument
from content.plans.services.register import CHANGEABLE
from portal.foundation.audit.words import names_of, register

register(
    actions={
        "content.plan.changed": _("改预案登记"),
        "content.plan.draft_discarded": _("放弃预案草稿"),
        "content.plan.draft_dismissed": _("不采用目标草稿"),
        "content.plan.draft_reopened": _("重新打开目标草稿"),
        "content.plan.imported": _("导入预案"),
        "content.plan.published": _("发布预案"),
    },
    kinds={"clause": _("条文")},
)
register(
    "content.plan",
    keys={
        "changed_clauses": _("引用要核对的条文"), "clauses": _("条文数"),
        "document_removed": _("文件也去掉"), "position": _("条文里第几个"),
        "version": _("版本"),
    },
    values={"fields": names_of(PlanDocument, (*CHANGEABLE, "hazards"))},
)  # fmt: skip
