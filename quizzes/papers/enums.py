from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.bank.enums import Pool


class Purpose(models.TextChoices):
    PRACTICE = "practice", _("练习")
    MOCK = "mock", _("模拟考试")
    CERTIFICATION = "certification", _("认证考试")

    @property
    def pool(self) -> Pool:
        """What such a paper may ask. All but certification release keys while others can
        still sit the paper, or rehearse for it."""
        return Pool.CERTIFICATION if self == Purpose.CERTIFICATION else Pool.PRACTICE


class VersionState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已发布")
    SUPERSEDED = "superseded", _("已被新版代替")


class Composition(models.TextChoices):
    FIXED = "fixed", _("固定题目")
    BLUEPRINT = "blueprint", _("按蓝图抽题")


class WindowMeaning(models.TextChoices):
    """What the closing date closes: a 90-minute limit is either kept or cut short."""

    LAST_START = "last_start", _("到时不能再开始，已开始的答满时间")
    HARD_STOP = "hard_stop", _("到时一律收卷")


class GradePolicy(models.TextChoices):
    HIGHEST = "highest", _("取最高分")
    LATEST = "latest", _("取最近一次")
    FIRST = "first", _("取第一次")
