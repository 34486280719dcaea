from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    OPEN = "open", _("等处理")
    MENDED = "mended", _("改了")
    ANSWERED = "answered", _("没有改")


SETTLED = (State.MENDED, State.ANSWERED)
