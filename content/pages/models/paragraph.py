from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.pages import anchors
from content.pages.enums import ParagraphKind
from portal.foundation.shapes import is_sha256

KIND = "paragraph"


class Paragraph(models.Model):
    """A passage of a published page under a key that outlives edits, moves and the page.

    Rows are never deleted: a question may still point to a paragraph that was withdrawn.
    `first_hash` is the digest of the text as first published.
    """

    key = models.UUIDField(_("键"), unique=True, editable=False)
    block_id = models.UUIDField(_("块"), editable=False)
    page = models.ForeignKey(
        Page, models.SET_NULL, null=True, related_name="+", verbose_name=_("页面")
    )
    page_title = models.CharField(_("页面标题"), max_length=255)
    kind = models.CharField(_("类别"), max_length=8, choices=ParagraphKind)
    section = models.CharField(_("所在小节"), max_length=255, blank=True)
    text = models.TextField(_("文字"))
    content_hash = models.CharField(_("内容指纹"), max_length=64)
    first_hash = models.CharField(_("首次内容指纹"), max_length=64)
    position = models.PositiveIntegerField(_("顺序"))
    subpath = models.CharField(_("子地址"), max_length=40, blank=True)
    fragment = models.CharField(_("页内位置"), max_length=40)
    first_seen = models.DateTimeField(_("首次发布"))
    changed_at = models.DateTimeField(_("最近改动"))
    withdrawn_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("段落")
        verbose_name_plural = _("段落")
        ordering = ["page", "position"]
        indexes = [models.Index(fields=["page", "position"], name="paragraph_in_page")]
        constraints = [
            models.CheckConstraint(
                condition=is_sha256("content_hash"), name="paragraph_hash_shape"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ParagraphKind.values), name="paragraph_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | Q(page__isnull=False),
                name="paragraph_without_page_is_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def anchor_key(self) -> str:
        return anchors.key_of(KIND, self.key)
