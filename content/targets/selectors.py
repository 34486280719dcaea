"""Reading targets: frozen rows ready for a template, a fixed number of queries a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.pages import anchors
from content.pages.anchors import Anchor
from content.targets import registry
from content.targets.domain.verdicts import (
    Goal,
    Standing,
    Step,
    Verdict,
    expected_by,
    judge,
    readable,
    whole_excess,
    whole_shortfall,
    with_steps,
)
from content.targets.enums import Comparator, TargetState
from content.targets.models import Indicator, IndicatorValue, Target
from portal.people import rights
from portal.people.rights import Action, Person
from portal.people.selectors import government_units

WORDS = {
    Standing.REACHED: gettext_lazy("达到"),
    Standing.INCOMPLETE: gettext_lazy("数字到了，口径不全"),
    Standing.IN_PROGRESS: gettext_lazy("进行中"),
    Standing.BEHIND: gettext_lazy("落后于进度"),
    Standing.MISSED: gettext_lazy("没达到"),
    Standing.NOT_MEASURED: gettext_lazy("还没有数据"),
}


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target beside the figure that decides it: the latest one, and after the due day
    the one of that day. `later` is a figure counted after the due day, for reading only.
    `clause` is None where the text cannot be found; `goal` knows the steps on the way."""

    target: Target
    goal: Goal
    clause: Anchor | None
    figure: IndicatorValue | None
    later: IndicatorValue | None
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
        return number(self.shown(self.figure)) + self.unit if self.figure else "—"

    @property
    def later_text(self) -> str:
        return number(self.shown(self.later)) + self.unit if self.later else ""

    def shown(self, figure: IndicatorValue) -> Decimal:
        """The figure rounded to the side that does not flatter: a share cut down never reads
        as a floor that is reached, and rounded up never as a ceiling that is kept."""
        if self.target.comparator == "le" and figure.denominator:
            return Decimal(ceil(figure.exact * 10)).scaleb(-1)
        return figure.value

    @property
    def caveat(self) -> str:
        source = registry.get(self.target.indicator.source)
        return str(source.caveat) if source else ""

    @property
    def completeness_text(self) -> str:
        return self.completeness_of(self.figure) if self.figure else ""

    def completeness_of(self, figure: IndicatorValue) -> str:
        """How complete the register was that a figure was counted from."""
        source = registry.get(self.target.indicator.source)
        return source.explain(figure.inputs) if source and source.explain else ""

    @property
    def expected_text(self) -> str:
        """What a floor asks by today, with the rule; nothing where the calendar decides nothing."""
        if self.verdict.expected is None or self.figure is None:
            return ""
        behind = self.verdict.standing is Standing.BEHIND
        due = readable(self.verdict.expected, self.shown(self.figure), behind=behind)
        rule = _("照各步目标按天平均算") if self.has_steps else _("按天平均算")
        return _("%(rule)s，今天应到 %(figure)s") % {
            "rule": rule,
            "figure": number(due) + self.unit,
        }

    @property
    def has_steps(self) -> bool:
        return bool(self.goal.steps or self.goal.base)

    @property
    def way_text(self) -> str:
        """The line that `expected_text` is read from, in words."""
        said = {"starts": self.goal.starts.isoformat(), "due": self.goal.due.isoformat()}
        if not self.has_steps:
            return _("从 %(starts)s 到 %(due)s，目标从零起平均摊到每一天。") % said
        said |= {
            "base": number(self.goal.base) + self.unit if self.goal.base else _("零"),
            "value": number(self.goal.value) + self.unit,
            "steps": "".join(
                _("%(day)s 的 %(figure)s、")
                % {"day": step.due.isoformat(), "figure": number(step.value) + self.unit}
                for step in self.goal.steps
            ),
        }
        return (
            _(
                "从 %(starts)s 的%(base)s起，到 %(steps)s%(due)s 的 %(value)s，"
                "每两个目标之间平均摊到每一天。"
            )
            % said
        )

    def expected_on(self, figure: IndicatorValue) -> Decimal | None:
        """What a floor asks by the day of a figure in its period."""
        day = figure.holds_for
        if self.goal.comparator == "le" or not self.goal.starts <= day <= self.goal.due:
            return None
        due = expected_by(self.goal, day)
        return readable(due, self.shown(figure), behind=figure.exact < due)

    @property
    def settled(self) -> bool:
        """The due day is over: the verdict stands whatever is counted later."""
        return self.on > self.target.due

    @property
    def goal_text(self) -> str:
        sign = "≥" if self.target.comparator == "ge" else "≤"
        return f"{sign} {number(self.target.value)}{self.unit}"

    @property
    def basis_text(self) -> str:
        """How the figure was counted, in one short phrase."""
        if self.figure is None:
            return _("期限之前没有数据") if self.settled else _("名册里还没有记录")
        if self.figure.denominator is None:
            basis = _("名册计数 %(n)d 条") % {"n": self.figure.n}
        else:
            basis = _("%(part)d / %(whole)d，名册计数") % {
                "part": self.figure.numerator,
                "whole": self.figure.denominator,
            }
        return f"{basis}，{self.settled_text}" if self.settled else basis

    @property
    def settled_text(self) -> str:
        return _("按 %(day)s 的数判定") % {"day": self.target.due.isoformat()}

    @property
    def next_step(self) -> str:
        """What is missing, counted in whole things; of a figure that leaves something out, that."""
        if self.verdict.standing is Standing.INCOMPLETE:
            return _("口径补全以前，不能判定达到")
        if not self.verdict.shortfall or self.figure is None:
            return ""
        if self.target.comparator == "le":
            return self._over(self.figure)
        if self.figure.denominator:
            missing = whole_shortfall(
                self.figure.numerator, self.figure.denominator, self.target.value
            )
            return _("还差 %(n)d 个") % {"n": missing}
        lacking = self.target.value - self.figure.value
        return _("还差 %(n)s%(unit)s") % {"n": number(lacking), "unit": self.unit}

    def _over(self, figure: IndicatorValue) -> str:
        if figure.denominator:
            over = whole_excess(figure.numerator, figure.denominator, self.target.value)
            return _("多出 %(n)d 个") % {"n": over}
        beyond = figure.value - self.target.value
        return _("多出 %(n)s%(unit)s") % {"n": number(beyond), "unit": self.unit}


def number(value: Decimal) -> str:
    """A figure without trailing zeros: 12, 61.7."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rows(targets: QuerySet[Target], *, on: date, with_clauses: bool = True) -> list[TargetRow]:
    """Rows in the order of the queryset: four queries, whatever their number; without the
    clauses, which a page of the plan itself knows, three."""
    latest = IndicatorValue.objects.filter(
        indicator=OuterRef("indicator"), holds_for__lte=on
    ).order_by("-holds_for", "-revision")
    deciding = latest.filter(holds_for__lte=OuterRef("due"))
    found = list(
        targets.select_related("indicator", "unit").annotate(
            latest_id=Subquery(latest.values("pk")[:1]),
            deciding_id=Subquery(deciding.values("pk")[:1]),
        )
    )
    wanted = {pk for target in found for pk in (target.latest_id, target.deciding_id) if pk}
    figures = IndicatorValue.objects.in_bulk(wanted)
    keys = [target.clause_key for target in found] if with_clauses else []
    clauses = anchors.resolve_many(keys)
    county = set(government_units().values_list("pk", flat=True)) if found else set()
    promised = _promised(found, county)
    return [
        _row(
            target,
            with_steps(target.goal, promised.get(_way(target, county), ())),
            clauses.get(target.clause_key),
            figures.get(target.deciding_id),
            figures.get(target.latest_id) if target.latest_id != target.deciding_id else None,
            on,
        )
        for target in found
    ]


Way = tuple[int, str, int | None]
"""Indicator, stratum and who promised: the unit; None for the government of the place."""


def _way(target: Target, county: set[int]) -> Way:
    unit = None if target.unit_id in county else target.unit_id
    return target.indicator_id, target.stratum, unit


def _promised(targets: Sequence[Target], county: set[int]) -> dict[Way, list[Step]]:
    """The floors that everybody may read: what a public page says of the way to a target rests
    on nothing that is kept inside, and what a town promises is no step of the county's."""
    floors = [target.indicator_id for target in targets if target.comparator == Comparator.AT_LEAST]
    steps: dict[Way, list[Step]] = {}
    for target in Target.objects.public().filter(
        indicator__in=floors, comparator=Comparator.AT_LEAST
    ):
        steps.setdefault(_way(target, county), []).append(Step(target.due, target.value))
    return steps


def _row(
    target: Target,
    goal: Goal,
    clause: Anchor | None,
    figure: IndicatorValue | None,
    later: IndicatorValue | None,
    on: date,
) -> TargetRow:
    # A rate of none among none says nothing: a county without villages has not failed them.
    figure, later = (one if one and one.denominator != 0 else None for one in (figure, later))
    source = registry.get(target.indicator.source)
    partial = source is not None and source.partial
    verdict = judge(goal, figure.exact if figure else None, on=on, partial=partial)
    return TargetRow(target, goal, clause, figure, later, verdict, on)


def public_rows(*, on: date) -> list[TargetRow]:
    """What the county itself promises first, then what units below it do."""
    county = When(unit__in=government_units(), then=Value(0))
    first = Case(county, default=Value(1), output_field=IntegerField())
    return rows(Target.objects.public().order_by(first, "due", "name"), on=on)


def county_rows(*, on: date) -> list[TargetRow]:
    """Only what the county itself promises."""
    return rows(Target.objects.public().filter(unit__in=government_units()), on=on)


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
