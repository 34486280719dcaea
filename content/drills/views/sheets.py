"""Evaluation sheets: read by who works with plans, set by who holds the right over the county."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.drills import services
from content.drills.enums import SheetKind
from content.drills.forms.sheets import SheetForm
from content.drills.models import Sheet
from content.drills.refusals import DrillRefused
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access, rights
from portal.people.rights import Action


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    latest: dict[str, Sheet] = {}
    for sheet in Sheet.objects.prefetch_related("lines"):
        latest.setdefault(sheet.kind, sheet)
    return render(
        request,
        "content/drills/sheets.html",
        {
            "sheets": [(kind, latest.get(kind.value)) for kind in SheetKind],
            "may_set": rights.covers_root(request.user, Action.PLAN_RULES),
        },
    )


@access.requires(Action.PLAN_RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, kind: str) -> HttpResponseBase:
    if not rights.covers_root(request.user, Action.PLAN_RULES):
        raise PermissionDenied(_("评估表全县共用，由县里的管理员来定。"))
    if kind not in SheetKind.values:
        raise Http404
    stored = Sheet.objects.filter(kind=kind).first()
    one_more = "more" in request.POST
    if one_more:
        form = SheetForm(stored=stored, typed=request.POST)
    else:
        form = SheetForm(request.POST if request.method == "POST" else None, stored=stored)
    if request.method == "POST" and not one_more and form.is_valid():
        try:
            made = services.set_sheet(
                kind=kind, lines=form.cleaned_data["lines"], limits=form.limits,
                source=form.cleaned_data["source"], actor=access.person_of(request),
                after=stored.number if stored else 0,
            )  # fmt: skip
        except DrillRefused as refused:
            form.add_error(refused.field or None, refused.message)
        except ChangedMeanwhile:
            return sheet(request, kind)
        else:
            messages.success(
                request, _("第 %(number)d 版评估表已定，以后的评估用它。") % {"number": made.number}
            )
            return redirect("drills:sheets")
    context = {
        "form": form,
        "title": _("%(kind)s的评估表") % {"kind": SheetKind(kind).label},
        "stored": stored,
        "back": reverse("drills:sheets"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "content/drills/sheet_form.html", context, status=status)
