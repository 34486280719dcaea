"""One stretch of the original beside what was read from it, and what an editor may say of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.plans import services
from content.plans.addresses import proof_url
from content.plans.enums import ClauseKind, CorrectionKind, Family
from content.plans.forms.actors_told import ActorForm
from content.plans.forms.corrections import (
    AlikeForm,
    BeginForm,
    EndForm,
    QuickForm,
    StateForm,
    TableForm,
)
from content.plans.models import PlanCorrection, PlanVersion
from content.plans.selectors.alike import SPREADS, alike, said_at
from content.plans.selectors.corrections import (
    Stretch,
    ends_of,
    lines_from,
    may_go_down,
    points_of,
    stretch_at,
    told_in,
)
from content.plans.selectors.elements import Reading, reading_of
from content.plans.selectors.occasions import Occasions, occasions_of
from content.plans.selectors.readable import ReadableText, readable_text
from content.plans.views.clause_sections import Section, of_actors, of_occasions, of_offices
from content.plans.views.own import version_or_404
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access
from portal.people.rights import Action

_HEADED = (ClauseKind.CLAUSE, ClauseKind.ANNEX)


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int, at: int) -> HttpResponse:
    """Correct what holds the character `at` of a draft's original."""
    version = version_or_404(request.user, pk, Action.PLAN_EDIT)
    stretch = stretch_at(version, at)
    if stretch is None:
        raise Http404
    if version.is_published:
        messages.info(request, _("已发布的版本不能改。点“改正这一版”，在同样文字的新草稿上改。"))
        return redirect("plans_desk:review", pk=pk)
    sent = request.POST.get("form", "") if request.method == "POST" else ""
    text = readable_text(version, request.user)
    reading, occasions = reading_of(text, stretch), Occasions()
    if version.document.family == Family.RESPONSE:
        occasions = occasions_of(text, stretch)
    sections = _sections(request, version, stretch, sent, reading, occasions)
    sections = _alike(request, text, stretch, at, sent) + sections
    forms = {one.name: one.form for one in sections}
    if request.method == "POST" and sent not in forms:
        sent = "quick"
    forms["quick"] = quick = _quick(request, stretch, sent)
    form = forms[sent] if sent else None
    if isinstance(form, ActorForm) and form.sent_before(told_in(version, stretch)):
        messages.info(request, _("这一处已经改正过了。"))
        return redirect(place_of(version, at))
    if sent and forms[sent].is_valid():
        answer = _say(request, version, stretch, forms[sent])
        if answer is not None:
            return answer
    return render(
        request,
        "content/plans/desk/correct.html",
        {
            "version": version,
            "plan": version.document,
            "stretch": stretch,
            "clause": stretch.clause,
            "actors": reading.actors,
            "offices": reading.offices,
            "occasions": occasions,
            "headed": stretch.clause is not None and stretch.clause.kind in _HEADED,
            "may_go_down": may_go_down(stretch),
            "quick": quick,
            "sections": sections,
            "sent": sent,
            "back": place_of(version, at),
        },
        status=422 if sent else 200,
    )


def _alike(
    request: HttpRequest, text: ReadableText, stretch: Stretch, at: int, sent: str
) -> list[Section]:
    """Offered once, behind a correction that may hold of other lines."""
    like = said_at(text, request.GET.get("like", ""), at)
    points = alike(text, like, at) if like else []
    if like is None or not points:
        return []
    form = AlikeForm(
        request.POST if sent == "alike" else None, prefix="alike",
        initial={"state": stretch.state}, like=like, at=at, points=points,
    )  # fmt: skip
    title = _("这样的行还有 %(count)d 行：一起改") % {"count": len(points)}
    return [Section("alike", title, _("一起改"), form)]


def _quick(request: HttpRequest, stretch: Stretch, sent: str) -> QuickForm:
    return QuickForm(
        request.POST if sent == "quick" else None, initial={"state": stretch.state},
        at=_first(stretch), depth=stretch.clause.depth if stretch.clause else 0,
    )  # fmt: skip


def _first(stretch: Stretch) -> int:
    points = points_of(stretch)
    return points[0].at if points else stretch.start


def _sections(
    request: HttpRequest,
    version: PlanVersion,
    stretch: Stretch,
    sent: str,
    reading: Reading,
    occasions: Occasions,
) -> list[Section]:
    clause, points = stretch.clause, points_of(stretch)

    def options(name: str) -> dict[str, Any]:
        return {
            "data": request.POST if sent == name else None, "prefix": name,
            "initial": {"state": stretch.state},
        }  # fmt: skip

    sections, group = [], _("标题、断行和表格")
    if clause is not None and clause.kind == ClauseKind.TABLE:
        return of_actors(reading, options) + of_occasions(occasions, options)
    if clause is not None and clause.kind in _HEADED:
        form = EndForm(ends=ends_of(stretch), at=_first(stretch), **options("end"))
        sections.append(Section("end", _("标题断错了地方"), _("标题到这里为止"), form, group))
    begin = BeginForm(points=points, **options("begin"))
    title = _("拆开，或者改成别的（标题、正文、公开信息、落款……）")
    sections.append(Section("begin", title, _("照这样改"), begin, group))
    if clause is not None:
        lines = [point for point in points if point.begins_line]
        table = TableForm(
            firsts=lines, lasts=lines_from(version, lines[0].at if lines else stretch.start),
            **options("table"),
        )  # fmt: skip
        sections.append(Section("table", _("这几行是一张表"), _("当作表格"), table, group))
        sections += of_actors(reading, options) + of_offices(reading, options)
        sections += of_occasions(occasions, options)
    return sections


def _say(
    request: HttpRequest, version: PlanVersion, stretch: Stretch, form: StateForm
) -> HttpResponse | None:
    """Keep the correction and go back to its place, or first to what looks like it; None where
    the page is asked anew."""
    said = form.said()
    told = {
        "version": version,
        "actor": access.person_of(request),
        "state": form.cleaned_data["state"],
    }
    try:
        if isinstance(form, AlikeForm):
            lines = services.correct_alike(**told, like=form.like, places=form.places(), at=form.at)
            row = form.like
        else:
            row = services.correct_draft(**told, **said)
    except ChangedMeanwhile:
        form.add_error(
            None,
            _("你打开这一页以后，这一段被别人改过，没有改正。上面已经是现在的样子，看过再改。"),
        )
        form.redrawn(stretch.state)
        return None
    except services.PlanRefused as refusal:
        form.add_error(None, refusal.message)
        return None
    if services.is_long(version):
        messages.success(request, _("改正记下了。文件很长，重新读要一两分钟，读完这里就变。"))
    elif isinstance(form, AlikeForm):
        words = _("一起改正了 %(count)d 行，以后导入新版本也照这样读") % {"count": lines}
        messages.success(request, words)
    else:
        messages.success(request, _done(version, said))
    if isinstance(form, BeginForm) and row.kind in SPREADS:
        text = readable_text(version, request.user)
        if alike(text, row, int(said["at"])):
            address = reverse("plans_desk:correct", args=[version.pk, said["at"]])
            return redirect(f"{address}?like={row.pk}")
    return redirect(place_of(version, int(said["at"])))


def _done(version: PlanVersion, said: dict[str, Any]) -> str:
    """That it is done; of a level that nothing above leaves room for, what it is instead."""
    found = stretch_at(version, said["at"])
    depth = found.clause.depth + 1 if found and found.clause else 0
    if said["kind"] == CorrectionKind.HEADING and depth != said["level"]:
        return _("改正了。它上面没有第 %(above)d 级的标题，现在排在第 %(depth)d 级。") % {
            "above": said["level"] - 1, "depth": depth,
        }  # fmt: skip
    return _("改正了，以后导入新版本也照这样读")


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:review", "pk")
def undo(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """Take one correction back, in this draft and for every text to come."""
    version = version_or_404(request.user, pk, Action.PLAN_EDIT)
    row = PlanCorrection.objects.filter(pk=correction, document=version.document_id).first()
    if row is None:
        raise Http404
    try:
        undone = services.undo_correction(
            version=version, actor=access.person_of(request), correction=row
        )
    except services.PlanRefused as refusal:
        messages.error(request, refusal.message)
    else:
        if undone:
            messages.success(request, _("撤销了这处改正"))
        else:
            messages.info(request, _("这处改正已经撤销过了。"))
    return redirect(reverse("plans_desk:review", args=[pk]) + "#corrections")


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:review", "pk")
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of the same text as a published version, to correct it."""
    version = version_or_404(request.user, pk, Action.PLAN_EDIT)
    try:
        draft = services.ask_for_draft(version=version, actor=access.person_of(request))
    except services.PlanRefused as refusal:
        messages.error(request, refusal.message)
        return redirect("plans_desk:review", pk=pk)
    if draft is None:
        messages.success(
            request, _("文件很长，做草稿要一两分钟。过一会再点“改正这一版”，做好了就打开它。")
        )
        return redirect("plans_desk:review", pk=pk)
    messages.success(
        request,
        _("第 %(number)s 版草稿和已发布的文字一样。改好以后送审。") % {"number": draft.number},
    )
    return redirect(reverse("plans_desk:review", args=[draft.pk]) + "#proof")


def place_of(version: PlanVersion, at: int) -> str:
    """Where the character `at` of the original stands on the page of the proof."""
    stretch = stretch_at(version, at)
    if stretch is None or stretch.clause is None:
        return reverse("plans_desk:review", args=[version.pk]) + "#read"
    return proof_url(version.pk, stretch.clause)
