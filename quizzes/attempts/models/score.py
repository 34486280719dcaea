from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.foundation.append_only import AppendOnlyModel
from quizzes.attempts.models.attempt import Attempt, AttemptItem
from quizzes.attempts.reasons import ScoreReason


class ScoreRun(AppendOnlyModel):
    """One scoring of an attempt. A new scoring adds a run; the highest number counts."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="score_runs")
    number = models.PositiveIntegerField()
    rule = models.CharField(_("评分规则"), max_length=40)
    score = models.DecimalField(_("得分"), max_digits=7, decimal_places=2)
    maximum = models.DecimalField(_("满分"), max_digits=7, decimal_places=2)
    percent = models.DecimalField(_("得分率（%）"), max_digits=5, decimal_places=2)
    pass_percent = models.DecimalField(_("及格线（%）"), max_digits=5, decimal_places=2)
    passed = models.BooleanField(_("通过"))
    correct_count = models.PositiveIntegerField(_("答对题数"))
    reason = models.CharField(
        _("原因"), max_length=200, choices=ScoreReason, blank=True, default=ScoreReason.FIRST
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("评分")
        verbose_name_plural = _("评分")
        ordering = ["attempt", "-number"]
        get_latest_by = "number"
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="score_run_number_once"),
            models.CheckConstraint(
                condition=Q(score__gte=0) & Q(score__lte=models.F("maximum")),
                name="score_run_within_maximum",
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0) & Q(percent__lte=100), name="score_run_percent"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=ScoreReason.values), name="score_run_reason_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.number}"


class ItemScore(AppendOnlyModel):
    """`key_version`: the version whose key gave this mark. A key never changes within a version,
    so two runs that differ are told apart by it, or by the answer."""

    run = models.ForeignKey(ScoreRun, models.PROTECT, related_name="item_scores")
    item = models.ForeignKey(AttemptItem, models.PROTECT, related_name="scores")
    mark = models.DecimalField(_("得分"), max_digits=5, decimal_places=2)
    maximum = models.DecimalField(_("分值"), max_digits=5, decimal_places=2)
    correct = models.BooleanField(_("答对"))
    answered = models.BooleanField(_("作答"))
    key_version = models.ForeignKey(
        "quizzes_bank.QuestionVersion",
        models.PROTECT,
        related_name="+",
        verbose_name=_("按哪一版的答案评"),
    )

    class Meta:
        verbose_name = _("单题得分")
        verbose_name_plural = _("单题得分")
        constraints = [
            models.UniqueConstraint(fields=["run", "item"], name="item_score_once"),
            models.CheckConstraint(
                condition=Q(mark__gte=0) & Q(mark__lte=models.F("maximum")),
                name="item_score_within_maximum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.item_id}"
