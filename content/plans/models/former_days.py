from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.plans.models.version import PlanVersion


class FormerDays(models.Model):
    """What the register held of a text that another one has replaced: when it was issued, filed
    and disclosed. It goes back into the register where that text comes into force again."""

    version = models.OneToOneField(
        PlanVersion, models.CASCADE, related_name="former_days", verbose_name=_("版本")
    )
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    filed_with = models.CharField(_("备案送达单位"), max_length=120, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    filing_receipt = models.CharField(_("备案回执"), max_length=80, blank=True)
    receipt_on = models.DateField(_("回执日期"), null=True, blank=True)
    disclosed_on = models.DateField(_("主动公开日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("以前版本的日期")
        verbose_name_plural = _("以前版本的日期")
        ordering = ["-version"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(receipt_on__isnull=True)
                | Q(filed_on__isnull=True)
                | Q(receipt_on__gte=F("filed_on")),
                name="formerdays_receipt_after_filing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)
