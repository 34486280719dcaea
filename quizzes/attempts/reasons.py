"""Why examiners did something. Codes, because these rows outlive the people in them and free
text would bring names and numbers along."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LateReason(models.TextChoices):
    """Why a late answer counts or does not."""

    NETWORK = "network", _("断网或停电")
    SYSTEM = "system", _("系统故障")
    DEVICE = "device", _("设备故障")
    NO_GROUND = "no_ground", _("没有正当理由")
    DOUBT = "doubt", _("疑似作弊")
    OTHER = "other", _("其他")


class ScoreReason(models.TextChoices):
    """Why an attempt was scored."""

    FIRST = "", _("收卷时评分")
    LATE_ANSWER = "late_answer", _("计入迟到答案")
    KEY_CORRECTED = "key_corrected", _("更正答案")
    REVIEW = "review", _("复核")


class ExtraTimeReason(models.TextChoices):
    """Why somebody has more time. Health is sensitive personal information (PIPL article 28), so
    no code names it: what somebody asked for in confidence is REQUESTED."""

    REQUESTED = "requested", _("本人申请，已经同意")
    LANGUAGE = "language", _("不熟悉试卷的文字")
    DEVICE = "device", _("设备或网络慢")
    OTHER = "other", _("其他")
