"""我的 → 标记的条款: marks of one's own, and the page of one clause to mark, note on and share."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.marks import selectors, services
from content.marks.forms import NoteForm, SearchForm
from content.marks.models import ClauseMark
from content.marks.selectors import WORDS, MarkRow, Since
from content.plans.domain.marks import marked
from content.plans.selectors import locate
from content.plans.selectors.anchored import path_of, text_of
from content.plans.selectors.lists import list_for
from portal.foundation.exports import download
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access
from themes import confirm

A_PAGE = 20


@access.signed_in
@require_safe
def mark_list(request: HttpRequest) -> HttpResponse:
    user = access.person_of(request)
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(selectors.marks_of(user, words), A_PAGE).get_page(request.GET.get("page"))
    found = ClauseMark.objects.filter(pk__in=[one.pk for one in page])
    context = {
        "form": form,
        "words": words,
        "page": page,
        "rows": selectors.rows(user, found),
        "total": ClauseMark.objects.filter(user=user).count(),
    }
    return render(request, "content/marks/list.html", context, status=422 if form.errors else 200)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, anchor: UUID) -> HttpResponseBase:
    """Mark a clause, note on it, copy its address. Without a mark of one's own only what one may
    read is there."""
    user = access.person_of(request)
    row = _row(request, anchor)
    found = locate(anchor, user)
    if row is None and found is None:
        raise Http404
    stored = row.mark.note if row else ""
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"note": stored})
    if request.method == "POST" and form.is_valid():
        try:
            services.save_mark(
                user=user, anchor=anchor, note=form.cleaned_data["note"],
                was=stored if row else None,
            )  # fmt: skip
        except ChangedMeanwhile:
            return mark(request, anchor)
        except services.MarkRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("附注存好了。") if row else _("已标记。"))
            return redirect("marks:mark", anchor=anchor)
    context: dict[str, object] = {"form": form, "row": row, "stored": stored, "anchor": anchor}
    if row is not None and row.since is Since.CHANGED:
        context["pieces"] = marked(row.was, row.now)
    if found is not None:
        clause = found.clause
        url = settings.BASE_URL + reverse("plans:clause", args=[anchor])
        name = " ".join(filter(None, [f"《{found.document.title}》", clause.label]))
        context |= {
            "plan": found.document,
            "version": clause.version,
            "current": found.current,
            "path": path_of(clause),
            "label": clause.label,
            "text": text_of(clause, list_for(found.text.grades, clause)),
            "url": url,
            "shared": f"{name}\n{url}",
            "tools": [
                {
                    "icon": "share",
                    "label": _("转发这一条"),
                    "share": url,
                    "copied": _("网址已复制"),
                }
            ],
        }
    status = 422 if form.errors else 200
    return render(request, "content/marks/mark.html", context, status=status)


@access.signed_in
@access.post_only("marks:mark", "anchor")
def follow(request: HttpRequest, anchor: UUID) -> HttpResponse:
    try:
        moved = services.follow_text(user=access.person_of(request), anchor=anchor)
    except services.MarkRefused as refused:
        messages.error(request, refused.message)
        return redirect("marks:list")
    if moved:
        messages.success(request, _("标记改到了现行的文字上，附注没有动。"))
    return redirect("marks:mark", anchor=anchor)


@access.signed_in
@access.post_only("marks:mark", "anchor")
def remove(request: HttpRequest, anchor: UUID) -> HttpResponseBase:
    row = _row(request, anchor)
    if row is None:
        messages.info(request, _("这条标记已经去掉了。"))
        return redirect("marks:list")
    if row.mark.note:
        question = confirm.Question(
            question=_("去掉这条标记？"),
            subject=row.label or row.title or _("看不到了的一条"),
            consequences=[_("附注一起删掉，找不回来。条文不受影响。")],
            about=[row.mark.note],
            label=_("去掉标记"),
            back=row.url,
            danger=True,
        )
        if not confirm.is_confirmed(request, question):
            return confirm.ask(request, question)
    services.remove_mark(user=access.person_of(request), anchor=anchor)
    messages.success(request, _("标记去掉了。"))
    return redirect("marks:list")


@access.signed_in
@require_safe
def as_workbook(request: HttpRequest) -> HttpResponse:
    """All marks of one's own as a table to take along."""
    user = access.person_of(request)
    header = [
        _("文件"), _("位置"), _("标记时的文字"), _("附注"), _("后来"), _("现行文字"),
        _("标记时间"), _("网址"),
    ]  # fmt: skip
    body = [
        [
            row.title,
            " › ".join(filter(None, (*row.path, row.label))),
            row.was,
            row.mark.note,
            str(WORDS[row.since]),
            row.now,
            f"{timezone.localtime(row.mark.marked_at):%Y-%m-%d %H:%M}",
            settings.BASE_URL + row.clause_url,
        ]
        for row in selectors.rows(user, selectors.marks_of(user))
    ]
    return download.table("xlsx", "marks", _("标记的条款"), header, body)


def _row(request: HttpRequest, anchor: UUID) -> MarkRow | None:
    user = access.person_of(request)
    found = selectors.rows(user, ClauseMark.objects.filter(user=user, anchor=anchor))
    return found[0] if found else None
