from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.foundation.shapes import CAPITALS, consists_of
from quizzes.certificates.enums import SchemeKind


class Scheme(models.Model):
    """What has to be shown for a certificate, and how long it stands. Theory only: one paper
    to pass. Changing a scheme never changes a certificate that was issued under it."""

    slug = models.SlugField(_("网址名"), max_length=60, unique=True)
    title = models.CharField(_("名称"), max_length=60, help_text=_("例如：应急志愿者（初级）"))
    heading = models.CharField(_("证书抬头"), max_length=20, default="理论考试合格证书")
    kind = models.CharField(_("类别"), max_length=24, choices=SchemeKind)
    prefix = models.CharField(_("编号字头"), max_length=2, default="AL")
    issuer = models.ForeignKey(
        "portal_people.Unit", models.PROTECT, related_name="schemes", verbose_name=_("发证单位")
    )
    assessment = models.ForeignKey(
        "quizzes_papers.Assessment",
        models.PROTECT,
        related_name="schemes",
        verbose_name=_("理论考试"),
    )
    validity_months = models.PositiveSmallIntegerField(_("有效期（月）"), default=36)
    renewal_days = models.PositiveSmallIntegerField(_("到期前多少天可续证"), default=90)
    adult_only = models.BooleanField(_("须年满 18 周岁"), default=True)
    entitles = models.CharField(
        _("证书上的一句话"),
        max_length=120,
        blank=True,
        help_text=_("例如：已通过应急志愿者初级理论考试"),
    )
    active = models.BooleanField(_("正在发证"), default=True)

    class Meta:
        verbose_name = _("证书方案")
        verbose_name_plural = _("证书方案")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(validity_months__gte=1) & Q(validity_months__lte=240),
                name="scheme_validity_range",
                violation_error_message=_("有效期要在 1 到 240 个月之间。"),
            ),
            models.CheckConstraint(
                condition=Q(renewal_days__lt=F("validity_months") * 28),
                name="scheme_renews_within_term",
                violation_error_message=_("续证的天数要短于有效期，不然一发证就能续。"),
            ),
            models.CheckConstraint(
                condition=Q(adult_only=True),
                name="scheme_holders_are_adults",
                violation_error_message=_("证书只发给年满 18 周岁的人，这一项要勾上。"),
            ),
            models.CheckConstraint(
                condition=consists_of("prefix", CAPITALS, [2]), name="scheme_prefix"
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(active=True),
                name="scheme_one_active_a_paper",
                violation_error_message=_("这份卷已经有一个方案在发证。先停掉那个，或换一份卷。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title
