"""Lists: all questions, what waits for review, and the passages one can ask about."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from content.pages import anchors
from portal.people import access, rights
from portal.people.access import person_of
from portal.people.rights import Action
from quizzes.bank import selectors
from quizzes.bank.enums import QuestionKind
from quizzes.bank.forms import FilterForm
from quizzes.bank.presenting import stem_line

PAGE = 50


@require_GET
@access.requires(Action.QUESTION_EDIT)
def index(request: HttpRequest) -> HttpResponse:
    return _listing(request, queue=False)


@require_GET
@access.requires(Action.QUESTION_REVIEW)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for this reviewer."""
    return _listing(request, queue=True)


def _listing(request: HttpRequest, *, queue: bool) -> HttpResponse:
    form = FilterForm(request.GET)
    readable = form.is_valid()
    wanted = form.cleaned_data if readable else {}
    person = person_of(request)
    found = selectors.review_queue(person) if queue else selectors.filtered(person, wanted)
    if not (readable or queue):
        found = found.none()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    for question in page.object_list:
        question.line = stem_line(question.latest_stem)  # type: ignore[attr-defined]
    context = {
        "form": form,
        "page": page,
        "is_queue": queue,
        "kinds": QuestionKind.choices,
        "waiting": selectors.review_queue(person).count()
        if rights.can(person, Action.QUESTION_REVIEW)
        else 0,
        "may_edit": rights.can(person, Action.QUESTION_EDIT),
        "anchor": anchors.resolve(wanted["source"]) if wanted.get("source") else None,
    }
    status = 200 if readable or queue else 422
    return render(request, "quizzes/bank/list.html", context, status=status)


@require_GET
@access.requires(Action.QUESTION_EDIT)
def sources(request: HttpRequest) -> HttpResponse:
    """Guides and courses whose passages can be asked about."""
    pages = selectors.source_pages(person_of(request))
    return render(request, "quizzes/bank/sources.html", {"pages": pages})


@require_GET
@access.requires(Action.QUESTION_EDIT)
def passages(request: HttpRequest, page_id: int) -> HttpResponse:
    """The passages of one page, each with its questions and the way to ask another."""
    page = selectors.source_page(person_of(request), page_id)
    if page is None:
        raise Http404
    context = {"page": page, "passages": selectors.passages_of(page, person_of(request))}
    return render(request, "quizzes/bank/passages.html", context)
