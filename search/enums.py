from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_STEPS: Final = 15
"""Weight of the document that says what to do first when it happens; no other weighs as much."""


class Status(models.TextChoices):
    """Whether a document holds today. Current documents are listed before historic ones."""

    CURRENT = "current", _("现行")
    HISTORIC = "historic", _("历史")
