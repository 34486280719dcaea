from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.plans.models.progress import ProgressNote
from portal.foundation.files.models import PrivateFile
from portal.foundation.shapes import is_sha256

TITLE_LENGTH = 80


class ProgressAttachment(PrivateFile):
    """A photo or a paper beside an entry on progress, called `title`.

    Whoever does not read the entry does not read it; everybody reads it where it is `public` and
    the entry is too. With a correction it goes to the entry that stands.
    """

    folder = "progress"

    note = models.ForeignKey(ProgressNote, models.CASCADE, related_name="attachments")
    title = models.CharField(_("名称"), max_length=TITLE_LENGTH)
    public = models.BooleanField(_("公开"), default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("进展的附件")
        verbose_name_plural = _("进展的附件")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_sha256("sha256"), name="progressattachment_sha256_shape"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="progressattachment_has_title"),
            models.UniqueConstraint(
                fields=["note", "sha256"], name="progressattachment_of_note_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def public_name(self) -> str:
        """What everybody saves it under: `name` is for who keeps the plan."""
        return f"{self.title}{self.ending}"
