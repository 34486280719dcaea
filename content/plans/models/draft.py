from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.plans.enums import DraftComparator, DraftState
from content.plans.models.clause import Clause


class TargetDraft(models.Model):
    """A number that a clause states as a goal, before anybody has made it a target.

    [start, end) is the sentence in the clause's text; `row` (from 1) the row of a table.
    `implied`: the text says "every year" without a number, which means once.
    """

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="drafts")
    position = models.PositiveIntegerField()
    subject = models.CharField(_("目标"), max_length=200)
    stratum = models.CharField(_("范围"), max_length=120, blank=True)
    comparator = models.CharField(
        _("比较"), max_length=8, choices=DraftComparator, blank=True, default=DraftComparator.UNSAID
    )
    value = models.DecimalField(_("数值"), max_digits=16, decimal_places=4)
    unit = models.CharField(_("计量单位"), max_length=12, blank=True)
    period = models.CharField(_("期限"), max_length=40, blank=True)
    sentence = models.TextField(_("原句"))
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    row = models.PositiveIntegerField(null=True, blank=True)
    # What it was at the start, in the same unit, and the year that this or a reduction counts from.
    baseline = models.DecimalField(
        _("基期值"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    baseline_year = models.PositiveSmallIntegerField(_("基期年"), null=True, blank=True)
    implied = models.BooleanField(default=False)
    state = models.CharField(_("状态"), max_length=10, choices=DraftState, default=DraftState.OPEN)
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    target = models.ForeignKey(
        "content_targets.Target", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("待确认的目标")
        verbose_name_plural = _("待确认的目标")
        ordering = ["clause", "position"]
        constraints = [
            models.UniqueConstraint(fields=["clause", "position"], name="targetdraft_place_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="targetdraft_not_negative"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="targetdraft_order"),
            models.CheckConstraint(
                condition=Q(state=DraftState.CONFIRMED) | Q(target__isnull=True),
                name="targetdraft_only_confirmed_has_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.comparator} {self.value}{self.unit}"

    @property
    def baseline_text(self) -> str:
        """What it counts from: 2025 年 40%, or the year of a reduction alone."""
        said = [_("%(year)d 年") % {"year": self.baseline_year}] if self.baseline_year else []
        if self.baseline is not None:
            said.append(_stated(self.baseline, self.unit))
        return " ".join(map(str, said))

    @property
    def quantity(self) -> str:
        """Value and unit without trailing zeros: 95%, 2 次."""
        return _stated(self.value, self.unit)


def _stated(value: Decimal, unit: str) -> str:
    gap = "" if unit in ("%", "‰", "") else " "
    return f"{format(value.normalize(), 'f')}{gap}{unit}"
