"""Why a membership began or ended. Chosen, not typed: the audit keeps no free text,
because free text holds names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StartReason(models.TextChoices):
    APPOINTED = "appointed", _("新任命")
    TRANSFERRED = "transferred", _("调入")
    ADDITIONAL = "additional", _("兼任")
    ENROLLED = "enrolled", _("报名参加")
    CORRECTION = "correction", _("补登记")


class EndReason(models.TextChoices):
    TERM_OVER = "term_over", _("任期届满")
    TRANSFERRED = "transferred", _("调走")
    RESIGNED = "resigned", _("辞去")
    RETIRED = "retired", _("退休、离职")
    WITHDRAWN = "withdrawn", _("取消资格")
    CORRECTION = "correction", _("登记错了")
