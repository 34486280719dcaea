"""The admin's screens of a page in review: what whoever decided reads at once, and the question
before a review is cancelled. Wagtail's own say of every decision that the page was saved."""

from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, WorkflowState

from content.pages.models import KnowledgePage
from portal.people.models import User


def outcome(*, page: Page, by: User) -> str:
    """What the latest decision on the page did and who hears of it."""
    stored = Page.objects.get(pk=page.pk)
    state = stored.workflow_states.order_by("-created_at", "-pk").first()
    if state is None:
        return ""
    title = stored.get_admin_display_title()
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        said = _g("已退回“%(title)s”，网站上没有变。") % {"title": title}
        return said + _who_hears(state, by, _g("%(name)s收到消息和你写的原因，改好再提交。"))
    if state.status == WorkflowState.STATUS_IN_PROGRESS:
        # WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT: what was changed with the approval waits.
        return _g("“%(title)s”还没有发布：批准时改过内容，改过的要再批准一次。") % {"title": title}
    if state.status != WorkflowState.STATUS_APPROVED:
        return ""
    planned = stored.scheduled_revision
    if planned is not None:
        day = f"{timezone.localtime(planned.approved_go_live_at):%Y-%m-%d %H:%M}"
        said = _g("已批准“%(title)s”，定在 %(day)s 发布。") % {"title": title, "day": day}
    else:
        said = _g("已批准“%(title)s”，发布在网站上了。") % {"title": title}
    return said + _who_hears(state, by, _g("%(name)s收到消息。"))


def _who_hears(state: WorkflowState, by: User, words: str) -> str:
    """As `telling` does: whoever submitted it, unless that is the same person or left."""
    person = state.requested_by
    if person is None or person == by or not person.is_active:
        return _g("没有别人要通知。")
    return words % {"name": person.full_name or person.get_username()}


class ReviewedEditView(EditView):
    def add_save_confirmation_message(self) -> None:
        decided = self.action_name == "perform_workflow_action"
        said = outcome(page=self.page, by=self.request.user) if decided else ""
        if said:
            messages.success(self.request, said)
        else:
            super().add_save_confirmation_message()


class ReviewedActionView(WorkflowActionView):
    """The decision from the list of what waits, without the editor."""

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = super().post(request, *args, **kwargs)
        said = outcome(page=self.object, by=request.user)
        if said:
            messages.success(request, said)
        return answer


class KnowledgePageViewSet(PageViewSet):
    model = KnowledgePage
    edit_view_class = ReviewedEditView
    workflow_action_view_class = ReviewedActionView


class CancelReviewItem(ActionMenuItem):
    """Leads to the question; the button that it stands for cancels at the first click."""

    label = _("取消审核")
    name = "action-cancel-review"
    icon_name = "error"

    def is_shown(self, context: Any) -> bool:
        return True

    def get_url(self, context: Any) -> str:
        return reverse("knowledge_cancel_review", args=[context["page"].pk])
