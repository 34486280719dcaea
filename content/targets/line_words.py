"""The line from the first day of a target to its last, in words."""

from django.utils.translation import gettext as _

from content.targets.domain.verdicts import Goal
from portal.foundation.charts.shapes import figure as quantity


def rule_of(goal: Goal, *, baseline: str) -> str:
    """By which rule a day of it is asked for; `baseline`: what the plan says it was, else ""."""
    if goal.steps or (goal.base and not baseline):
        return _("照各步目标按天平均算")
    return _("从基期的数起按天平均算") if baseline else _("按天平均算")


def way_of(goal: Goal, unit: str, *, baseline: str) -> str:
    """From what it goes through which steps to what, in one sentence."""
    said = {"starts": goal.starts.isoformat(), "due": goal.due.isoformat()}
    if not (goal.steps or goal.base or baseline):
        return _("从 %(starts)s 到 %(due)s，目标从零起平均摊到每一天。") % said
    base = quantity(goal.base, unit) if goal.base else _("零")
    said |= {
        "base": _("基期数（%(baseline)s）") % {"baseline": baseline} if baseline else base,
        "value": quantity(goal.value, unit),
        "steps": "".join(
            _("%(day)s 的 %(figure)s、")
            % {"day": step.due.isoformat(), "figure": quantity(step.value, unit)}
            for step in goal.steps
        ),
    }
    if baseline and not goal.steps:
        words = _("从 %(starts)s 的%(base)s起，到 %(due)s 的 %(value)s，平均摊到每一天。")
    else:
        words = _(
            "从 %(starts)s 的%(base)s起，到 %(steps)s%(due)s 的 %(value)s，"
            "每两个目标之间平均摊到每一天。"
        )
    return words % said
