from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from content.plans.models.document import PlanDocument
from content.plans.models.task import PlanTask
from content.plans.task_states import ProgressKind, TaskStanding

TEXT_LENGTH = 8000


class ProgressNote(models.Model):
    """What was done of a planning document in a period, as of `noted_on`.

    What was said stays: a later entry `corrects` an earlier one, which then stands struck
    through. `clause_key` is the clause it is about, `task` the task there and `standing` how far it
    is, `target` the target; none of them: the whole plan.
    Everybody reads it only where `public`.
    """

    document = models.ForeignKey(PlanDocument, models.CASCADE, related_name="progress_notes")
    kind = models.CharField(_("种类"), max_length=10, choices=ProgressKind)
    covers_from = models.DateField(_("期间起"))
    covers_to = models.DateField(_("期间止"))
    noted_on = models.DateField(_("哪天写的"))
    text = models.TextField(_("进展"))
    clause_key = models.CharField(_("条文"), max_length=60, blank=True)
    task = models.ForeignKey(
        PlanTask, models.PROTECT, null=True, blank=True,
        related_name="notes", verbose_name=_("任务"),
    )  # fmt: skip
    standing = models.CharField(_("任务的状态"), max_length=12, choices=TaskStanding, blank=True)
    target = models.ForeignKey(
        "content_targets.Target", models.SET_NULL, null=True, blank=True,
        related_name="+", verbose_name=_("目标"),
    )  # fmt: skip
    figure_name = models.CharField(_("数字是什么"), max_length=40, blank=True)
    figure = models.DecimalField(_("数值"), max_digits=16, decimal_places=2, null=True, blank=True)
    figure_unit = models.CharField(_("计量单位"), max_length=12, blank=True)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    source_url = models.URLField(_("来源网址"), max_length=300, blank=True)
    public = models.BooleanField(_("公开"), default=False)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True,
        related_name="corrected_by", verbose_name=_("更正哪一条"),
    )  # fmt: skip
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("进展")
        verbose_name_plural = _("进展")
        ordering = ["-covers_to", "-noted_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="progress_has_text"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), TEXT_LENGTH),
                name="progress_text_length",
            ),
            models.CheckConstraint(
                condition=Q(covers_to__gte=F("covers_from")), name="progress_period_order"
            ),
            models.CheckConstraint(
                condition=Q(noted_on__gte=F("covers_from")), name="progress_noted_after_start"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ProgressKind.values), name="progress_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(figure__isnull=True, figure_name="", figure_unit="")
                | (Q(figure__isnull=False) & ~Q(figure_name="")),
                name="progress_figure_has_name",
            ),
            models.CheckConstraint(
                condition=Q(task__isnull=True, standing="")
                | Q(task__isnull=False, standing__in=TaskStanding.values),
                name="progress_standing_of_task",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")),
                name="progress_corrects_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.covers_from}—{self.covers_to}"

    @property
    def figure_text(self) -> str:
        """Name, value and unit as a reader says them; "" where there is no figure."""
        if self.figure is None:
            return ""
        value = format(self.figure.normalize(), "f")
        gap = "" if self.figure_unit in ("%", "‰", "") else " "
        return f"{self.figure_name} {value}{gap}{self.figure_unit}"
