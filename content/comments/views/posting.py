"""Writing a comment by a form, in office or by invitation."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from content.comments.forms import ClauseForm
from content.comments.models import Comment
from content.comments.refusals import CommentRefused
from portal.foundation.locks import ChangedMeanwhile


def posted(
    request: HttpRequest, form: ClauseForm, write: Callable[..., Comment]
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
    except ChangedMeanwhile:
        form.refuse_other_words()
        return None
    messages.success(request, _("意见写上了。"))
    return redirect(f"{request.path}#{made.fragment}")


def not_written(request: HttpRequest, form: ClauseForm) -> HttpResponse:
    """Where the clause shows no more: what was just typed, whatever the form would have said of
    it, to copy, and why it was refused. Raises Http404 where nothing was."""
    text = request.POST.get("text", "").strip()
    if not text:
        raise Http404
    why = " ".join(str(one) for one in form.non_field_errors())
    return render(
        request,
        "not_stored.html",
        {
            "title": _("意见没有存上"),
            "why": why or _("这一条你现在看不到，或者不能提意见了。先复制下来。"),
            "text": text,
        },
        status=422,
    )
