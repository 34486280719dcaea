"""Staff screens: who is in my units, the tree of units, giving and ending roles."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.people import access, rights, selectors, services
from portal.people.enums import Post, Role
from portal.people.forms import (
    AddMembershipForm,
    EndMembershipForm,
    FilterForm,
    HomeUnitForm,
    UnitFilterForm,
)
from portal.people.models import Membership, User
from portal.people.reasons import EndReason, StartReason
from portal.people.rights import Action

PAGE = 50


@access.requires(Action.MEMBER_VIEW)
@require_GET
def member_list(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET or None, reader=access.person_of(request))
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = selectors.memberships_in_view(
        access.person_of(request),
        unit=chosen.get("unit"),
        role=Role(chosen["role"]) if chosen.get("role") else None,
        words=chosen.get("q", ""),
    )
    if form.errors:
        found = found.none()
    return render(
        request,
        "portal/people/member_list.html",
        {
            "form": form,
            "page": _page(found, request),
            "may_manage": rights.can(request.user, Action.MEMBER_MANAGE),
        },
        status=422 if form.errors else 200,
    )


@access.requires(Action.MEMBER_VIEW)
@require_GET
def unit_tree(request: HttpRequest) -> HttpResponse:
    form = UnitFilterForm(request.GET or None)
    words: str = form.cleaned_data["q"] if form.is_valid() else ""
    rows = [] if form.errors else selectors.unit_tree(access.person_of(request), words=words)
    return render(
        request,
        "portal/people/unit_tree.html",
        {
            "form": form,
            "words": words,
            "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
            "may_manage": rights.can(request.user, Action.MEMBER_MANAGE),
        },
        status=422 if form.errors else 200,
    )


@access.requires(Action.MEMBER_VIEW)
@require_GET
def person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _person_or_404(request, public_id)
    today = timezone.localdate()
    memberships = list(selectors.memberships_of(found, seen_by=access.person_of(request)))
    manageable = rights.units_for(request.user, Action.MEMBER_MANAGE)
    ending = {
        one.pk
        for one in memberships
        if one.unit_id in manageable and (one.valid_to is None or one.valid_to > today)
    }
    return render(
        request,
        "portal/people/person.html",
        {
            "person": found,
            "memberships": memberships,
            "ending": ending,
            "today": today,
            "may_manage": bool(manageable),
            "may_set_home": services.may_set_home_unit(actor=access.person_of(request), user=found),
            "may_see_home": found.home_unit_id
            in rights.units_for(request.user, Action.MEMBER_VIEW),
        },
    )


@access.requires(Action.MEMBER_MANAGE)
@require_http_methods(["GET", "POST"])
def add_member(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Give a role to a person already seen (`public_id`), or to one named by phone."""
    chosen = _person_or_404(request, public_id) if public_id else None
    actor = access.person_of(request)
    form = AddMembershipForm(request.POST or None, actor=actor, person=chosen)
    if request.method == "POST" and form.is_valid() and form.chosen is not None:
        data = form.cleaned_data
        try:
            services.add_membership(
                actor=actor,
                user=form.chosen,
                unit=data["unit"],
                role=Role(data["role"]),
                post=Post(data["post"]),
                reason=StartReason(data["reason"]),
                valid_from=data["valid_from"],
                valid_to=data["valid_to"],
            )
        except services.MembershipError as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("已加上。从开始日期当天生效。"))
            return redirect("people:person", form.chosen.public_id)
    return _form_page(request, form, "portal/people/add_member.html", {"person": chosen})


@access.requires(Action.MEMBER_MANAGE)
@require_http_methods(["GET", "POST"])
def home_unit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say to which unit a person belongs, and the staff number there."""
    found = _person_or_404(request, public_id)
    actor = access.person_of(request)
    if not services.may_set_home_unit(actor=actor, user=found):
        raise PermissionDenied(services.HomeIsElsewhere(found).message)
    form = HomeUnitForm(request.POST or None, actor=actor, person=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            changed = services.set_home_unit(
                actor=actor, user=found, unit=data["unit"], staff_number=data["staff_number"]
            )
        except services.HomeChangedMeanwhile:
            form = HomeUnitForm(
                request.POST, actor=actor, person=_person_or_404(request, public_id)
            )
            form.is_valid()
        except services.MembershipError as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("已保存。") if changed else _("没有改动。"))
            return redirect("people:person", found.public_id)
    return _form_page(request, form, "portal/people/home_unit.html", {"person": found})


@access.requires(Action.MEMBER_MANAGE)
@require_http_methods(["GET", "POST"])
def end_member(request: HttpRequest, pk: int) -> HttpResponse:
    membership = access.get_or_refuse(
        Membership.objects.select_related("user", "unit"),
        request.user,
        Action.MEMBER_MANAGE,
        unit_of=lambda one: one.unit_id,
        pk=pk,
        user__erased_at__isnull=True,
    )
    form = EndMembershipForm(request.POST or None, membership=membership)
    if request.method == "POST" and form.is_valid():
        try:
            services.end_membership(
                actor=access.person_of(request),
                membership=membership,
                valid_to=form.cleaned_data["valid_to"],
                reason=EndReason(form.cleaned_data["reason"]),
            )
        except services.MembershipError as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("已结束。"))
            visible = selectors.visible_people(access.person_of(request))
            if visible.filter(pk=membership.user_id).exists():
                return redirect("people:person", membership.user.public_id)
            return redirect("people:list")
    return _form_page(request, form, "portal/people/end_member.html", {"membership": membership})


def _person_or_404(request: HttpRequest, public_id: UUID) -> User:
    found = selectors.visible_people(access.person_of(request)).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _page(found: QuerySet[Membership], request: HttpRequest) -> Any:
    return Paginator(found, PAGE).get_page(request.GET.get("page"))


def _form_page(
    request: HttpRequest, form: Any, template: str, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
