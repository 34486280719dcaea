from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.plans.models.document import PlanDocument
from content.targets.models import Target

REASON_LENGTH = 200


class GoalAnswer(models.Model):
    """What the editor said of a goal that a plan states without a number.

    `target` is the proxy it is measured by, which the county chose and the plan does not name;
    without one the goal is not measurable, for the `reason`. `digest` is that of the sentence, so
    that the answer holds for every version in which the clause says the same.
    """

    document = models.ForeignKey(PlanDocument, models.CASCADE, related_name="goal_answers")
    anchor = models.UUIDField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    sentence = models.TextField(_("原句"))
    target = models.ForeignKey(
        Target, models.CASCADE, null=True, blank=True,
        related_name="+", verbose_name=_("替代指标"),
    )  # fmt: skip
    reason = models.CharField(_("理由"), max_length=REASON_LENGTH)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("没有数字的目标")
        verbose_name_plural = _("没有数字的目标")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "anchor", "digest"], name="goalanswer_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="goalanswer_has_reason"),
        ]

    def __str__(self) -> str:
        return self.sentence[:40]
