from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.plans import selectors
from content.plans.addresses import clause_url, page_url
from content.plans.enums import ReferenceKind
from content.plans.models import PlanDocument
from content.plans.rendering import paragraphs, table_rows
from content.plans.report import repair_counts
from content.plans.search import grants_of
from content.plans.selectors.anchored import lines_of, path_of
from content.plans.selectors.changes import became, published_versions, split_off
from content.plans.selectors.citations import older_text
from content.plans.selectors.hidden import remarks_of
from content.plans.selectors.lists import NO_LIST, lists_of, shown_to
from content.plans.selectors.originals import original_for_readers
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.relatives import relatives
from content.plans.views.frame import guarded, page_context, readable
from content.targets.gauges import gauge
from portal.people import access

_DOCUMENTS = (ReferenceKind.LAW, ReferenceKind.PLAN)


@access.public
@require_safe
def document(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    plan, text = readable(request, slug)
    if not 1 <= number <= text.version.page_count:
        raise Http404
    if number == 1 and request.resolver_match and request.resolver_match.url_name == "page":
        return HttpResponseRedirect(plan.get_absolute_url())
    page = selectors.reading_page(plan, text, number, request.user)
    context = page_context(plan, text, "document") | {
        "reading": page,
        **_split(text, request),
        "original": original_for_readers(plan, text) if page.lacks_something else None,
        # The search knows nothing of restricted plans.
        "find": reverse("plans:find", args=[plan.slug]) if grants_of(plan) else "",
        "previous_url": page_url(plan.slug, number - 1) if number > 1 else "",
        "next_url": page_url(plan.slug, number + 1) if number < page.count else "",
    }
    response = render(request, "content/plans/document.html", context)
    return guarded(response, plan, text, personal=page.has_actions)


def _split(text: ReadableText, request: HttpRequest) -> dict[str, Any]:
    """What a clause that is called by its lasting address also said before it was split."""
    try:
        anchor = UUID(request.GET.get("split", ""))
    except ValueError:
        return {}
    clause = text.clauses.filter(anchor=anchor).select_related("version").first()
    return {"split": clause, "split_off": split_off(clause, text, request.user)} if clause else {}


@access.public
@require_safe
def targets(request: HttpRequest, slug: str) -> HttpResponse:
    plan, text = readable(request, slug)
    aims = selectors.aims_of(text, on=timezone.localdate())
    tables = selectors.tables_of_goals(text) if aims else []
    context = page_context(plan, text, "targets") | {
        "rows": [(aim, clause_url(plan.slug, aim.clause), gauge(aim.row)) for aim in aims],
        "tables": [(table, clause_url(plan.slug, table.clause)) for table in tables],
    }
    return guarded(render(request, "content/plans/targets.html", context), plan, text)


@access.public
@require_safe
def references(request: HttpRequest, slug: str) -> HttpResponse:
    plan, text = readable(request, slug)
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for reference in selectors.citations_of(plan, text).select_related("clause"):
        older = older_text(plan, reference)
        name = older or reference.name
        row = rows.setdefault(
            (reference.kind, name),
            {"name": name, "basis": False, "url": "", "clauses": [], "is_older": older is not None},
        )
        row["basis"] = row["basis"] or reference.basis
        if len(row["clauses"]) < 5:
            row["clauses"].append(
                {"url": clause_url(plan.slug, reference.clause), "clause": reference.clause}
            )
    _link_plans(request, plan, rows)
    groups = [
        (title, [row for row in rows.values() if row["basis"] is basis])
        for title, basis in ((_("编制依据"), True), (_("正文引用"), False))
    ]
    context = page_context(plan, text, "references") | {"groups": [g for g in groups if g[1]]}
    return guarded(render(request, "content/plans/references.html", context), plan, text)


def _link_plans(
    request: HttpRequest, plan: PlanDocument, rows: dict[tuple[str, str], dict[str, Any]]
) -> None:
    """Named documents that the library holds become links; of the others it is said, but for an
    older text of this one, which may be held as an earlier version."""
    titles = [name for _kind, name in rows]
    known = selectors.visible_to(request.user).filter(title__in=titles).exclude(pk=plan.pk)
    urls = {one.title: one.get_absolute_url() for one in known.only("title", "slug")}
    for (kind, name), row in rows.items():
        row["url"] = urls.get(name, "")
        row["is_missing"] = kind in _DOCUMENTS and not row["url"] and not row["is_older"]


@access.public
@require_safe
def about(request: HttpRequest, slug: str) -> HttpResponse:
    plan, text = readable(request, slug)
    published = plan.versions.filter(published_at__isnull=False).only(
        "number", "published_at", "document"
    )
    context = page_context(plan, text, "about") | {
        "versions": published,
        "repairs": repair_counts(text.repairs),
        "hazards": list(plan.hazards.all()),
        "remarks": remarks_of(text.version),
        "original": original_for_readers(plan, text),
        "relatives": relatives(plan, request.user, on=timezone.localdate()),
    }
    response = render(request, "content/plans/about.html", context)
    # Who is signed in may read documents among its relatives that others may not.
    return guarded(response, plan, text, personal=request.user.is_authenticated)


@access.public
@require_safe
def clause(request: HttpRequest, anchor: UUID) -> HttpResponse:
    """The lasting address of a clause: to its place today, or its last words with a notice."""
    found = selectors.locate(anchor, request.user)
    if found is None:
        raise Http404
    if found.current:
        url = found.url
        if found.text.version.number > 1 and split_off(found.clause, found.text, request.user):
            url = url.replace("#", f"?split={anchor}#")
        return guarded(HttpResponseRedirect(url), found.document, found.text)
    items = lists_of([found.clause]).get(found.clause.pk, NO_LIST)
    items = shown_to(found.text.grades, items)
    plan, current = readable(request, found.document.slug)
    last = found.clause.version
    later = [each for each in published_versions(plan) if each.number > last.number]
    context = page_context(plan, current, "") | {
        "clause": found.clause,
        "last": last,
        "next": later[-1] if later else None,
        "path": path_of(found.clause),
        "became": became(found.clause, request.user),
        "body": paragraphs("\n".join([found.clause.text, *lines_of(items)])),
        "rows": table_rows(found.clause),
    }
    response = render(request, "content/plans/withdrawn.html", context)
    return guarded(response, plan, found.text)
