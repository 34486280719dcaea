from typing import Any

from wagtail.signals import page_published, page_unpublished

from content.pages.links.services import sync_links
from content.pages.models import KnowledgePage
from content.pages.services import sync_paragraphs, withdraw_paragraphs


def _on_published(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, KnowledgePage):
        sync_paragraphs(page=instance)
        sync_links(page=instance, stands=True)


def _on_unpublished(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, KnowledgePage):
        withdraw_paragraphs(page=instance)
        sync_links(page=instance, stands=False)


def connect() -> None:
    page_published.connect(_on_published, dispatch_uid="content.pages.published")
    page_unpublished.connect(_on_unpublished, dispatch_uid="content.pages.unpublished")
