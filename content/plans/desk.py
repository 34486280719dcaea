"""The workbench: upload or paste, look at the parse beside the original, publish."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.plans import selectors, services
from content.plans.domain.errors import PlanImportError
from content.plans.forms import DocumentForm, UploadForm
from content.plans.models import PlanDocument, PlanVersion, TargetDraft
from content.plans.report import review_of
from portal.foundation.files.domain import FileRefused
from portal.people import access, rights
from portal.people.access import get_or_refuse
from portal.people.models import User
from portal.people.rights import Action


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    plans = selectors.editable_by(request.user).select_related("owner_unit", "current_version")
    plans = plans.defer(
        "current_version__original", "current_version__spans", "current_version__notes"
    )
    drafts: dict[int, list[PlanVersion]] = {}
    for version in (
        PlanVersion.objects.filter(document__in=plans, published_at__isnull=True)
        .defer("original", "spans", "notes", "fields")
        .order_by("number")
    ):
        drafts.setdefault(version.document_id, []).append(version)
    return render(
        request,
        "content/plans/desk/list.html",
        {
            "rows": [(plan, drafts.get(plan.pk, ())) for plan in plans],
            "may_edit": rights.can(request.user, Action.PLAN_EDIT),
        },
    )


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        imported = _import(request, form)
        if imported is not None:
            if not imported.created:
                messages.info(request, _("这份文件以前导入过，没有重复登记。"))
            return redirect("plans_desk:review", pk=imported.version.pk)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "content/plans/desk/upload.html", {"form": form}, status=status)


def _import(request: HttpRequest, form: UploadForm) -> services.Imported | None:
    data = form.cleaned_data
    file = data.get("file")
    document = data.get("document")
    source: dict[str, Any] = (
        {"data": file.read(), "name": file.name} if file else {"text": data["text"]}
    )
    try:
        return services.import_document(
            actor=cast(User, request.user),
            owner_unit=data["owner_unit"],
            slug=document.slug if document else "",
            title=data["title"],
            kind="" if document else data["kind"],
            **source,
        )
    except (PlanImportError, FileRefused, services.PlanRefused) as refusal:
        form.add_error("file" if file else "text", refusal.message)
        return None


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    unit = version.document.owner_unit_id
    page = _page_number(request, version)
    return render(
        request,
        "content/plans/desk/review.html",
        {
            "version": version,
            "plan": version.document,
            "review": review_of(version, page=page),
            "page": page,
            "may_publish": rights.can(request.user, Action.PLAN_PUBLISH, unit),
            "may_edit": rights.can(request.user, Action.PLAN_EDIT, unit),
        },
    )


@access.requires(Action.PLAN_PUBLISH)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    version = _version(request, pk, Action.PLAN_PUBLISH)
    plan = services.publish_version(version=version, actor=cast(User, request.user))
    messages.success(request, _("已发布第 %(number)s 版") % {"number": version.number})
    return redirect(plan)


@access.requires(Action.PLAN_EDIT)
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    version = _version(request, pk, Action.PLAN_EDIT)
    try:
        services.discard_draft(version=version, actor=cast(User, request.user))
    except services.PlanRefused as refusal:
        messages.error(request, refusal.message)
        return redirect("plans_desk:review", pk=pk)
    messages.success(request, _("草稿已删除"))
    return redirect("plans_desk:list")


@access.requires(Action.PLAN_EDIT)
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    draft = get_or_refuse(
        TargetDraft.objects.select_related("clause__version__document").defer(
            "clause__version__original", "clause__version__spans"
        ),
        request.user,
        Action.PLAN_EDIT,
        unit_of=lambda d: d.clause.version.document.owner_unit_id,
        pk=pk,
    )
    services.dismiss_draft(draft=draft, actor=cast(User, request.user))
    return redirect("plans_desk:review", pk=draft.clause.version_id)


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
        values = dict(form.cleaned_data)
        hazards = values.pop("hazards")
        try:
            services.change_document(
                document=plan,
                actor=cast(User, request.user),
                hazards=hazards,
                **values,
            )
        except services.PlanRefused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("已保存"))
            return redirect("plans_desk:list")
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request, "content/plans/desk/change.html", {"form": form, "plan": plan}, status=status
    )


def _version(
    request: HttpRequest, pk: int, action: Action = Action.PLAN_READ_INTERNAL
) -> PlanVersion:
    """The version, or 404 where the person may neither edit nor publish in its unit."""
    version = get_or_refuse(
        PlanVersion.objects.select_related("document__owner_unit"),
        request.user,
        action,
        unit_of=lambda v: v.document.owner_unit_id,
        pk=pk,
    )
    # Readers of internal material see published plans, not drafts.
    if not selectors.editable_by(request.user).filter(pk=version.document_id).exists():
        raise Http404
    return version


def _page_number(request: HttpRequest, version: PlanVersion) -> int:
    value = request.GET.get("page", "1")
    number = int(value) if value.isdecimal() and len(value) < 9 else 1
    return min(max(number, 1), version.page_count)
