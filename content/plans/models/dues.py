"""Rules of what falls due when, and the holidays by which working days are counted."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.plans.enums import (
    DUE_KINDS,
    Confidence,
    DueSpan,
    DueWhat,
    Kind,
    Level,
    Regime,
)

LONGEST: dict[str, int] = {DueSpan.WORKING_DAY: 250, DueSpan.MONTH: 120, DueSpan.YEAR: 20}
"""More is a slip of the keyboard."""


class DueRule(models.Model):
    """Within `amount` of `span` something has to be done. A rule that ended stays as a row: what
    was due under it is judged by it. The kinds it holds for are in `DueRuleKind`."""

    what = models.CharField(_("事项"), max_length=12, choices=DueWhat)
    amount = models.PositiveSmallIntegerField(
        _("期限"), validators=[MinValueValidator(1), MaxValueValidator(250)]
    )
    span = models.CharField(_("单位"), max_length=12, choices=DueSpan)
    lowest_level = models.CharField(_("最低层级"), max_length=12, choices=Level, blank=True)
    regime = models.CharField(
        _("生产安全"), max_length=16, choices=Regime, blank=True, default=Regime.NONE
    )
    named = models.CharField(_("只管这些预案"), max_length=120, blank=True, default="")
    division = models.ForeignKey(
        "portal_people.Division", models.PROTECT, null=True, blank=True,
        related_name="+", verbose_name=_("适用地区"),
    )  # fmt: skip
    source = models.CharField(_("依据"), max_length=120)
    article = models.CharField(_("条款"), max_length=60, blank=True)
    confidence = models.CharField(_("可信程度"), max_length=1, choices=Confidence)
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = _("到期规则")
        verbose_name_plural = _("到期规则")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="duerule_amount_from_one"),
            models.CheckConstraint(condition=Q(what__in=DueWhat.values), name="duerule_what_known"),
            models.CheckConstraint(condition=Q(span__in=DueSpan.values), name="duerule_span_known"),
            models.CheckConstraint(
                condition=Q(lowest_level="") | Q(lowest_level__in=Level.values),
                name="duerule_level_known",
            ),
            models.CheckConstraint(
                condition=Q(regime__in=Regime.values), name="duerule_regime_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values), name="duerule_confidence_known"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="duerule_has_source"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="duerule_validity_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.amount} {self.get_span_display()}"


class DueRuleKind(models.Model):
    """A kind of response plan for which a rule holds; no planning document ever has a due."""

    rule = models.ForeignKey(DueRule, models.CASCADE, related_name="kinds")
    kind = models.CharField(_("种类"), max_length=14, choices=Kind)

    class Meta:
        verbose_name = _("适用种类")
        verbose_name_plural = _("适用种类")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "kind"], name="duerulekind_once"),
            models.CheckConstraint(
                condition=Q(kind__in=DUE_KINDS), name="duerulekind_only_response"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class CalendarYear(models.Model):
    """A year whose notice on holidays was entered."""

    year = models.PositiveSmallIntegerField(_("年份"), primary_key=True)
    source = models.CharField(_("依据"), max_length=160)

    class Meta:
        verbose_name = _("工作日历")
        verbose_name_plural = _("工作日历")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2200), name="calendaryear_plausible"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="calendaryear_has_source"),
        ]

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A day off, or a Saturday or Sunday that is worked instead."""

    calendar = models.ForeignKey(CalendarYear, models.CASCADE, related_name="days")
    day = models.DateField(_("日期"), unique=True)
    worked = models.BooleanField(_("上班"))
    name = models.CharField(_("名称"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("放假和调休")
        verbose_name_plural = _("放假和调休")
        ordering = ["day"]

    def __str__(self) -> str:
        return str(self.day)
