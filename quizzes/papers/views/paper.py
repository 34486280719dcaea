"""A paper as its composers see it, and its steps: new, next version, publish, withdraw."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.people import access, rights
from portal.people.access import person_of
from portal.people.rights import Action
from portal.people.selectors import open_units
from quizzes.bank import steps
from quizzes.bank.presenting import stem_line
from quizzes.bank.selectors import keeper_units
from quizzes.papers import selectors, services, words
from quizzes.papers.domain.assembly import PoolTooSmall
from quizzes.papers.forms import AssessmentForm
from quizzes.papers.models import Assessment, AssessmentVersion, PublishedIsFixed
from quizzes.papers.notices import at_the_desk
from themes import confirm

PAGE = 50

REFUSALS = (
    PoolTooSmall,
    PublishedIsFixed,
    services.NeverOver,
    services.NothingAsked,
    services.NothingChosen,
    services.QuestionNotUsable,
    services.SlugTaken,
)


@require_GET
@access.requires(Action.PAPER_EDIT)
def index(request: HttpRequest) -> HttpResponse:
    units = rights.units_for(person_of(request), Action.PAPER_EDIT)
    page = Paginator(selectors.in_units(units), PAGE).get_page(request.GET.get("page"))
    return render(request, "quizzes/papers/list.html", {"page": page})


@access.requires(Action.PAPER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    units = open_units(person_of(request), Action.PAPER_EDIT)
    sent = request.POST if request.method == "POST" else None
    form = AssessmentForm(sent, units=units, initial={"owner_unit": units.first()})
    if request.method == "POST" and form.is_valid():
        try:
            assessment = services.create_assessment(by=person_of(request), **form.cleaned_data)
        except services.SlugTaken as error:
            form.add_error("slug", words.refusals(error)[0])
        else:
            return redirect("papers:paper", assessment.slug)
    return render(
        request, "quizzes/papers/new.html", {"form": form}, status=422 if form.errors else 200
    )


@require_GET
@access.requires(Action.PAPER_EDIT)
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    return _paper_page(request, paper_of(request, slug))


def _paper_page(
    request: HttpRequest, assessment: Assessment, errors: list[str] | None = None
) -> HttpResponse:
    versions = list(assessment.versions.order_by("-number"))
    shown = versions[0]
    entries = shown.entries.filter(cell__isnull=True).select_related("question_version__question")
    in_use = assessment.current_version or shown
    kept = keeper_units(person_of(request))
    context = {
        "assessment": assessment,
        "version": shown,
        "versions": versions,
        "questions": [(entry, stem_line(entry.question_version.stem)) for entry in entries],
        "cells": selectors.pool_sizes(shown, timezone.localdate()),
        "practised": [stem_line(each.stem) for each in selectors.practised(assessment)],
        "in_use": in_use,
        "waiting": [
            (
                stem_line(each.published_version.stem if each.published_version else ""),
                each.get_absolute_url() if each.owner_unit_id in kept else "",
                each.review_reason,
            )
            for each in selectors.waiting_for_review(in_use)
        ],
        "problems": [{"url": "", "message": error} for error in errors or []],
        "notices": at_the_desk.of(assessment, person_of(request)),
        "may_publish": rights.can(
            person_of(request), Action.PAPER_PUBLISH, assessment.owner_unit_id
        ),
        "may_review": rights.can(person_of(request), Action.ATTEMPT_REVIEW),
    }
    return render(request, "quizzes/papers/paper.html", context, status=422 if errors else 200)


@access.post_only("papers:paper", "slug")
@access.requires(Action.PAPER_EDIT)
def open_draft(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = paper_of(request, slug)
    return change(
        request,
        assessment,
        lambda: services.open_draft(assessment=assessment, by=person_of(request)),
        _("新开了一版，发布前考生还用原来那版。"),
    )


@access.post_only("papers:paper", "slug")
@access.requires(Action.PAPER_PUBLISH)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = paper_of(request, slug, Action.PAPER_PUBLISH)
    draft = assessment.versions.order_by("-number")[0]
    question = confirm.Question(
        question=_("发布这一版？"),
        subject=words.version_of(assessment, draft),
        consequences=words.after_publishing(assessment, draft),
        label=_("发布这一版"),
        back=reverse("papers:paper", args=[slug]),
        about=selectors.contents_of(draft),
    )
    if draft.is_draft and not confirm.is_confirmed(request, question):
        try:
            services.check(version=draft)
        except REFUSALS as error:
            return _paper_page(request, assessment, words.refusals(error, draft))
        return confirm.ask(request, question)
    return change(
        request,
        assessment,
        lambda: services.publish(version=draft, by=person_of(request)),
        _("已发布。这一版从现在起不能再改。"),
        version=draft,
    )


@access.post_only("papers:paper", "slug")
@access.requires(Action.PAPER_PUBLISH)
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = paper_of(request, slug, Action.PAPER_PUBLISH)
    question = confirm.Question(
        question=_("停止开考？"),
        subject=assessment.title,
        consequences=words.after_withdrawing(),
        label=_("停止开考"),
        back=reverse("papers:paper", args=[slug]),
        about=(assessment.current_version_id,),
        danger=True,
    )
    if not assessment.withdrawn_at and not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    return change(
        request,
        assessment,
        lambda: services.withdraw(assessment=assessment, by=person_of(request)),
        _("已停止开考。正在考的人可以考完。"),
    )


def change(
    request: HttpRequest,
    assessment: Assessment,
    take: Callable[[], object],
    done: str = "",
    version: AssessmentVersion | None = None,
    again: Callable[[list[str]], HttpResponse] | None = None,
) -> HttpResponse:
    """One service, then the paper's page. A refusal is shown there with what to do, or by
    `again`, which draws the form once more with what was typed."""

    def refused(error: Exception) -> HttpResponse:
        sentences = words.refusals(error, version)
        return again(sentences) if again else _paper_page(request, assessment, sentences)

    return steps.take(
        request,
        take,
        refusals=REFUSALS,
        refused=refused,
        done=done or _("已保存。"),
        then=reverse("papers:paper", args=[assessment.slug]),
    )


def paper_of(request: HttpRequest, slug: str, action: Action = Action.PAPER_EDIT) -> Assessment:
    return access.get_or_refuse(
        Assessment.objects.select_related("owner_unit__division", "current_version"),
        person_of(request),
        action,
        unit_of=lambda assessment: assessment.owner_unit_id,
        slug=slug,
    )
