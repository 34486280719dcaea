from django.db import models
from django.utils.translation import gettext_lazy as _


class HazardClass(models.TextChoices):
    """The four classes of emergencies (突发事件应对法 art. 2)."""

    NATURAL = "natural", _("自然灾害")
    ACCIDENT = "accident", _("事故灾难")
    HEALTH = "health", _("公共卫生")
    SECURITY = "security", _("社会安全")


CLASS_MARKS: dict[str, str] = {
    HazardClass.NATURAL: "●",
    HazardClass.ACCIDENT: "▲",
    HazardClass.HEALTH: "✚",
    HazardClass.SECURITY: "◆",
}
"""Shape that stands beside the word, so that a class never hangs on colour alone."""


class Phase(models.TextChoices):
    """When a reader needs the advice."""

    PREPARE = "prepare", _("平时准备")
    WARNING = "warning", _("预警时")
    DURING = "during", _("发生时")
    AFTER = "after", _("之后")


class LearningAim(models.TextChoices):
    """What a course or a question trains."""

    PREVENTION = "prevention", _("预防")
    AVOIDANCE = "avoidance", _("避险")
    SELF_RESCUE = "self_rescue", _("自救")
    MUTUAL_RESCUE = "mutual_rescue", _("互救")
    RISK_AWARENESS = "risk_awareness", _("风险意识")
