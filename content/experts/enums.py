from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExpertCategory(models.TextChoices):
    """Five categories of the expert pool: the four classes of emergencies and the general one."""

    NATURAL = "natural", _("自然灾害")
    ACCIDENT = "accident", _("事故灾难")
    HEALTH = "health", _("公共卫生")
    SECURITY = "security", _("社会安全")
    COMPREHENSIVE = "comprehensive", _("综合")


class PublicField(models.TextChoices):
    """Fields that are shown only if the expert agreed. The name and the category always are."""

    POST = "post", _("职务职称")
    UNIT = "unit", _("工作单位")
    SPECIALITIES = "specialities", _("专长")
    ABOUT = "about", _("介绍")
    TERM = "term", _("任期")
    PARTICIPATION = "participation", _("参加过的工作")


class ParticipationKind(models.TextChoices):
    ADVICE = "advice", _("咨询")
    REVIEW = "review", _("评审")
    TEACHING = "teaching", _("授课")
    DRILL = "drill", _("演练")
    RESPONSE = "response", _("应急处置")


class AccountState(models.TextChoices):
    """How an account stands to the expert it was asked to be."""

    ASKED = "asked", _("等本人答应")
    ACCEPTED = "accepted", _("已连上")
    DECLINED = "declined", _("本人没有答应")
    ENDED = "ended", _("已解除")


OPEN_ACCOUNTS: Final = (AccountState.ASKED, AccountState.ACCEPTED)
