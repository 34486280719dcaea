"""Staff screens of one unit: its places in the tree over time, adding, changing, moving and
closing it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.people import access, rights, selectors, services
from portal.people.enums import UnitKind
from portal.people.forms import AddUnitForm, ChangeUnitForm, CloseUnitForm, MoveUnitForm
from portal.people.models import Unit
from portal.people.rights import Action


@access.requires(Action.MEMBER_VIEW)
@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _unit_or_404(request, pk, Action.MEMBER_VIEW)
    places = list(selectors.places_of(found))
    now = next((place for place in places if place.valid_to is None), None)
    may_manage = rights.can(request.user, Action.MEMBER_MANAGE, found)
    return render(
        request,
        "portal/people/unit.html",
        {
            "unit": found,
            "places": places,
            "today": timezone.localdate(),
            "may_manage": may_manage,
            # Its place is a matter of whoever runs the unit above it.
            "may_place": may_manage
            and now is not None
            and found.valid_to is None
            and rights.can(request.user, Action.MEMBER_MANAGE, now.parent_id),
        },
    )


@access.requires(Action.MEMBER_MANAGE)
@require_http_methods(["GET", "POST"])
def add_unit(request: HttpRequest) -> HttpResponse:
    actor = access.person_of(request)
    form = AddUnitForm(request.POST or None, actor=actor, parent=request.GET.get("parent", ""))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = services.add_unit(
                actor=actor,
                parent=data["parent"],
                code=data["code"],
                name=data["name"],
                kind=UnitKind(data["kind"]),
                division=data["division"],
                valid_from=data["valid_from"],
            )
        except services.UnitError as error:
            _say(form, error)
        else:
            messages.success(request, _("已加上%(unit)s。") % {"unit": made.name})
            return redirect("people:unit", made.pk)
    return _form_page(request, form, "add_unit")


@access.requires(Action.MEMBER_MANAGE)
@require_http_methods(["GET", "POST"])
def change_unit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _unit_or_404(request, pk, Action.MEMBER_MANAGE)
    form = ChangeUnitForm(request.POST or None, unit=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.change_unit(
                actor=access.person_of(request),
                unit=found,
                name=data["name"],
                kind=UnitKind(data["kind"]),
                division=data["division"],
            )
        except services.ChangedMeanwhile:
            # The form asks anew, now of what is stored.
            found = _unit_or_404(request, pk, Action.MEMBER_MANAGE)
            form = ChangeUnitForm(request.POST, unit=found)
            form.is_valid()
        except services.UnitError as error:
            _say(form, error)
        else:
            messages.success(request, _("已保存。"))
            return redirect("people:unit", found.pk)
    return _form_page(request, form, "change_unit", found)


@access.requires(Action.MEMBER_MANAGE)
@require_http_methods(["GET", "POST"])
def move_unit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _unit_or_404(request, pk, Action.MEMBER_MANAGE)
    actor = access.person_of(request)
    form = MoveUnitForm(request.POST or None, actor=actor, unit=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.move_unit(
                actor=actor, unit=found, parent=data["parent"], since=data["valid_from"]
            )
        except services.UnitError as error:
            _say(form, error)
        else:
            messages.success(request, _("已移动。从那天起生效。"))
            return redirect("people:unit", found.pk)
    return _form_page(request, form, "move_unit", found)


@access.requires(Action.MEMBER_MANAGE)
@require_http_methods(["GET", "POST"])
def close_unit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _unit_or_404(request, pk, Action.MEMBER_MANAGE)
    form = CloseUnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.close_unit(
                actor=access.person_of(request), unit=found, valid_to=form.cleaned_data["valid_to"]
            )
        except services.UnitError as error:
            _say(form, error)
        else:
            messages.success(request, _("已撤销。从那天起生效。"))
            return redirect("people:unit", found.pk)
    return _form_page(request, form, "close_unit", found)


def _unit_or_404(request: HttpRequest, pk: int, action: Action) -> Unit:
    return access.get_or_refuse(
        Unit.objects.select_related("division"),
        request.user,
        action,
        unit_of=lambda one: one,
        pk=pk,
    )


def _say(form: forms.Form, error: services.UnitError) -> None:
    form.add_error(error.field if error.field in form.fields else None, error.message)


def _form_page(
    request: HttpRequest, form: forms.Form, screen: str, found: Unit | None = None
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request, f"portal/people/{screen}.html", {"form": form, "unit": found}, status=status
    )
