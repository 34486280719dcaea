"""Notices that say what is collected for what, and who agreed to which version."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticePublished(Exception):
    """A published notice was to be changed: people agreed to exactly these words."""


class ConsentNotice(models.Model):
    """One version of the words for one purpose. Frozen once published (also by triggers)."""

    purpose = models.SlugField(_("用途"), max_length=60)
    version = models.PositiveIntegerField(_("版本"))
    title = models.CharField(_("标题"), max_length=200)
    body = models.TextField(_("正文"))
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("个人信息告知书")
        verbose_name_plural = _("个人信息告知书")
        ordering = ("purpose", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=("purpose", "version"), name="consentnotice_one_of_a_version"
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="consentnotice_versions_from_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(body=""),
                name="consentnotice_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"

    def save(self, *arguments: Any, **options: Any) -> None:
        self._refuse_if_published()
        super().save(*arguments, **options)

    def delete(self, *arguments: Any, **options: Any) -> tuple[int, dict[str, int]]:
        self._refuse_if_published()
        return super().delete(*arguments, **options)

    def _refuse_if_published(self) -> None:
        published = type(self)._default_manager.filter(pk=self.pk, published_at__isnull=False)
        if self.pk and published.exists():
            raise NoticePublished(str(self))


class ConsentRecord(models.Model):
    """A person agreed to a notice, and perhaps took it back. Never overwritten."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="consents",
        verbose_name=_("人员"),
    )
    notice = models.ForeignKey(
        ConsentNotice, on_delete=models.PROTECT, related_name="records", verbose_name=_("告知书")
    )
    given_at = models.DateTimeField(_("同意时间"))
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("同意记录")
        verbose_name_plural = _("同意记录")
        ordering = ("-given_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("user", "notice"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="consentrecord_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="consentrecord_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.given_at:%Y-%m-%d}"
