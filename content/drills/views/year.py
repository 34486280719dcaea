"""The drills of a year, and the register as a table to take along."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.drills.domain.standing import Standing
from content.drills.enums import NUMBERS, State
from content.drills.models import Drill
from content.drills.selectors.drills import (
    Row,
    Year,
    of_year,
    plans_not_drilled,
    rows_of,
    years_of,
)
from content.drills.selectors.improving import ImprovementState, late_of
from portal.foundation.audit.services import record
from portal.foundation.audit.words import names_of
from portal.foundation.exports import download
from portal.foundation.fields import FIRST_YEAR, LAST_YEAR
from portal.people import access, rights
from portal.people.rights import Action

LISTED = 12
A_PAGE = 50


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    chosen = _year(request, today.year)
    found = of_year(request.user, chosen, today)
    page = Paginator(found.drills, A_PAGE).get_page(request.GET.get("page"))
    undrilled = plans_not_drilled(request.user, chosen)
    years = sorted({chosen, today.year, *years_of(request.user)}, reverse=True)
    return render(
        request,
        "content/drills/year.html",
        {
            "found": found,
            "chosen": chosen,
            "page": page,
            "rows": [
                (row, *_status(row, today))
                for row in rows_of(request.user, cast(QuerySet[Drill], page.object_list), today)
            ],
            "tiles": _tiles(found, late_of(request.user, today)),
            "years": [
                {"url": f"?year={each}", "label": _("%(year)d 年") % {"year": each},
                 "is_current": each == chosen}
                for each in years
            ],
            "undrilled": undrilled[:LISTED],
            "more": len(undrilled[LISTED:]),
            "may_edit": rights.can(request.user, Action.PLAN_EDIT),
        },
    )  # fmt: skip


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    return _export(request, "csv")


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def as_xlsx(request: HttpRequest) -> HttpResponse:
    return _export(request, "xlsx")


def _export(request: HttpRequest, kind: str) -> HttpResponse:
    today = timezone.localdate()
    chosen = _year(request, today.year)
    drills = of_year(request.user, chosen, today).drills
    if drills.count() > download.MOST:
        raise PermissionDenied(_("太多了，一次最多导出 5 万行。"))
    rows = rows_of(request.user, drills, today)
    units = rights.uppermost_for(request.user, Action.PLAN_READ_INTERNAL) or [None]
    for unit in units:
        record(
            actor=access.person_of(request), action="content.drill.exported", unit_id=unit,
            target_key=f"drills:{chosen}", data={"year": chosen, "rows": len(rows)},
        )  # fmt: skip
    return download.table(
        kind, f"drills-{chosen}", _("%(year)d 年演练") % {"year": chosen}, _header(), _table(rows)
    )


def _header() -> Sequence[str]:
    names = (
        "title", "plan", "owner_unit", "form", "scope", "notice", "planned_on", "state", "held_on",
        "place", "lead", "partners", *NUMBERS,
    )  # fmt: skip
    called = [str(words) for words in names_of(Drill, names).values()]
    return [
        *called, _("参加人次"), _("观摩人员"), _("得分"), _("等级"), _("没完成的整改"),
        _("取消的原因"),
    ]  # fmt: skip


def _table(rows: Sequence[Row]) -> Iterator[Sequence[Any]]:
    for row in rows:
        drill = row.drill
        evaluation = getattr(drill, "evaluation", None)
        yield (
            drill.title, drill.plan.title, drill.owner_unit.name, drill.get_form_display(),
            drill.get_scope_display(), drill.get_notice_display(), drill.planned_on,
            drill.get_state_display(), drill.held_on, drill.place, drill.lead, drill.partners,
            *(getattr(drill, name) for name in NUMBERS), drill.person_times, drill.onlookers,
            evaluation and evaluation.score, evaluation.get_grade_display() if evaluation else "",
            row.open_improvements, drill.cancelled_because,
        )  # fmt: skip


def _year(request: HttpRequest, this_year: int) -> int:
    said = request.GET.get("year", "")
    number = int(said) if said.isdecimal() and len(said) == 4 else this_year
    return number if FIRST_YEAR <= number <= LAST_YEAR else this_year


def _status(row: Row, today: Any) -> tuple[str, str, str]:
    """Word, kind and sign of the tag."""
    drill = row.drill
    if drill.state == State.PLANNED and row.standing == Standing.OVERDUE:
        days = (today - drill.planned_on).days
        return _("过了计划日期 %(days)d 天") % {"days": days}, "zhu", "warning"
    if drill.state == State.PLANNED and row.standing == Standing.SOON:
        return _("快到计划日期"), "amber", "clock"
    kind, icon = {
        State.PLANNED: ("quiet", ""),
        State.HELD: ("amber", "clock"),
        State.CLOSED: ("quiet", "check"),
        State.CANCELLED: ("quiet", "cross"),
    }[State(drill.state)]
    return str(drill.get_state_display()), kind, icon


def _tiles(found: Year, late: int) -> list[dict[str, Any]]:
    """`late`: improvements of any year that are overdue."""
    tiles: list[dict[str, Any]] = [
        {"label": _("计划"), "value": found.planned},
        {"label": _("已演练"), "value": found.held},
        {"label": _("其中综合演练"), "value": found.comprehensive},
        {"label": _("参加人次"), "value": found.person_times},
    ]
    if found.behind:
        behind = {"label": _("过了日期没演练"), "value": found.behind, "verdict": "missed"}
        tiles.append(behind)
    if late:
        tiles.append(
            {"label": _("整改逾期"), "value": late, "verdict": "missed",
             "url": f"{reverse('drills:improvements')}?state={ImprovementState.LATE.value}"}
        )  # fmt: skip
    return tiles


def list_url(day_year: int) -> str:
    return f"{reverse('drills:list')}?year={day_year}"
