"""放宽公开范围: what a second person sees before more people read it, and what they say."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.plans import services
from content.plans.domain.actor_told import Told
from content.plans.forms.visibility import DeclineForm
from content.plans.models import Clause, Widening
from content.plans.rendering import Row, paragraphs, table_rows
from content.plans.review_states import RoundState
from content.plans.selectors.anchored import path_of
from content.plans.selectors.hidden import hides_something, remarks_of
from content.plans.selectors.progress import has_progress
from content.plans.selectors.widenings import of_makers
from content.plans.views.differences import told_words
from portal.people import access, rights
from portal.people.access import get_or_refuse
from portal.people.models import User
from portal.people.rights import Action

A_PAGE: Final = 200
"""Clauses of what is freed; a long text has several pages."""


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def widening(request: HttpRequest, pk: int) -> HttpResponse:
    """For who edits or publishes the plan; they read all of it."""
    found = _widening_or_404(request, pk, Action.PLAN_READ_INTERNAL)
    return _page(request, found, DeclineForm())


@access.requires(Action.PLAN_PUBLISH)
@access.post_only("plans_desk:widening", "pk")
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found = _widening_or_404(request, pk, Action.PLAN_PUBLISH)
    return _step(request, found, lambda by: services.confirm_widening(widening=found, by=by))


@access.requires(Action.PLAN_PUBLISH)
@access.post_only("plans_desk:widening", "pk")
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    found = _widening_or_404(request, pk, Action.PLAN_PUBLISH)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    reason = form.cleaned_data["reason"]
    return _step(
        request,
        found,
        lambda by: services.decline_widening(widening=found, by=by, reason=reason),
        typed=reason,
    )


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:widening", "pk")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _widening_or_404(request, pk, Action.PLAN_EDIT)
    return _step(request, found, lambda by: services.withdraw_widening(widening=found, by=by))


def _step(
    request: HttpRequest, found: Widening, step: Callable[[User], Widening], *, typed: str = ""
) -> HttpResponse:
    try:
        done = step(access.person_of(request))
    except services.PlanRefused as refusal:
        messages.error(request, refusal.message)
        if typed:
            messages.warning(request, _("没有用上，你写的是：%(words)s") % {"words": typed})
    else:
        said = {
            RoundState.APPROVED.value: _("确认了，马上算数。"),
            RoundState.RETURNED.value: _("没有同意，提出的人会收到原因。"),
            RoundState.WITHDRAWN.value: _("撤回了。"),
        }
        if done.state in said:
            messages.success(request, said[done.state])
        else:
            messages.warning(
                request, _("提出以后文字、公开范围或者提出的人变了，作废，没有改。要放宽重新提。")
            )
    return redirect("plans_desk:widening", pk=found.pk)


def _page(request: HttpRequest, found: Widening, form: DeclineForm) -> HttpResponse:
    person, unit = access.person_of(request), found.document.owner_unit_id
    read_with_it = Paginator(services.freed_clauses(found), A_PAGE)
    page = read_with_it.get_page(request.GET.get("page"))
    texts = services.texts_of(found.document, list(page))
    whole = found.anchor is None
    is_own = found.proposed_by_id == person.pk
    return render(
        request,
        "content/plans/desk/widening.html",
        {
            "widening": found,
            "plan": found.document,
            "version": found.version,
            "path": path_of(texts[0].shown[0][0]) if texts and not whole else (),
            "page": page,
            "remarks": remarks_of(found.version) if whole and page.number == 1 else [],
            "progress": whole and has_progress(found.document),
            "original": found.version.upload
            if whole and found.document.original_for_readers and not hides_something(found.version)
            else None,
            "texts": [(one, _drawn(one, found.wanted)) for one in texts],
            "form": form,
            "may_withdraw": found.is_open and is_own,
            "may_decide": found.is_open
            and not is_own
            and rights.can(person, Action.PLAN_PUBLISH, unit),
        },
        status=422 if form.errors else 200,
    )


def _drawn(text: services.FreedText, wanted: str) -> list[tuple[Clause, str, str, list[Row], str]]:
    """Each clause, its grade where that is not the `wanted` one, its text, its table, and what the
    editors say of it."""
    return [
        (
            one,
            "" if reach == wanted else str(reach.label),
            paragraphs(one.text),
            table_rows(one),
            "；".join(told_words(Told(**said)) for said in one.told),
        )
        for one, reach in text.shown
    ]


def _widening_or_404(request: HttpRequest, pk: int, action: Action) -> Widening:
    return get_or_refuse(
        of_makers(access.person_of(request)),
        access.person_of(request),
        action,
        unit_of=lambda one: one.document.owner_unit_id,
        pk=pk,
    )
