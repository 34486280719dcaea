from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.plans.enums import HiddenFor, Visibility
from content.plans.models.document import PlanDocument


class ClauseVisibility(models.Model):
    """Who may read a clause, through all versions that have its anchor, and what stands below it.

    Nobody has judged it while `judged_at` is empty: then the import proposes it for `reason`, and
    it holds as if somebody had. `content_hash` is what the clause said when it was judged: a
    person's number that comes in later is proposed anew.
    """

    document = models.ForeignKey(PlanDocument, models.CASCADE, related_name="clause_visibilities")
    anchor = models.UUIDField(editable=False)
    visibility = models.CharField(_("公开范围"), max_length=10, choices=Visibility)
    reason = models.CharField(_("为什么"), max_length=10, choices=HiddenFor, blank=True)
    content_hash = models.CharField(max_length=64)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    judged_at = models.DateTimeField(_("核定时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("条文的公开范围")
        verbose_name_plural = _("条文的公开范围")
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "anchor"], name="clausevisibility_clause_once"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="clausevisibility_known"
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(reason__in=HiddenFor.values),
                name="clausevisibility_reason_known",
            ),
            models.CheckConstraint(
                condition=Q(judged_at__isnull=False)
                | (~Q(reason="") & ~Q(visibility=Visibility.PUBLIC)),
                name="clausevisibility_proposal_hides",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anchor}: {self.visibility}"

    @property
    def is_open(self) -> bool:
        """It waits for somebody to judge it."""
        return self.judged_at is None

    @property
    def state(self) -> str:
        """What a page that shows it was drawn of."""
        return f"{self.visibility}{'?' if self.is_open else ''}"
