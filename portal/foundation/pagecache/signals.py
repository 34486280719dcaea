"""Publishing anything makes the stored pages old."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal

from portal.foundation.pagecache import lasting
from portal.foundation.pagecache.services import purge


def on_publish(sender: Any, **_details: Any) -> None:
    """Any page may list any other, so all go; rendering again costs milliseconds each."""
    purge(reason=getattr(sender, "__name__", ""))


def on_withdrawal(sender: Any, **_details: Any) -> None:
    """What is no longer public leaves no copy that could be shown in its place."""
    transaction.on_commit(lasting.clear, robust=True)


def connect() -> None:
    """Listen to Wagtail for pages and snippets published, taken back, moved or deleted."""
    from django.db.models.signals import post_delete
    from wagtail import signals
    from wagtail.models import Page, Site

    heard: list[Signal] = [
        signals.published,
        signals.unpublished,
        signals.page_published,
        signals.page_unpublished,
        signals.post_page_move,
    ]
    for signal in heard:
        signal.connect(on_publish, dispatch_uid="pagecache")
    for signal in (signals.page_unpublished, signals.post_page_move):
        signal.connect(on_withdrawal, dispatch_uid="pagecache-withdrawal")
    post_delete.connect(on_withdrawal, sender=Page, dispatch_uid="pagecache-deletion")
    for model in (Page, Site):
        post_delete.connect(on_publish, sender=model, dispatch_uid=f"pagecache-{model.__name__}")
