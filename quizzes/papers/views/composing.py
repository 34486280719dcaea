"""The screens that fill a draft: its rules, a fixed list, a blueprint."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.foundation.locks import ChangedMeanwhile
from portal.foundation.seen import seen_as
from portal.people import access
from portal.people.access import person_of
from portal.people.rights import Action
from quizzes.bank.models import Question
from quizzes.bank.presenting import stem_line, view_of
from quizzes.papers import selectors, services, words
from quizzes.papers.forms import BlueprintForms, PickForm, PoliciesForm
from quizzes.papers.models import Assessment, AssessmentVersion
from quizzes.papers.views.paper import change, paper_of
from themes import confirm

OFFERED: Final = 300
"""Questions offered on the picking page."""


@access.requires(Action.PAPER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def policies(request: HttpRequest, slug: str) -> HttpResponseBase:
    assessment = paper_of(request, slug)
    draft = _draft(request, assessment)
    form = PoliciesForm.of(draft, request.POST if request.method == "POST" else None)

    def page(refusals: Sequence[str] = ()) -> HttpResponse:
        for sentence in refusals:
            form.add_error(None, sentence)
        context = {"assessment": assessment, "form": form}
        status = 422 if form.errors else 200
        return render(request, "quizzes/papers/policies.html", context, status=status)

    if request.method == "POST" and form.is_valid():
        try:
            return change(
                request,
                assessment,
                lambda: services.set_policies(
                    version=draft, by=person_of(request), policies=form.policies(), was=form.was
                ),
                again=page,
            )
        except ChangedMeanwhile:
            return policies(request, slug)
    return page()


@access.requires(Action.PAPER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def fixed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Choose questions, their order and their marks, on one page."""
    assessment = paper_of(request, slug)
    draft = _draft(request, assessment)
    was = selectors.contents_of(draft)
    rows = _pick_rows(draft, request.POST if request.method == "POST" else None)
    now = selectors.listed(draft)

    def page(refusals: Sequence[str] = (), *, is_told: bool = False) -> HttpResponse:
        bad = [
            (_("“%(stem)s”") % {"stem": stem_line(line, limit=16)}, form)
            for _question, line, form in rows
            if form.errors
        ]
        problems = [{"url": "", "message": sentence} for sentence in refusals] + _problems(bad)
        context = {
            "assessment": assessment,
            "rows": rows,
            "seen": _seen(request, now, is_told),
            "problems": problems,
        }
        status = 422 if problems else 200
        return render(request, "quizzes/papers/fixed.html", context, status=status)

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
        wanted = selectors.as_rows((fixed.question, fixed.mark) for fixed in questions)
        if draft.is_draft and _is_older(request, now, wanted):
            return page([words.listed_meanwhile(len(now))], is_told=True)
        question = confirm.Question(
            question=_("改成固定选题？"),
            subject=words.version_of(assessment, draft),
            consequences=words.after_giving_up_blueprint(draft, len(questions)),
            label=_("改成固定选题"),
            back=reverse("papers:paper", args=[slug]),
            about=was,
            danger=True,
        )
        try:
            return _compose(
                request,
                assessment,
                question,
                lambda agreed: services.compose_fixed(
                    version=draft,
                    by=person_of(request),
                    questions=questions,
                    gives_up_blueprint=agreed,
                    was=was,
                ),
                page,
            )
        except ChangedMeanwhile:
            return fixed(request, slug)
    return page()


def _compose(
    request: HttpRequest,
    assessment: Assessment,
    question: confirm.Question,
    take: Callable[[bool], None],
    page: Callable[[Sequence[str]], HttpResponse],
) -> HttpResponse:
    """Asks first where the draft would give up what it is composed of."""
    agreed = confirm.is_confirmed(request, question)
    try:
        return change(request, assessment, lambda: take(agreed), again=page)
    except services.OtherKindHeld:
        return confirm.ask(request, question)


def _is_older(request: HttpRequest, now: list[list[str]], wanted: list[list[str]]) -> bool:
    """Whether saving would undo what somebody composed since the page was drawn. The same page
    sent a second time finds what it wants, and who chose nothing undoes nothing; giving up the
    other kind is asked about by itself."""
    return bool(now and wanted and now != wanted and request.POST.get("seen") != seen_as(now))


def _seen(request: HttpRequest, now: list[list[str]], is_told: bool) -> str:
    """What the page was drawn from: a page that comes back for another fault is no newer."""
    fresh = seen_as(now)
    return fresh if is_told else request.POST.get("seen", fresh)


def _pick_rows(draft: AssessmentVersion, data: Any) -> list[tuple[Question, str, PickForm]]:
    """Chosen questions first, then what else the paper may ask today."""
    held = {
        entry.question_version.question_id: entry
        for entry in draft.entries.filter(cell__isnull=True).select_related("question_version")
    }
    usable = list(
        selectors.offered(draft.assessment, timezone.localdate())
        .select_related("published_version")
        .order_by("aim", "kind", "pk")[: OFFERED + len(held)]
    )
    known = {question.pk for question in usable}
    usable += list(
        Question.objects.filter(pk__in=set(held) - known).select_related("published_version")
    )
    usable.sort(key=lambda question: held[question.pk].position if question.pk in held else 10_000)
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
def blueprint(request: HttpRequest, slug: str) -> HttpResponseBase:
    assessment = paper_of(request, slug)
    draft = _draft(request, assessment)
    was = selectors.contents_of(draft)
    initial = [
        {
            "aim": cell.aim,
            "hazard": cell.hazard,
            "kind": cell.kind,
            "count": cell.count,
            "mark": cell.mark.normalize(),
        }
        for cell in draft.cells.select_related("hazard")
    ]
    sent = request.POST if request.method == "POST" else None
    forms = BlueprintForms(sent, initial=initial, prefix="cell")
    now = selectors.laid_out(draft)

    def page(refusals: Sequence[str] = (), *, is_told: bool = False) -> HttpResponse:
        problems = [{"url": "", "message": sentence} for sentence in refusals]
        if forms.is_bound:
            problems += _problems(
                [
                    (_("第 %(number)s 格") % {"number": number}, form)
                    for number, form in enumerate(forms, start=1)
                    if form.errors
                ]
            )
            problems += [{"url": "", "message": str(each)} for each in forms.non_form_errors()]
        context = {
            "assessment": assessment,
            "forms": forms,
            "seen": _seen(request, now, is_told),
            "problems": problems,
        }
        status = 422 if problems else 200
        return render(request, "quizzes/papers/blueprint.html", context, status=status)

    if request.method == "POST" and forms.is_valid():
        cells = [cell for form in forms if (cell := form.draft()) is not None]
        wanted = selectors.as_rows((c.aim, c.hazard, c.kind, c.count, c.mark) for c in cells)
        if draft.is_draft and _is_older(request, now, wanted):
            return page([words.laid_out_meanwhile(len(now))], is_told=True)
        question = confirm.Question(
            question=_("改成按蓝图抽题？"),
            subject=words.version_of(assessment, draft),
            consequences=words.after_giving_up_list(draft, len(cells)),
            label=_("改成按蓝图抽题"),
            back=reverse("papers:paper", args=[slug]),
            about=was,
            danger=True,
        )
        try:
            return _compose(
                request,
                assessment,
                question,
                lambda agreed: services.compose_blueprint(
                    version=draft, by=person_of(request), cells=cells, gives_up_list=agreed, was=was
                ),
                page,
            )
        except ChangedMeanwhile:
            return blueprint(request, slug)
    return page()


@require_GET
@access.requires(Action.PAPER_EDIT)
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions of a fixed paper or the pools of a blueprint, as candidates see them."""
    assessment = paper_of(request, slug)
    version = assessment.versions.order_by("-number")[0]
    entries = version.entries.select_related("question_version__question").order_by(
        "position", "pk"
    )
    context = {
        "assessment": assessment,
        "version": version,
        "questions": [(entry, view_of(entry.question_version)) for entry in entries[:OFFERED]],
    }
    return render(request, "quizzes/papers/preview.html", context)


def _problems(bad: list[tuple[str, Any]]) -> list[dict[str, str]]:
    """`bad`: each form under the name of its row, for all rows have the same fields."""
    return [
        {"url": f"#{form[name].id_for_label}", "message": f"{row}，{form[name].label}：{message}"}
        for row, form in bad
        for name, found in form.errors.items()
        if name in form.fields
        for message in found
    ]


def _draft(request: HttpRequest, assessment: Assessment) -> AssessmentVersion:
    """The draft. A form may come back after a colleague published it: the service then
    refuses, and what was typed is still on the page."""
    newest = assessment.versions.order_by("-number")[0]
    if not newest.is_draft and request.method != "POST":
        raise Http404
    return newest
