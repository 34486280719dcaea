from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.pages import anchors
from content.pages.rendering import plain_text, render_markdown
from content.targets import selectors, services
from content.targets.domain.verdicts import Standing
from content.targets.enums import Comparator
from content.targets.forms import TargetForm
from content.targets.models import Target
from portal.foundation import charts
from portal.foundation.exports import csv
from portal.people import access
from portal.people.access import get_or_refuse
from portal.people.rights import Action

WIDE, NARROW = 560, 288


@access.public
@require_safe
def target_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = selectors.public_rows(on=today)
    counts = {
        standing: sum(row.verdict.standing is standing for row in rows) for standing in Standing
    }
    return render(
        request,
        "content/targets/list.html",
        {
            "rows": [(row, _gauge(row, NARROW)) for row in rows],
            "total": len(rows),
            "reached": counts[Standing.REACHED],
            "open": counts[Standing.IN_PROGRESS] + counts[Standing.BEHIND],
            "missed": counts[Standing.MISSED],
            "unmeasured": counts[Standing.NOT_MEASURED],
            "today": today,
        },
    )


@access.public
@require_safe
def target_detail(request: HttpRequest, slug: str) -> HttpResponse:
    row = _public_row(slug)
    return render(
        request,
        "content/targets/detail.html",
        {
            "row": row,
            "narrow": _gauge(row, NARROW),
            "wide": _gauge(row, WIDE),
            "definition": render_markdown(row.target.indicator.definition),
            "history": selectors.history(row.target.indicator),
        },
    )


@access.public
@require_safe
def target_csv(request: HttpRequest, slug: str) -> HttpResponse:
    row = _public_row(slug)
    header = [_("截至"), _("数值"), _("计量"), _("分子"), _("分母"), _("目标"), _("口径")]
    body = [
        [
            figure.holds_for.isoformat(),
            figure.value,
            row.unit,
            figure.numerator,
            "" if figure.denominator is None else figure.denominator,
            row.goal_text,
            plain_text(figure.definition),
        ]
        for figure in selectors.history(row.target.indicator, limit=3_000)
    ]
    response = HttpResponse(csv.render(header, body), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="target-{slug}.csv"'
    return response


@access.requires(Action.TARGET_EDIT)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    rows = selectors.rows(selectors.editable(request.user), on=timezone.localdate())
    return render(request, "content/targets/desk.html", {"rows": rows})


@access.requires(Action.TARGET_EDIT)
def desk_new(request: HttpRequest) -> HttpResponse:
    """Draft a target from the clause named in the address."""
    key = request.GET.get("clause", "")
    anchor = anchors.resolve(key)
    if anchor is None:
        raise Http404
    form = TargetForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.draft_target(
                slug=data["slug"],
                name=data["name"],
                indicator=data["indicator"],
                clause_key=key,
                comparator=Comparator(data["comparator"]),
                value=data["value"],
                stratum=data["stratum"],
                starts=data["starts"],
                due=data["due"],
                unit=data["unit"],
                public=data["public"],
                actor=request.user,  # type: ignore[arg-type]
            )
        except services.TargetRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("目标已存为草稿，核对后再确认。"))
            return redirect("targets:desk")
    return render(request, "content/targets/desk_new.html", {"form": form, "anchor": anchor})


@access.requires(Action.TARGET_CONFIRM)
@require_POST
def desk_confirm(request: HttpRequest, slug: str) -> HttpResponse:
    target = get_or_refuse(
        Target.objects.all(),
        request.user,
        Action.TARGET_CONFIRM,
        unit_of=lambda found: found.unit_id,
        slug=slug,
    )
    try:
        services.confirm_target(target=target, actor=request.user)  # type: ignore[arg-type]
        services.snapshot(target.indicator, timezone.localdate())
    except services.TargetRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("“%(name)s”已确认。") % {"name": target.name})
    return redirect("targets:desk")


def _public_row(slug: str) -> selectors.TargetRow:
    target = get_object_or_404(Target.objects.public(), slug=slug)
    return selectors.rows(Target.objects.filter(pk=target.pk), on=timezone.localdate())[0]


def _gauge(row: selectors.TargetRow, width: int) -> charts.Chart:
    return charts.bar_gauge(
        title=row.target.name,
        value=row.figure.value if row.figure else None,
        target=row.target.value,
        unit=row.unit,
        width=width,
    )
