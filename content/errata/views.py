"""报错: any reader says what is wrong in a clause; the editors of the plan answer."""

from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from content.errata import flooding, services
from content.errata.enums import State
from content.errata.forms import AnswerForm, ReportForm, TakeOutForm
from content.errata.models import ErrorReport
from content.errata.refusals import ReportRefused
from content.errata.selectors import alike, below, reported, reports_for, shown_of, who_takes_out
from content.plans.rendering import paragraphs, table_rows
from content.plans.selectors import locate
from content.plans.selectors.anchored import Location, path_of
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access, rights
from portal.people.access import get_or_refuse
from portal.people.models import User
from portal.people.rights import Action

A_PAGE: Final = 30
SHOWN_WHOLE: Final = 120
"""Characters of a clause that leave the field on the first two screens of a phone."""
_WHO: Final = ("answered_by", "taken_out_by")


@access.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, anchor: UUID) -> HttpResponse:
    """The clause as it is in force, and a form below it. Nobody has to sign in."""
    found = locate(anchor, request.user)
    if found is None or not found.current:
        return _given_back(request)
    form = ReportForm(request.POST if request.method == "POST" else None)
    status, made = 200, None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = services.known(anchor=anchor, text=said["text"], token=said["token"])
    if made is not None:
        return redirect("errata:receipt", public_id=made.public_id)
    form.lay_beside(shown_of(found))
    if request.method == "POST" and form.is_valid():
        if not flooding.may_go_on(request, anchor):
            status = 429
            form.add_error(
                None,
                _(
                    "从你这里报得太密了，没有报上。先复制下来，过十几分钟再报；"
                    "今天报过几次的条文，明天再报。"
                ),
            )
        else:
            try:
                made = services.report_error(reader=request.user, anchor=anchor, **said)
            except ReportRefused as refused:
                form.add_error(None, refused.message)
            except ChangedMeanwhile:
                form.refuse_other_words()
            else:
                return redirect("errata:receipt", public_id=made.public_id)
    if form.errors and status == 200:
        status = 422
    return render(request, "content/errata/report.html", _of(found, form), status=status)


def _given_back(request: HttpRequest) -> HttpResponse:
    """Where the clause shows no more: what was just typed, to copy, and nothing of the clause, not
    even whether there is one. Raises Http404 where nothing was."""
    text = request.POST.get("text", "").strip()
    if not text:
        raise Http404
    why = _("这一条现在不对你公开，或者不在现行的一版里了，没有报上。先复制下来，看看现行的全文。")
    words = {"title": _("报错没有报上"), "why": why, "text": text}
    return render(request, "not_stored.html", words, status=404)


def _of(found: Location, form: ReportForm) -> dict[str, object]:
    clause = found.clause
    rows = table_rows(clause)
    return {
        "form": form,
        "plan": found.document,
        "url": found.url,
        "path": path_of(clause),
        "clause": clause,
        "body": paragraphs(clause.text),
        "rows": rows,
        "long": bool(rows) or len(clause.text) > SHOWN_WHOLE,
        "below": below(found),
        "language": "zh-Hant" if clause.version.language == "zh-Hant" else "",
    }


@access.public
@never_cache
@require_safe
def receipt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What became of a report, for whoever has its address; of the plan, and of words about it,
    only what they may read."""
    one = get_object_or_404(ErrorReport, public_id=public_id)
    found = locate(one.anchor, request.user)
    url = settings.BASE_URL + request.path
    share = {
        "icon": "share", "label": _("转发这个网址"), "share": url,
        "copied": _("网址已复制，可以粘贴到微信里"),
    }  # fmt: skip
    context = {"report": one, "found": found, "address": url, "tools": [share]}
    return render(request, "content/errata/receipt.html", context)


@access.requires(Action.PLAN_COMMENT)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Those of the plans that the person edits or publishes; what waits stands first."""
    user = access.person_of(request)
    rows = reports_for(user).select_related("document", *_WHO)
    # PostgreSQL answers a NUL in a value with an error of its own.
    slug = request.GET.get("plan", "").replace("\0", "")
    plan = None
    if slug:
        plan = getattr(rows.filter(document__slug=slug).first(), "document", None)
        rows = rows.filter(document__slug=slug)
    state = "settled" if request.GET.get("state") == "settled" else ""
    waiting = rows.waiting()
    done = rows.exclude(state=State.OPEN, taken_out_at=None).order_by("-answered_at", "-pk")
    shown = done if state else waiting
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "content/errata/desk.html",
        {
            "page": page,
            "reports": reported([*page.object_list]),
            "plan": plan,
            "state": state,
            "waiting": waiting.count(),
            "answers": rights.units_for(user, Action.PLAN_EDIT),
            "takes_out": rights.units_for(user, Action.PLAN_PUBLISH),
            "kept": {
                "answered": services.ANSWERED_KEPT.days, "open": services.OPEN_KEPT.days,
            },
        },
    )  # fmt: skip


def _report_of(user: User, action: Action, pk: int) -> ErrorReport:
    return get_or_refuse(
        ErrorReport.objects.select_related("document", *_WHO),
        user,
        action,
        unit_of=lambda report: report.document.owner_unit_id,
        pk=pk,
    )


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    user = access.person_of(request)
    one = _report_of(user, Action.PLAN_EDIT, pk)
    (said,) = reported([one])
    others = [*alike(one)] if one.is_answerable else []
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        report=one, is_changed=said.is_changed, alike=others,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        ticked = form.cleaned_data.get("also", [])
        also = [other for other in others if str(other.pk) in ticked]
        try:
            left = services.answer_alike(
                report=one, also=also, by=user, state=form.cleaned_data["state"],
                text=form.cleaned_data["answer"], seen=form.cleaned_data["shown"],
            )  # fmt: skip
        except ReportRefused as refused:
            form.add_error(None, refused.message)
        except ChangedMeanwhile:
            one.refresh_from_db()
            words = _("别人刚处理了这条报错，你写的没有存上。上面是存着的答复。")
            if one.is_answerable:
                words = _(
                    "别人刚处理了这条报错，你写的没有存上。上面是存着的答复，还要改就再点一次。"
                )
            form.add_error(None, words)
            form.show_as(one)
        else:
            _tell(request, answered=1 + len(also) - len(left), left=len(left))
            return redirect("errata_desk:list")
    return render(
        request,
        "content/errata/answer.html",
        {
            "said": said,
            "form": form if one.is_answerable or form.errors else None,
            "asks": []
            if rights.can(user, Action.PLAN_PUBLISH, one.document.owner_unit_id)
            else who_takes_out(one),
            "title": _("处理报错"),
            "submit": _("处理完"),
        },
        status=422 if form.errors else 200,
    )


def _tell(request: HttpRequest, *, answered: int, left: int) -> None:
    said = _("处理好了。报错的人凭网址看得到。")
    if answered > 1:
        said = _("一起处理好了 %(number)s 条。报错的人凭网址看得到。") % {"number": answered}
    messages.success(request, said)
    if left:
        messages.warning(
            request,
            _(
                "勾上的有 %(number)s 条没有一起答复：别人刚处理了，或者报错以后那一条还没有改。"
                "还在这里的，一条一条处理。"
            )
            % {"number": left},
        )


@access.requires(Action.PLAN_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Empty a report and its answer for ever, with a reason."""
    user = access.person_of(request)
    one = _report_of(user, Action.PLAN_PUBLISH, pk)
    if one.taken_out_at is not None:
        messages.info(request, _("这条报错的文字已经拿掉了。"))
        return redirect("errata_desk:list")
    form = TakeOutForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.take_out(report=one, by=user, reason=form.cleaned_data["reason"])
        except ReportRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("文字拿掉了，留着谁拿掉的和原因。"))
            return redirect("errata_desk:list")
    (said,) = reported([one])
    return render(
        request,
        "content/errata/answer.html",
        {
            "said": said,
            "form": form,
            "title": _("拿掉报错的文字"),
            "submit": _("拿掉，不能恢复"),
        },
        status=422 if form.errors else 200,
    )
