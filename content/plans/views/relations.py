"""What a document rests on, stands under, replaces and carries out: the editor decides."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.plans import services
from content.plans.addresses import clause_url
from content.plans.enums import RelationKind, RelationState
from content.plans.forms.relations import DecisionForm, RelationForm
from content.plans.models import PlanDocument, PlanRelation, PlanVersion
from content.plans.selectors.relations import (
    Related,
    Suggestion,
    below,
    link_check,
    related,
    replaced,
    suggestions,
)
from content.plans.views.own import readable_or_404, shown_version
from portal.people import access, rights
from portal.people.rights import Action


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def relations(request: HttpRequest, slug: str) -> HttpResponse:
    plan = readable_or_404(request.user, slug)
    version = shown_version(plan)
    known = related(plan, request.user)
    manuals, plans = below(plan, request.user)
    return render(
        request,
        "content/plans/desk/relations.html",
        {
            "plan": plan,
            "relations": known,
            "replaceable": _replaceable(plan, known, request),
            "manuals": manuals,
            "plans": plans,
            "replaced": replaced(plan, request.user),
            "suggestions": _offered(plan, version, request),
            "may_edit": rights.can(request.user, Action.PLAN_EDIT, plan.owner_unit_id),
            "check": link_check(plan, version, known, request.user) if version else None,
        },
    )


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:relations", "slug")
def relation_decide(request: HttpRequest, slug: str) -> HttpResponse:
    """What the text suggests becomes a relation, or is dismissed."""
    plan = readable_or_404(request.user, slug, Action.PLAN_EDIT)
    form = DecisionForm(request.POST)
    version = shown_version(plan)
    offered = _offered(plan, version, request)
    wanted = form.cleaned_data if form.is_valid() else {}
    chosen = next(
        (
            one for one, _url in offered
            if one.name == wanted.get("name") and one.kind == wanted.get("kind")
        ),
        None,
    )  # fmt: skip
    if chosen is None:
        messages.error(request, _("这一条已经处理过，或者文件换了新的一版。看下面现在的。"))
        return redirect("plans_desk:relations", slug=slug)
    try:
        services.relate(
            document=plan,
            kind=chosen.kind,
            other=chosen.other,
            named="" if chosen.other else chosen.name,
            state=wanted["state"],
            clause_key=chosen.clause.key,
            since=version.signed_on if version else None,
            actor=access.person_of(request),
        )
    except services.PlanRefused as refused:
        messages.error(request, refused.message)
    else:
        dismissed = wanted["state"] == RelationState.DISMISSED
        messages.success(request, _("已去掉这条建议。") if dismissed else _("已确认。"))
    return redirect("plans_desk:relations", slug=slug)


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def relation_add(request: HttpRequest, slug: str) -> HttpResponse:
    plan = readable_or_404(request.user, slug, Action.PLAN_EDIT)
    posted = request.POST if request.method == "POST" else None
    form = RelationForm(posted, plan=plan, user=request.user, asked=request.GET)
    if request.method == "POST" and form.is_valid():
        try:
            services.relate(document=plan, actor=access.person_of(request), **form.cleaned_data)
        except services.PlanRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("已加一条关系。"))
            return redirect("plans_desk:relations", slug=slug)
    status = 422 if form.errors else 200
    context = {"form": form, "plan": plan}
    return render(request, "content/plans/desk/relation_form.html", context, status=status)


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:relations", "slug")
def relation_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    plan = readable_or_404(request.user, slug, Action.PLAN_EDIT)
    relation = PlanRelation.objects.filter(document=plan, pk=pk).select_related("document").first()
    if relation is not None:
        services.unrelate(relation=relation, actor=access.person_of(request))
    messages.success(request, _("这条关系已撤掉。"))
    return redirect("plans_desk:relations", slug=slug)


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:relations", "slug")
def relation_supersede(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What this document replaces becomes historic, with this one as its successor."""
    plan = readable_or_404(request.user, slug, Action.PLAN_EDIT)
    known = related(plan, request.user)
    chosen = next((one.other for one in known if one.relation.pk == pk), None)
    if chosen is None or pk not in _replaceable(plan, known, request):
        messages.error(request, _("这一份已经标过，或者它的登记不归你改。看下面现在的。"))
        return redirect("plans_desk:relations", slug=slug)
    try:
        services.mark_replaced(document=chosen, by=plan, actor=access.person_of(request))
    except services.PlanRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(
            request, _("《%(title)s》已标为历史文件，由这份代替。") % {"title": chosen.title}
        )
    return redirect("plans_desk:relations", slug=slug)


def _replaceable(
    plan: PlanDocument, relations: Sequence[Related], request: HttpRequest
) -> set[int]:
    """Relations by which this published document replaces one that is still registered as in
    force, and that the person edits."""
    if plan.current_version_id is None or plan.is_historic:
        return set()
    return {
        one.relation.pk
        for one in relations
        if one.kind == RelationKind.REPLACES
        and one.other is not None
        and not one.other.is_historic
        and rights.can(request.user, Action.PLAN_EDIT, one.other.owner_unit_id)
    }


def _offered(
    plan: PlanDocument, version: PlanVersion | None, request: HttpRequest
) -> list[tuple[Suggestion, Any]]:
    """With the address of the clause, where it is published."""
    if version is None:
        return []
    public = plan.current_version_id is not None
    return [
        (one, clause_url(plan.slug, one.clause) if public else "")
        for one in suggestions(plan, version, request.user)
    ]
