from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.plans.enums import RelationKind, RelationState
from content.plans.models.document import PlanDocument

NAME_LENGTH = 120


class PlanRelation(models.Model):
    """What a document is to another of the library (`other`), or to a text that the library does
    not hold (`named`): a gap with a name. `clause_key` is where the document says so; `since`
    and `until` the days between which it holds. A suggestion that an editor dismissed stays as a
    row, so that it is not made again."""

    document = models.ForeignKey(PlanDocument, models.CASCADE, related_name="relations")
    kind = models.CharField(_("关系"), max_length=12, choices=RelationKind)
    other = models.ForeignKey(
        PlanDocument, models.CASCADE, null=True, blank=True,
        related_name="related_from", verbose_name=_("库里的文件"),
    )  # fmt: skip
    named = models.CharField(_("库外文件"), max_length=NAME_LENGTH, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=RelationState, default=RelationState.CONFIRMED
    )
    clause_key = models.CharField(max_length=60, blank=True)
    since = models.DateField(_("自"), null=True, blank=True)
    until = models.DateField(_("至"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("文件关系")
        verbose_name_plural = _("文件关系")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("document")),
                name="planrelation_not_to_itself",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) & ~Q(named="") | Q(other__isnull=False, named=""),
                name="planrelation_one_end",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RelationKind.values), name="planrelation_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RelationState.values), name="planrelation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gt=F("since")),
                name="planrelation_validity_order",
            ),
            models.UniqueConstraint(
                fields=["document", "kind", "other"],
                condition=Q(other__isnull=False),
                name="planrelation_document_once",
            ),
            models.UniqueConstraint(
                fields=["document", "kind", "named"],
                condition=~Q(named=""),
                name="planrelation_name_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other or self.named}"
