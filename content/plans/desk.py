"""The workbench: upload or paste, look at the parse beside the original, publish."""

from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.plans import selectors, services
from content.plans.enums import IntakeState
from content.plans.forms import DocumentForm, UploadForm
from content.plans.models import FollowUp, Intake, PlanDocument, PlanVersion
from content.plans.report import review_of
from content.plans.selectors.drafts import open_counts
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
        PlanVersion.objects.filter(document__in=plans, published_at__isnull=True, ready=True)
        .defer("original", "spans", "notes", "fields")
        .order_by("number")
    ):
        drafts.setdefault(version.document_id, []).append(version)
    return render(
        request,
        "content/plans/desk/list.html",
        {
            "rows": _rows(plans, drafts),
            "uploads": Intake.objects.open()
            .filter(actor=cast(User, request.user))
            .select_related("original"),
            "may_edit": rights.can(request.user, Action.PLAN_EDIT),
        },
    )


def _rows(
    plans: Iterable[PlanDocument], drafts: dict[int, list[PlanVersion]]
) -> list[tuple[PlanDocument, Sequence[PlanVersion], int, int]]:
    """Each document with its drafts, and how many numbers of its version in force (or, before
    the first is published, of its newest draft) wait for a decision."""
    rows = []
    for plan in plans:
        own = drafts.get(plan.pk, [])
        rows.append((plan, own, plan.current_version_id or (own[-1].pk if own else 0)))
    counts = open_counts([shown for _plan, _own, shown in rows])
    return [(plan, own, shown, counts.get(shown, 0)) for plan, own, shown in rows]


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = UploadForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        user=request.user,
        initial=_typed_before(request),
    )
    if posted and form.is_valid():
        intake = _receive(request, form)
        if intake is not None:
            return _where_it_stands(request, intake)
        form.renew_token()
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "content/plans/desk/upload.html", {"form": form}, status=status)


def _receive(request: HttpRequest, form: UploadForm) -> Intake | None:
    """The upload, or None with the reason in the form where it could be read at once."""
    data = form.cleaned_data
    file, document = data.get("file"), data.get("document")
    field = "file" if file else "text"
    try:
        intake = services.receive(
            token=data["token"] or uuid4(),
            data=file.read() if file else data["text"].encode("utf-8"),
            name=file.name if file else "",
            pasted=not file,
            owner_unit=data["owner_unit"],
            actor=cast(User, request.user),
            title=data["title"],
            kind=data["kind"],
            slug=document.slug if document else "",
        )
    except services.PlanRefused as refusal:
        form.add_error(field, refusal.message)
        return None
    if intake.state == IntakeState.REFUSED:
        form.add_error(field, intake.message)
        services.forget(intake=intake)
        return None
    return intake


def _typed_before(request: HttpRequest) -> dict[str, Any]:
    """What was typed beside a file that was refused, for the next try (?again=<upload>)."""
    intake = _own_intake(request, request.GET.get("again", ""))
    if intake is None:
        chosen = request.GET.get("document", "")
        number = int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0
        document = selectors.editable_by(request.user).filter(pk=number).first()
        return {"document": document.pk, "owner_unit": document.owner_unit_id} if document else {}
    options = intake.options
    document = PlanDocument.objects.filter(slug=options["slug"] or None).first()
    typed = {
        "title": options["title"], "kind": options["kind"], "owner_unit": intake.owner_unit_id,
        "document": document and document.pk,
    }  # fmt: skip
    if options["pasted"] and intake.original is not None:
        with intake.original.file.open("rb") as file:
            typed["text"] = file.read().decode("utf-8")
    return typed


def _own_intake(request: HttpRequest, public_id: object) -> Intake | None:
    try:
        key = UUID(str(public_id))
    except ValueError:
        return None
    mine = Intake.objects.select_related("original", "version", "owner_unit")
    return mine.filter(public_id=key, actor=cast(User, request.user)).first()


@access.requires(Action.PLAN_EDIT)
@require_safe
def intake(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where an upload stands. The page asks again by itself until it is settled."""
    found = _own_intake(request, public_id)
    if found is None:
        raise Http404
    if found.version is not None:
        return _where_it_stands(request, found)
    return render(
        request,
        "content/plans/desk/intake.html",
        {"intake": found, "again": str(found.public_id)},
    )


def _where_it_stands(request: HttpRequest, intake: Intake) -> HttpResponse:
    if intake.version_id is None:
        return redirect("plans_desk:intake", public_id=intake.public_id)
    if not intake.created:
        messages.info(request, _("这份文件以前导入过，没有重复登记。"))
    return redirect("plans_desk:review", pk=intake.version_id)


@access.requires(Action.PLAN_EDIT)
@require_safe
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The uploaded bytes as they came, for those who may edit the plan."""
    version = _version(request, pk, Action.PLAN_EDIT)
    if version.upload is None:
        raise Http404
    return FileResponse(
        version.upload.file.open("rb"),
        as_attachment=True,
        filename=version.upload.name,
        content_type="application/octet-stream",
    )


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
            "waiting": open_counts([version.pk]).get(version.pk, 0)
            if rights.can(request.user, Action.TARGET_EDIT, unit)
            else 0,
            "following": FollowUp.objects.filter(
                document=version.document_id, finished_at__isnull=True
            ).exists(),
            "may_publish": rights.can(request.user, Action.PLAN_PUBLISH, unit),
            "may_edit": rights.can(request.user, Action.PLAN_EDIT, unit),
        },
    )


@access.requires(Action.PLAN_PUBLISH)
@access.post_only("plans_desk:review", "pk")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    version = _version(request, pk, Action.PLAN_PUBLISH)
    try:
        plan = services.publish_version(version=version, actor=cast(User, request.user))
    except services.PlanRefused as refusal:
        messages.error(request, refusal.message)
        return redirect("plans_desk:review", pk=pk)
    messages.success(request, _("已发布第 %(number)s 版") % {"number": version.number})
    return redirect(plan)


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:review", "pk")
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
        PlanVersion.objects.select_related("document__owner_unit", "upload").filter(ready=True),
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
