"""The reports of the content admin that would name what lies outside the person's units.

The other reports ask the policy (`policy.py`) for every row. These ask it for their rows too,
but not for the choices of a filter and not for what they count; here they do.
"""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet, LockedPagesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import (
    WorkflowReportFilterSet,
    WorkflowView,
    get_editable_page_ids_query,
)
from wagtail.models import Page, WorkflowState
from wagtail.permissions import policy_registry

from portal.people.models import User


def _seen_by(request: HttpRequest) -> QuerySet[Page]:
    pages = policy_registry.get_by_type(Page).explorable_instances(request.user)
    return Page.objects.filter(pk__in=pages.values("pk"))


def _lockers(request: HttpRequest) -> QuerySet[User]:
    pages = _seen_by(request).filter(locked=True)
    return User.objects.filter(pk__in=pages.values("locked_by")).order_by("username")


def _requesters(request: HttpRequest) -> QuerySet[User]:
    states = WorkflowState.objects.filter(object_id__in=get_editable_page_ids_query(request))
    return User.objects.filter(pk__in=states.values("requested_by")).order_by("username")


class LockedFilters(LockedPagesReportFilterSet):
    locked_by = django_filters.ModelChoiceFilter(
        label=_("Locked by"), empty_label=_("Anyone"), queryset=_lockers
    )


class LockedPages(LockedPagesView):
    filterset_class = LockedFilters


class WorkflowFilters(WorkflowReportFilterSet):
    requested_by = django_filters.ModelChoiceFilter(queryset=_requesters)


class Workflows(WorkflowView):
    filterset_class = WorkflowFilters


class PageTypesUsage(PageTypesUsageReportView):
    def get_queryset(self) -> QuerySet[ContentType]:
        seen = _seen_by(self.request)
        last = seen.filter(content_type=OuterRef("pk")).order_by(
            F("latest_revision_created_at").desc(nulls_last=True), "title", "-pk"
        )
        return (
            super()
            .get_queryset()
            .annotate(
                count=Count("pages", filter=Q(pages__in=seen.values("pk"))),
                last_edited_page_id=Subquery(last.values("pk")[:1]),
            )
            .order_by("-count", "app_label", "model")
        )


def _report(address: str, view: Any) -> list[Any]:
    """Like Wagtail's own pair of addresses; the names stay with the pair they stand before."""
    return [
        path(f"{address}/", require_admin_access(view.as_view())),
        path(f"{address}/results/", require_admin_access(view.as_view(results_only=True))),
    ]


urlpatterns = [
    *_report("locked", LockedPages),
    *_report("workflow", Workflows),
    *_report("page-types-usage", PageTypesUsage),
]
