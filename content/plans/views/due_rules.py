"""The rules of what falls due and the calendar of working days: read by who works with plans,
changed by who holds the right over the whole county."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.plans import services
from content.plans.enums import DueWhat
from content.plans.forms.dues import FIRST_CALENDAR, RuleForm, YearForm
from content.plans.models import CalendarYear, DueRule
from content.plans.views.dues import RuleWords
from portal.foundation.fields import LAST_YEAR
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access, rights
from portal.people.rights import Action


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    order = list(DueWhat)
    rows = sorted(
        DueRule.objects.select_related("division").prefetch_related("kinds"),
        key=lambda row: order.index(DueWhat(row.what)),
    )
    this_year = timezone.localdate().year
    years = list(CalendarYear.objects.all())
    known = {each.year for each in years}
    return render(
        request,
        "content/plans/desk/due_rules.html",
        {
            "rows": [RuleWords(row) for row in rows],
            "years": years,
            "missing": [year for year in (this_year, this_year + 1) if year not in known],
            "may_change": rights.covers_root(request.user, Action.PLAN_RULES),
        },
    )


@access.requires(Action.PLAN_RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def rule_new(request: HttpRequest) -> HttpResponse:
    _refuse_below_root(request)
    form = RuleForm(request.POST if request.method == "POST" else None, asked=request.GET)
    if request.method == "POST" and form.is_valid():
        services.save_rule(rule=None, actor=access.person_of(request), **_values(form))
        messages.success(request, _("已加一条规则。"))
        return redirect("plans_desk:due_rules")
    return _form_page(request, form, _("加一条规则"))


@access.requires(Action.PLAN_RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, pk: int) -> HttpResponseBase:
    _refuse_below_root(request)
    found = get_object_or_404(DueRule, pk=pk)
    form = RuleForm(
        request.POST if request.method == "POST" else None, instance=found, asked=request.GET
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.save_rule(
                rule=found, actor=access.person_of(request), was=form.rule_was, **_values(form)
            )
        except ChangedMeanwhile:
            return rule(request, pk)
        messages.success(request, _("已保存。"))
        return redirect("plans_desk:due_rules")
    return _form_page(request, form, _("改规则"))


@access.requires(Action.PLAN_RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_year(request: HttpRequest, year: int) -> HttpResponseBase:
    _refuse_below_root(request)
    if not FIRST_CALENDAR <= year <= LAST_YEAR:
        raise Http404
    stored = CalendarYear.objects.prefetch_related("days").filter(year=year).first()
    form = YearForm(request.POST if request.method == "POST" else None, year=year, stored=stored)
    if request.method == "POST" and form.is_valid():
        try:
            services.enter_year(
                year=year,
                source=form.cleaned_data["source"],
                off=form.cleaned_data["off"],
                worked=form.cleaned_data["worked"],
                actor=access.person_of(request),
                shown=services.year_state(stored),
            )
        except ChangedMeanwhile:
            return calendar_year(request, year)
        except services.PlanRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(
                request, _("%(year)d 年的放假安排已登记，期限已按它算。") % {"year": year}
            )
            return redirect("plans_desk:due_rules")
    return _form_page(request, form, _("%(year)d 年的放假和调休") % {"year": year})


def _values(form: RuleForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form.fields if name != "seen"}


def _form_page(request: HttpRequest, form: Any, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": reverse("plans_desk:due_rules")}
    status = 422 if form.errors else 200
    return render(request, "content/plans/desk/due_rule_form.html", context, status=status)


def _refuse_below_root(request: HttpRequest) -> None:
    if not rights.covers_root(request.user, Action.PLAN_RULES):
        raise PermissionDenied(_("到期规则和工作日历全县共用，由县里的管理员来改。"))
