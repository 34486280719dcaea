from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.plans.enums import Trigger
from content.plans.models.document import PlanDocument

REASON_LENGTH = 200


class RevisionTrigger(models.Model):
    """Something that asks for a plan to be revised, from the day it was noticed until the day it
    was settled: by a revision, which is in version `settled_in`, or because it turned out not to
    touch the plan, for a reason. What was settled before either was asked for has neither."""

    document = models.ForeignKey(PlanDocument, models.CASCADE, related_name="triggers")
    what = models.CharField(_("情形"), max_length=12, choices=Trigger)
    noticed_on = models.DateField(_("哪天出现"))
    reason = models.CharField(_("说明"), max_length=REASON_LENGTH)
    settled_on = models.DateField(_("哪天了结"), null=True, blank=True)
    settled_in = models.ForeignKey(
        "content_plans.PlanVersion", models.PROTECT, null=True, blank=True,
        related_name="+", verbose_name=_("哪一版里改的"),
    )  # fmt: skip
    because = models.CharField(_("为什么不用修订"), max_length=REASON_LENGTH, blank=True)

    class Meta:
        verbose_name = _("修订情形")
        verbose_name_plural = _("修订情形")
        ordering = ["noticed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=Trigger.values), name="plantrigger_what_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="plantrigger_has_reason"),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("noticed_on")),
                name="plantrigger_order",
            ),
            models.CheckConstraint(
                condition=Q(settled_in__isnull=True, because="")
                | Q(settled_on__isnull=False, because="")
                | Q(settled_on__isnull=False, settled_in__isnull=True),
                name="plantrigger_one_answer",
            ),
            models.UniqueConstraint(
                fields=["document", "what"],
                condition=Q(settled_on__isnull=True),
                name="plantrigger_open_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_what_display())

    @property
    def answer(self) -> str:
        """What came of it; empty while it is open, and where nobody was asked."""
        if self.settled_in is not None:
            return gettext("第 %(number)d 版里改了") % {"number": self.settled_in.number}
        return gettext("不用修订：%(why)s") % {"why": self.because} if self.because else ""


class LocalHazard(models.Model):
    """What this place says of a hazard: it comes often here, or does much harm here. `source` is
    what that rests on, a risk survey or the record of past events."""

    hazard = models.OneToOneField(
        "content_taxonomy.Hazard", models.CASCADE, related_name="+", verbose_name=_("灾种")
    )
    frequent = models.BooleanField(_("多发"), default=False)
    dangerous = models.BooleanField(_("危害大"), default=False)
    source = models.CharField(_("依据"), max_length=REASON_LENGTH)

    class Meta:
        verbose_name = _("本地灾种")
        verbose_name_plural = _("本地灾种")
        ordering = ["hazard"]
        constraints = [
            models.CheckConstraint(
                condition=Q(frequent=True) | Q(dangerous=True), name="localhazard_says_something"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="localhazard_has_source"),
        ]

    def __str__(self) -> str:
        return str(self.hazard)
