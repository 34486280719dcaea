from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.pages.links.enums import LinkKind

LONGEST_KEY = 120


class Link(models.Model):
    """`source` is `kind` to `target`. Keys, not foreign keys: either end may live in an app
    this one does not know."""

    kind = models.CharField(_("关系"), max_length=12, choices=LinkKind)
    source_key = models.CharField(_("从"), max_length=LONGEST_KEY)
    target_key = models.CharField(_("到"), max_length=LONGEST_KEY, db_index=True)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("关联")
        verbose_name_plural = _("关联")
        ordering = ["source_key", "kind", "target_key"]
        constraints = [
            models.UniqueConstraint(fields=["source_key", "kind", "target_key"], name="link_once"),
            models.CheckConstraint(
                condition=~Q(source_key=F("target_key")), name="link_not_to_self"
            ),
            models.CheckConstraint(
                condition=~Q(source_key="") & ~Q(target_key=""), name="link_has_both_ends"
            ),
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="link_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.source_key} {self.kind} {self.target_key}"
