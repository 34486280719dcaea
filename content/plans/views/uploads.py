"""From the form with a file or a pasted text to the page that says where the upload stands."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.plans import selectors, services
from content.plans.enums import IntakeState
from content.plans.forms.uploads import UploadForm
from content.plans.models import Intake, PlanDocument
from content.plans.selectors.namesakes import Candidate, candidates
from portal.people import access
from portal.people.models import Division
from portal.people.rights import Action

ANSWERS: Final = {"document", "apart", "forget"}


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = UploadForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        user=request.user,
        asked=request.GET,
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
            token=data["token"],
            data=file.read() if file else data["text"].encode("utf-8"),
            name=file.name if file else "",
            pasted=not file,
            owner_unit=data["owner_unit"],
            actor=access.person_of(request),
            title=data["title"],
            kind=data["kind"],
            slug=document.slug if document else "",
            division=data["division"],
        )
    except services.PlanRefused as refusal:
        form.add_error(None, refusal.message)
        return None
    if intake.state == IntakeState.REFUSED:
        form.add_error(intake.options.get("field") or field, intake.message)
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
        "division": Division.objects.filter(code=options.get("division", "")).first(),
    }  # fmt: skip
    if options["pasted"] and intake.original is not None:
        try:
            typed["text"] = services.bytes_of(intake.original).decode("utf-8")
        except services.OriginalLost as lost:
            messages.error(request, str(lost.message))
    return typed


def _own_intake(request: HttpRequest, public_id: object) -> Intake | None:
    try:
        key = UUID(str(public_id))
    except ValueError:
        return None
    mine = Intake.objects.select_related("original", "version", "owner_unit")
    return mine.filter(public_id=key, actor=access.person_of(request)).first()


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where an upload stands. The page asks again by itself until it is settled, and what seems
    to be a known document is asked about here."""
    found = _own_intake(request, public_id)
    if found is None:
        if not ANSWERS & request.POST.keys():
            raise Http404
        return _gone(request)
    known = candidates(found, request.user)
    if request.method == "POST":
        try:
            return _decide(request, found, known)
        except Intake.DoesNotExist:
            # Answered in another window while this answer was on its way.
            return _gone(request)
    if found.version_id is not None:
        return _where_it_stands(request, found)
    return render(
        request,
        "content/plans/desk/intake.html",
        {
            "intake": found,
            "again": str(found.public_id),
            "known": known,
            "until": services.waited_for_until(found),
        },
    )


def _gone(request: HttpRequest) -> HttpResponse:
    messages.info(
        request,
        _("这份上传已经不在了：选了不要、草稿删掉了，或者过了 7 天。要导入就重新上传。"),
    )
    return redirect("plans_desk:list")


def _decide(request: HttpRequest, intake: Intake, known: Sequence[Candidate]) -> HttpResponse:
    if "forget" in request.POST:
        return _give_up(request, intake, known)
    chosen = request.POST.get("document", "")
    # Compared here: PostgreSQL answers a NUL in a value with an error of its own.
    document = next((one.document for one in known if one.document.slug == chosen), None)
    if chosen and document is None:
        messages.error(request, _("这份文件刚被删掉，或者不再归你改。重新选。"))
        return redirect("plans_desk:intake", public_id=intake.public_id)
    if not chosen and "apart" not in request.POST:
        return redirect("plans_desk:intake", public_id=intake.public_id)
    try:
        intake = services.decide_intake(intake=intake, document=document)
    except services.PlanRefused as refusal:
        messages.error(request, refusal.message)
        return redirect("plans_desk:intake", public_id=intake.public_id)
    taken = intake.options
    if taken.get("apart") != (document is None) or (document and taken["slug"] != document.slug):
        _say_what_was_chosen(request, intake, known)
    return _where_it_stands(request, intake)


def _give_up(request: HttpRequest, intake: Intake, known: Sequence[Candidate]) -> HttpResponse:
    if services.give_up(intake=intake):
        messages.success(request, _("这份上传已经去掉，没有导入。"))
        return redirect("plans_desk:list")
    intake.refresh_from_db()
    if intake.waits_for_file:
        messages.info(request, _("服务器正在再读一次这份原件。过几秒还没读出来，再点“不要了”。"))
    _say_what_was_chosen(request, intake, known)
    return _where_it_stands(request, intake)


def _say_what_was_chosen(request: HttpRequest, intake: Intake, known: Sequence[Candidate]) -> None:
    """To somebody who answers once more, and otherwise, in another window."""
    if "apart" not in intake.options:
        return
    slug = intake.options["slug"]
    title = next((one.document.title for one in known if one.document.slug == slug), slug)
    messages.warning(
        request,
        _("这份上传先前已经选了“作为另一份文件”，照先前选的办，这次选的没有用上。")
        if intake.options["apart"]
        else _("这份上传先前已经选了作为《%(title)s》的新版本，照先前选的办，这次选的没有用上。")
        % {"title": title},
    )


def _where_it_stands(request: HttpRequest, intake: Intake) -> HttpResponse:
    if intake.version_id is None:
        return redirect("plans_desk:intake", public_id=intake.public_id)
    if not intake.created:
        messages.info(request, _("这份文件以前导入过，没有重复登记。"))
    return redirect("plans_desk:review", pk=intake.version_id)
