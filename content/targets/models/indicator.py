from datetime import date
from fractions import Fraction
from typing import Any, NoReturn

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.targets.enums import Measure


class Indicator(models.Model):
    """What is counted, and how: a figure without its definition says nothing."""

    slug = models.SlugField(_("网址名"), max_length=60, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    definition = models.TextField(
        _("口径"), help_text=_("谁算在内、按什么算、数据从哪来，写到别人能重算。支持 Markdown。")
    )
    measure = models.CharField(_("计量"), max_length=10, choices=Measure)
    source = models.CharField(
        _("数据来源"), max_length=80, blank=True, help_text=_("留空表示还没有数据来源。")
    )

    class Meta:
        verbose_name = _("指标")
        verbose_name_plural = _("指标")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(definition=""), name="indicator_has_definition"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_rate(self) -> bool:
        return self.measure == Measure.PERCENT

    @property
    def is_in_use(self) -> bool:
        """Figures and targets are read in its measure, so that stays."""
        return self.values.exists() or self.targets.exists()


class FigureIsFinal(Exception):
    """A published figure is corrected by a new revision, never changed."""


class IndicatorValueQuerySet(models.QuerySet["IndicatorValue"]):
    def lacking_the_rest_of_the_day(self) -> "IndicatorValueQuerySet":
        """Latest revisions that were counted before their day was over."""
        newer = IndicatorValue.objects.filter(
            indicator=OuterRef("indicator"),
            holds_for=OuterRef("holds_for"),
            revision__gt=OuterRef("revision"),
        )
        return self.filter(~Exists(newer), recorded_at__date__lte=F("holds_for"))


class IndicatorValue(models.Model):
    """A figure as it was counted, with everything needed to count it again.

    `holds_for` is the day it describes, `recorded_at` the moment it was counted.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    holds_for = models.DateField(_("截至"))
    revision = models.PositiveSmallIntegerField(_("修订"), default=1)
    value = models.DecimalField(_("数值"), max_digits=12, decimal_places=2)
    numerator = models.PositiveIntegerField(_("分子"))
    denominator = models.PositiveIntegerField(_("分母"), null=True, blank=True)
    n = models.PositiveIntegerField(_("记录数"))
    inputs = models.JSONField(_("计算依据"), default=dict)
    definition = models.TextField(_("当时的口径"))
    recorded_at = models.DateTimeField(_("计算时间"), auto_now_add=True)

    objects = IndicatorValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("指标数值")
        verbose_name_plural = _("指标数值")
        ordering = ["indicator", "-holds_for", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "holds_for", "revision"], name="indicator_value_once"
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(numerator__lte=F("denominator")),
                name="indicator_value_part_of_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.holds_for}: {self.value}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise FigureIsFinal(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FigureIsFinal(self.pk)

    @property
    def has_whole_day(self) -> bool:
        """Counted when its day was over, by the clock of the county."""
        return timezone.localdate(self.recorded_at) > self.holds_for

    def is_all_of(self, day: date) -> bool:
        return self.holds_for == day and self.has_whole_day

    @property
    def exact(self) -> Fraction:
        """The figure as a target is judged by: `value` is rounded for reading, counts are not."""
        return self.exact_with(0)

    def exact_with(self, more: int) -> Fraction:
        """The figure if `more` were counted: of a share never more than the whole."""
        if self.denominator:
            return Fraction(100 * min(self.numerator + more, self.denominator), self.denominator)
        return Fraction(self.value) + more
