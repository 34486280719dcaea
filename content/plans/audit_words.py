"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from content.plans.enums import CorrectionKind, RelationKind, RelationState, Trigger, Visibility
from content.plans.models import DueRule, PlanDocument
from content.plans.review_states import PublishedBy, VoidFor
from content.plans.services.dues import RULE_FIELDS
from content.plans.services.register import CHANGEABLE
from portal.foundation.audit.words import names_of, register

register(
    actions={
        "content.plan.attachment_added": _("传进展的附件"),
        "content.plan.attachment_changed": _("改进展的附件"),
        "content.plan.attachment_removed": _("删除进展的附件"),
        "content.plan.calendar_entered": _("登记放假和调休"),
        "content.plan.changed": _("改预案登记"),
        "content.plan.classified_refused": _("退回有密级标志的文件"),
        "content.plan.clause_visibility": _("定条文的公开范围"),
        "content.plan.contacts_hidden": _("像联系人的条文先不公开"),
        "content.plan.corrected": _("改正预案草稿的读法"),
        "content.plan.correction_undone": _("撤销对读法的改正"),
        "content.plan.draft_discarded": _("放弃预案草稿"),
        "content.plan.draft_dismissed": _("不采用目标草稿"),
        "content.plan.draft_reopened": _("重新打开目标草稿"),
        "content.plan.goal_declined": _("没有数字的目标：量不了"),
        "content.plan.goal_proxied": _("没有数字的目标：设替代指标"),
        "content.plan.goal_reopened": _("没有数字的目标：重新考虑"),
        "content.plan.hazards_judged": _("定多发和危害大的灾种"),
        "content.plan.imported": _("导入预案"),
        "content.plan.progress_hidden": _("进展不再公开"),
        "content.plan.progress_noted": _("登记进展"),
        "content.plan.progress_shown": _("公开进展"),
        "content.plan.published": _("发布预案"),
        "content.plan.related": _("登记文件关系"),
        "content.plan.review_approved": _("批准预案草稿"),
        "content.plan.review_asked": _("预案草稿送审"),
        "content.plan.review_returned": _("退回预案草稿"),
        "content.plan.review_void": _("预案草稿的送审作废"),
        "content.plan.review_withdrawn": _("撤回预案送审"),
        "content.plan.rule_saved": _("改到期规则"),
        "content.plan.task_confirmed": _("确认任务或项目"),
        "content.plan.task_corrected": _("改任务或项目"),
        "content.plan.task_day_read_anew": _("任务或项目改用原文现在读出的到期日"),
        "content.plan.task_refused": _("任务和项目：不是任务"),
        "content.plan.task_reopened": _("任务和项目：重新考虑"),
        "content.plan.task_unit_named": _("定任务里单位的写法"),
        "content.plan.trigger_reopened": _("重新打开修订情形"),
        "content.plan.trigger_set": _("登记修订情形"),
        "content.plan.trigger_settled": _("了结修订情形"),
        "content.plan.unrelated": _("撤掉文件关系"),
        "content.plan.widening_asked": _("提出放宽公开范围"),
        "content.plan.widening_confirmed": _("确认放宽公开范围"),
        "content.plan.widening_declined": _("不同意放宽公开范围"),
        "content.plan.widening_void": _("放宽公开范围的提议作废"),
        "content.plan.widening_withdrawn": _("撤回放宽公开范围的提议"),
    },
    kinds={"clause": _("条文")},
)
register(
    "content.plan",
    keys={
        "attachment": _("哪个附件"), "by_way": _("经过"), "changed_clauses": _("引用要核对的条文"),
        "clauses": _("条文数"),
        "dangerous": _("危害大的灾种数"), "document_removed": _("文件也去掉"),
        "frequent": _("多发的灾种数"), "kind": _("关系"), "position": _("条文里第几个"),
        "off": _("放假天数"), "progress": _("哪一条进展"), "public": _("公开"), "state": _("状态"),
        "trigger": _("情形"), "unit": _("单位"), "version": _("版本"), "visibility": _("公开范围"),
        "void_for": _("为什么作废"),
        "worked": _("调休上班天数"), "year": _("年份"),
    },
    values={
        "by_way": dict(PublishedBy.choices),
        "fields": names_of(PlanDocument, (*CHANGEABLE, "hazards"))
        | names_of(DueRule, RULE_FIELDS)
        | {"kinds": _("适用种类")},
        "kind": dict(RelationKind.choices),
        "state": dict(RelationState.choices),
        "trigger": dict(Trigger.choices),
        "visibility": dict(Visibility.choices),
        "void_for": dict(VoidFor.choices),
    },
    units=("unit",),
)  # fmt: skip
register(
    "content.plan.correct",
    keys={"correction": _("哪一处改正"), "kind": _("改成什么")},
    values={"kind": dict(CorrectionKind.choices)},
)
