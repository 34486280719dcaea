from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.attempts.enums import ExtraTime
from quizzes.attempts.reasons import ExtraTimeReason


class Accommodation(models.Model):
    """Extra time of one person, set by an examiner and read when an attempt starts."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="accommodation"
    )
    factor = models.CharField(_("时间"), max_length=4, choices=ExtraTime)
    reason = models.CharField(_("理由"), max_length=200, choices=ExtraTimeReason)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("设定时间"), default=timezone.now)

    class Meta:
        verbose_name = _("延长时间")
        verbose_name_plural = _("延长时间")
        constraints = [
            models.CheckConstraint(
                condition=Q(factor__in=ExtraTime.values), name="accommodation_factor_known"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=ExtraTimeReason.values), name="accommodation_reason_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} × {self.factor}"
