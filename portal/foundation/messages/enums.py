"""Ways to reach a person, and how far a delivery has got."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    INBOX = "inbox", _("站内信")
    MAIL = "mail", _("邮件")
    SMS = "sms", _("短信")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("等待发送")
    SENDING = "sending", _("正在发送")
    SENT = "sent", _("已送出")
    GIVEN_UP = "given_up", _("没有送到")
