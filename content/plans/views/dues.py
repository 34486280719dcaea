"""What falls due of the response plans, most behind first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.plans.domain.dues import Due, Rule, Standing, What, first_day_of, names_in
from content.plans.enums import DueWhat, Visibility
from content.plans.forms.listing import DueFilterForm
from content.plans.models import DueRule
from content.plans.selectors.dues import PlanDues, due_list, rule_book
from content.plans.selectors.figures import DueState, is_in
from content.plans.tiles import Tile
from content.plans.views.back import leading_back
from portal.people import access
from portal.people.rights import Action

A_PAGE: Final = 50
_LOOKS: Final = {
    Standing.OVERDUE: ("zhu", "warning"),
    Standing.SOON: ("amber", "clock"),
    Standing.UNKNOWN: ("amber", "info"),
    Standing.CALM: ("quiet", ""),
    Standing.LATE: ("quiet", "check"),
    Standing.DONE: ("quiet", "check"),
}
"""Standing → kind of the tag and its sign; the word says the same."""

FIELDS: Final = {
    What.FILING: "filed_on",
    What.RECEIPT: "receipt_on",
    What.DISCLOSURE: "disclosed_on",
    What.EVALUATION: "evaluated_on",
}
"""Where the register says that it was done; a drill has a record of its own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`word` stands in a tag of `kind` with the sign `icon`, `dates` in lines that do not break
    below it; without a tag there is only `note`."""

    label: str
    word: str = ""
    kind: str = ""
    icon: str = ""
    dates: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`url` is where the person reads the plan or, where they may, keeps its entry."""

    entry: PlanDues
    cells: list[Cell]
    url: str


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def dues(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    book = rule_book()
    form = DueFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    state = DueState(wanted["due"]) if wanted.get("due") else None
    found = due_list(
        request.user, today, book, wanted.get("q", ""), own=bool(wanted.get("whose")),
        kept=partial(is_in, state, today=today) if state else None,
    )  # fmt: skip
    page = Paginator(found.rows if form.is_valid() else [], A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "content/plans/desk/dues.html",
        {
            "today": today,
            "form": form,
            "filtered": not form.is_valid() or any(wanted.values()),
            "page": page,
            "rows": [_row(entry, today, request, book.rules) for entry in page],
            "labels": [what.label for what in DueWhat],
            "tiles": _tiles(found.found, wanted, today),
            "without": 0 if state else found.without,
            "weekends_only": "、".join(str(year) for year in found.weekends_only),
            "rules": [RuleWords(row) for row in book.rows.values() if row.pk in found.rules],
        },
        status=200 if form.is_valid() else 422,
    )


def _tiles(found: Sequence[Collection[Due]], wanted: Mapping[str, str], today: date) -> list[Tile]:
    """Each counts what its door lists, among what the words and the choice of files leave; a
    plan may be overdue with one thing and lack a day for another."""
    kept = {name: wanted[name] for name in ("q", "whose") if wanted.get(name)}
    shapes = {DueState.OVERDUE: "missed", DueState.MONTH: "open"}
    return [
        Tile(
            count, str(state.label), f"?{urlencode(kept | {'due': state.value})}",
            shapes.get(state, "") if count else "",
        )
        for state in DueState
        for count in [sum(is_in(state, dues, today) for dues in found)]
    ]  # fmt: skip


def _row(entry: PlanDues, today: date, request: HttpRequest, rules: Sequence[Rule]) -> Row:
    if not entry.may_edit:
        cells = [_cell(what, entry, today, rules) for what in What]
        return Row(entry, cells, entry.plan.get_absolute_url())
    url = leading_back(reverse("plans_desk:change", args=[entry.plan.slug]), request)
    return Row(entry, [_cell(what, entry, today, rules, url) for what in What], url)


def _cell(what: What, entry: PlanDues, today: date, rules: Sequence[Rule], url: str = "") -> Cell:
    """`url` of the entry, where the person may fill in what is missing."""
    due = entry.dues.get(what)
    label = str(DueWhat(what.value).label)
    if due is None:
        return Cell(label, note=_why_none(what, entry, rules))
    kind, icon = _LOOKS[due.standing]
    word = _word(due, today)
    lacks_start = due.standing == Standing.UNKNOWN and due.counted_from is None
    if field := "issued_on" if lacks_start else FIELDS.get(what):
        word = (
            format_html('<a class="quiet" href="{}#id_{}">{}</a>', url, field, word)
            if url
            else word
        )
    return Cell(label, word, kind, icon, _dates(due), _note(what, due, entry))


def _why_none(what: What, entry: PlanDues, rules: Sequence[Rule]) -> str:
    if what == What.DISCLOSURE and entry.plan.visibility != Visibility.PUBLIC:
        return _("登记为不公开")
    if what == What.RECEIPT and What.FILING in entry.dues:
        return _("备案后起算")
    if not entry.facts.is_own:
        return _("上级的预案，由上级办")
    if since := first_day_of(what, entry.facts, rules):
        return _("规则 %(day)s 起施行，这份更早") % {"day": since}
    return _("没有规则管到它")


def _word(due: Due, today: date) -> str:
    if due.standing == Standing.OVERDUE:
        return _("逾期 %(days)d 天") % {"days": due.days_behind(today)}
    if due.standing == Standing.SOON:
        left = -due.days_behind(today)
        return _("还有 %(days)d 天") % {"days": left} if left else _("今天到期")
    return {
        Standing.UNKNOWN: _("缺印发日期") if due.counted_from is None else _("缺主动公开日期"),
        Standing.CALM: _("没到期"),
        Standing.LATE: _("已办，晚了"),
        Standing.DONE: _("已办") if due.done_on else _("已办，没填日期"),
    }[due.standing]


def _dates(due: Due) -> list[str]:
    said = []
    if due.done_on is not None:
        said.append(_("%(day)s 办") % {"day": due.done_on})
    if due.due_on is not None:
        said.append(_("期限 %(day)s") % {"day": due.due_on})
    return said


def _note(what: What, due: Due, entry: PlanDues) -> str:
    if what != What.DRILL or due.due_on is None:
        return ""
    if entry.drilled_on:
        return _("上次演练 %(day)s") % {"day": entry.drilled_on}
    return _("还没有演练记录，从印发起算")


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule as people read it."""

    row: DueRule

    @property
    def limit(self) -> str:
        return f"{self.row.amount}\u00a0{self.row.get_span_display()}"

    @property
    def counted(self) -> str:
        return {
            What.FILING: _("印发后"),
            What.RECEIPT: _("送备案后"),
            What.DISCLOSURE: _("成文后"),
            What.EVALUATION: _("印发或上次评估后"),
            What.DRILL: _("上次演练（没有就是印发）后"),
        }[What(self.row.what)]

    @property
    def scope(self) -> str:
        kinds = "、".join(str(each.get_kind_display()) for each in self.row.kinds.all())
        parts = [kinds]
        if self.row.lowest_level:
            parts.append(_("%(level)s以上") % {"level": self.row.get_lowest_level_display()})
        if self.row.regime:
            parts.append(str(self.row.get_regime_display()))
        if self.row.named:
            parts.append(_("只管“%(words)s”") % {"words": "”“".join(names_in(self.row.named))})
        if self.row.division:
            parts.append(self.row.division.name)
        return "，".join(parts)

    @property
    def grounds(self) -> str:
        return f"{self.row.source}{self.row.article}"

    @property
    def ends(self) -> date | None:
        return self.row.valid_to
