"""Papers: the public listing and lobby, and the screens of those who compose."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.people import access, rights
from portal.people.models import Unit, User
from portal.people.rights import Action
from quizzes.bank.models import Question
from quizzes.bank.presenting import stem_line, view_of
from quizzes.papers import selectors, services, words
from quizzes.papers.domain.assembly import PoolTooSmall
from quizzes.papers.forms import AssessmentForm, BlueprintForms, PickForm, PoliciesForm
from quizzes.papers.models import Assessment, AssessmentVersion, PublishedIsFixed

PAGE = 50
OFFERED = 300
"""Questions offered on the picking page; filters narrow the rest."""

REFUSALS = (
    PoolTooSmall,
    PublishedIsFixed,
    services.NothingAsked,
    services.QuestionNotUsable,
    services.SlugTaken,
)


@require_GET
@access.public
def exams(request: HttpRequest) -> HttpResponse:
    """Papers that anybody may see; the same page for everybody."""
    return render(
        request, "quizzes/papers/exams.html", {"assessments": selectors.published_assessments()}
    )


@require_GET
@access.public
def lobby(request: HttpRequest, slug: str) -> HttpResponse:
    """How long, how many, what to pass; the way in is behind the sign-in."""
    assessment = selectors.published_assessments().filter(slug=slug).first()
    if assessment is None:
        raise Http404
    context = {"assessment": assessment, "version": assessment.current_version}
    return render(request, "quizzes/papers/lobby.html", context)


@require_GET
@access.requires(Action.PAPER_EDIT)
def index(request: HttpRequest) -> HttpResponse:
    units = rights.units_for(_person(request), Action.PAPER_EDIT)
    page = Paginator(selectors.in_units(units), PAGE).get_page(request.GET.get("page"))
    return render(request, "quizzes/papers/list.html", {"page": page})


@access.requires(Action.PAPER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    units = _units(request)
    form = AssessmentForm(
        request.POST or None, units=units, initial={"owner_unit": units.first()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            assessment = services.create_assessment(by=_person(request), **form.cleaned_data)
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
    return _paper_page(request, _paper(request, slug))


def _paper_page(
    request: HttpRequest, assessment: Assessment, errors: list[str] | None = None
) -> HttpResponse:
    versions = list(assessment.versions.order_by("-number"))
    shown = versions[0]
    entries = shown.entries.filter(cell__isnull=True).select_related("question_version")
    context = {
        "assessment": assessment,
        "version": shown,
        "versions": versions,
        "questions": [
            (entry, stem_line(entry.question_version.stem)) for entry in entries
        ],
        "cells": [
            (cell, len(pool)) for cell, pool in selectors.pools(shown, timezone.localdate())
        ]
        if shown.is_draft
        else [(cell, cell.pool.count()) for cell in shown.cells.select_related("hazard")],
        "problems": [{"url": "", "message": error} for error in errors or []],
        "may_publish": rights.can(
            _person(request), Action.PAPER_PUBLISH, assessment.owner_unit_id
        ),
        "may_review": rights.can(_person(request), Action.ATTEMPT_REVIEW),
    }
    return render(
        request, "quizzes/papers/paper.html", context, status=422 if errors else 200
    )


@access.requires(Action.PAPER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def policies(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = _paper(request, slug)
    draft = _draft(assessment)
    form = PoliciesForm.of(draft, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _change(
            request,
            assessment,
            lambda: services.set_policies(
                version=draft, by=_person(request), policies=form.policies()
            ),
        )
    context = {"assessment": assessment, "form": form}
    return render(
        request, "quizzes/papers/policies.html", context, status=422 if form.errors else 200
    )


@access.requires(Action.PAPER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def fixed(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose questions, their order and their marks, on one page."""
    assessment = _paper(request, slug)
    draft = _draft(assessment)
    rows = _pick_rows(draft, request.POST if request.method == "POST" else None)
    # Every row is validated, so that all faults show at once.
    valid = [form.is_valid() for _question, _line, form in rows]
    if request.method == "POST" and all(valid):
        chosen = sorted(
            (
                (form.cleaned_data["position"] or 1000, place, question, form)
                for place, (question, _line, form) in enumerate(rows)
                if form.cleaned_data["chosen"]
            ),
            key=lambda row: row[:2],
        )
        questions = [
            services.FixedQuestion(question, form.cleaned_data["mark"])
            for _position, _place, question, form in chosen
        ]
        return _change(
            request,
            assessment,
            lambda: services.compose_fixed(
                version=draft, by=_person(request), questions=questions
            ),
        )
    bad = [form for _question, _line, form in rows if form.errors]
    context = {"assessment": assessment, "rows": rows, "bad": bad, "problems": _problems(bad)}
    return render(
        request, "quizzes/papers/fixed.html", context, status=422 if bad else 200
    )


def _pick_rows(draft: AssessmentVersion, data: Any) -> list[tuple[Question, str, PickForm]]:
    """Chosen questions first, then everything else that may be asked today."""
    held = {
        entry.question_version.question_id: entry
        for entry in draft.entries.filter(cell__isnull=True).select_related("question_version")
    }
    usable = list(
        Question.objects.usable_on(timezone.localdate())
        .select_related("published_version")
        .order_by("aim", "kind", "pk")[: OFFERED + len(held)]
    )
    known = {question.pk for question in usable}
    usable += list(
        Question.objects.filter(pk__in=set(held) - known).select_related("published_version")
    )
    usable.sort(
        key=lambda question: held[question.pk].position if question.pk in held else 10_000
    )
    rows = []
    for question in usable:
        entry = held.get(question.pk)
        form = PickForm(
            data,
            prefix=f"q{question.pk}",
            initial={
                "chosen": entry is not None,
                "position": entry.position if entry else None,
                "mark": entry.mark.normalize() if entry else None,
            },
        )
        stem = question.published_version.stem if question.published_version else ""
        rows.append((question, stem_line(stem), form))
    return rows


@access.requires(Action.PAPER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def blueprint(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = _paper(request, slug)
    draft = _draft(assessment)
    initial = [
        {
            "aim": cell.aim,
            "hazard": cell.hazard_id,
            "kind": cell.kind,
            "count": cell.count,
            "mark": cell.mark.normalize(),
        }
        for cell in draft.cells.all()
    ]
    forms = BlueprintForms(request.POST or None, initial=initial, prefix="cell")
    if request.method == "POST" and forms.is_valid():
        cells = [cell for form in forms if (cell := form.draft()) is not None]
        return _change(
            request,
            assessment,
            lambda: services.compose_blueprint(
                version=draft, by=_person(request), cells=cells
            ),
        )
    bad = [form for form in forms if form.errors] if forms.is_bound else []
    context = {"assessment": assessment, "forms": forms, "problems": _problems(bad)}
    return render(
        request, "quizzes/papers/blueprint.html", context, status=422 if bad else 200
    )


@require_GET
@access.requires(Action.PAPER_EDIT)
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions of a fixed paper or the pools of a blueprint, as candidates see them."""
    assessment = _paper(request, slug)
    version = assessment.versions.order_by("-number")[0]
    entries = version.entries.select_related("question_version").order_by("position", "pk")
    context = {
        "assessment": assessment,
        "version": version,
        "questions": [(entry, view_of(entry.question_version)) for entry in entries[:OFFERED]],
    }
    return render(request, "quizzes/papers/preview.html", context)


@require_POST
@access.requires(Action.PAPER_EDIT)
def open_draft(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = _paper(request, slug)
    return _change(
        request,
        assessment,
        lambda: services.open_draft(assessment=assessment, by=_person(request)),
        _("新开了一版，发布前考生还用原来那版。"),
    )


@require_POST
@access.requires(Action.PAPER_PUBLISH)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = _paper(request, slug, Action.PAPER_PUBLISH)
    draft = assessment.versions.order_by("-number")[0]
    return _change(
        request,
        assessment,
        lambda: services.publish(version=draft, by=_person(request)),
        _("已发布。这一版从现在起不能再改。"),
        version=draft,
    )


@require_POST
@access.requires(Action.PAPER_PUBLISH)
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = _paper(request, slug, Action.PAPER_PUBLISH)
    return _change(
        request,
        assessment,
        lambda: services.withdraw(assessment=assessment, by=_person(request)),
        _("已停止开考。正在考的人可以考完。"),
    )


def _change(
    request: HttpRequest,
    assessment: Assessment,
    take: Callable[[], object],
    done: str = "",
    version: AssessmentVersion | None = None,
) -> HttpResponse:
    """One service, then the paper's page; a refusal is shown there with what to do."""
    try:
        take()
    except REFUSALS as error:
        return _paper_page(request, assessment, words.refusals(error, version))
    messages.success(request, done or _("已保存。"))
    return redirect("papers:paper", assessment.slug)


def _problems(bad: list[Any]) -> list[dict[str, str]]:
    return [
        {"url": f"#{form[name].id_for_label}", "message": f"{form[name].label}：{message}"}
        for form in bad
        for name, found in form.errors.items()
        if name in form.fields
        for message in found
    ]


def _draft(assessment: Assessment) -> AssessmentVersion:
    draft = assessment.versions.filter(state="draft").first()
    if draft is None:
        raise Http404
    return draft


def _paper(
    request: HttpRequest, slug: str, action: Action = Action.PAPER_EDIT
) -> Assessment:
    return access.get_or_refuse(
        Assessment.objects.select_related("owner_unit__division", "current_version"),
        _person(request),
        action,
        unit_of=lambda assessment: assessment.owner_unit_id,
        slug=slug,
    )


def _units(request: HttpRequest) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=rights.units_for(_person(request), Action.PAPER_EDIT))


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
