"""The floor's own periodic jobs."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation import locks
from portal.foundation.audit.services import seal
from portal.foundation.messages.delivery import deliver_due
from portal.foundation.outbox.services import prune
from portal.foundation.pagecache.renewal import renew_outdated
from portal.foundation.pagecache.services import drain_purges
from portal.foundation.periodic.registry import register


def seal_audit(now: datetime) -> str | None:
    made = seal(now=now)
    events = sum(batch.event_count for batch in made)
    return _("封存 %(events)s 个审计事件") % {"events": events} if made else None


def send_messages(now: datetime) -> str | None:
    sent = deliver_due(now=now)
    return _("送出 %(sent)s 条消息") % {"sent": sent} if sent else None


def purge_pages(now: datetime) -> str | None:
    drain_purges()
    return None


def keep_pages(now: datetime) -> str | None:
    made = renew_outdated()
    return _("重做 %(made)s 个网页的副本") % {"made": made} if made else None


def prune_outbox(now: datetime) -> str | None:
    pruned = prune()
    return _("清理 %(pruned)s 条处理完的事件") % {"pruned": pruned} if pruned else None


def drop_locks(now: datetime) -> str | None:
    dropped = locks.drop_left()
    return _("清理 %(dropped)s 个没有人用的锁文件") % {"dropped": dropped} if dropped else None


def register_jobs() -> None:
    """Called once the apps are loaded."""
    register(
        "foundation.seal_audit",
        every=timedelta(minutes=5),
        run=seal_audit,
        title=gettext_lazy("封存审计事件"),
    )
    register(
        "foundation.send_messages",
        every=timedelta(seconds=10),
        run=send_messages,
        title=gettext_lazy("发送邮件和短信"),
    )
    register(
        "foundation.purge_pages",
        every=timedelta(seconds=10),
        run=purge_pages,
        title=gettext_lazy("补做页面缓存清理"),
    )
    register(
        "foundation.keep_pages",
        every=timedelta(minutes=1),
        run=keep_pages,
        title=gettext_lazy("保存首页和避险指南的副本"),
    )
    register(
        "foundation.prune_outbox",
        every=timedelta(hours=1),
        run=prune_outbox,
        title=gettext_lazy("清理处理完的事件"),
    )
    register(
        "foundation.drop_locks",
        every=timedelta(hours=6),
        run=drop_locks,
        title=gettext_lazy("清理没有人用的锁文件"),
    )
