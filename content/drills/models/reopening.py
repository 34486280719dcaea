from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.drills.enums import GradeWord
from content.drills.models.drill import WORDS_LENGTH
from content.drills.models.evaluation import Evaluation


class Reopening(models.Model):
    """A closed evaluation was opened again: why, and what it had come to. `revision`: of the
    evaluation as it was closed. Who did it stands in the audit."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="reopenings")
    revision = models.PositiveIntegerField()
    reason = models.CharField(_("为什么重新打开"), max_length=WORDS_LENGTH)
    score = models.DecimalField(_("得分"), max_digits=5, decimal_places=2)
    grade = models.CharField(_("等级"), max_length=10, choices=GradeWord)
    reopened_at = models.DateTimeField(_("重新打开的时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("重新打开的评估")
        verbose_name_plural = _("重新打开的评估")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="drillreopening_says_why"),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=100, grade__in=GradeWord.values),
                name="drillreopening_score_in_range",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "revision"], name="drillreopening_of_closing_once"
            ),
        ]

    def __str__(self) -> str:
        return self.reason
