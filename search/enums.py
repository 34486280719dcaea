from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Whether a document holds today. Current documents are listed before historic ones."""

    CURRENT = "current", _("现行")
    HISTORIC = "historic", _("历史")
