from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

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
    (`domain.review.fingerprint`). A decision has `decided_by`, and a return its `reason`;
    whoever withdrew the question, or made it void by an edit for `void_for`, is `ended_by`,
    nobody where the server did. Rounds stay as long as their version.
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
                | Q(decided_at__isnull=False, ended_at__isnull=True),
                name="reviewround_decided",
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
