from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from search.enums import Status

LONGEST_KEY: Final = 200
HEAVIEST: Final = 20
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200


class SearchDocument(models.Model):
    """The text and facets of one findable thing, as published. The index holds only terms
    made from these rows, so it can be rebuilt from them at any time."""

    key = models.CharField(_("键"), max_length=LONGEST_KEY, unique=True)
    kind = models.CharField(_("类别"), max_length=40, db_index=True)
    group_key = models.CharField(_("所属文件"), max_length=LONGEST_KEY, db_index=True)
    title = models.TextField(_("标题"), blank=True)
    path = models.JSONField(_("路径"), default=list)
    text = models.TextField(_("正文"), blank=True)
    url = models.CharField(_("网址"), max_length=500)
    hazards = models.JSONField(_("灾种"), default=list)
    division = models.CharField(_("地区代码"), max_length=12, blank=True)
    level = models.CharField(_("层级"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)
    status = models.CharField(_("效力"), max_length=10, choices=Status, default=Status.CURRENT)
    published_on = models.DateField(_("发布日期"), null=True, blank=True)
    grants = models.JSONField(_("谁能找到"), default=list)
    weight = models.PositiveSmallIntegerField(_("权重"), default=0)
    lang = models.CharField(_("文字"), max_length=16, default="zh-Hans")
    is_demonstration = models.BooleanField(_("示范内容"), default=False)
    content_hash = models.CharField(_("内容指纹"), max_length=64)
    changed_at = models.DateTimeField(_("更新时间"), auto_now=True)

    class Meta:
        verbose_name = _("搜索条目")
        verbose_name_plural = _("搜索条目")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="searchdocument_has_a_key"),
            models.CheckConstraint(condition=~Q(kind=""), name="searchdocument_has_a_kind"),
            models.CheckConstraint(condition=~Q(group_key=""), name="searchdocument_has_a_group"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="searchdocument_status_known"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=HEAVIEST), name="searchdocument_weight_0_20"
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="searchdocument_year_plausible",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def document_title(self) -> str:
        """Title of the whole document this row belongs to."""
        return self.path[0] if self.path else self.title
