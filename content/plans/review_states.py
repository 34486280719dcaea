"""How the review of a draft stands, why one ends, and by which way a version came into force."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.plans.domain import review


class RoundState(models.TextChoices):
    """Of a round of review; the steps are in `domain.review`."""

    ASKED = "asked", _("等审核")
    APPROVED = "approved", _("已批准")
    RETURNED = "returned", _("已退回")
    WITHDRAWN = "withdrawn", _("已撤回")
    VOID = "void", _("已作废")


OPEN_ROUNDS: Final = tuple(RoundState(state) for state in review.OPEN)


class VoidFor(models.TextChoices):
    """What was changed, so that nobody has reviewed what would be published."""

    CORRECTED = "corrected", _("改正了读法")
    READERS = "readers", _("改了哪一条谁能看")
    REGISTER = "register", _("改了登记里的标题或公开范围")
    IMPORTED = "imported", _("导入了新的一版，有条文改成先不公开")
    PUBLISHED = "published", _("发布了另一版，标题或公开范围变了")


class PublishedBy(models.TextChoices):
    """By which way a version came into force, as the audit says it."""

    REVIEW = "review", _("审核批准")
    AGAIN = "again", _("换回以前发布过的一版")
    OPERATOR = "operator", _("运维在服务器上发布")
