"""An editor invites people to comment on a text; who was invited reads it and comments."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.comments import services
from content.comments.forms import InvitedForm, InviteForm
from content.comments.models import Invitation
from content.comments.refusals import CommentRefused
from content.comments.selectors.invitations import (
    clause_of,
    first_headings,
    invitations_of,
    invited_to,
    is_public,
    items_of,
    may_open_restricted,
    opening,
    outline,
    own_comments,
    shown_clauses,
    standing_of,
)
from content.comments.selectors.reading import is_worked_with
from content.comments.views.posting import not_written, posted
from content.plans.models import PlanVersion
from content.plans.models.version import heavy
from content.plans.rendering import paragraphs, table_rows
from content.plans.selectors import editable_by
from content.plans.selectors.anchored import lines_of, path_of
from content.plans.selectors.lists import shown_hash
from content.plans.views.own import page_asked
from portal.people import access, rights
from portal.people.access import get_or_refuse
from portal.people.rights import Action
from themes import confirm


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was asked about a version, what they said, and asking somebody."""
    user = access.person_of(request)
    version = get_or_refuse(
        PlanVersion.objects.filter(ready=True, document__in=editable_by(user))
        .select_related("document")
        .defer(*heavy()),
        user,
        Action.PLAN_EDIT,
        unit_of=lambda version: version.document.owner_unit_id,
        pk=pk,
    )
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        user=user,
        asked=request.GET,
        wide=may_open_restricted(user, version.document.owner_unit_id),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.invite(version=version, by=user, **form.cleaned_data)
        except CommentRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(
                request, _("请了%(person)s，他会收到消息。") % {"person": made.invited}
            )
            return redirect("comments:invite", pk=pk)
    return render(
        request,
        "content/comments/invite.html",
        {
            "plan": version.document,
            "version": version,
            "form": form,
            "invited": invited_to(version),
            "opening": opening(version),
            "today": timezone.localdate(),
            "may_keep_experts": rights.can(user, Action.EXPERT_EDIT),
        },
        status=422 if form.errors else 200,
    )


@access.signed_in
@require_safe
def invited(request: HttpRequest, pk: int) -> HttpResponse:
    """The text, for whoever was invited to it, as long as the invitation stands."""
    user = access.person_of(request)
    own = get_object_or_404(invitations_of(user), pk=pk)
    invitation = standing_of(user, pk)
    if invitation is None:
        return _over(request, own)
    version = invitation.version
    page = page_asked(request, version)
    return render(
        request,
        "content/comments/invited.html",
        {
            "invitation": invitation,
            "plan": version.document,
            "version": version,
            "clauses": shown_clauses(invitation, page),
            "outline": outline(invitation, page),
            "is_public": is_public(invitation),
            "open": is_worked_with(version),
            "page": page,
            "pages": version.page_count,
            "near": first_headings(invitation, page),
        },
    )


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def invited_clause(request: HttpRequest, pk: int, anchor: UUID) -> HttpResponse:
    """One clause of it, with what the person said and what was answered."""
    user = access.person_of(request)
    own = get_object_or_404(invitations_of(user), pk=pk)
    form = InvitedForm(request.POST if request.method == "POST" else None)
    write = partial(services.write_invited, invitation=own, anchor=anchor)
    if (done := posted(request, form, write)) is not None:
        return done
    invitation = standing_of(user, pk)
    one = clause_of(invitation, anchor) if invitation is not None else None
    if invitation is None and request.method != "POST":
        return _over(request, own)
    if invitation is None or one is None:
        return not_written(request, form)
    items = items_of(invitation, one)
    form.lay_beside(shown_hash(one, items))
    is_open = is_worked_with(invitation.version)
    return render(
        request,
        "content/comments/invited_clause.html",
        {
            "invitation": invitation,
            "plan": invitation.version.document,
            "version": invitation.version,
            "clause": one,
            "path": path_of(one),
            "body": paragraphs("\n".join([one.text, *lines_of(items)])),
            "rows": table_rows(one),
            "comments": own_comments(invitation).filter(anchor=anchor),
            "open": is_open,
            "form": form if is_open or form.errors else None,
        },
        status=422 if form.errors else 200,
    )


@access.requires(Action.PLAN_EDIT)
@access.post_only("comments:invite", "pk")
def uninvite(request: HttpRequest, pk: int, invitation: int) -> HttpResponseBase:
    """An editor of the plan ends it."""
    user = access.person_of(request)
    found = get_or_refuse(
        Invitation.objects.filter(version=pk, version__document__in=editable_by(user))
        .select_related("version__document", "person")
        .defer(*heavy("version")),
        user,
        Action.PLAN_EDIT,
        unit_of=lambda invitation: invitation.version.document.owner_unit_id,
        pk=invitation,
    )
    return _end(request, found, reverse("comments:invite", args=[pk]), label=_("收回邀请"))


@access.signed_in
@access.post_only("comments:invited", "pk")
def leave(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The person does not want to comment any more."""
    found = _standing_or_404(request, pk)
    return _end(request, found, reverse("accounts:me"), label=_("不再提意见"))


def _end(request: HttpRequest, found: Invitation, back: str, *, label: str) -> HttpResponse:
    question = confirm.Question(
        question=_("%(label)s？") % {"label": label},
        subject=f"{found.person}：{found.version}",
        consequences=[_("马上就看不到这一版了；写过的意见留着。")],
        label=label,
        back=back,
        danger=True,
    )
    if found.withdrawn_at is None and not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    services.uninvite(invitation=found, by=access.person_of(request))
    messages.success(request, _("这次邀请结束了。"))
    return redirect(back)


def _over(request: HttpRequest, own: Invitation) -> HttpResponse:
    """To whom the text was open: not what it is called, they may not read that any more."""
    context = {"invitation": own, "today": timezone.localdate()}
    return render(request, "content/comments/over.html", context, status=404)


def _standing_or_404(request: HttpRequest, pk: int) -> Invitation:
    found = standing_of(access.person_of(request), pk)
    if found is None:
        raise Http404
    return found
