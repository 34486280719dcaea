"""谁能看这一条: an editor says it of a clause, or settles what the import proposed."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from content.plans import services
from content.plans.addresses import proof_url
from content.plans.enums import Visibility
from content.plans.forms.visibility import JudgeForm, VisibilityForm, who_reads
from content.plans.models import Clause, PlanVersion
from content.plans.rendering import paragraphs, table_rows
from content.plans.selectors.anchored import path_of
from content.plans.selectors.hidden import visibility_decided
from content.plans.selectors.widenings import open_widening
from content.plans.views.own import version_or_404
from content.targets.models import Target
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access
from portal.people.rights import Action

PROPOSED: Final = gettext_lazy("已提出，等另一位能发布的人确认；确认以前照旧。")
JUDGED: Final = gettext_lazy("这一条已经核定过了。要改，在校对里那一条点“谁能看”。")


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def visibility(request: HttpRequest, pk: int, anchor: UUID) -> HttpResponseBase:
    """Also of a published version: the text stays, its readers change."""
    version = version_or_404(request.user, pk, Action.PLAN_EDIT, whole=False)
    clause = _clause_or_404(version, anchor)
    said = visibility_decided(clause)
    form = VisibilityForm(
        request.POST if request.method == "POST" else None,
        said=said,
        needs_another=services.needs_another(clause, said, Visibility.PUBLIC),
    )
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["visibility"]
        person = access.person_of(request)
        is_proposed = services.needs_another(clause, said, wanted)
        try:
            if is_proposed:
                services.propose_widening(
                    document=version.document, clause=clause, wanted=wanted,
                    reason=form.cleaned_data["why"], by=person,
                )  # fmt: skip
            else:
                services.set_visibility(
                    clause=clause, visibility=wanted, actor=person, shown=services.state_of(said)
                )
        except ChangedMeanwhile:
            return visibility(request, pk, anchor)
        except services.PlanRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            done = PROPOSED if is_proposed else _("已保存。%(who)s。") % {"who": who_reads(wanted)}
            messages.success(request, done)
            return redirect(_place_of(version, clause))
    above = clause.parent
    return render(
        request,
        "content/plans/desk/visibility.html",
        {
            "form": form,
            "version": version,
            "plan": version.document,
            "clause": clause,
            "path": path_of(clause),
            "body": paragraphs(clause.text),
            "rows": table_rows(clause),
            "above": above if above is not None and not above.is_public else None,
            "proposed": open_widening(version.document, clause.anchor),
            "targets": Target.objects.public().filter(clause_key=clause.key).count(),
            "back": _place_of(version, clause),
        },
        status=422 if form.errors else 200,
    )


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:review", "pk")
def judge(request: HttpRequest, pk: int, anchor: UUID) -> HttpResponse:
    """Confirm or lift with one press what the import hides."""
    version = version_or_404(request.user, pk, Action.PLAN_EDIT, whole=False)
    clause = _clause_or_404(version, anchor)
    back = reverse("plans_desk:review", args=[pk]) + "#hidden"
    said = visibility_decided(clause)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("没有读懂选的是哪一种，再点一次。"))
        return redirect(back)
    if said is None or not said.is_open:
        messages.info(request, JUDGED)
        return redirect(back)
    wanted = form.cleaned_data["visibility"]
    if services.needs_another(clause, said, wanted):
        messages.info(request, _("这一条读者已经知道，公开要另一位确认：写一句为什么。"))
        return redirect("plans_desk:clause_visibility", pk=pk, anchor=anchor)
    try:
        services.set_visibility(
            clause=clause,
            visibility=wanted,
            actor=access.person_of(request),
            shown=services.state_of(said),
        )
    except ChangedMeanwhile:
        messages.info(request, JUDGED)
        return redirect(back)
    except services.PlanRefused as refusal:
        messages.error(request, refusal.message)
        return redirect(back)
    lifted = wanted == Visibility.PUBLIC
    messages.success(request, _("已改为公开。") if lifted else _("已核定，外人看不到这一条。"))
    return redirect(back)


def _clause_or_404(version: PlanVersion, anchor: UUID) -> Clause:
    found = (
        version.clauses.filter(anchor=anchor)
        .select_related("table", "parent__parent__parent__parent__parent")
        .prefetch_related("table__cells")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _place_of(version: PlanVersion, clause: Model) -> str:
    # Its page may have moved with its readers.
    now = version.clauses.only("anchor", "page", "version").get(pk=clause.pk)
    return proof_url(version.pk, now)
