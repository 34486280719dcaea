from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.people.enums import UnitKind, UrbanRural


class UnitQuerySet(models.QuerySet["Unit"]):
    def open_on(self, day: date) -> "UnitQuerySet":
        """Not closed yet that day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Unit(models.Model):
    """A body that people belong to: county, department, town, village, school."""

    code = models.SlugField(_("编码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(_("类别"), max_length=12, choices=UnitKind)
    division = models.ForeignKey(
        "portal_people.Division",
        models.PROTECT,
        related_name="units",
        null=True,
        blank=True,
        verbose_name=_("行政区划"),
    )
    urban_rural = models.CharField(
        _("城乡分类"), max_length=3, choices=UrbanRural, blank=True, default=""
    )
    valid_from = models.DateField(_("设立日期"), null=True, blank=True)
    valid_to = models.DateField(_("撤销日期"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="unit_validity_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitParentQuerySet(models.QuerySet["UnitParent"]):
    def valid_on(self, day: date) -> "UnitParentQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class UnitParent(models.Model):
    """Which unit a unit stood under, and when. The tree of a day is the edges valid that day."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="parent_links")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="child_links")
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True, blank=True)

    objects = UnitParentQuerySet.as_manager()

    class Meta:
        verbose_name = _("隶属关系")
        verbose_name_plural = _("隶属关系")
        constraints = [
            models.CheckConstraint(condition=~Q(unit=F("parent")), name="unit_not_own_parent"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="unit_parent_validity_order",
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to__isnull=True), name="unit_one_open_parent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} → {self.parent}"
