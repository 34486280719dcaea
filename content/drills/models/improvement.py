import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.drills.domain.standing import Standing, standing
from content.drills.enums import Aspect
from content.drills.models.drill import WORDS_LENGTH, Drill


class Improvement(models.Model):
    """What a drill found, who mends it until when, and that it was mended. `trigger` is the
    reason to revise the plan that was made of it. One that should not have been registered is
    withdrawn, for a reason, and stays to be read."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    drill = models.ForeignKey(Drill, models.PROTECT, related_name="improvements")
    aspect = models.CharField(_("关于"), max_length=10, choices=Aspect)
    finding = models.CharField(_("发现的问题"), max_length=WORDS_LENGTH)
    action = models.CharField(_("怎样改"), max_length=WORDS_LENGTH)
    responsible_unit = models.ForeignKey(
        "portal_people.Unit", models.PROTECT, related_name="+", verbose_name=_("责任单位")
    )
    due_on = models.DateField(_("期限"))
    done_on = models.DateField(_("完成日期"), null=True, blank=True)
    done_note = models.CharField(_("改了什么"), max_length=WORDS_LENGTH, blank=True)
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True)
    withdrawn_because = models.CharField(
        _("为什么撤回"), max_length=WORDS_LENGTH, blank=True
    )  # fmt: skip
    trigger = models.ForeignKey(
        "content_plans.RevisionTrigger", models.SET_NULL, null=True, blank=True,
        related_name="+", verbose_name=_("修订情形"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("整改")
        verbose_name_plural = _("整改")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aspect__in=Aspect.values), name="drillimprovement_aspect_known"
            ),
            models.CheckConstraint(
                condition=~Q(finding="") & ~Q(action=""), name="drillimprovement_says_what"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_note="")
                | (Q(done_on__isnull=False) & ~Q(done_note="")),
                name="drillimprovement_done_says_what",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | (Q(withdrawn_on__isnull=False, done_on__isnull=True) & ~Q(withdrawn_because="")),
                name="drillimprovement_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.finding

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.withdrawn_on is None

    def stands(self, today: date) -> Standing:
        if self.withdrawn_on is not None:
            return Standing.WITHDRAWN
        return standing(self.due_on, self.done_on, today)
