"""What happened, for whoever has to act on it, and how far each of them has got."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxEvent(models.Model):
    """Something written in the same transaction as the change it tells of."""

    topic = models.CharField(_("主题"), max_length=100)
    payload = models.JSONField(_("内容"), default=dict)
    at = models.DateTimeField(_("时间"), db_index=True)

    class Meta:
        verbose_name = _("待办事件")
        verbose_name_plural = _("待办事件")
        ordering = ("id",)
        indexes = [models.Index(fields=("topic", "id"), name="outboxevent_topic_id")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(topic=""), name="outboxevent_has_a_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.topic}"


class OutboxCursor(models.Model):
    """How far one consumer has got: everything up to `position` is handled."""

    consumer = models.CharField(_("接收方"), max_length=100, unique=True)
    position = models.BigIntegerField(_("处理到"), default=0)
    target = models.CharField(_("送往"), max_length=200, blank=True, default="")
    moved_at = models.DateTimeField(_("前进时间"), null=True, blank=True)
    failing_since = models.DateTimeField(_("出错起始"), null=True, blank=True)
    last_error = models.CharField(_("最近的错误"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("待办进度")
        verbose_name_plural = _("待办进度")
        ordering = ("consumer",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(position__gte=0), name="outboxcursor_position_from_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consumer} @ {self.position}"
