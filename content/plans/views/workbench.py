"""The workbench: look at the parse beside the original, publish, keep the register."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.plans import services
from content.plans.desk_notes import notes_for
from content.plans.enums import VersionState
from content.plans.forms.register import DocumentForm
from content.plans.models import FollowUp, Intake, PlanDocument, PlanVersion, Rereading
from content.plans.report import review_of
from content.plans.selectors.corrections import standing_of, title_of
from content.plans.selectors.desk import desk_rows, only_readable_by
from content.plans.selectors.difference import difference
from content.plans.selectors.drafts import open_counts
from content.plans.selectors.hidden import gone_from_sight, hidden_count, proposals_of
from content.plans.selectors.namesakes import namesakes_of, said_before
from content.plans.views.own import version_or_404
from portal.people import access, rights
from portal.people.access import get_or_refuse
from portal.people.rights import Action
from themes import confirm

READABLE_A_PAGE = 30


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    readable = Paginator(only_readable_by(request.user), READABLE_A_PAGE)
    return render(
        request,
        "content/plans/desk/list.html",
        {
            "rows": desk_rows(request.user),
            "readable": readable.get_page(request.GET.get("page")),
            "uploads": Intake.objects.unfinished()
            .filter(actor=access.person_of(request))
            .select_related("original"),
            "may_edit": rights.can(request.user, Action.PLAN_EDIT),
        },
    )


@access.requires(Action.PLAN_EDIT)
@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The uploaded bytes as they came, for those who may edit the plan."""
    version = version_or_404(request.user, pk, Action.PLAN_EDIT)
    if version.upload is None:
        raise Http404
    try:
        file = services.open_original(original=version.upload)
    except services.OriginalLost as lost:
        messages.error(request, str(lost.message))
        return redirect("plans_desk:review", pk=version.pk)
    return FileResponse(
        file,
        as_attachment=True,
        filename=version.upload.name,
        content_type="application/octet-stream",
    )


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_or_404(request.user, pk, Action.PLAN_READ_INTERNAL)
    unit = version.document.owner_unit_id
    page = _page_number(request, version)
    may_edit = rights.can(request.user, Action.PLAN_EDIT, unit)
    return render(
        request,
        "content/plans/desk/review.html",
        {
            "version": version,
            "plan": version.document,
            "said_in": said_before(version),
            "review": review_of(version, page=page),
            "page": page,
            "waiting": open_counts([version.pk]).get(version.pk, 0)
            if rights.can(request.user, Action.TARGET_EDIT, unit)
            else 0,
            "proposals": proposals_of(version),
            "corrections": standing_of(version.document),
            "rereading": Rereading.objects.filter(version=version).exists(),
            "title_at": title_of(version),
            "following": FollowUp.objects.filter(
                document=version.document_id, finished_at__isnull=True
            ).exists(),
            "may_publish": rights.can(request.user, Action.PLAN_PUBLISH, unit),
            "may_edit": may_edit,
            "may_correct": may_edit and not version.is_published,
        },
    )


@access.requires(Action.PLAN_PUBLISH)
@access.post_only("plans_desk:review", "pk")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_or_404(request.user, pk, Action.PLAN_PUBLISH)
    if version.document.current_version_id == version.pk:
        messages.info(request, _("第 %(number)s 版已经是现行的一版。") % {"number": version.number})
        return redirect("plans_desk:review", pk=pk)
    question = confirm.Question(
        question=_("发布这一版？"),
        subject=_named(version),
        consequences=_after_publishing(version),
        label=_("发布这一版"),
        back=reverse("plans_desk:review", args=[pk]),
        about=(version.content_hash, version.document.current_version_id),
    )
    if not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    try:
        plan = services.publish_version(version=version, actor=access.person_of(request))
    except services.PlanRefused as refusal:
        return _refused(request, refusal, pk)
    messages.success(request, _("已发布第 %(number)s 版") % {"number": version.number})
    return redirect(plan)


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:review", "pk")
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_or_404(request.user, pk, Action.PLAN_EDIT)
    question = confirm.Question(
        question=_("删除这份草稿？"),
        subject=_named(version),
        consequences=_after_discarding(version),
        label=_("删除草稿"),
        back=reverse("plans_desk:review", args=[pk]),
        danger=True,
    )
    is_draft = version.state == VersionState.DRAFT
    if is_draft and not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    try:
        services.discard_draft(version=version, actor=access.person_of(request))
    except services.PlanRefused as refusal:
        return _refused(request, refusal, pk)
    messages.success(request, _("草稿已删除"))
    return redirect("plans_desk:list")


def _refused(request: HttpRequest, refusal: services.PlanRefused, pk: int) -> HttpResponse:
    """Back to the version, or to the list where somebody threw it away meanwhile."""
    messages.error(request, refusal.message)
    if PlanVersion.objects.filter(pk=pk, ready=True).exists():
        return redirect("plans_desk:review", pk=pk)
    return redirect("plans_desk:list")


def _named(version: PlanVersion) -> str:
    return _("《%(title)s》第 %(number)s 版") % {"title": version.title, "number": version.number}


def _after_publishing(version: PlanVersion) -> list[str]:
    document = version.document
    current = document.current_version_id is not None
    alike = [] if current else namesakes_of(version)
    return [
        *(
            _(
                "本单位另有《%(title)s》，%(shared)s一样。要是同一份文件，先不发布：删掉这份草稿，"
                "作为它的新版本导入。"
            )
            % {"title": one.document, "shared": one.shared}
            for one in alike
        ),
        _("公开范围是“%(visibility)s”，照这个范围，发布后马上能读到。")
        % {"visibility": document.get_visibility_display()},
        *_withheld(version),
        *_compared(version),
        *([_("现行的一版由它代替；改了的条文上的题目转入待复核。")] if current else []),
        _("发布过的文字不能改，也不能删，只能再发布新的一版。"),
    ]


def _withheld(version: PlanVersion) -> list[str]:
    """What stays hidden, and what was hidden and might come out elsewhere."""
    said = []
    if hidden := hidden_count(version):
        said.append(_("其中 %(count)d 条不公开，外人看不到。") % {"count": hidden})
    if waiting := len(proposals_of(version)):
        said.append(_("有 %(count)d 条等你核定公不公开，核定以前不公开。") % {"count": waiting})
    if gone := gone_from_sight(version):
        said.append(
            _(
                "现行的一版里有 %(count)d 条不公开的，这一版里没有了：%(names)s。"
                "先核对，它们的文字没有在别处公开出来。"
            )
            % {
                "count": len(gone),
                "names": "、".join(one.label or one.text[:20] for one in gone[:5]),
            }
        )
    return said


def _compared(version: PlanVersion) -> list[str]:
    """What readers will find otherwise than in the version in force."""
    document = version.document
    if document.current_version_id is None:
        return []
    found = difference(document.current_version_id, version.pk)
    said = [
        _("和现行的一版比：改了 %(changed)s 条，新增 %(added)s 条，去掉 %(gone)s 条。")
        % {"changed": found.changed, "added": found.added, "gone": found.gone}
    ]
    if before := said_before(version):
        said.append(_("文字和第 %(number)d 版一样：这是换回从前的文字。") % {"number": before})
    if version.title != document.title:
        said.append(_("标题由《%(old)s》改为这一版的。") % {"old": document.title})
    return said


def _after_discarding(version: PlanVersion) -> list[str]:
    alone = not version.document.versions.exclude(pk=version.pk).exists()
    return [
        _("草稿和它的原件一起删掉，不能恢复。"),
        *([_("这份文件没有别的版本，登记也一起删掉。")] if alone else []),
    ]


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_or_refuse(
        PlanDocument.objects.select_related("owner_unit"),
        request.user,
        Action.PLAN_EDIT,
        unit_of=lambda p: p.owner_unit_id,
        slug=slug,
    )
    form = DocumentForm(request.POST or None, instance=plan, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_document(
                document=plan, actor=access.person_of(request), **form.changes()
            )
        except services.PlanRefused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, _("已保存"))
            return redirect("plans_desk:list")
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request,
        "content/plans/desk/change.html",
        {"form": form, "plan": plan, "notes": notes_for(plan, request.user)},
        status=status,
    )


def _page_number(request: HttpRequest, version: PlanVersion) -> int:
    value = request.GET.get("page", "1")
    number = int(value) if value.isdecimal() and len(value) < 9 else 1
    return min(max(number, 1), version.page_count)
