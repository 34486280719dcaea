"""What everybody sees of the papers: the listing and the lobby."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.people import access
from quizzes.papers import selectors
from quizzes.papers.notices import at_the_door


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
    context = {
        "assessment": assessment,
        "version": assessment.current_version,
        "notices": at_the_door.of(assessment),
    }
    return render(request, "quizzes/papers/lobby.html", context)
