"""Publishing anything makes the stored pages old; what a page was leaves no kept copy."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal

from portal.foundation.pagecache import lasting, renewal
from portal.foundation.pagecache.services import purge


def on_publish(sender: Any, **_details: Any) -> None:
    """Any page may list any other, so all go; rendering again costs milliseconds each."""
    purge(reason=getattr(sender, "__name__", ""))


def on_page_changed(sender: Any, *, instance: Any, **_details: Any) -> None:
    """A corrected page must not come back as it was, in whatever mode, and one that is no
    longer public not at all."""
    _replace_copies(renewal.path_of(instance))


def on_page_moved(
    sender: Any, *, url_path_before: str, url_path_after: str, **_details: Any
) -> None:
    from wagtail.models import Page

    for url_path in (url_path_before, url_path_after):
        _replace_copies(renewal.path_of(Page(url_path=url_path)))


def on_slug_changed(sender: Any, *, instance: Any, instance_before: Any, **_details: Any) -> None:
    for page in (instance_before, instance):
        _replace_copies(renewal.path_of(page))


def on_access_changed(sender: Any, *, instance: Any, **_details: Any) -> None:
    """A page, with all below it, is open to fewer people or to more."""
    purge(reason="PageViewRestriction")
    _replace_copies(renewal.path_of(instance.page))


def _replace_copies(path: str) -> None:
    if path:
        transaction.on_commit(lambda: _replace_now(path), robust=True)


def _replace_now(path: str) -> None:
    lasting.drop_page(path)
    # The rest, such as the pages above, follows within the minute (see jobs.py).
    if lasting.is_lasting(path, ""):
        renewal.renew([path])


def connect() -> None:
    """Listen to Wagtail for pages and snippets published, taken back, moved or deleted."""
    from django.db.models.signals import post_delete, post_save
    from wagtail import signals
    from wagtail.models import Page, PageViewRestriction, Site

    heard: list[Signal] = [
        signals.published,
        signals.unpublished,
        signals.page_published,
        signals.page_unpublished,
        signals.post_page_move,
    ]
    for signal in heard:
        signal.connect(on_publish, dispatch_uid="pagecache")
    for model in (Page, Site):
        post_delete.connect(on_publish, sender=model, dispatch_uid=f"pagecache-{model.__name__}")
    # After the purge, so that what is rendered anew is not old at once.
    signals.page_published.connect(on_page_changed, dispatch_uid="pagecache-copies")
    signals.page_unpublished.connect(on_page_changed, dispatch_uid="pagecache-copies")
    signals.post_page_move.connect(on_page_moved, dispatch_uid="pagecache-copies")
    signals.page_slug_changed.connect(on_slug_changed, dispatch_uid="pagecache-copies")
    post_delete.connect(on_page_changed, sender=Page, dispatch_uid="pagecache-copies")
    for saved_or_deleted in (post_save, post_delete):
        saved_or_deleted.connect(
            on_access_changed, sender=PageViewRestriction, dispatch_uid="pagecache-access"
        )
