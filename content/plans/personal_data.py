"""Plans hold who uploaded, imported, sent to review, approved and published: a link to the
person's row, no more."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from content.plans.models import (
    ClauseVisibility,
    GoalAnswer,
    Original,
    PlanCorrection,
    PlanTask,
    PlanVersion,
    ProgressAttachment,
    ProgressNote,
    RegisterEdit,
    ReviewRound,
    Widening,
)
from content.plans.models.version import heavy
from portal.people.models import User


def export(user: User) -> dict[str, Any]:
    versions = PlanVersion.objects.select_related("document").defer(*heavy()).order_by("pk")
    rounds = (
        ReviewRound.objects.select_related("version__document")
        .defer(*heavy("version"))
        .order_by("pk")
    )
    return {
        _("导入的版本"): [_version(one) for one in versions.filter(imported_by=user)],
        _("上传的原件"): list(
            Original.objects.filter(uploaded_by=user).order_by("pk").values_list("name", flat=True)
        ),
        _("对读法的改正"): [
            {_("文件"): str(one.document), _("改正"): str(one)}
            for one in PlanCorrection.objects.select_related("document")
            .filter(Q(made_by=user) | Q(withdrawn_by=user))
            .order_by("pk")
        ],
        _("定过公开范围的条文"): [
            {_("文件"): str(one.document), _("公开范围"): one.get_visibility_display()}
            for one in ClauseVisibility.objects.select_related("document")
            .filter(judged_by=user)
            .order_by("pk")
        ],
        _("没有数字的目标怎么处理"): [
            {_("原句"): one.sentence, _("理由"): one.reason}
            for one in GoalAnswer.objects.filter(answered_by=user).order_by("pk")
        ],
        _("核对过的任务和项目"): [
            {_("文件"): str(one.document), _("名称"): one.name, _("状态"): one.get_state_display()}
            for one in PlanTask.objects.select_related("document")
            .filter(decided_by=user)
            .order_by("pk")
        ],
        _("登记的进展"): [
            {_("文件"): str(one.document), _("进展"): str(one), _("正文"): one.text}
            for one in ProgressNote.objects.select_related("document")
            .filter(entered_by=user)
            .order_by("pk")
        ],
        _("传过的进展附件"): [
            {_("名称"): one.title, _("文件名"): one.name}
            for one in ProgressAttachment.objects.filter(added_by=user).order_by("pk")
        ],
        _("送审的版本"): [
            _version(one.version) | {_("给审核人的话"): one.note}
            for one in rounds.filter(asked_by=user)
        ],
        _("审核过的版本"): [
            _version(one.version) | {_("结果"): one.get_state_display(), _("原因"): one.reason}
            for one in rounds.filter(decided_by=user)
        ],
        _("撤回、退回和改动作废的送审"): [
            _version(one.version) for one in rounds.filter(ended_by=user)
        ],
        _("在登记里改过标题或公开范围的文件"): [
            str(one.document)
            for one in RegisterEdit.objects.select_related("document").filter(person=user)
        ],
        _("提出、确认过的放宽公开范围"): [
            {_("文件"): str(one.document), _("原因"): one.reason, _("不同意的原因"): one.answer}
            for one in Widening.objects.select_related("document")
            .filter(Q(proposed_by=user) | Q(ended_by=user))
            .order_by("pk")
        ],
        _("发布的版本"): [_version(one) for one in versions.filter(published_by=user)],
    }


def _version(version: PlanVersion) -> dict[str, Any]:
    return {_("文件"): str(version.document), _("版本"): version.number}
