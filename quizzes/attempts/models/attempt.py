import secrets
import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.taxonomy.enums import LearningAim
from portal.foundation.append_only import AppendOnly
from quizzes.attempts.enums import AttemptState, ClosedReason
from quizzes.papers.domain import ending


def new_upload_token() -> str:
    return secrets.token_urlsafe(32)


class Attempt(models.Model):
    """One person sitting one version of a paper, once."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts", verbose_name=_("考生")
    )
    unit = models.ForeignKey(
        "portal_people.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("开考时所在单位"),
    )
    assessment = models.ForeignKey(
        "quizzes_papers.Assessment", models.PROTECT, related_name="attempts"
    )
    assessment_version = models.ForeignKey(
        "quizzes_papers.AssessmentVersion", models.PROTECT, related_name="attempts"
    )
    number = models.PositiveIntegerField(_("第几次"))
    seed = models.PositiveBigIntegerField()
    state = models.CharField(
        _("状态"), max_length=10, choices=AttemptState, default=AttemptState.PREPARED
    )
    started_at = models.DateTimeField(_("开始"), null=True, blank=True)
    deadline_at = models.DateTimeField(_("截止"), null=True, blank=True)
    extra_time = models.DecimalField(
        _("时间倍数"), max_digits=3, decimal_places=2, default=Decimal(1)
    )
    last_saved_at = models.DateTimeField(_("最近一次保存"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("交卷"), null=True, blank=True)
    closed_reason = models.CharField(
        _("收卷方式"), max_length=10, choices=ClosedReason, blank=True, default=ClosedReason.NONE
    )
    void_reason = models.CharField(_("作废原因"), max_length=200, blank=True)
    upload_token = models.CharField(max_length=64, default=new_upload_token, editable=False)
    receipt_code = models.CharField(
        _("回执号"), max_length=9, unique=True, null=True, blank=True, editable=False
    )
    receipt_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("考试记录")
        verbose_name_plural = _("考试记录")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "assessment"],
                condition=Q(state__in=[AttemptState.PREPARED, AttemptState.OPEN]),
                name="attempt_one_open",
            ),
            models.UniqueConstraint(
                fields=["person", "assessment", "number"], name="attempt_number_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="attempt_number_from_one"),
            models.CheckConstraint(
                condition=Q(state__in=AttemptState.values), name="attempt_state_known"
            ),
            models.CheckConstraint(
                condition=Q(closed_reason__in=ClosedReason.values), name="attempt_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(state=AttemptState.PREPARED) | Q(started_at__isnull=False),
                name="attempt_started_has_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[AttemptState.PREPARED, AttemptState.OPEN],
                    submitted_at__isnull=True,
                    receipt_code__isnull=True,
                    closed_reason="",
                )
                | Q(
                    state__in=[AttemptState.SUBMITTED, AttemptState.SCORED],
                    submitted_at__isnull=False,
                    receipt_code__isnull=False,
                    closed_reason__in=[ClosedReason.SUBMITTED, ClosedReason.DEADLINE],
                )
                | Q(state=AttemptState.VOID),
                name="attempt_closed_has_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state=AttemptState.VOID) | ~Q(void_reason=""),
                name="attempt_void_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(extra_time__gte=1) & Q(extra_time__lte=3),
                name="attempt_extra_time_range",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "deadline_at"], name="attempt_due"),
            models.Index(fields=["assessment", "unit", "state"], name="attempt_results"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        return reverse("attempts:attempt", args=[self.public_id])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(type(self))

    @property
    def is_open(self) -> bool:
        return self.state == AttemptState.OPEN

    def takes_late(self, arrived: datetime) -> bool:
        """May an answer that arrived then still count? Never once its person handed in: he
        said he was done, and has seen what he missed. Who was closed by the clock sees it only
        when nothing counts any more (`selectors.late_until`)."""
        return (
            self.closed_reason == ClosedReason.DEADLINE
            and self.submitted_at is not None
            and arrived <= self.submitted_at + ending.LATE_LIMIT
        )


class AttemptItem(models.Model):
    """One slot of an attempt. Its version, option order and maximum never change."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="items")
    slot = models.PositiveIntegerField(_("题号"))
    question_version = models.ForeignKey(
        "quizzes_bank.QuestionVersion", models.PROTECT, related_name="attempt_items"
    )
    option_order = models.JSONField(default=list)
    max_mark = models.DecimalField(_("分值"), max_digits=5, decimal_places=2)
    part = models.CharField(_("所属部分"), max_length=16, choices=LearningAim)
    response = models.JSONField(null=True, blank=True)
    response_rev = models.PositiveIntegerField(default=0)
    flagged = models.BooleanField(_("标记"), default=False)
    time_spent = models.PositiveIntegerField(_("用时（秒）"), default=0)

    class Meta:
        verbose_name = _("考试记录中的题目")
        verbose_name_plural = _("考试记录中的题目")
        ordering = ["attempt", "slot"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "slot"], name="attempt_item_slot_once"),
            models.UniqueConstraint(
                fields=["attempt", "question_version"], name="attempt_item_question_once"
            ),
            models.CheckConstraint(condition=Q(slot__gte=1), name="attempt_item_slot_from_one"),
            models.CheckConstraint(condition=Q(max_mark__gt=0), name="attempt_item_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}#{self.slot}"
