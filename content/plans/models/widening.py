"""Letting more people read what is in force: one person proposes it, another one decides."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.plans.enums import Visibility
from content.plans.models.document import PlanDocument
from content.plans.models.review import WORDS_LENGTH
from content.plans.models.version import PlanVersion
from content.plans.review_states import RoundState


class Widening(models.Model):
    """That a document (`anchor` None) or a clause of it, with what stands below, be read by more
    people: `wanted` in place of `was`. It is of one text, `in_force`, in which it was proposed;
    `version` is that or the last published one with the clause, and `content_hash` names all
    published words that are read with it, of a document those of all its versions.
    `ended_by` decided on it, withdrew it or made it void by an edit; nobody where the server did.
    """

    document = models.ForeignKey(PlanDocument, models.CASCADE, related_name="widenings")
    anchor = models.UUIDField(null=True, editable=False)
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="+")
    in_force = models.ForeignKey(PlanVersion, models.CASCADE, related_name="+")
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    was = models.CharField(_("原来的公开范围"), max_length=10, choices=Visibility)
    wanted = models.CharField(_("公开范围"), max_length=10, choices=Visibility)
    reason = models.CharField(_("为什么让更多人看"), max_length=WORDS_LENGTH)
    state = models.CharField(_("状态"), max_length=10, choices=RoundState, default=RoundState.ASKED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("提出的时间"), auto_now_add=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("结束时间"), null=True)
    answer = models.CharField(_("不同意的原因"), max_length=WORDS_LENGTH, blank=True)

    class Meta:
        verbose_name = _("放宽公开范围")
        verbose_name_plural = _("放宽公开范围")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state=RoundState.ASKED, anchor__isnull=True),
                name="widening_document_open_once",
            ),
            models.UniqueConstraint(
                fields=["document", "anchor"],
                condition=Q(state=RoundState.ASKED, anchor__isnull=False),
                name="widening_clause_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RoundState.values), name="widening_state_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="widening_has_reason"),
            models.CheckConstraint(
                condition=Q(state=RoundState.ASKED, ended_at__isnull=True, ended_by__isnull=True)
                | ~Q(state=RoundState.ASKED) & Q(ended_at__isnull=False),
                name="widening_ended_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(RoundState.APPROVED, RoundState.RETURNED))
                | Q(ended_by__isnull=False) & ~Q(ended_by=F("proposed_by")),
                name="widening_decided_by_another_person",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.RETURNED) & ~Q(answer="")
                | ~Q(state=RoundState.RETURNED) & Q(answer=""),
                name="widening_declined_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_was_display()} → {self.get_wanted_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == RoundState.ASKED
