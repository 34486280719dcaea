"""Reading targets: frozen rows ready for a template, a fixed number of queries a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.pages import anchors
from content.pages.anchors import Anchor
from content.targets.domain.verdicts import Standing, Verdict, judge, whole_shortfall
from content.targets.enums import TargetState
from content.targets.models import Indicator, IndicatorValue, Target
from portal.people import rights
from portal.people.rights import Action, Person

WORDS = {
    Standing.REACHED: gettext_lazy("达到"),
    Standing.IN_PROGRESS: gettext_lazy("进行中"),
    Standing.BEHIND: gettext_lazy("落后于进度"),
    Standing.MISSED: gettext_lazy("没达到"),
    Standing.NOT_MEASURED: gettext_lazy("还没有数据"),
}


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target beside its latest figure. `clause` is None where the text cannot be found."""

    target: Target
    clause: Anchor | None
    figure: IndicatorValue | None
    verdict: Verdict
    on: date

    @property
    def words(self) -> str:
        return str(WORDS[self.verdict.standing])

    @property
    def unit(self) -> str:
        return self.target.indicator.get_measure_display()

    @property
    def figure_text(self) -> str:
        return number(self.figure.value) + self.unit if self.figure else "—"

    @property
    def goal_text(self) -> str:
        sign = "≥" if self.target.comparator == "ge" else "≤"
        return f"{sign} {number(self.target.value)}{self.unit}"

    @property
    def basis_text(self) -> str:
        """How the figure was counted, in one short phrase."""
        if self.figure is None:
            return _("名册里还没有记录")
        if self.figure.denominator is None:
            return _("名册计数 %(n)d 条") % {"n": self.figure.n}
        return _("%(part)d / %(whole)d，名册计数") % {
            "part": self.figure.numerator,
            "whole": self.figure.denominator,
        }

    @property
    def next_step(self) -> str:
        """What is missing, counted in whole things."""
        if self.verdict.standing is Standing.REACHED or self.figure is None:
            return ""
        if self.figure.denominator:
            missing = whole_shortfall(
                self.figure.numerator, self.figure.denominator, self.target.value
            )
            return _("还差 %(n)d 个") % {"n": missing}
        return _("还差 %(n)s%(unit)s") % {"n": number(self.verdict.shortfall), "unit": self.unit}


def number(value: Decimal) -> str:
    """A figure without trailing zeros: 12, 61.7."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rows(targets: QuerySet[Target], *, on: date) -> list[TargetRow]:
    """Rows in the order of the queryset: three queries, whatever their number."""
    latest = IndicatorValue.objects.filter(
        indicator=OuterRef("indicator"), holds_for__lte=on
    ).order_by("-holds_for", "-revision")
    found = list(
        targets.select_related("indicator", "unit").annotate(
            latest_id=Subquery(latest.values("pk")[:1])
        )
    )
    figures = IndicatorValue.objects.in_bulk([t.latest_id for t in found if t.latest_id])
    clauses = anchors.resolve_many(target.clause_key for target in found)
    return [
        _row(target, clauses.get(target.clause_key), figures.get(target.latest_id), on)
        for target in found
    ]


def _row(
    target: Target, clause: Anchor | None, figure: IndicatorValue | None, on: date
) -> TargetRow:
    verdict = judge(target.goal, figure.value if figure else None, on=on)
    return TargetRow(target, clause, figure, verdict, on)


def public_rows(*, on: date) -> list[TargetRow]:
    return rows(Target.objects.public(), on=on)


def history(indicator: Indicator, *, limit: int = 60) -> Sequence[IndicatorValue]:
    """The latest revision of each day, newest first."""
    newest = (
        IndicatorValue.objects.filter(indicator=indicator, holds_for=OuterRef("holds_for"))
        .order_by("-revision")
        .values("pk")[:1]
    )
    return list(indicator.values.filter(pk=Subquery(newest)).order_by("-holds_for")[:limit])


def editable(user: Person) -> QuerySet[Target]:
    """Targets of the units in which the person may edit or confirm."""
    units = rights.units_for(user, Action.TARGET_EDIT) | rights.units_for(
        user, Action.TARGET_CONFIRM
    )
    return Target.objects.filter(unit_id__in=units).exclude(state=TargetState.RETIRED)
