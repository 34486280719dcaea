from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.drills.domain.scoring import Indicator, Limits
from content.drills.domain.sheets import ASPECT_LENGTH, GUIDE_LENGTH, NAME_LENGTH, Line
from content.drills.enums import SheetKind

SOURCE_LENGTH = 200


def score_field(label: Any) -> models.DecimalField:
    return models.DecimalField(label, max_digits=5, decimal_places=2)


class Sheet(models.Model):
    """Indicators with their weights, as the county set them. It never changes: the next one
    takes its place for evaluations that begin later."""

    kind = models.CharField(_("用于"), max_length=10, choices=SheetKind)
    number = models.PositiveIntegerField(_("第几版"))
    source = models.CharField(_("依据"), max_length=SOURCE_LENGTH)
    excellent = score_field(_("优秀的最低分"))
    good = score_field(_("良好的最低分"))
    passed = score_field(_("合格的最低分"))
    made_at = models.DateTimeField(_("定于"), auto_now_add=True)

    class Meta:
        verbose_name = _("评估表")
        verbose_name_plural = _("评估表")
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="drillsheet_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=SheetKind.values), name="drillsheet_kind_known"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="drillsheet_has_source"),
            models.CheckConstraint(
                condition=Q(
                    excellent__lte=100,
                    excellent__gt=F("good"),
                    good__gt=F("passed"),
                    passed__gte=0,
                ),
                name="drillsheet_limits_fall",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def limits(self) -> Limits:
        return Limits(self.excellent, self.good, self.passed)


class SheetLine(models.Model):
    """One indicator of a sheet."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    aspect = models.CharField(_("方面"), max_length=ASPECT_LENGTH)
    name = models.CharField(_("指标"), max_length=NAME_LENGTH)
    weight = score_field(_("权重"))
    guide = models.CharField(_("怎样评分"), max_length=GUIDE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("评估指标")
        verbose_name_plural = _("评估指标")
        ordering = ["sheet", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="drillsheetline_place_once"),
            models.UniqueConstraint(
                fields=["sheet", "aspect", "name"], name="drillsheetline_name_once"
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=100), name="drillsheetline_weight_in_range"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(aspect=""), name="drillsheetline_is_named"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def as_line(self) -> Line:
        return Line(self.aspect, self.name, self.weight, self.guide)

    @property
    def as_indicator(self) -> Indicator:
        return Indicator(self.pk, self.weight)
