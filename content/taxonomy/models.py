from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.taxonomy.enums import CLASS_MARKS, HazardClass


class Hazard(models.Model):
    """What can happen to people. The slug is stable for ever: addresses, search facets
    and questions carry it. `gb_code` waits for the digits of GB/T 35561, which are not
    confirmed, and stays empty until somebody holds the standard in hand."""

    slug = models.SlugField(_("标识"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=20)
    plain_name = models.CharField(
        _("口语叫法"), max_length=20, blank=True, help_text=_("长辈版用的叫法，如“着火”“煤气”")
    )
    hazard_class = models.CharField(_("类别"), max_length=10, choices=HazardClass)
    pictogram = models.SlugField(_("图形"), max_length=40)
    gb_code = models.CharField(_("国标代码"), max_length=12, blank=True)
    position = models.PositiveSmallIntegerField(_("顺序"), default=100)
    home_position = models.PositiveSmallIntegerField(
        _("首页位置"), null=True, blank=True, unique=True, help_text=_("不填就不放在首页的格子里")
    )
    elder_position = models.PositiveSmallIntegerField(
        _("长辈版首页位置"), null=True, blank=True, unique=True, help_text=_("长辈版只放五格")
    )

    class Meta:
        verbose_name = _("灾种")
        verbose_name_plural = _("灾种")
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hazard_class__in=HazardClass.values), name="hazard_class_known"
            ),
            models.CheckConstraint(
                condition=Q(home_position__isnull=True) | Q(home_position__gte=1),
                name="hazard_home_position_from_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def class_mark(self) -> str:
        return CLASS_MARKS[self.hazard_class]

    @property
    def everyday_name(self) -> str:
        return self.plain_name or self.name


class Audience(models.Model):
    """Whom a page is written for."""

    slug = models.SlugField(_("标识"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=20)
    position = models.PositiveSmallIntegerField(_("顺序"), default=100)

    class Meta:
        verbose_name = _("对象")
        verbose_name_plural = _("对象")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name
