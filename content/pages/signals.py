from typing import Any

from django.db.models.signals import pre_delete
from wagtail.log_actions import get_active_log_context
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from content.pages import telling
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


def _on_submitted(sender: type, instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    telling.submitted(state=instance, by=user)


def _on_approved(sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    telling.approved(state=instance, by=user)


def _on_rejected(sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    telling.returned(state=instance, by=user)


def _on_cancelled(sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    telling.cancelled(state=instance, by=user)


def _on_delete(sender: type, instance: KnowledgePage, **kwargs: Any) -> None:
    # Wagtail cascades over its reviews in silence; who is at work in its admin it knows.
    telling.deleted(page=instance.specific, by=get_active_log_context().user)


def connect() -> None:
    pre_delete.connect(_on_delete, sender=KnowledgePage, dispatch_uid="content.pages.deleted")
    workflow_cancelled.connect(_on_cancelled, dispatch_uid="content.pages.cancelled")
    task_submitted.connect(_on_submitted, dispatch_uid="content.pages.submitted")
    workflow_approved.connect(_on_approved, dispatch_uid="content.pages.approved")
    workflow_rejected.connect(_on_rejected, dispatch_uid="content.pages.rejected")
    page_published.connect(_on_published, dispatch_uid="content.pages.published")
    page_unpublished.connect(_on_unpublished, dispatch_uid="content.pages.unpublished")
