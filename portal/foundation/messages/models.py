"""Messages to people, their deliveries, and the demonstration mailbox."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.foundation.messages.enums import Channel, DeliveryState


class Message(models.Model):
    """What the portal tells one person, or one address before there is a person."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="portal_messages",
        verbose_name=_("收信人"),
    )
    key = models.CharField(_("幂等键"), max_length=200, unique=True)
    template = models.CharField(_("模板"), max_length=120)
    subject = models.CharField(_("标题"), max_length=200)
    body = models.TextField(_("正文"))
    link = models.CharField(_("所说的页面"), max_length=300, blank=True)
    is_in_inbox = models.BooleanField(_("进站内信"), default=False)
    created_at = models.DateTimeField(_("生成时间"))
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("消息")
        verbose_name_plural = _("消息")
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=("to", "-created_at"), name="message_inbox")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_in_inbox=False) | models.Q(to__isnull=False),
                name="message_inbox_needs_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def href(self) -> str:
        return reverse("foundation:message", args=[self.public_id])

    @property
    def when(self) -> str:
        return f"{timezone.localtime(self.created_at):%Y-%m-%d %H:%M}"


class Delivery(models.Model):
    """One message over one channel; also the queue it is sent from."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("渠道"), max_length=10, choices=Channel.choices)
    address = models.CharField(_("地址"), max_length=254)
    text = models.TextField(_("发送内容"))
    is_secret = models.BooleanField(_("送出后清除内容"), default=False)
    state = models.CharField(
        _("状态"),
        max_length=10,
        choices=DeliveryState.choices,
        default=DeliveryState.WAITING,
    )
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    due_at = models.DateTimeField(_("下次发送"))
    sent_at = models.DateTimeField(_("送出时间"), null=True, blank=True)
    last_error = models.CharField(_("最近的错误"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("消息发送")
        verbose_name_plural = _("消息发送")
        ordering = ("id",)
        indexes = [models.Index(fields=("state", "due_at"), name="delivery_due")]
        constraints = [
            models.UniqueConstraint(fields=("message", "channel"), name="delivery_once_a_channel"),
            models.CheckConstraint(
                condition=models.Q(state__in=DeliveryState.values), name="delivery_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=(Channel.MAIL, Channel.SMS)),
                name="delivery_by_mail_or_sms",
            ),
            models.CheckConstraint(
                condition=models.Q(state=DeliveryState.SENT, sent_at__isnull=False)
                | (~models.Q(state=DeliveryState.SENT) & models.Q(sent_at__isnull=True)),
                name="delivery_sent_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class MailboxItem(models.Model):
    """What a demonstration would have sent; only ever filled where DEMONSTRATION is set."""

    at = models.DateTimeField(_("时间"))
    channel = models.CharField(_("渠道"), max_length=10, choices=Channel.choices)
    address = models.CharField(_("地址"), max_length=254, db_index=True)
    subject = models.CharField(_("标题"), max_length=200, blank=True)
    body = models.TextField(_("正文"))

    class Meta:
        verbose_name = _("演示信箱")
        verbose_name_plural = _("演示信箱")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.channel} {self.at:%Y-%m-%d %H:%M}"
