"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from content.drills.enums import GradeWord, SheetKind
from content.drills.models import Drill, Improvement
from content.drills.services.drills import LOG_FIELDS, PLANNED_FIELDS
from content.drills.services.improving import FIELDS
from portal.foundation.audit.words import names_of, register

register(
    actions={
        "content.drill.planned": _("列入演练计划"),
        "content.drill.changed": _("改演练计划"),
        "content.drill.logged": _("记录演练"),
        "content.drill.log_changed": _("改演练记录"),
        "content.drill.cancelled": _("取消演练"),
        "content.drill.evidence_added": _("上传演练材料"),
        "content.drill.evidence_removed": _("删除演练材料"),
        "content.drill.evaluation_saved": _("填演练评估"),
        "content.drill.evaluated": _("完成演练评估"),
        "content.drill.reopened": _("重新打开演练评估"),
        "content.drill.improvement_added": _("登记整改"),
        "content.drill.improvement_changed": _("改整改"),
        "content.drill.improvement_finished": _("完成整改"),
        "content.drill.improvement_withdrawn": _("撤回整改"),
        "content.drill.revision_proposed": _("据演练提出修订预案"),
        "content.drill.sheet_set": _("定演练评估表"),
        "content.drill.exported": _("导出演练台账"),
    },
)
register(
    "content.drill",
    keys={
        "plan": _("预案编号"), "kind": _("文件种类"), "size": _("字节"),
        "improvement": _("整改编号"), "responsible_unit": _("责任单位"), "sheet": _("评估表第几版"),
        "grade": _("等级"), "number": _("第几版"), "indicators": _("指标数"),
        "sheet_kind": _("用于"), "year": _("年份"), "rows": _("行数"), "fields": _("改了哪些"),
    },
    values={
        "fields": names_of(Drill, (*PLANNED_FIELDS, *LOG_FIELDS, "state"))
        | names_of(Improvement, FIELDS),
        "grade": dict(GradeWord.choices),
        "sheet_kind": dict(SheetKind.choices),
    },
    units=("responsible_unit",),
)  # fmt: skip
