"""What examiners see and decide: results of their units, late answers, extra time."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.people import access, rights
from portal.people.access import person_of
from portal.people.rights import Action
from quizzes.attempts import extras, listing, selectors, services, words
from quizzes.attempts.counting import counted
from quizzes.attempts.domain.lifecycle import AlreadyVoid, StepRefused
from quizzes.attempts.forms import ExtraTimeForm, LateForm, ResultsFilter, VoidForm
from quizzes.attempts.models import AnswerEvent, Attempt
from quizzes.attempts.reasons import ExtraTimeReason, LateReason
from quizzes.papers.models import Assessment

PAGE = 50
LATE_PAGE = 20


@require_GET
@access.requires(Action.ATTEMPT_REVIEW)
def results(request: HttpRequest, slug: str) -> HttpResponse:
    return _results_page(request, assessment_of(request, slug))


@access.post_only("attempts:results", "slug")
@access.requires(Action.ATTEMPT_REVIEW)
def late(request: HttpRequest, slug: str, event_id: int) -> HttpResponse:
    """Accept or refuse one late answer."""
    assessment = assessment_of(request, slug)
    event = get_object_or_404(selectors.late_queue(assessment, person_of(request)), pk=event_id)
    form = LateForm(request.POST)
    if not form.is_valid():
        return _results_page(request, assessment, late_form=form, late_event=event.pk)
    try:
        services.accept_or_refuse_late(
            event=event,
            decision=form.cleaned_data["decision"],
            reason=LateReason(form.cleaned_data["reason"]),
            by=person_of(request),
        )
    except StepRefused as refused:
        messages.warning(request, words.why_not_decided(refused))
        return redirect("attempts:results", slug)
    messages.success(request, _("已处理第 %(slot)s 题的迟到答案。") % {"slot": event.slot})
    return redirect("attempts:results", slug)


@access.requires(Action.ATTEMPT_REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    """The record of one attempt, and below it the step to void it, for there is no way back."""
    assessment = assessment_of(request, slug)
    attempt: Attempt = get_object_or_404(
        selectors.visible_to_examiner(assessment, person_of(request)), public_id=public_id
    )
    form = VoidForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {
            "assessment": assessment,
            "attempt": attempt,
            "runs": attempt.score_runs.order_by("number"),
            "items": selectors.items_for_examiner(attempt),
            "holding": extras.at_the_record.collect(attempt),
            "form": form,
        }
        status = 422 if form.is_bound else 200
        return render(request, "quizzes/attempts/record.html", context, status=status)
    try:
        services.void(attempt=attempt, by=person_of(request), reason=form.cleaned_data["reason"])
    except AlreadyVoid:
        messages.warning(request, words.voided_before(attempt, *selectors.voided_by(attempt)))
        return redirect("attempts:record", slug, public_id)
    messages.success(request, _("已作废。作答和评分都留着，考生可以另考一次。"))
    return redirect("attempts:results", slug)


@access.post_only("attempts:results", "slug")
@access.requires(Action.ATTEMPT_REVIEW)
def extra_time(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = assessment_of(request, slug)
    form = ExtraTimeForm(request.POST, examiner=person_of(request))
    if not form.is_valid():
        return _results_page(request, assessment, extra_form=form)
    services.allow_extra_time(
        person=form.cleaned_data["username"],
        factor=form.cleaned_data["factor"],
        reason=ExtraTimeReason(form.cleaned_data["reason"]),
        by=person_of(request),
    )
    messages.success(request, _("已设定，从下一次开考起生效。"))
    return redirect("attempts:results", slug)


def _results_page(
    request: HttpRequest,
    assessment: Assessment,
    *,
    late_form: LateForm | None = None,
    late_event: int | None = None,
    extra_form: ExtraTimeForm | None = None,
) -> HttpResponse:
    asked = ResultsFilter(request.GET)
    found = Attempt.objects.none()
    if asked.is_valid():
        seen = selectors.visible_to_examiner(assessment, person_of(request))
        found = listing.matching(seen, **asked.wanted())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    standing = counted(people={attempt.person_id for attempt in page}, papers=[assessment.pk])
    counting = {each.attempt_id for each in standing.values()}
    context = {
        "assessment": assessment,
        "page": page,
        "filter": asked,
        "query": asked.query(),
        "rows": [(attempt, attempt.pk in counting) for attempt in page],
        "late_page": _late_page(request, assessment, late_event),
        "late_form": late_form or LateForm(),
        "late_event": late_event,
        "extra_form": extra_form or ExtraTimeForm(examiner=person_of(request)),
    }
    bad = bool(asked.errors or late_form or extra_form)
    return render(request, "quizzes/attempts/results.html", context, status=422 if bad else 200)


def _late_page(
    request: HttpRequest, assessment: Assessment, event_id: int | None
) -> Page[AnswerEvent]:
    """The page asked for, or the one with the answer whose form has to be filled in again."""
    queue = selectors.late_queue(assessment, person_of(request))
    pages = Paginator(queue, LATE_PAGE)
    if event_id is None:
        return pages.get_page(request.GET.get("late"))
    place = list(queue.values_list("pk", flat=True)).index(event_id)
    return pages.get_page(place // LATE_PAGE + 1)


def assessment_of(request: HttpRequest, slug: str) -> Assessment:
    """A paper that is open to the county, or owned by the examiner's units."""
    assessment = get_object_or_404(Assessment, slug=slug)
    units = rights.units_for(person_of(request), Action.ATTEMPT_REVIEW)
    if assessment.owner_unit_id in units or assessment.current_version_id is not None:
        return assessment
    raise Http404
