"""和上一版比，改了什么: two published versions of a plan beside each other, and a draft beside the
version in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from content.plans.domain.changes import Change, ChangeKind, Passage, counts
from content.plans.domain.marks import Piece, marked
from content.plans.domain.table_marks import MarkedRow, marked_table, plain_table
from content.plans.domain.told_changes import ToldChange
from content.plans.models import PlanVersion
from content.plans.selectors.changes import Compared, compared_with_told, published_versions
from content.plans.selectors.readable import readable_text
from content.plans.selectors.review import returned_before
from content.plans.views.differences import kinds, summary, told_rows
from content.plans.views.frame import guarded, page_context, readable
from content.plans.views.own import version_or_404
from portal.foundation.pagecache.storable import vouch
from portal.people import access
from portal.people.rights import Action

PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change ready to be shown. `pieces`: the text of an edit with its marks; `table`: the rows
    of a table, with the marks of an edit; `left`: where it stood before, if it moved."""

    change: Change
    word: str
    path: Sequence[str]
    left: str
    pieces: Sequence[Piece] = ()
    table: Sequence[MarkedRow] = ()

    @property
    def named(self) -> str:
        """What the table is called."""
        return (self.change.after or self.change.before)[0].label


@access.public
@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    plan, text = readable(request, slug)
    versions = published_versions(plan)
    after = _asked(request, "after", versions) or text.version
    earlier = [each for each in versions if each.number < after.number]
    before = _asked(request, "before", versions) or (earlier[0] if earlier else None)
    context = page_context(plan, text, "changes") | {"versions": versions}
    if before is not None and before.number != after.number:
        before, after = sorted((before, after), key=lambda each: each.number)
        found = compared_with_told(text.of(before), text.of(after))
        page = _page(request, found)
        vouch(
            request,
            {
                "before": before.number if "before" in request.GET else "",
                "after": after.number if "after" in request.GET else "",
                "page": page.number if page.number > 1 else "",
            },
        )
        context |= {
            "before": before,
            "after": after,
            **_shown(found, page),
        }
    return guarded(render(request, "content/plans/changes.html", context), plan, text)


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def against_current(request: HttpRequest, pk: int) -> HttpResponse:
    """What a draft changes of the version in force, or, as `?with=returned`, of the draft before
    it that was returned, for those who make or review the plan."""
    version = version_or_404(request.user, pk, Action.PLAN_READ_INTERNAL, whole=False)
    returned = returned_before(version) if request.GET.get("with") == "returned" else None
    before = returned.version if returned else version.document.current_version
    if before is None or version.is_published:
        return redirect("plans_desk:review", pk=pk)
    text = readable_text(version, request.user)
    found = compared_with_told(text.of(before), text)
    page = _page(request, found)
    context = {
        "version": version,
        "plan": version.document,
        "before": before,
        "returned": returned,
        **_shown(found, page),
    }
    return render(request, "content/plans/desk/compare.html", context)


def _page(request: HttpRequest, found: Compared) -> Page[Change | ToldChange]:
    rows: list[Change | ToldChange] = [*found.changes, *found.told]
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _shown(found: Compared, page: Page[Change | ToldChange]) -> dict[str, Any]:
    """Of one page what became of clauses, and behind all of that what the editors say of them."""
    return {
        "summary": summary(counts(found.changes)),
        "page_obj": page,
        "rows": [_row(one) for one in page if isinstance(one, Change)],
        "told": told_rows([one for one in page if isinstance(one, ToldChange)]),
        "told_count": len(found.told),
    }


def _asked(request: HttpRequest, name: str, versions: Sequence[PlanVersion]) -> PlanVersion | None:
    """The version that the address names; Http404 for a number that was never published."""
    asked = request.GET.get(name, "")
    if not asked:
        return None
    for version in versions:
        if str(version.number) == asked:
            return version
    raise Http404


def _row(change: Change) -> ChangeRow:
    now, was = change.after[:1], change.before[:1]
    pieces: Sequence[Piece] = ()
    if change.kind == ChangeKind.EDITED:
        renamed = was[0].heading != now[0].heading
        pieces = marked(_said(was[0], renamed), _said(now[0], renamed))
    left = ""
    if change.moved or change.kind == ChangeKind.MOVED:
        left = _place(was[0])
    path = (now or was)[0].path
    return ChangeRow(change, kinds()[change.kind], path, left, pieces, _table(change))


def _table(change: Change) -> list[MarkedRow]:
    """Of what was added, changed or deleted; a table that was split or joined is read as text."""
    if change.kind in (ChangeKind.SPLIT, ChangeKind.JOINED):
        return []
    last = (change.after or change.before)[0]
    if change.kind == ChangeKind.EDITED:
        first = change.before[0]
        headed = last.headed if last.table else first.headed
        return marked_table(first.table, last.table, headed=headed)
    return plain_table(last.table, headed=last.headed)


def _place(passage: Passage) -> str:
    return " › ".join([*passage.path, passage.label])


def _said(passage: Passage, with_heading: bool) -> str:
    words = passage.prose if passage.table else passage.text
    return "\n".join(filter(None, [passage.heading if with_heading else "", words]))
