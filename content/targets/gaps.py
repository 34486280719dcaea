"""What a figure lacks to its target, or has too much, in words."""

from decimal import Decimal

from django.utils.translation import gettext as _

from content.targets.domain.verdicts import Goal, whole_excess, whole_shortfall
from content.targets.models import Indicator, IndicatorValue
from portal.foundation.charts.shapes import figure as quantity


def gap_text(goal: Goal, figure: IndicatorValue, indicator: Indicator) -> str:
    """In whole things where the figure is a share of some; nothing where the goal is met."""
    if goal.is_met_by(figure.exact):
        return ""
    if goal.comparator == "le":
        return _("多出 %(gap)s") % {"gap": _over(goal, figure, indicator)}
    return _("还差 %(gap)s") % {"gap": _lacking(goal, figure, indicator)}


def _over(goal: Goal, figure: IndicatorValue, indicator: Indicator) -> str:
    if figure.denominator:
        return quantity(whole_excess(goal, figure.numerator, figure.denominator), _("个"))
    return _difference(figure.value - goal.value, indicator)


def _lacking(goal: Goal, figure: IndicatorValue, indicator: Indicator) -> str:
    if figure.denominator:
        return quantity(whole_shortfall(goal, figure.numerator, figure.denominator), _("个"))
    return _difference(goal.value - figure.value, indicator)


def _difference(gap: Decimal, indicator: Indicator) -> str:
    """Two rates differ by points: 60 % of what they are would be something else."""
    if indicator.is_rate:
        return quantity(gap, _("个百分点"))
    return quantity(gap, indicator.get_measure_display())
