"""对条文的意见: those of a plan, those of one clause, and what is said and answered there."""

from functools import partial
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.comments import services
from content.comments.enums import State
from content.comments.forms import AnswerForm, ClauseForm, CommentForm, TakeOutForm
from content.comments.models import Comment
from content.comments.refusals import CommentRefused
from content.comments.selectors.reading import (
    could_comment,
    newest_text,
    place_of,
    plan_or_none,
    readable_comments,
)
from content.comments.selectors.threads import list_of, thread_of, threads, threads_at, whole
from content.comments.views.posting import not_written, posted
from content.plans.rendering import paragraphs, table_rows
from content.plans.selectors.anchored import lines_of, path_of
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access, rights
from portal.people.access import get_or_refuse
from portal.people.models import User
from portal.people.rights import Action
from themes import confirm

A_PAGE: Final = 30


@access.requires(Action.PLAN_COMMENT)
@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """All comments on a plan that the person may read, in the order of its clauses."""
    user = access.person_of(request)
    found = plan_or_none(user, slug)
    if found is None:
        raise Http404
    state = request.GET.get("state", "")
    state = state if state in (State.OPEN, State.ANSWERED) else ""
    version = newest_text(user, found)
    listed = list_of(user, found, version, state)
    page = Paginator(listed.heads, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "content/comments/plan.html",
        {
            "plan": found,
            "version": version,
            "state": state,
            "listed": listed,
            "page": page,
            "threads": threads(user, [*page.object_list], version),
            "may_answer": rights.can(user, Action.PLAN_EDIT, found.owner_unit_id),
            "may_take_out": rights.can(user, Action.PLAN_PUBLISH, found.owner_unit_id),
        },
    )


@access.requires(Action.PLAN_COMMENT)
@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: HttpRequest, anchor: UUID) -> HttpResponse:
    """A clause as it is in force, or as it was last, with what was said of it."""
    return _clause(request, anchor, None)


@access.requires(Action.PLAN_COMMENT)
@require_http_methods(["GET", "HEAD", "POST"])
def version_clause(request: HttpRequest, pk: int, anchor: UUID) -> HttpResponse:
    """A clause of one version, for who edits or publishes the plan."""
    return _clause(request, anchor, pk)


def _clause(request: HttpRequest, anchor: UUID, version: int | None) -> HttpResponse:
    user = access.person_of(request)
    form = ClauseForm(request.POST if request.method == "POST" else None)
    write = partial(services.write_comment, author=user, anchor=anchor, version=version)
    if (done := posted(request, form, write)) is not None:
        return done
    place = place_of(user, anchor, version)
    if place is None:
        if not could_comment(user, anchor):
            raise Http404
        return not_written(request, form)
    one = place.clause
    form.lay_beside(place.shown)
    return render(
        request,
        "content/comments/clause.html",
        {
            "form": form if place.open or form.errors else None,
            "clause": one,
            "version": place.version,
            "plan": place.document,
            "open": place.open,
            "path": path_of(one),
            "body": paragraphs("\n".join([one.text, *lines_of(place.items)])),
            "rows": table_rows(one),
            "threads": threads_at(user, one.anchor, place.version),
            "may_answer": rights.can(user, Action.PLAN_EDIT, place.document.owner_unit_id),
            "may_take_out": rights.can(user, Action.PLAN_PUBLISH, place.document.owner_unit_id),
        },
        status=422 if form.errors else 200,
    )


@access.requires(Action.PLAN_COMMENT)
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    user = access.person_of(request)
    comment = _comment_or_404(user, pk, Action.PLAN_COMMENT)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.reply(author=user, comment=comment, **form.cleaned_data)
        except CommentRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("回复写上了。"))
            return redirect(_page_of(user, comment))
    return _about(request, comment, form, title=_("回复意见"), submit=_("写上"))


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    user = access.person_of(request)
    comment = _comment_or_404(user, pk, Action.PLAN_EDIT)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" and not comment.is_waiting:
        messages.info(request, _("这条意见不用再答复。"))
        return redirect(_page_of(user, comment))
    if request.method == "POST" and form.is_valid():
        try:
            services.answer(
                comment=comment, by=user,
                verdict=form.cleaned_data["verdict"], text=form.cleaned_data["answer"],
            )  # fmt: skip
        except ChangedMeanwhile:
            form.add_error(
                None,
                _(
                    "你打开这一页以后，别人答复了，或者本人撤回了，你的答复没有存。"
                    "写好的还在下面，要补充就复制下来，在“回复”里写。"
                ),
            )
        except CommentRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("已答复。"))
            return redirect(_page_of(user, comment))
    return _about(request, comment, form, title=_("答复意见"), submit=_("答复"))


@access.requires(Action.PLAN_COMMENT)
@access.post_only("comments:reply", "pk")
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    user = access.person_of(request)
    comment = _comment_or_404(user, pk, Action.PLAN_COMMENT)
    back = _page_of(user, comment)
    own = comment.author_id == user.pk and comment.taken_out_at is None
    if own and comment.state == State.OPEN:
        question = confirm.Question(
            question=_("撤回这条意见？"),
            subject=comment.text[:60],
            consequences=[_("撤回以后谁也看不到这段话，也不能恢复；要说可以另写一条。")],
            label=_("撤回"),
            back=back,
            danger=True,
        )
        if not confirm.is_confirmed(request, question):
            return confirm.ask(request, question)
    try:
        services.withdraw(author=user, comment=comment)
    except CommentRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("意见撤回了。"))
    return redirect(back)


@access.requires(Action.PLAN_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Empty a comment for ever, with a reason."""
    user = access.person_of(request)
    comment = _comment_or_404(user, pk, Action.PLAN_PUBLISH)
    if comment.taken_out_at is not None:
        messages.info(request, _("这条意见的文字已经拿掉了。"))
        return redirect(_page_of(user, comment))
    replies = readable_comments(user).standing().filter(reply_to=comment, taken_out_at=None)
    form = TakeOutForm(
        request.POST if request.method == "POST" else None,
        replies=replies.select_related("author"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.take_out(comment=comment, by=user, **form.cleaned_data)
        except CommentRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("文字拿掉了，留着谁拿掉的和原因。"))
            return redirect(_page_of(user, comment))
    return _about(request, comment, form, title=_("拿掉意见的文字"), submit=_("拿掉，不能恢复"))


def _about(
    request: HttpRequest,
    comment: Comment,
    form: CommentForm | AnswerForm | TakeOutForm,
    *,
    title: str,
    submit: str,
) -> HttpResponse:
    """The page of one thread with a form below it."""
    user = access.person_of(request)
    version = newest_text(user, comment.document)
    return render(
        request,
        "content/comments/about.html",
        {
            "title": title,
            "submit": submit,
            "form": form,
            "plan": comment.document,
            "version": version,
            "thread": thread_of(user, comment, version),
            "may_answer": rights.can(user, Action.PLAN_EDIT, comment.document.owner_unit_id),
            "back": _page_of(user, comment),
        },
        status=422 if form.errors else 200,
    )


def _comment_or_404(user: User, pk: int, action: Action) -> Comment:
    return get_or_refuse(
        whole(readable_comments(user)),
        user,
        action,
        unit_of=lambda comment: comment.document.owner_unit_id,
        pk=pk,
    )


def _page_of(user: User, comment: Comment) -> str:
    """Where it stands: its clause in the draft it is of, else in force, else the list."""
    version = comment.version
    of_draft = version.pk if version is not None and not version.is_published else None
    if of_draft is not None and place_of(user, comment.anchor, of_draft) is not None:
        at = reverse("comments:version_clause", args=[of_draft, comment.anchor])
    elif place_of(user, comment.anchor) is not None:
        at = reverse("comments:clause", args=[comment.anchor])
    else:
        at = reverse("comments:plan", args=[comment.document.slug])
    return f"{at}#{comment.fragment}"
