"""Plans hold who uploaded, imported, sent to review, approved and published: a link to the
person's row, no more. Their own words they take along whole; of a plan that they may not read any
more no title, and the words of its clauses only while they edit or publish it."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from content.plans.domain.corrections.model import CorrectionKind
from content.plans.models import (
    ClauseVisibility,
    GoalAnswer,
    Original,
    PlanCorrection,
    PlanDocument,
    PlanTask,
    PlanVersion,
    ProgressAttachment,
    ProgressNote,
    RegisterEdit,
    ReviewRound,
    Widening,
)
from content.plans.models.version import heavy
from content.plans.selectors.register import editable_by, visible_or_own
from portal.people.models import User


def export(user: User) -> dict[str, Any]:
    versions = PlanVersion.objects.select_related("document").defer(*heavy()).order_by("pk")
    rounds = (
        ReviewRound.objects.select_related("version__document")
        .defer(*heavy("version"))
        .order_by("pk")
    )
    read = set(visible_or_own(user).order_by().values_list("pk", flat=True))
    made = set(editable_by(user).order_by().values_list("pk", flat=True))

    def named(document: PlanDocument) -> str:
        return str(document) if document.pk in read else _("你现在看不到的一份文件")

    def version_of(version: PlanVersion) -> dict[str, Any]:
        return {_("文件"): named(version.document), _("版本"): version.number}

    return {
        _("导入的版本"): [version_of(one) for one in versions.filter(imported_by=user)],
        _("上传的原件"): _originals(user, read),
        _("对读法的改正"): [
            {
                _("文件"): named(one.document),
                _("改正"): str(one) if one.document_id in made else _typed(one, user),
            }
            for one in PlanCorrection.objects.select_related("document")
            .filter(Q(made_by=user) | Q(withdrawn_by=user))
            .order_by("pk")
        ],
        _("定过公开范围的条文"): [
            {_("文件"): named(one.document), _("公开范围"): one.get_visibility_display()}
            for one in ClauseVisibility.objects.select_related("document")
            .filter(judged_by=user)
            .order_by("pk")
        ],
        _("没有数字的目标怎么处理"): [
            {_("原句"): one.sentence if one.document_id in made else "", _("理由"): one.reason}
            for one in GoalAnswer.objects.filter(answered_by=user).order_by("pk")
        ],
        _("核对过的任务和项目"): [
            {
                _("文件"): named(one.document),
                # As it was read it is words of the clause.
                _("名称"): one.name if one.document_id in made or "name" in one.corrected else "",
                _("状态"): one.get_state_display(),
            }
            for one in PlanTask.objects.select_related("document")
            .filter(decided_by=user)
            .order_by("pk")
        ],
        _("登记的进展"): [
            {_("文件"): named(one.document), _("进展"): str(one), _("正文"): one.text}
            for one in ProgressNote.objects.select_related("document")
            .filter(entered_by=user)
            .order_by("pk")
        ],
        _("传过的进展附件"): [
            {_("名称"): one.title, _("文件名"): one.name}
            for one in ProgressAttachment.objects.filter(added_by=user).order_by("pk")
        ],
        _("送审的版本"): [
            version_of(one.version) | {_("给审核人的话"): one.note}
            for one in rounds.filter(asked_by=user)
        ],
        _("审核过的版本"): [
            version_of(one.version) | {_("结果"): one.get_state_display(), _("原因"): one.reason}
            for one in rounds.filter(decided_by=user)
        ],
        _("撤回、退回和改动作废的送审"): [
            version_of(one.version) for one in rounds.filter(ended_by=user)
        ],
        _("在登记里改过标题或公开范围的文件"): [
            named(one.document)
            for one in RegisterEdit.objects.select_related("document").filter(person=user)
        ],
        _("提出、确认过的放宽公开范围"): [
            {
                _("文件"): named(one.document),
                _("原因"): _said(one.reason, one.proposed_by_id == user.pk, one, made),
                _("不同意的原因"): _said(one.answer, one.ended_by_id == user.pk, one, made),
            }
            for one in Widening.objects.select_related("document")
            .filter(Q(proposed_by=user) | Q(ended_by=user))
            .order_by("pk")
        ],
        _("发布的版本"): [version_of(one) for one in versions.filter(published_by=user)],
    }


def _originals(user: User, read: Collection[int]) -> list[str]:
    """By the names that their files had; one of plans that may not be read any more is counted."""
    found = []
    uploaded = Original.objects.filter(uploaded_by=user).order_by("pk")
    documents: dict[int, set[int]] = {}
    for original, document in PlanVersion.objects.filter(upload__in=uploaded).values_list(
        "upload", "document"
    ):
        documents.setdefault(original, set()).add(document)
    for pk, name in uploaded.values_list("pk", "name"):
        hidden = pk in documents and documents[pk].isdisjoint(read)
        found.append(_("你现在看不到的一份文件") if hidden else name)
    return found


def _typed(one: PlanCorrection, user: User) -> str:
    """What kind it was, and the names that the person gave; not those that the text did."""
    own = one.made_by_id == user.pk
    names = [one.name] if one.kind == CorrectionKind.ACTOR else []
    words = "，".join(filter(None, [*names, one.called])) if own else ""
    kind = str(one.get_kind_display())
    return f"{kind}（{words}）" if words else kind


def _said(words: str, is_own: bool, one: Widening, made: Collection[int]) -> str:
    """What somebody else wrote may tell of clauses."""
    return words if is_own or one.document_id in made else ""
