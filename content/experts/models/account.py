from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.experts.enums import OPEN_ACCOUNTS, AccountState
from content.experts.models.expert import ExpertPage
from portal.people.models import User


class ExpertAccountQuerySet(models.QuerySet["ExpertAccount"]):
    def open(self) -> "ExpertAccountQuerySet":
        return self.filter(state__in=OPEN_ACCOUNTS, expert__isnull=False)

    def standing(self) -> "ExpertAccountQuerySet":
        """Those by which an expert is reached."""
        return self.filter(
            state=AccountState.ACCEPTED, expert__isnull=False, person__is_active=True
        )


class ExpertAccount(models.Model):
    """That an account is an expert of the pool: asked by who keeps the page, accepted or declined
    by who holds the account, ended by either. Not part of the page, so that nothing of the account
    is in its text, revisions or search. Of a page that was deleted nobody is the expert."""

    expert = models.ForeignKey(
        ExpertPage, models.SET_NULL, null=True, related_name="accounts", verbose_name=_("专家")
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("账号"))
    state = models.CharField(
        _("状态"), max_length=10, choices=AccountState, default=AccountState.ASKED
    )
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("谁请的"))
    asked_at = models.DateTimeField(_("请的时间"), auto_now_add=True)
    answered_at = models.DateTimeField(_("本人答复的时间"), null=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("谁解除的")
    )
    ended_at = models.DateTimeField(_("解除的时间"), null=True)

    objects = ExpertAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("专家的账号")
        verbose_name_plural = _("专家的账号")
        ordering = ["pk"]
        # Not in the admin: only its person accepts.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["expert"],
                condition=Q(state__in=OPEN_ACCOUNTS),
                name="expertaccount_one_for_an_expert",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=AccountState.ACCEPTED, expert__isnull=False),
                name="expertaccount_one_for_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state=AccountState.ASKED, answered_at__isnull=True)
                | Q(
                    state__in=(AccountState.ACCEPTED, AccountState.DECLINED),
                    answered_at__isnull=False,
                )
                | Q(state=AccountState.ENDED),
                name="expertaccount_answered_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=AccountState.ENDED, ended_at__isnull=False, ended_by__isnull=False
                )
                | (~Q(state=AccountState.ENDED) & Q(ended_at__isnull=True, ended_by__isnull=True)),
                name="expertaccount_ended_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert or '—'}: {self.person}"

    @property
    def key(self) -> str:
        """What the audit names it by."""
        return f"expert-account:{self.pk}"

    @property
    def is_asked(self) -> bool:
        return self.state == AccountState.ASKED

    @property
    def is_accepted(self) -> bool:
        return self.state == AccountState.ACCEPTED
