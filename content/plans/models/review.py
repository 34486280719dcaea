from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.plans.models.document import PlanDocument
from content.plans.models.version import PlanVersion
from content.plans.review_states import OPEN_ROUNDS, RoundState, VoidFor

WORDS_LENGTH = 300
"""Characters of a note or a reason."""


class ReviewRoundQuerySet(models.QuerySet["ReviewRound"]):
    def open(self) -> "ReviewRoundQuerySet":
        """They wait for a decision, or for the publication of what was approved."""
        return self.filter(state__in=OPEN_ROUNDS)


class ReviewRound(models.Model):
    """One question to the reviewers about a draft, and what came of it.

    `fingerprint` is that of everything readers would see, as it was when the question was asked
    (`domain.review.fingerprint`). A decision has `decided_by`, and a return its `reason`; what
    was approved and is returned keeps who approved it, and who returned it is `ended_by`, as is
    whoever withdrew the question, or made it void by an edit for `void_for`, nobody where the
    server did. Rounds stay as long as their version.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="rounds")
    state = models.CharField(_("状态"), max_length=10, choices=RoundState, default=RoundState.ASKED)
    fingerprint = models.CharField(max_length=64, editable=False)
    note = models.CharField(_("给审核人的话"), max_length=WORDS_LENGTH, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("送审时间"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    reason = models.CharField(_("退回的原因"), max_length=WORDS_LENGTH, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    void_for = models.CharField(_("为什么作废"), max_length=10, choices=VoidFor, blank=True)

    objects = ReviewRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("送审")
        verbose_name_plural = _("送审")
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(state__in=OPEN_ROUNDS),
                name="reviewround_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RoundState.values), name="reviewround_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("asked_by")), name="reviewround_by_another_person"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="reviewround_decision_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RoundState.APPROVED, RoundState.RETURNED])
                | Q(decided_at__isnull=False, ended_at__isnull=True)
                | Q(
                    state=RoundState.RETURNED,
                    decided_at__isnull=False,
                    ended_at__gte=F("decided_at"),
                    ended_by__isnull=False,
                ),
                name="reviewround_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.RETURNED)
                | Q(ended_by__isnull=True)
                | ~Q(ended_by=F("asked_by")),
                name="reviewround_returned_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.ASKED)
                | Q(decided_at__isnull=True, ended_at__isnull=True),
                name="reviewround_undecided",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.RETURNED) & ~Q(reason="")
                | ~Q(state=RoundState.RETURNED) & Q(reason=""),
                name="reviewround_return_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.WITHDRAWN)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="reviewround_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=RoundState.VOID, ended_at__isnull=False, void_for__in=VoidFor.values
                )
                | ~Q(state=RoundState.VOID) & Q(void_for=""),
                name="reviewround_void_for_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_ROUNDS

    @property
    def was_approved(self) -> bool:
        """Whoever decided approved it, whatever came of it later."""
        returned_at_once = self.state == RoundState.RETURNED and self.ended_at is None
        return self.decided_at is not None and not returned_at_once

    @property
    def returned_by(self) -> Any:
        return self.ended_by or self.decided_by

    @property
    def returned_at(self) -> datetime | None:
        return self.ended_at or self.decided_at


class RegisterEdit(models.Model):
    """Somebody changed in the register what readers see of a document beside its text, its title
    or who may read it: they are an author of what is reviewed next."""

    document = models.ForeignKey(PlanDocument, models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("修改时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("登记的修改")
        verbose_name_plural = _("登记的修改")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.document)
