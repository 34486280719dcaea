from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkKind(models.TextChoices):
    """What the source of a link is to its target."""

    IMPLEMENTS = "implements", _("落实")
    EXPLAINS = "explains", _("解释")
    TEACHES = "teaches", _("讲授")
    TESTS = "tests", _("考查")
    CITES = "cites", _("引用")
    CONTINUES = "continues", _("接着看")
