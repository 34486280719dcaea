from django.db import models
from django.utils.translation import gettext_lazy as _


class SchemeKind(models.TextChoices):
    """What a certificate says its holder is; registers are counted by it, all but OTHER."""

    VOLUNTEER = "volunteer", _("应急志愿者")
    INFORMATION_OFFICER = "information_officer", _("灾害信息员")
    OTHER = "other", _("其他证书")


class Outcome(models.TextChoices):
    """What became of a passed attempt."""

    ISSUED = "issued", _("已发证")
    ALREADY_HELD = "already_held", _("已持有有效证书")
    NEEDS_NAME = "needs_name", _("待填姓名")
    NEEDS_ADULT = "needs_adult", _("待确认年满 18 周岁")


class RevocationReason(models.TextChoices):
    """Why a certificate was withdrawn: a code, because whoever verifies the number reads it,
    and it stays when the holder's account is deleted."""

    CHEATED = "cheated", _("考试作弊或替考")
    ISSUED_WRONGLY = "issued_wrongly", _("不符合发证条件，误发")
    WRONG_FACTS = "wrong_facts", _("证书上的信息有误")
    HOLDER_ASKED = "holder_asked", _("持证人申请撤销")
    DUTY_BREACHED = "duty_breached", _("违反志愿服务规定")
    OTHER = "other", _("其他原因")
