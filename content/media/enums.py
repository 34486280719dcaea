from django.db import models
from django.utils.translation import gettext_lazy as _


class Rights(models.TextChoices):
    """On what ground a file may be shown."""

    OWN = "own", _("本单位制作")
    LICENSED = "licensed", _("取得授权")
    OPEN = "open", _("开放许可")
    OFFICIAL = "official", _("官方文件，依法公开")
    UNKNOWN = "unknown", _("还没查明")
