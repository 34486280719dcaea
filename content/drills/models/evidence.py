from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.drills.models.drill import Drill
from content.drills.models.improvement import Improvement
from portal.foundation.files.models import PrivateFile
from portal.foundation.shapes import is_sha256

CAPTION_LENGTH = 80


class Evidence(PrivateFile):
    """A photo or a paper that shows a drill, or that an improvement was made; never served
    without a right. Where its file came from and who sent it stands in the audit."""

    folder = "drills"

    drill = models.ForeignKey(Drill, models.PROTECT, related_name="evidence")
    improvement = models.ForeignKey(
        Improvement, models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    caption = models.CharField(_("说明"), max_length=CAPTION_LENGTH, blank=True)
    kind = models.CharField(_("种类"), max_length=8)
    added_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("佐证材料")
        verbose_name_plural = _("佐证材料")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_sha256("sha256"), name="drillevidence_sha256_shape"
            ),
            models.UniqueConstraint(
                fields=["drill", "sha256"],
                condition=Q(improvement__isnull=True),
                name="drillevidence_of_drill_once",
            ),
            models.UniqueConstraint(
                fields=["improvement", "sha256"], name="drillevidence_of_improvement_once"
            ),
        ]
