"""What tasks and projects of a planning document are, and how far they have come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProgressKind(models.TextChoices):
    """What an entry on the progress of a planning document is."""

    YEARLY = "yearly", _("年度进展")
    MIDTERM = "midterm", _("中期评估")
    FINAL = "final", _("期末总结")
    OTHER = "other", _("其他进展")


class TaskKind(models.TextChoices):
    TASK = "task", _("任务")
    PROJECT = "project", _("项目")


class TaskState(models.TextChoices):
    """What an editor said of words that read like a task."""

    CONFIRMED = "confirmed", _("已确认")
    REFUSED = "refused", _("不是任务")


class DueRead(models.TextChoices):
    """How the day of a task comes from its words; see `domain.deadlines`."""

    UNREAD = "", _("原文没有可以换算的期限")
    DAY = "day", _("原文写到日")
    TEN_DAYS = "ten_days", _("原文写到旬，算到那一旬的最后一天")
    MONTH_END = "month_end", _("原文写到月，算到月底")
    QUARTER_END = "quarter_end", _("原文写到季度，算到季末")
    HALF_YEAR_END = "half_year_end", _("原文写到半年，算到半年末")
    YEAR_END = "year_end", _("原文写到年，算到年底")
    FIVE_YEARS_END = "five_years_end", _("原文写到规划期末，算到最后一年年底")
    EDITOR = "editor", _("编辑填的")


class TaskStanding(models.TextChoices):
    """How far a task is, as an entry on progress says."""

    NOT_STARTED = "not_started", _("未开始")
    UNDER_WAY = "under_way", _("进行中")
    DONE = "done", _("完成")
