"""How pages reach the search: grants from their restrictions, rows in their transaction."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished


def grants_of(page: Page) -> frozenset[str]:
    """Who may find the page: everybody, or the signed-in; a page for groups is not indexed
    for anybody, since groups are not search grants."""
    kinds = {restriction.restriction_type for restriction in page.get_view_restrictions()}
    if not kinds:
        return frozenset({"public"})
    if kinds == {PageViewRestriction.LOGIN}:
        return frozenset({"signed-in"})
    return frozenset()


def offer(
    model: type[Page], *, publish: Callable[[Any], None], withdraw: Callable[[Any], None], name: str
) -> None:
    """Call `publish` when a page of `model` is published, and for the live ones under a page
    whose view restrictions change; `withdraw` when it goes.

    Both run inside the publishing transaction (`KnowledgePage.publish`).
    """

    def on_published(sender: type, instance: Any, **kwargs: Any) -> None:
        if isinstance(instance, model):
            publish(instance)

    def on_unpublished(sender: type, instance: Any, **kwargs: Any) -> None:
        if isinstance(instance, model):
            withdraw(instance)

    page_published.connect(on_published, weak=False, dispatch_uid=f"{name}.search.published")
    page_unpublished.connect(on_unpublished, weak=False, dispatch_uid=f"{name}.search.unpublished")

    def on_access_changed(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
        if not _is_of_a_page_that_goes(kwargs.get("origin")):
            with transaction.atomic():
                for page in model.objects.descendant_of(instance.page, inclusive=True).live():
                    publish(page)

    for kind, signal in (("saved", post_save), ("deleted", post_delete)):
        signal.connect(
            on_access_changed,
            sender=PageViewRestriction,
            weak=False,
            dispatch_uid=f"{name}.search.access_{kind}",
        )


def _is_of_a_page_that_goes(origin: Any) -> bool:
    """A restriction deleted along with its page opens nothing to anybody."""
    deleted = getattr(origin, "model", None) or type(origin)
    return origin is not None and not issubclass(deleted, PageViewRestriction)
