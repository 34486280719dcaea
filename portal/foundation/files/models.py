from pathlib import PurePath
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.foundation.files.storage import place, private_storage


class PrivateFile(models.Model):
    """A file that no address leads to, and the digest of what lies on the disk. Each model has a
    `folder` of its own, which `keeping.sweep_nameless` tidies. `photos_are_plain` where photos
    are kept without what their cameras wrote (`cleaning`)."""

    folder: ClassVar[str]
    photos_are_plain: ClassVar[bool] = True

    file = models.FileField(_("文件"), storage=private_storage, upload_to=place)
    name = models.CharField(_("文件名"), max_length=255)
    size = models.PositiveIntegerField(_("字节"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        """Of its name, with the dot; empty where it has none."""
        return PurePath(self.name).suffix.lower()
