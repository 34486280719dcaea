from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.foundation.shapes import DIGITS, consists_of
from portal.people.enums import DivisionLevel


class DivisionQuerySet(models.QuerySet["Division"]):
    def valid_on(self, day: date) -> "DivisionQuerySet":
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )


class Division(models.Model):
    """An administrative division, current or historic (GB/T 2260, 12-digit below county).

    `code` is unique for ever: a division whose code changes is a new row, and the
    old row points to it by `replaced_by`.
    """

    code = models.CharField(_("代码"), max_length=12, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    level = models.CharField(_("层级"), max_length=12, choices=DivisionLevel)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级"),
    )
    valid_from = models.DateField(_("起用日期"), null=True, blank=True)
    valid_to = models.DateField(_("停用日期"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("改为"),
    )
    former_names = models.JSONField(
        _("曾用名"), default=list, blank=True, help_text='[{"name": …, "until": …}]'
    )
    fictional = models.BooleanField(_("虚构"), default=False)

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("行政区划")
        verbose_name_plural = _("行政区划")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=consists_of("code", DIGITS, [6, 9, 12]), name="division_code_shape"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="division_validity_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_current(self) -> bool:
        return self.valid_to is None
