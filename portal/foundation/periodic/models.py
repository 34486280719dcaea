"""When each job ran, when it is due, and who is at it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PeriodicJob(models.Model):
    """One row a job. `lease_*` says who runs it now; an expired lease is free."""

    name = models.CharField(_("任务"), max_length=100, unique=True)
    due_at = models.DateTimeField(_("下次运行"), db_index=True)
    lease_owner = models.CharField(_("执行者"), max_length=40, blank=True)
    lease_until = models.DateTimeField(_("占用到"), null=True, blank=True)
    started_at = models.DateTimeField(_("上次开始"), null=True, blank=True)
    finished_at = models.DateTimeField(_("上次结束"), null=True, blank=True)
    succeeded_at = models.DateTimeField(_("上次成功"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("连续失败"), default=0)
    error = models.CharField(_("错误"), max_length=300, blank=True)
    note = models.CharField(_("结果"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("定时任务")
        verbose_name_plural = _("定时任务")
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lease_owner="", lease_until__isnull=True)
                | (~models.Q(lease_owner="") & models.Q(lease_until__isnull=False)),
                name="periodicjob_lease_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name
