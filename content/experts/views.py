"""专家的账号: who keeps the pool asks an account to be an expert; its person answers."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.experts import services
from content.experts.forms import AccountForm
from content.experts.models import ExpertAccount, ExpertPage
from content.experts.refusals import ExpertRefused
from content.experts.selectors import counts, kept_by, links_of, open_link
from portal.people import access
from portal.people.access import get_or_refuse
from portal.people.models import User
from portal.people.rights import Action
from themes import confirm

A_PAGE: Final = 50


@access.requires(Action.EXPERT_EDIT)
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """The experts whose pages the person edits, and which account each of them is."""
    page = Paginator(kept_by(request.user), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "content/experts/accounts.html", {"page": page})


@access.requires(Action.EXPERT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One expert: the account that stands, or asking one."""
    user = access.person_of(request)
    expert = _kept_or_404(user, pk)
    form = AccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_to_be(expert=expert, person=form.cleaned_data["account"], by=user)
        except ExpertRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("请他确认了。他在“我的”里答应以后才算数。"))
            return redirect("experts:account", pk=pk)
    link = open_link(expert)
    is_over = link is not None and not counts(link)
    offered = link is None or is_over or form.errors
    return render(
        request,
        "content/experts/account.html",
        {"expert": expert, "link": link, "is_over": is_over, "form": form if offered else None},
        status=422 if form.errors else 200,
    )


@access.requires(Action.EXPERT_EDIT)
@access.post_only("experts:account", "pk")
def end(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who keeps the page ends what was asked or accepted."""
    expert = _kept_or_404(access.person_of(request), pk)
    back = reverse("experts:account", args=[pk])
    link = open_link(expert)
    if link is None:
        messages.info(request, _("这位专家现在没有连着账号。"))
        return redirect(back)
    return _end(request, link, back)


@access.signed_in
@require_safe
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """What the person was asked to be, or is."""
    return render(request, "content/experts/own.html", {"link": _own_or_404(request, pk)})


@access.signed_in
@access.post_only("experts:own", "pk")
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    link = _own_or_404(request, pk)
    try:
        services.accept(link=link, by=access.person_of(request))
    except ExpertRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("连上了。请你提意见的文件，会列在“我的”里。"))
    return redirect("experts:own", pk=pk)


@access.signed_in
@access.post_only("experts:own", "pk")
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    link = _own_or_404(request, pk)
    try:
        services.decline(link=link, by=access.person_of(request))
    except ExpertRefused as refused:
        messages.error(request, refused.message)
        return redirect("experts:own", pk=pk)
    messages.success(request, _("没有连，请你的人会收到消息。"))
    return redirect("accounts:me")


@access.signed_in
@access.post_only("experts:own", "pk")
def leave(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The person is this expert no more."""
    return _end(request, _own_or_404(request, pk), reverse("accounts:me"))


def _end(request: HttpRequest, link: ExpertAccount, back: str) -> HttpResponse:
    question, done = _question(link, back)
    if not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    services.end(link=link, by=access.person_of(request))
    messages.success(request, done)
    return redirect(back)


def _question(link: ExpertAccount, back: str) -> tuple[confirm.Question, str]:
    """What is asked before a link ends, and said when it has. What nobody has answered yet opens
    nothing, so nothing is lost with it."""
    if link.is_asked:
        asked, label, done = _("不请这个账号了？"), _("不请了"), _("不请了。")
        consequences = [
            _("他还没有答应；“我的”里不再请他答应。"),
            _("以后还能再请他，或者请别的账号。"),
        ]
    else:
        asked, label, done = _("解除这个账号？"), _("解除"), _("解除了。")
        consequences = [
            _("按这位专家请他看的文件，马上看不到；写过的意见留着。"),
            _("专家页照旧。要再连，得重新请、重新答应。"),
        ]
    question = confirm.Question(
        question=asked,
        subject=_("专家%(expert)s，账号%(person)s")
        % {"expert": link.expert, "person": link.person},
        consequences=consequences,
        label=label,
        back=back,
        about=(link.pk, link.state),
        danger=not link.is_asked,
    )
    return question, done


def _kept_or_404(user: User, pk: int) -> ExpertPage:
    return get_or_refuse(
        kept_by(user), user, Action.EXPERT_EDIT, unit_of=lambda expert: expert.owner_unit_id, pk=pk
    )


def _own_or_404(request: HttpRequest, pk: int) -> ExpertAccount:
    found = links_of(access.person_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
