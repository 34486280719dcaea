import hashlib
from typing import BinaryIO

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from content.media.enums import Rights
from portal.foundation.shapes import is_sha256

_CHUNK = 1024 * 1024


def sha256_of(file: BinaryIO) -> str:
    """Hex digest of an open file, read in chunks; the position returns to the start."""
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in iter(lambda: file.read(_CHUNK), b""):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


class Sourced(models.Model):
    """Where a file comes from and by what right it is shown."""

    rights = models.CharField(_("使用依据"), max_length=10, choices=Rights, default=Rights.UNKNOWN)
    rights_holder = models.CharField(_("权利人"), max_length=120, blank=True)
    source = models.CharField(
        _("来源"), max_length=300, blank=True, help_text=_("单位、题名、日期，或网址")
    )

    class Meta:
        abstract = True


class AnlanImage(Sourced, AbstractImage):  # noqa: DJ008 - inherited
    """An image with its rights, source and default text alternative."""

    alt_text = models.CharField(
        _("文字说明"),
        max_length=200,
        blank=True,
        help_text=_("看不见图的人靠它：说图上有什么，不写“图片”二字"),
    )

    # Wagtail's own `description` would be a second place for the same text.
    admin_form_fields = (
        *(name for name in Image.admin_form_fields if name != "description"),
        "alt_text",
        "rights",
        "rights_holder",
        "source",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("图片")
        verbose_name_plural = _("图片")
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        return self.alt_text or self.description or self.title


class AnlanRendition(AbstractRendition):
    image = models.ForeignKey(AnlanImage, models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("图片尺寸")
        verbose_name_plural = _("图片尺寸")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"
            ),
        ]


class AnlanDocument(Sourced, AbstractDocument):  # noqa: DJ008 - inherited
    """A file for readers, with its document number and the digest of its bytes."""

    document_number = models.CharField(
        _("文号"), max_length=60, blank=True, help_text=_("照原文写，如：安政办发〔2026〕3号")
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)

    admin_form_fields = (
        *Document.admin_form_fields,
        "document_number",
        "rights",
        "rights_holder",
        "source",
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
        permissions = [("choose_document", "Can choose document")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256="") | is_sha256("sha256"),
                name="document_sha256_shape",
            ),
        ]

    def _set_document_file_metadata(self) -> None:
        """Wagtail calls this whenever a new file is attached."""
        super()._set_document_file_metadata()
        with self.open_file() as file:
            self.sha256 = sha256_of(file)
