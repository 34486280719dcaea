from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkKind(models.TextChoices):
    """What the source of a link does with its target."""

    TEACHES = "teaches", _("讲授")
    CITES = "cites", _("引用")
