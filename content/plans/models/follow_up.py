from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FollowUp(models.Model):
    """What still has to follow a change of a long plan: `told` clauses whose citations heard
    of it, then the search. It is done in short steps, so that nobody waits for the
    database; `asked_at` is when a worker was last asked."""

    document = models.ForeignKey("content_plans.PlanDocument", models.CASCADE, related_name="+")
    before = models.ForeignKey(
        "content_plans.PlanVersion", models.CASCADE, null=True, related_name="+"
    )
    after = models.ForeignKey("content_plans.PlanVersion", models.CASCADE, related_name="+")
    told = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("后续")
        verbose_name_plural = _("后续")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.document} ({self.after.number})"
