"""A target beside its figure, in words: what every page, file and margin says of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.pages.anchors import Anchor
from content.targets import registry
from content.targets.domain.verdicts import Goal, Standing, Verdict, beside, expected_by, readable
from content.targets.enums import Comparator, TargetState
from content.targets.gaps import gap_text
from content.targets.line_words import rule_of, way_of
from content.targets.models import IndicatorValue, Target
from portal.foundation.charts.shapes import figure as quantity

WORDS = {
    Standing.REACHED: gettext_lazy("达到"),
    Standing.INCOMPLETE: gettext_lazy("数字到了，口径不全"),
    Standing.IN_PROGRESS: gettext_lazy("进行中"),
    Standing.BEHIND: gettext_lazy("落后于进度"),
    Standing.MISSED: gettext_lazy("没达到"),
    Standing.UNDECIDED: gettext_lazy("登记不全，还不能判定"),
    Standing.NOT_MEASURED: gettext_lazy("还没有数据"),
}

CHANGED = gettext_lazy("条文后来改过，正在核对")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target beside the figure that decides it: the latest one, and after the due day
    the one of that day. `later` is a figure counted after the due day, for reading only.
    `clause` is None where the text cannot be found; `goal` knows the steps on the way.
    `counted`: the figures of the indicator are about this target, not only about the whole place
    of which it means a part (`coverage`). `place`: what that one is called, 全县.
    `settled`: the due day is over and counted to its end: no later figure moves the verdict."""

    target: Target
    goal: Goal
    clause: Anchor | None
    figure: IndicatorValue | None
    later: IndicatorValue | None
    verdict: Verdict
    on: date
    counted: bool
    place: str
    settled: bool

    @property
    def words(self) -> str:
        return str(WORDS[self.verdict.standing])

    @property
    def changed_text(self) -> str:
        """Stands beside the verdict wherever it stands: the number may be the plan's no more."""
        waits = self.target.clause_changed and self.target.state != TargetState.RETIRED
        return str(CHANGED) if waits else ""

    @property
    def proxy_text(self) -> str:
        """Stands beside the number wherever it stands: the plan does not promise it."""
        if not self.target.proxy_reason:
            return ""
        return _("替代指标：本地定的，规划里没有写这个数。%(reason)s") % {
            "reason": self.target.proxy_reason
        }

    @property
    def may_be_upheld(self) -> bool:
        """Whether a text stands under the changed clause that somebody may find it agrees with."""
        return bool(self.changed_text and self.clause and self.clause.status != "withdrawn")

    @property
    def unit(self) -> str:
        return self.target.indicator.get_measure_display()

    @property
    def figure_text(self) -> str:
        return self.in_words(self.figure) if self.figure else "—"

    @property
    def later_text(self) -> str:
        return self.in_words(self.later) if self.later else ""

    def in_words(self, figure: IndicatorValue) -> str:
        return quantity(self.shown(figure), self.unit)

    def shown(self, figure: IndicatorValue) -> Decimal:
        """The figure rounded to the side that does not flatter: a share cut down never reads
        as a floor that is reached, and rounded up never as a ceiling that is kept."""
        if figure.denominator and (self.goal.comparator == "le" or self.goal.strict):
            return beside(figure.exact, self.goal)
        return figure.value

    @property
    def _source(self) -> registry.Source | None:
        return registry.get(self.target.indicator.source)

    @property
    def caveat(self) -> str:
        return str(self._source.caveat) if self._source else ""

    @property
    def completeness_text(self) -> str:
        return self.completeness_of(self.figure) if self.figure else ""

    def completeness_of(self, figure: IndicatorValue) -> str:
        """How complete the register was that a figure was counted from."""
        source = self._source
        return source.explain(figure.inputs) if source and source.explain else ""

    @property
    def unregistered(self) -> int:
        """How many the register knew nothing of, out of all that the figure is about."""
        source = self._source
        return source.unregistered_in(self.figure.inputs) if source and self.figure else 0

    @property
    def could_add(self) -> int:
        """How many of them could count once they are registered."""
        source = self._source
        return source.could_add(self.figure.inputs) if source and self.figure else 0

    @property
    def unregistered_text(self) -> str:
        """Stands beside the figure wherever there is no room for `completeness_text`."""
        if not self.unregistered:
            return ""
        return _("名册不全：%(n)d 个没有登记") % {"n": self.unregistered}

    @property
    def expected_text(self) -> str:
        """What a floor asks by today, or a ceiling that comes down allows, with the rule; nothing
        where the calendar decides nothing."""
        if self.verdict.expected is None or self.figure is None or self.on > self.target.due:
            return ""
        ceiling = self.goal.comparator == "le"
        exact, expected = self.figure.exact, self.verdict.expected
        behind = exact > expected if ceiling else exact < expected
        due = readable(expected, self.shown(self.figure), behind=behind, ceiling=ceiling)
        words = (
            _("%(rule)s，今天不超过 %(figure)s") if ceiling else _("%(rule)s，今天应到 %(figure)s")
        )
        return words % {
            "rule": rule_of(self.goal, baseline=self._begun_text),
            "figure": quantity(due, self.unit),
        }

    @property
    def has_baseline(self) -> bool:
        """Whether its line begins where the plan says that it began."""
        return self.target.baseline is not None and self.goal.base is not None

    @property
    def baseline_text(self) -> str:
        """What the plan counts from: 2025 年 40 %, or the year alone."""
        year, value = self.target.baseline_year, self.target.baseline
        said = [_("%(year)d 年") % {"year": year}] if year else []
        return " ".join(said if value is None else [*said, quantity(value, self.unit)])

    @property
    def facts_text(self) -> str:
        """Its number, day, part and start, where the clause itself is not beside it."""
        said = [self.goal_text, _("到 %(due)s") % {"due": self.target.due.isoformat()}]
        if self.target.stratum:
            said.append(_("范围 %(stratum)s") % {"stratum": self.target.stratum})
        if self.baseline_text:
            said.append(_("基期 %(baseline)s") % {"baseline": self.baseline_text})
        return " · ".join(said)

    @property
    def _begun_text(self) -> str:
        return self.baseline_text if self.has_baseline else ""

    @property
    def way_text(self) -> str:
        """The line that `expected_text` is read from, in words."""
        return way_of(self.goal, self.unit, baseline=self._begun_text)

    @property
    def rule_text(self) -> str:
        """By which rule the standing is chosen, with all the standings this target can have."""
        if self.figure is None:
            return ""
        said = []
        if self.expected_text and self.goal.comparator == "ge":
            said.append(
                _("%(way)s%(expected)s，少于这个数就写“落后于进度”，够了写“进行中”。")
                % {"way": self.way_text, "expected": self.expected_text}
            )
        if self.goal.comparator == "le" and self.has_baseline:
            words = _(
                "%(way)s期限没过，超出那一天的数就写“落后于进度”；期限过了还超出的，写“没达到”。"
            )
            said.append(words % {"way": self.way_text})
        elif self.goal.comparator == "le":
            said.append(_("期限没过就超出的，写“落后于进度”；期限过了还超出的，写“没达到”。"))
        else:
            said.append(_("期限过了没做到的，写“没达到”。"))
        if self.caveat:
            said.append(_("数到了，可是有没核对的，写“数字到了，口径不全”，不写“达到”。"))
        if self.could_add:
            said.append(_("补齐登记就可能够的，写“登记不全，还不能判定”。"))
        return "".join(said)

    def expected_on(self, figure: IndicatorValue) -> Decimal | None:
        """What a floor asks by the day of a figure in its period."""
        day = figure.holds_for
        if self.goal.comparator == "le" or not self.goal.starts <= day <= self.goal.due:
            return None
        due = expected_by(self.goal, day)
        return readable(due, self.shown(figure), behind=figure.exact < due)

    @property
    def goal_text(self) -> str:
        return f"{self._comparator.sign} {quantity(self.target.value, self.unit)}"

    @property
    def _comparator(self) -> Comparator:
        return Comparator(self.target.comparator)

    @property
    def target_word(self) -> str:
        """Before the number beside a figure: 200 next to 200 would read as reached."""
        if not self._comparator.is_strict:
            return ""
        return _("目标%(than)s") % {"than": self._comparator.label}

    @property
    def promise_text(self) -> str:
        return _("从 %(starts)s 起，到 %(due)s，%(goal)s。") % {
            "starts": self.target.starts.isoformat(),
            "due": self.target.due.isoformat(),
            "goal": self.goal_text,
        }

    @property
    def ended_text(self) -> str:
        """When and why it counts no longer, in one sentence and the words that were added."""
        if self.target.retired_on is None:
            return ""
        said = _("%(day)s，%(reason)s。") % {
            "day": self.target.retired_on.isoformat(),
            "reason": self.target.get_retired_reason_display(),
        }
        return said + self.target.retired_note

    @property
    def basis_text(self) -> str:
        """How the figure was counted, in one short phrase."""
        if self.uncounted_text:
            return self.uncounted_text
        if self.figure is None:
            return _("期限之前没有数据") if self.settled else _("名册里还没有记录")
        if self.figure.denominator is None:
            basis = _("名册计数 %(n)d 条") % {"n": self.figure.n}
        else:
            basis = _("%(part)d / %(whole)d，名册计数") % {
                "part": self.figure.numerator,
                "whole": self.figure.denominator,
            }
        return "，".join(filter(None, (basis, self.settled_text)))

    @property
    def uncounted_text(self) -> str:
        """Why an indicator that is counted has no figure for this target."""
        if self.counted or not self.target.indicator.source:
            return ""
        return _("名册只数%(place)s，没有这个单位或范围的数") % {"place": self.place}

    @property
    def settled_text(self) -> str:
        """By what a target is judged whose due day is over."""
        if self.on <= self.target.due:
            return ""
        day = {"day": self.target.due.isoformat()}
        if self.settled:
            return _("按 %(day)s 的数判定") % day
        return _("%(day)s 全天的数还没算，下次统计后判定") % day

    @property
    def next_step(self) -> str:
        """What is missing, counted in whole things; of a figure that leaves something out, that."""
        if self.verdict.standing is Standing.INCOMPLETE:
            return _("口径补全以前，不能判定达到")
        if self.verdict.standing is Standing.UNDECIDED:
            settled = _("补上没有登记的 %(n)d 个再判定") % {"n": self.unregistered}
            return "，".join(filter(None, (self._gap_text(), settled)))
        return self._gap_text()

    def _gap_text(self) -> str:
        return gap_text(self.goal, self.figure, self.target.indicator) if self.figure else ""
