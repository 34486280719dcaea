from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.plans import selectors
from content.plans.domain.header import FieldKey
from content.plans.enums import Visibility
from content.plans.models import PlanDocument, PlanVersion
from content.plans.rendering import paragraphs, table_rows
from content.plans.report import repair_counts
from content.plans.search import clause_url, page_url
from content.plans.selectors.anchored import lines_of, path_of
from content.plans.selectors.lists import NO_LIST, lists_of
from portal.people import access

_LIGHT = (
    "current_version__original", "current_version__spans", "current_version__notes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Tab:
    url: str
    label: str
    is_current: bool


@access.public
@require_safe
def document(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    plan, version = _plan(request, slug)
    if not 1 <= number <= version.page_count:
        raise Http404
    if number == 1 and request.resolver_match and request.resolver_match.url_name == "page":
        return HttpResponseRedirect(plan.get_absolute_url())
    page = selectors.reading_page(plan, version, number, request.user)
    context = _context(plan, version, "document") | {
        "reading": page,
        "previous_url": page_url(plan.slug, number - 1) if number > 1 else "",
        "next_url": page_url(plan.slug, number + 1) if number < page.count else "",
    }
    response = render(request, "content/plans/document.html", context)
    return _guard(response, plan, personal=page.has_actions)


@access.public
@require_safe
def targets(request: HttpRequest, slug: str) -> HttpResponse:
    plan, version = _plan(request, slug)
    aims = selectors.aims_of(version, on=timezone.localdate())
    rows = [{"aim": aim, "url": clause_url(plan.slug, aim.clause)} for aim in aims]
    context = _context(plan, version, "targets") | {"rows": rows}
    return _guard(render(request, "content/plans/targets.html", context), plan)


@access.public
@require_safe
def references(request: HttpRequest, slug: str) -> HttpResponse:
    plan, version = _plan(request, slug)
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for reference in selectors.citations_of(plan, version).select_related("clause"):
        row = rows.setdefault(
            (reference.kind, reference.name),
            {"name": reference.name, "basis": False, "url": "", "clauses": []},
        )
        row["basis"] = row["basis"] or reference.basis
        if len(row["clauses"]) < 5:
            row["clauses"].append(
                {"url": clause_url(plan.slug, reference.clause), "clause": reference.clause}
            )
    _link_plans(request, rows)
    groups = [
        (title, [row for row in rows.values() if row["basis"] is basis])
        for title, basis in ((_("编制依据"), True), (_("正文引用"), False))
    ]
    context = _context(plan, version, "references") | {"groups": [g for g in groups if g[1]]}
    return _guard(render(request, "content/plans/references.html", context), plan)


def _link_plans(request: HttpRequest, rows: dict[tuple[str, str], dict[str, Any]]) -> None:
    """Named documents that the library holds become links."""
    known = selectors.visible_to(request.user).filter(title__in=[name for _kind, name in rows])
    urls = {plan.title: plan.get_absolute_url() for plan in known.only("title", "slug")}
    for (_kind, name), row in rows.items():
        row["url"] = urls.get(name, "")


@access.public
@require_safe
def about(request: HttpRequest, slug: str) -> HttpResponse:
    plan, version = _plan(request, slug)
    published = plan.versions.filter(published_at__isnull=False).only(
        "number", "published_at", "document"
    )
    context = _context(plan, version, "about") | {
        "versions": published,
        "repairs": repair_counts(version),
        "hazards": list(plan.hazards.all()),
        "remarks": [field for field in version.fields if field["key"] == FieldKey.NOTE],
    }
    return _guard(render(request, "content/plans/about.html", context), plan)


@access.public
@require_safe
def clause(request: HttpRequest, anchor: UUID) -> HttpResponse:
    """The lasting address of a clause: to its place today, or its last words with a notice."""
    found = selectors.locate(anchor, request.user)
    if found is None:
        raise Http404
    if found.current:
        return _guard(HttpResponseRedirect(found.url), found.document)
    items = lists_of([found.clause]).get(found.clause.pk, NO_LIST)
    response = render(
        request,
        "content/plans/withdrawn.html",
        {
            "plan": found.document,
            "clause": found.clause,
            "version": found.clause.version,
            "path": path_of(found.clause),
            "body": paragraphs("\n".join([found.clause.text, *lines_of(items)])),
            "rows": table_rows(found.clause.table) if hasattr(found.clause, "table") else (),
        },
    )
    return _guard(response, found.document)


def _plan(request: HttpRequest, slug: str) -> tuple[PlanDocument, PlanVersion]:
    plans = selectors.visible_to(request.user).select_related(
        "current_version", "replaced_by", "division", "owner_unit"
    )
    plan = get_object_or_404(plans.defer(*_LIGHT), slug=slug)
    if plan.current_version is None:
        raise Http404
    return plan, plan.current_version


def _guard(response: HttpResponse, plan: PlanDocument, *, personal: bool = False) -> HttpResponse:
    """Pages that not everybody may read stay out of every cache."""
    if personal or plan.visibility != Visibility.PUBLIC:
        response["Cache-Control"] = "no-store, private"
    return response


def _context(plan: PlanDocument, version: PlanVersion, name: str) -> dict[str, Any]:
    aims = selectors.clauses_with_aims(version).exists()
    tabs = [("document", _("全文"))]
    # What is called by its address is a tab, also where it has nothing to show.
    if aims or name == "targets":
        tabs.append(("targets", _("目标")))
    if name == "references" or selectors.citations_of(plan, version).exists():
        tabs.append(("references", _("依据与引用")))
    tabs.append(("about", _("文件信息")))
    return {
        "plan": plan,
        "version": version,
        "trail": [
            Step(reverse("plans:list"), _("预案库")),
            Step(f"{reverse('plans:list')}?family={plan.family}", str(plan.get_family_display())),
        ],
        "tabs": [
            Tab(reverse(f"plans:{key}", args=[plan.slug]), label, key == name)
            for key, label in tabs
        ],
        "historic": _historic(plan),
        "current_url": _successor_url(plan),
        "issued_on": version.signed_on or version.published_on,
        "language": "zh-Hant" if version.language == "zh-Hant" else "",
    }


def _historic(plan: PlanDocument) -> str:
    if not plan.is_historic:
        return ""
    if plan.period_start and plan.period_end:
        return _("规划期 %(start)s—%(end)s 年已满，仅供查阅。") % {
            "start": plan.period_start, "end": plan.period_end,
        }  # fmt: skip
    return _("已不再执行，仅供查阅。")


def _successor_url(plan: PlanDocument) -> str:
    successor = plan.replaced_by
    if successor is None or successor.visibility != Visibility.PUBLIC:
        return ""
    return successor.get_absolute_url() if successor.current_version_id else ""
