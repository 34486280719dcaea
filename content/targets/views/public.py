"""What everybody reads of the targets, and may take along."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.pages.rendering import plain_text, render_markdown
from content.targets import selectors
from content.targets.domain.verdicts import Standing
from content.targets.enums import TargetState
from content.targets.gauges import WIDE, gauge
from content.targets.models import Target
from content.targets.wording import TargetRow
from portal.foundation.exports import download
from portal.foundation.pagecache.storable import vouch
from portal.people import access

A_PAGE = 50


@access.public
@require_safe
def target_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = selectors.public_rows(on=today)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    vouch(request, {"page": page.number if page.number > 1 else ""})
    counts = {
        standing: sum(row.verdict.standing is standing for row in rows) for standing in Standing
    }
    return render(
        request,
        "content/targets/list.html",
        {
            "page": page,
            "rows": [(row, gauge(row)) for row in selectors.beside_clauses(list(page))],
            "total": len(rows),
            "reached": counts[Standing.REACHED],
            "incomplete": counts[Standing.INCOMPLETE],
            "open": counts[Standing.IN_PROGRESS],
            "behind": counts[Standing.BEHIND],
            "missed": counts[Standing.MISSED],
            "undecided": counts[Standing.UNDECIDED],
            "unmeasured": counts[Standing.NOT_MEASURED],
            "today": today,
        },
    )


@access.public
@require_safe
def target_detail(request: HttpRequest, slug: str) -> HttpResponse:
    row = _row(Target.objects.with_page(), slug)
    if row.target.state == TargetState.RETIRED:
        context = {"row": row, "now": selectors.taking_its_place(row.target)}
        return render(request, "content/targets/retired.html", context)
    return render(
        request,
        "content/targets/detail.html",
        {
            "row": row,
            "narrow": gauge(row),
            "wide": gauge(row, WIDE),
            "definition": render_markdown(row.target.indicator.definition),
            "history": [(figure, row.in_words(figure)) for figure in selectors.history_of(row)],
        },
    )


@access.public
@require_safe
def target_csv(request: HttpRequest, slug: str) -> HttpResponse:
    row = _row(Target.objects.public(), slug)
    header, body = _figures(row)
    return download.table("csv", f"target-{slug}", row.target.name, header, body)


@access.public
@require_safe
def target_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    row = _row(Target.objects.public(), slug)
    header, body = _figures(row)
    return download.table("xlsx", f"target-{slug}", row.target.name, header, body)


def _figures(row: TargetRow) -> tuple[list[object], list[list[object]]]:
    """Header and rows of all figures of a target, for either kind of file."""
    header: list[object] = [
        _("截至"),
        _("数值"),
        _("计量"),
        _("分子"),
        _("分母"),
        _("目标"),
        _("按天平均应到"),
        _("没有算进去的"),
        _("名册登记情况"),
        _("口径"),
    ]
    body: list[list[object]] = [
        [
            figure.holds_for.isoformat(),
            row.shown(figure),
            row.unit,
            figure.numerator,
            "" if figure.denominator is None else figure.denominator,
            row.goal_text,
            "" if (expected := row.expected_on(figure)) is None else expected,
            row.caveat,
            row.completeness_of(figure),
            plain_text(figure.definition),
        ]
        for figure in selectors.history_of(row, limit=3_000)
    ]
    return header, body


def _row(readable: QuerySet[Target], slug: str) -> TargetRow:
    target = get_object_or_404(readable, slug=slug)
    return selectors.rows(Target.objects.filter(pk=target.pk), on=timezone.localdate())[0]
