from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.foundation.append_only import AppendOnlyModel
from quizzes.attempts.enums import LateDecision
from quizzes.attempts.models.attempt import Attempt
from quizzes.attempts.reasons import LateReason


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
    client_page = models.UUIDField(
        null=True, blank=True, help_text=_("题目页每打开一次换一个；同一页先后选的答案相同")
    )
    client_time = models.DateTimeField(null=True, blank=True)
    client_offset = models.PositiveIntegerField(
        _("打开页面后（毫秒）"), null=True, blank=True, help_text=_("没有脚本的浏览器为空")
    )
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
    """An examiner's decision on an answer that arrived late. It outlives the person, so the
    reason is a code."""

    event = models.OneToOneField(AnswerEvent, models.PROTECT, related_name="review")
    decision = models.CharField(_("处理"), max_length=8, choices=LateDecision)
    reason = models.CharField(_("理由"), max_length=200, choices=LateReason)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("迟到答案的处理")
        verbose_name_plural = _("迟到答案的处理")
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=LateDecision.values), name="late_review_decision_known"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=LateReason.values), name="late_review_reason_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.decision}"
