from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from content.pages.domain.codes import CODE
from content.pages.enums import Confidence
from content.pages.models.knowledge import KnowledgePage


class PageSource(Orderable):
    """A source of a page: what was read of it, when, and how far it can be trusted."""

    page = ParentalKey(KnowledgePage, on_delete=models.CASCADE, related_name="sources")
    code = models.CharField(
        _("代号"), max_length=20, blank=True,
        validators=[RegexValidator(CODE, _("代号只用字、数字、点和短横，中间不空格，如：K3。"))],
        help_text=_("自己取，一页里不重复，如：K3。指南的各阶段用它说依据哪几份；用不着就空着"),
    )  # fmt: skip
    title = models.CharField(_("题名"), max_length=160)
    issuer = models.CharField(_("发布单位"), max_length=80, blank=True)
    url = models.URLField(_("网址"), max_length=400, blank=True)
    read_part = models.CharField(
        _("看了哪一部分"), max_length=160, blank=True, help_text=_("如：全文；第三章；只看到摘录")
    )
    read_on = models.DateField(_("哪天看的"), null=True, blank=True)
    confidence = models.CharField(
        _("可信程度"), max_length=10, choices=Confidence, default=Confidence.UNSEEN
    )

    panels = [
        FieldPanel("code"),
        FieldPanel("title"),
        FieldPanel("issuer"),
        FieldPanel("url"),
        FieldPanel("read_part"),
        FieldPanel("read_on"),
        FieldPanel("confidence"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("来源")
        verbose_name_plural = _("来源")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "code"], condition=~Q(code=""), name="pagesource_code_once_a_page"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A page saves its sources one by one: two that exchange their codes would meet. Who held
        the code before is saved with its own in the same transaction."""
        if self.code:
            held = PageSource.objects.filter(page=self.page_id, code=self.code)
            held.exclude(pk=self.pk).update(code="")
        super().save(*args, **kwargs)

    @property
    def publisher(self) -> str:
        return self.issuer
