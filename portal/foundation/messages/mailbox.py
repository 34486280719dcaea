"""The demonstration mailbox: what would have gone out, kept where one can look at it."""

from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.foundation.loopback import is_at_this_machine
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.models import MailboxItem

KEPT: Final = 200


def is_open_to(request: HttpRequest) -> bool:
    """Sign-in codes lie in it: it is read at the machine of a demonstration and nowhere else."""
    return settings.DEMONSTRATION and is_at_this_machine(request)


def keep(*, channel: Channel, address: str, subject: str, body: str) -> MailboxItem:
    """Put one item into the mailbox, and the oldest out of it."""
    if not settings.DEMONSTRATION:
        raise ImproperlyConfigured(
            _("演示信箱只能在演示环境用。请设置 EMAIL_BACKEND 和 SMS_ADAPTER。")
        )
    item = MailboxItem.objects.create(
        at=timezone.now(), channel=channel, address=address[:254], subject=subject[:200], body=body
    )
    oldest_kept = MailboxItem.objects.order_by("-id").values_list("id", flat=True)[KEPT - 1 : KEPT]
    for last in oldest_kept:
        MailboxItem.objects.filter(id__lt=last).delete()
    return item
