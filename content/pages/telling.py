"""Who is told of a page that waits for its review, and what became of it."""

from typing import Any

from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from content.pages.models import KnowledgePage
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.services import send, unlink
from portal.people import rights
from portal.people.models import User


def submitted(*, state: TaskState, by: User | None) -> None:
    """Everybody who may publish the page, but not whoever submitted it."""
    page = _page(state.workflow_state)
    if page is None:
        return
    for person in _deciders(page):
        if person != by:
            _tell(person, "submitted", f"page-submitted:{state.pk}", page)


def returned(*, state: WorkflowState, by: User | None) -> None:
    page, person = _page(state), state.requested_by
    if page is not None and person is not None and person != by:
        last = state.task_states.order_by("-pk").first()
        said = last.comment.strip().rstrip("。") if last else ""
        _tell(person, "returned", f"page-returned:{state.pk}:{last and last.pk}", page, reason=said)


def cancelled(*, state: WorkflowState, by: User | None) -> None:
    """Also when somebody published the page without deciding on what was submitted. Whoever was
    asked to decide hears that there is nothing to decide; of what was returned nobody was."""
    page, person = _page(state), state.requested_by
    if page is None:
        return
    if person is not None and person != by:
        _tell(person, "cancelled", f"page-cancelled:{state.pk}", page)
    if state.task_states.filter(status=TaskState.STATUS_CANCELLED).exists():
        for decider in _deciders(page):
            if decider not in (by, person):
                _tell(decider, "not_needed", f"page-not-needed:{state.pk}", page)


def deleted(*, page: KnowledgePage, by: User | None) -> None:
    """While the page is still there: who submitted it and, unless it was sent back to them,
    everybody who was to decide. What was said of it before leads nowhere any more."""
    unlink(links=(reverse("wagtailadmin_pages:edit", args=[page.pk]), page.get_url() or ""))
    state = page.current_workflow_state
    if state is None:
        return
    person, key = state.requested_by, f"page-deleted:{state.pk}"
    if person is not None and person != by:
        _tell(person, "deleted", key, page, link="", submitted=True)
    if state.status == WorkflowState.STATUS_IN_PROGRESS:
        for decider in _deciders(page):
            if decider not in (by, person):
                _tell(decider, "deleted", key, page, link="", submitted=False)


def approved(*, state: WorkflowState, by: User | None) -> None:
    """Who submitted it; and who approved words newer than the review that the page names."""
    page, person = _page(state), state.requested_by
    if page is None:
        return
    planned = page.scheduled_revision
    if person is not None and person != by:
        told, on = ("planned", planned.approved_go_live_at) if planned else ("approved", None)
        day = f"{timezone.localtime(on):%Y-%m-%d %H:%M}" if on else ""
        _tell(person, told, f"page-approved:{state.pk}", page, day=day, live=page.live)
    # Nobody sits at the screen when a planned page goes out: who approved it hears of it now.
    shown = planned.as_object() if planned else page
    again = page.first_published_at is not None if planned else _is_published_again(page)
    if by is not None and again and _is_of_an_earlier_day(shown):
        day = f"{shown.reviewed_on:%Y-%m-%d}"
        _tell(by, "old_review", f"page-old-review:{state.pk}", page, day=day)


def names_an_old_review(page: KnowledgePage) -> bool:
    """Whether it was published again after the day of the review that stands on it."""
    return _is_published_again(page) and _is_of_an_earlier_day(page)


def _is_published_again(page: KnowledgePage) -> bool:
    return page.first_published_at != page.last_published_at


def _is_of_an_earlier_day(page: KnowledgePage) -> bool:
    return page.reviewed_on is not None and page.reviewed_on < timezone.localdate()


def _page(state: WorkflowState) -> KnowledgePage | None:
    found = state.content_object
    page = found.specific if isinstance(found, Page) else None
    return page if isinstance(page, KnowledgePage) else None


def _deciders(page: KnowledgePage) -> list[User]:
    action, unit = page.publish_action, page.owner_unit_id
    return [one for one in rights.people_with({action}) if rights.can(one, action, unit)]


def _where(page: KnowledgePage, person: User) -> str:
    """The page in the admin for whoever may edit it, else as its readers see it."""
    if page.permissions_for_user(person).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return (page.get_url() or "") if page.live else ""


def _tell(
    person: User,
    template: str,
    key: str,
    page: KnowledgePage,
    link: str | None = None,
    **words: Any,
) -> None:
    if person.is_active:
        send(
            to=person,
            template=f"content/pages/{template}",
            context={"title": truncatechars(page.get_admin_display_title(), 40), **words},
            channels=[Channel.INBOX],
            key=f"{key}:{person.pk}",
            link=_where(page, person) if link is None else link,
        )
