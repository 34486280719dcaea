from django.db import models
from django.utils.translation import gettext_lazy as _


class SchemeKind(models.TextChoices):
    """What a certificate says its holder is; registers are counted by it."""

    VOLUNTEER = "volunteer", _("应急志愿者")
    INFORMATION_OFFICER = "information_officer", _("灾害信息员")


class Outcome(models.TextChoices):
    """What became of a passed attempt."""

    ISSUED = "issued", _("已发证")
    ALREADY_HELD = "already_held", _("已持有有效证书")
    NEEDS_ADULT = "needs_adult", _("待确认年满 18 周岁")
