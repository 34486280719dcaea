from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptState(models.TextChoices):
    """Only forward; `domain.lifecycle` holds the permitted steps."""

    PREPARED = "prepared", _("已备卷")
    OPEN = "open", _("正在作答")
    SUBMITTED = "submitted", _("已交卷")
    SCORED = "scored", _("已评分")
    VOID = "void", _("作废")


class ClosedReason(models.TextChoices):
    NONE = "", _("未收卷")
    SUBMITTED = "submitted", _("本人交卷")
    DEADLINE = "deadline", _("到时收卷")
    VOIDED = "voided", _("作废")


class LateDecision(models.TextChoices):
    ACCEPTED = "accepted", _("计入")
    REFUSED = "refused", _("不计入")


class ResultState(models.TextChoices):
    """What an examiner picks among the results."""

    ALL = "", _("全部")
    RUNNING = "running", _("正在作答")
    PASSED = "passed", _("通过")
    FAILED = "failed", _("没通过")
    VOID = "void", _("作废")


class Order(models.TextChoices):
    NEWEST = "", _("交卷晚的在前")
    NAME = "name", _("按姓名拼音")
    BEST = "best", _("分高的在前")
    WORST = "worst", _("分低的在前")


class ExtraTime(models.TextChoices):
    """Time allowance of one person, as a factor on the limit."""

    QUARTER = "1.25", _("1.25 倍")
    HALF = "1.50", _("1.5 倍")
    DOUBLE = "2.00", _("2 倍")
