"""What is counted, and how: the definitions of indicators. They are the whole county's, so only
rights over the root of the unit tree change them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.targets import registry, services
from content.targets.coverage import whole_place
from content.targets.forms import IndicatorForm
from content.targets.models import Indicator
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access, rights
from portal.people.rights import Action


@access.requires(Action.TARGET_EDIT)
@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    titles = dict(registry.choices())
    context = {
        "rows": [(one, titles.get(one.source, "")) for one in Indicator.objects.all()],
        "may_define": rights.covers_root(request.user, Action.TARGET_CONFIRM),
    }
    return render(request, "content/targets/indicators.html", context)


@access.requires(Action.TARGET_CONFIRM)
@require_http_methods(["GET", "HEAD", "POST"])
def indicator_new(request: HttpRequest) -> HttpResponse:
    _refuse_below_root(request)
    form = IndicatorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.define_indicator(**form.cleaned_data, actor=access.person_of(request))
        except services.TargetRefused as refused:
            form.add_error("slug", refused.message)
        else:
            messages.success(request, _("已建指标“%(name)s”。") % {"name": made.name})
            return redirect("targets:indicators")
    return _form_page(request, form, _("新建指标"))


@access.requires(Action.TARGET_CONFIRM)
@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: HttpRequest, slug: str) -> HttpResponseBase:
    _refuse_below_root(request)
    found = get_object_or_404(Indicator, slug=slug)
    name = found.name
    form = IndicatorForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.redefine_indicator(
                indicator=found,
                **{name: form.cleaned_data[name] for name in form.now},
                actor=access.person_of(request),
                was=form.was,
            )
        except ChangedMeanwhile:
            return indicator(request, slug)
        except services.TargetRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("已保存。") if changed else _("没有改动。"))
            return redirect("targets:indicators")
    return _form_page(request, form, name, has_figures=found.values.exists())


def _form_page(
    request: HttpRequest, form: IndicatorForm, title: str, *, has_figures: bool = False
) -> HttpResponse:
    context = {"form": form, "title": title, "has_figures": has_figures}
    status = 422 if form.errors else 200
    return render(request, "content/targets/indicator_form.html", context, status=status)


def _refuse_below_root(request: HttpRequest) -> None:
    if not rights.covers_root(request.user, Action.TARGET_CONFIRM):
        place = whole_place()
        raise PermissionDenied(
            _("指标%(all)s共用，由%(name)s的管理员来定。")
            % {"all": place.called, "name": place.name}
        )
