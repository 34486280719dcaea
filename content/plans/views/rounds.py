"""The steps of a draft through its review, each one press on its page."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans import services
from content.plans.forms.review import ReturnForm, RoundForm, SubmitForm
from content.plans.models import PlanVersion, ReviewRound
from content.plans.views.own import version_or_404
from content.plans.views.publishing import (
    after_publishing,
    before_publishing,
    is_in_force,
    named,
    refused,
)
from content.plans.views.review import review_page
from portal.people import access
from portal.people.rights import Action
from themes import confirm

OLDER: Final = gettext_lazy("没有读懂是哪一次送审，这一步没有办。先看现在的样子。")


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:review", "pk")
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_or_404(request.user, pk, Action.PLAN_EDIT)
    form = SubmitForm(request.POST, auto_id="submit_%s")
    if not form.is_valid():
        return review_page(request, version, {"submit_form": form})
    try:
        services.submit(
            version=version, actor=access.person_of(request), note=form.cleaned_data["note"]
        )
    except services.PlanRefused as refusal:
        answer = refused(request, refusal, pk)
        _give_back(request, form.cleaned_data["note"])
        return answer
    messages.success(request, _("已送审。"))
    return redirect("plans_desk:review", pk=pk)


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:review", "pk")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_or_404(request.user, pk, Action.PLAN_EDIT)
    return _step(
        request,
        version,
        lambda held: services.withdraw(round=held, actor=access.person_of(request)),
        _("已撤回送审。"),
    )


@access.requires(Action.PLAN_PUBLISH)
@access.post_only("plans_desk:review", "pk")
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_or_404(request.user, pk, Action.PLAN_PUBLISH)
    return _step(
        request,
        version,
        lambda held: services.approve(round=held, actor=access.person_of(request)),
        _("已批准，还没有发布。发布以前再改，批准就作废。"),
    )


@access.requires(Action.PLAN_PUBLISH)
@access.post_only("plans_desk:review", "pk")
def approve_and_publish(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_or_404(request.user, pk, Action.PLAN_PUBLISH)
    if is_in_force(request, version):
        return redirect("plans_desk:review", pk=pk)
    held = _seen(request, version)
    if held is None:
        messages.info(request, OLDER)
        return redirect("plans_desk:review", pk=pk)
    question = confirm.Question(
        question=_("批准并发布这一版？"),
        subject=named(version),
        consequences=[_("批准记在你的名下。"), *after_publishing(version, request.user)],
        label=_("批准并发布"),
        back=reverse("plans_desk:review", args=[pk]),
        instead=before_publishing(version, request.user),
        about=(held.pk, held.fingerprint, version.document.current_version_id),
    )
    if not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    try:
        plan = services.approve_and_publish(round=held, actor=access.person_of(request))
    except services.PlanRefused as refusal:
        return refused(request, refusal, pk)
    messages.success(request, _("已批准并发布第 %(number)s 版") % {"number": version.number})
    return redirect(plan)


@access.requires(Action.PLAN_PUBLISH)
@access.post_only("plans_desk:review", "pk")
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_or_404(request.user, pk, Action.PLAN_PUBLISH)
    form = ReturnForm(request.POST, auto_id="return_%s")
    if not form.is_valid() and "reason" in form.errors:
        return review_page(request, version, {"return_form": form})
    return _step(
        request,
        version,
        lambda held: services.return_(
            round=held, actor=access.person_of(request), reason=form.cleaned_data["reason"]
        ),
        _("已退回修改，附了原因。"),
        typed=form.cleaned_data["reason"],
    )


def _step(
    request: HttpRequest,
    version: PlanVersion,
    step: Callable[[ReviewRound], object],
    done: str,
    *,
    typed: str = "",
) -> HttpResponse:
    held = _seen(request, version)
    if held is None:
        messages.info(request, OLDER)
        _give_back(request, typed)
        return redirect("plans_desk:review", pk=version.pk)
    try:
        step(held)
    except services.PlanRefused as refusal:
        answer = refused(request, refusal, version.pk)
        _give_back(request, typed)
        return answer
    messages.success(request, done)
    return redirect("plans_desk:review", pk=version.pk)


def _give_back(request: HttpRequest, typed: str) -> None:
    """What was typed into a form that the page may no longer have."""
    if typed:
        messages.warning(request, _("没有用上，你写的是：%(words)s") % {"words": typed})


def _seen(request: HttpRequest, version: PlanVersion) -> ReviewRound | None:
    form = RoundForm(request.POST)
    form.is_valid()
    return form.seen(version)
