from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    OPEN = "open", _("等处理")
    PROMISED = "promised", _("会改，下一版")
    MENDED = "mended", _("改了")
    ANSWERED = "answered", _("没有改")


SETTLED = (State.MENDED, State.ANSWERED)
ANSWERABLE = (State.OPEN, State.PROMISED, State.MENDED)
GIVEN = (State.PROMISED, *SETTLED)
"""What editors answer; what was promised is mended by itself once the clause reads otherwise,
and promised again where it reads as it did; either is answered anew where that is not so."""
