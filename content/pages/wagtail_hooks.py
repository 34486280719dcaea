from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import CancelWorkflowMenuItem
from wagtail.admin.menu import DismissibleMenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from content.pages import telling
from content.pages.admin_views import cancel_review, withdraw_page
from content.pages.models import KnowledgePage
from content.pages.permissions import RightsPage
from content.pages.reviewing import CancelReviewItem, KnowledgePageViewSet


@hooks.register("register_admin_urls")
def knowledge_urls() -> list[Any]:
    return [
        path("knowledge/<int:page_id>/withdraw/", withdraw_page, name="knowledge_withdraw"),
        path(
            "knowledge/<int:page_id>/cancel-review/", cancel_review, name="knowledge_cancel_review"
        ),
    ]


@hooks.register("register_admin_viewset")
def knowledge_viewset() -> KnowledgePageViewSet:
    return KnowledgePageViewSet()


@hooks.register("construct_page_action_menu")
def ask_before_a_review_is_cancelled(
    menu_items: list[Any], request: HttpRequest, context: Any
) -> None:
    for at, item in enumerate(menu_items):
        if isinstance(item, CancelWorkflowMenuItem):
            menu_items[at] = CancelReviewItem(order=item.order)


@hooks.register("register_page_header_buttons")
def withdrawal_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """撤下 in the menu of a published page, for those who may publish it."""
    specific = page.specific_deferred
    if not isinstance(specific, KnowledgePage) or not page.live:
        return
    if specific.permissions_for_user(user).can_publish():
        yield Button(
            label=_("撤下或恢复"),
            url=reverse("knowledge_withdraw", args=[page.pk]),
            icon_name="no-view",
            priority=55,
        )


@hooks.register("construct_explorer_page_queryset")
def only_own_units(parent_page: Page, pages: Any, request: HttpRequest) -> Any:
    """The list of a folder shows the pages of the person's units; indexes stay visible."""
    from wagtail.permissions import policy_registry

    policy = policy_registry.get_by_type(Page)
    return pages & policy.explorable_instances(request.user)


@hooks.register("construct_page_chooser_queryset")
def only_published_or_own(pages: Any, request: HttpRequest) -> Any:
    """A link may lead to any published page; drafts of another unit are not even named."""
    from wagtail.permissions import policy_registry

    seen = policy_registry.get_by_type(Page).explorable_instances(request.user)
    return pages.filter(Q(live=True) | Q(pk__in=seen.values("pk")))


@hooks.register("after_publish_page")
def ask_for_a_new_review(request: HttpRequest, page: Page) -> None:
    """Readers take the day of the review for that of the words they read. What is published by
    approval is said in the inbox (`telling.approved`): this hook is not called there."""
    specific = page.specific
    if isinstance(specific, KnowledgePage) and telling.names_an_old_review(specific):
        said = _g("页上仍写着 %(day)s 审核。改过内容的，请审核人再看一遍，填上新的审核日期再发布。")
        messages.warning(request, said % {"day": str(specific.reviewed_on)})


@hooks.register("before_create_page")
def say_who_may_create(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> None:
    """A page type outside our rights would be open to every group; none is created here."""
    if not issubclass(page_class, RightsPage):
        from django.core.exceptions import PermissionDenied

        raise PermissionDenied(_g("这种页面不在这里新建。"))


@hooks.register("construct_help_menu")
def without_manuals_in_english(request: HttpRequest, menu_items: list[Any]) -> None:
    """Both entries of Wagtail lead to English, and count as two news at the first visit."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, DismissibleMenuItem)]
