from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SetUpStep(models.Model):
    """A step of the set-up that is done; a repeated set-up goes on after it."""

    name = models.CharField(_("步骤"), max_length=60, unique=True)
    done_at = models.DateTimeField(_("完成时间"), default=timezone.now)

    class Meta:
        verbose_name = _("设置步骤")
        verbose_name_plural = _("设置步骤")

    def __str__(self) -> str:
        return self.name
