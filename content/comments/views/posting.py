"""Writing a comment by a form, in office or by invitation."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from content.comments.forms import CommentForm
from content.comments.models import Comment
from content.comments.refusals import CommentRefused


def posted(
    request: HttpRequest, form: CommentForm, write: Callable[..., Comment]
) -> HttpResponse | None:
    """To the comment that `write` made of the form; None where the page is drawn, with what was
    refused."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        made = write(**form.cleaned_data)
    except CommentRefused as refused:
        form.add_error(None, refused.message)
        return None
    messages.success(request, _("意见写上了。"))
    return redirect(f"{request.path}#{made.fragment}")


def not_written(request: HttpRequest, form: CommentForm) -> HttpResponse:
    """Where the clause shows no more: what was just typed, to copy, and why it was refused.
    Raises Http404 where nothing was."""
    if not form.non_field_errors():
        raise Http404
    why = " ".join(str(one) for one in form.non_field_errors())
    text = form.cleaned_data["text"]
    return render(
        request, "content/comments/not_written.html", {"why": why, "text": text}, status=422
    )
