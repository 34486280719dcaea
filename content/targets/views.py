from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.pages import anchors
from content.pages.rendering import plain_text, render_markdown
from content.targets import selectors, services, waiting
from content.targets.domain.verdicts import Standing
from content.targets.enums import Comparator
from content.targets.forms import TargetForm
from content.targets.models import Target
from portal.foundation import charts
from portal.foundation.exports import csv, xlsx
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
            "open": counts[Standing.IN_PROGRESS],
            "behind": counts[Standing.BEHIND],
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
    header, body = _figures(row)
    return _download(csv.render(header, body), csv.CONTENT_TYPE, f"target-{slug}.csv")


@access.public
@require_safe
def target_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    row = _public_row(slug)
    header, body = _figures(row)
    book = xlsx.render([xlsx.Sheet(row.target.name, header, body)])
    return _download(book, xlsx.CONTENT_TYPE, f"target-{slug}.xlsx")


def _figures(row: selectors.TargetRow) -> tuple[list[object], list[list[object]]]:
    """Header and rows of all figures of a target, for either kind of file."""
    header: list[object] = [
        _("截至"),
        _("数值"),
        _("计量"),
        _("分子"),
        _("分母"),
        _("目标"),
        _("口径"),
    ]
    body: list[list[object]] = [
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
    return header, body


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@access.requires(Action.TARGET_EDIT)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    rows = selectors.rows(selectors.editable(request.user), on=timezone.localdate())
    return render(
        request,
        "content/targets/desk.html",
        {"rows": rows, "waiting": waiting.waiting_for(request.user)},
    )


@access.requires(Action.TARGET_EDIT)
@require_safe
def desk_xlsx(request: HttpRequest) -> HttpResponse:
    """The ledger of the person's units as a workbook, drafts among them."""
    header = [
        _("目标"), _("定的数"), _("范围"), _("起"), _("止"), _("现在"), _("截至"), _("进度"),
        _("状态"), _("负责"), _("出处"),
    ]  # fmt: skip
    body = [
        [
            row.target.name, row.goal_text, row.target.stratum, row.target.starts,
            row.target.due, row.figure_text, row.figure.holds_for if row.figure else "",
            row.words, row.target.get_state_display(), row.target.unit.name,
            row.clause.title if row.clause else _("条文已撤下"),
        ]
        for row in selectors.rows(selectors.editable(request.user), on=timezone.localdate())
    ]  # fmt: skip
    book = xlsx.render([xlsx.Sheet(_("目标台账"), header, body)])
    return _download(book, xlsx.CONTENT_TYPE, "targets.xlsx")


@access.requires(Action.TARGET_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_new(request: HttpRequest) -> HttpResponse:
    """Draft a target from the clause named in the address."""
    key = request.GET.get("clause", "")
    anchor = anchors.resolve(key)
    if anchor is None:
        raise Http404
    form = TargetForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            target = services.draft_target(
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
                actor=access.person_of(request),
            )
        except services.TargetRefused as refused:
            form.add_error(None, refused.message)
        else:
            if target.slug == data["slug"]:
                messages.success(request, _("目标已存为草稿，核对后再确认。"))
            else:
                messages.info(request, _("这个目标已经有了：“%(name)s”。") % {"name": target.name})
            return redirect("targets:desk")
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "anchor": anchor}
    return render(request, "content/targets/desk_new.html", context, status=status)


@access.requires(Action.TARGET_CONFIRM)
@access.post_only("targets:desk")
def desk_confirm(request: HttpRequest, slug: str) -> HttpResponse:
    target = get_or_refuse(
        Target.objects.all(),
        request.user,
        Action.TARGET_CONFIRM,
        unit_of=lambda found: found.unit_id,
        slug=slug,
    )
    try:
        services.confirm_target(target=target, actor=access.person_of(request))
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
