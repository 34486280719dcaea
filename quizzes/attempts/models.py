import secrets
import uuid
from decimal import Decimal
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.taxonomy.enums import LearningAim
from portal.foundation.append_only import AppendOnly, AppendOnlyModel
from quizzes.attempts.enums import AttemptState, ClosedReason, ExtraTime, LateDecision


def new_upload_token() -> str:
    return secrets.token_urlsafe(32)


class Accommodation(models.Model):
    """Extra time of one person, set by an examiner and read when an attempt starts."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="accommodation"
    )
    factor = models.CharField(_("时间"), max_length=4, choices=ExtraTime)
    reason = models.CharField(_("原因"), max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("设定时间"), default=timezone.now)

    class Meta:
        verbose_name = _("延长时间")
        verbose_name_plural = _("延长时间")
        constraints = [
            models.CheckConstraint(
                condition=Q(factor__in=ExtraTime.values), name="accommodation_factor_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} × {self.factor}"


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


class AnswerEvent(AppendOnlyModel):
    """One answer as it reached us, for ever. The item holds the last of them."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="events")
    client_event_id = models.UUIDField()
    slot = models.PositiveIntegerField()
    client_revision = models.PositiveIntegerField(
        default=0, help_text=_("作答的页面打开时，这题已存到第几版")
    )
    applied_revision = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("存成第几版；迟到未计入的为空")
    )
    payload = models.JSONField(null=True, blank=True)
    client_time = models.DateTimeField(null=True, blank=True)
    server_time = models.DateTimeField()
    device = models.CharField(max_length=32, blank=True)
    late = models.BooleanField(_("迟到"), default=False)

    class Meta:
        verbose_name = _("作答事件")
        verbose_name_plural = _("作答事件")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "client_event_id"], name="answer_event_once"
            ),
            models.UniqueConstraint(
                fields=["attempt", "slot", "applied_revision"], name="answer_event_revision_once"
            ),
            models.CheckConstraint(
                condition=Q(late=True, applied_revision__isnull=True)
                | Q(late=False, applied_revision__gte=1),
                name="answer_event_late_or_applied",
            ),
        ]
        indexes = [
            models.Index(
                fields=["attempt", "server_time"],
                condition=Q(late=True),
                name="answer_event_late_queue",
            )
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}#{self.slot} {self.client_event_id}"


class LateReview(AppendOnlyModel):
    """An examiner's decision on an answer that arrived late."""

    event = models.OneToOneField(AnswerEvent, models.PROTECT, related_name="review")
    decision = models.CharField(_("处理"), max_length=8, choices=LateDecision)
    reason = models.CharField(_("理由"), max_length=200)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("迟到答案的处理")
        verbose_name_plural = _("迟到答案的处理")
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=LateDecision.values), name="late_review_decision_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="late_review_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.decision}"


class ScoreRun(AppendOnlyModel):
    """One scoring of an attempt. A new scoring adds a run; the highest number counts."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="score_runs")
    number = models.PositiveIntegerField()
    rule = models.CharField(_("评分规则"), max_length=40)
    score = models.DecimalField(_("得分"), max_digits=7, decimal_places=2)
    maximum = models.DecimalField(_("满分"), max_digits=7, decimal_places=2)
    percent = models.DecimalField(_("得分率（%）"), max_digits=5, decimal_places=2)
    pass_percent = models.DecimalField(_("及格线（%）"), max_digits=5, decimal_places=2)
    passed = models.BooleanField(_("通过"))
    correct_count = models.PositiveIntegerField(_("答对题数"))
    reason = models.CharField(_("原因"), max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("评分")
        verbose_name_plural = _("评分")
        ordering = ["attempt", "-number"]
        get_latest_by = "number"
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="score_run_number_once"),
            models.CheckConstraint(
                condition=Q(score__gte=0) & Q(score__lte=models.F("maximum")),
                name="score_run_within_maximum",
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0) & Q(percent__lte=100), name="score_run_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.number}"


class ItemScore(AppendOnlyModel):
    run = models.ForeignKey(ScoreRun, models.PROTECT, related_name="item_scores")
    item = models.ForeignKey(AttemptItem, models.PROTECT, related_name="scores")
    mark = models.DecimalField(_("得分"), max_digits=5, decimal_places=2)
    maximum = models.DecimalField(_("分值"), max_digits=5, decimal_places=2)
    correct = models.BooleanField(_("答对"))
    answered = models.BooleanField(_("作答"))

    class Meta:
        verbose_name = _("单题得分")
        verbose_name_plural = _("单题得分")
        constraints = [
            models.UniqueConstraint(fields=["run", "item"], name="item_score_once"),
            models.CheckConstraint(
                condition=Q(mark__gte=0) & Q(mark__lte=models.F("maximum")),
                name="item_score_within_maximum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.item_id}"
