from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Comparator(models.TextChoices):
    AT_LEAST = "ge", _("不低于")
    AT_MOST = "le", _("不高于")
    MORE = "gt", _("高于")
    LESS = "lt", _("低于")

    @property
    def is_floor(self) -> bool:
        return self in (Comparator.AT_LEAST, Comparator.MORE)

    @property
    def is_strict(self) -> bool:
        """超过200人: two hundred are not enough."""
        return self in (Comparator.MORE, Comparator.LESS)

    @property
    def sign(self) -> str:
        return {"ge": "≥", "le": "≤", "gt": ">", "lt": "<"}[self.value]


FLOORS: Final = tuple(one for one in Comparator if one.is_floor)


class Measure(models.TextChoices):
    """What an indicator counts in."""

    PERCENT = "percent", _("%")
    PEOPLE = "people", _("人")
    TIMES = "times", _("次")
    PLACES = "places", _("处")


class TargetState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    CONFIRMED = "confirmed", _("已确认")
    RETIRED = "retired", _("已停用")


class RetireReason(models.TextChoices):
    """Why a target counts no longer: a code, because the audit keeps it and everybody reads it."""

    MISTAKEN = "mistaken", _("登记错了")
    PLAN_CHANGED = "plan_changed", _("规划改了")
    NO_LONGER_APPLIES = "no_longer_applies", _("不再适用")
