from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.drills.enums import GradeWord
from content.drills.models.drill import SUMMARY_LENGTH, WORDS_LENGTH, Drill
from content.drills.models.sheet import Sheet, SheetLine


class Evaluation(models.Model):
    """The evaluation of a drill, in the steps of GB/T 46792-2025 as its contents name them:
    prepare (goal, team, basis, method), carry out (observe, analyse, conclude, report). Once
    `score` is there it is closed and stays as it is, until a `Reopening` says why not. `revision`
    counts its savings and reopenings."""

    drill = models.OneToOneField(Drill, models.PROTECT, related_name="evaluation")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="evaluations")
    revision = models.PositiveIntegerField(default=0)
    goal = models.CharField(_("评估目标"), max_length=WORDS_LENGTH, blank=True)
    team = models.CharField(_("评估组"), max_length=WORDS_LENGTH, blank=True)
    by_third_party = models.BooleanField(_("委托第三方评估"), default=False)
    basis = models.CharField(_("评估依据"), max_length=WORDS_LENGTH, blank=True)
    method = models.CharField(_("评估方法"), max_length=WORDS_LENGTH, blank=True)
    analysis = models.TextField(_("分析"), max_length=SUMMARY_LENGTH, blank=True)
    conclusion = models.TextField(_("结论"), max_length=SUMMARY_LENGTH, blank=True)
    evaluated_on = models.DateField(_("评估日期"), null=True, blank=True)
    score = models.DecimalField(_("得分"), max_digits=5, decimal_places=2, null=True, blank=True)
    grade = models.CharField(_("等级"), max_length=10, choices=GradeWord, blank=True)

    class Meta:
        verbose_name = _("演练评估")
        verbose_name_plural = _("演练评估")
        constraints = [
            models.CheckConstraint(
                condition=Q(score__isnull=True, grade="")
                | (
                    Q(
                        score__gte=0,
                        score__lte=100,
                        grade__in=GradeWord.values,
                        evaluated_on__isnull=False,
                    )
                    & ~Q(team="")
                    & ~Q(conclusion="")
                ),
                name="drillevaluation_closed_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.drill)

    @property
    def is_closed(self) -> bool:
        return self.score is not None


class Score(models.Model):
    """What one indicator earned, or that it does not apply to this drill."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="scores")
    line = models.ForeignKey(SheetLine, models.PROTECT, related_name="+")
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    applies = models.BooleanField(default=True)
    note = models.CharField(max_length=WORDS_LENGTH, blank=True)

    class Meta:
        verbose_name = _("指标得分")
        verbose_name_plural = _("指标得分")
        ordering = ["evaluation", "line__position"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "line"], name="drillscore_once"),
            models.CheckConstraint(
                condition=Q(applies=True, score__isnull=True)
                | Q(applies=True, score__gte=0, score__lte=100)
                | Q(applies=False, score__isnull=True),
                name="drillscore_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.score}"
