"""The plan workbench in the menu of the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content.plans.selectors.register import makes
from portal.people.rights import Action


class PlansMenuItem(MenuItem):
    """Shown to those who edit or publish plans."""

    def is_shown(self, request: HttpRequest) -> bool:
        return makes(request.user)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """/admin/plans/ leads to the workbench, which has its own look and its own checks."""
    to_desk: Any = RedirectView.as_view(pattern_name="plans_desk:list")
    to_desk.access = Action.PLAN_READ_INTERNAL
    return [path("plans/", to_desk, name="plans_admin")]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return PlansMenuItem(_("预案与规划"), reverse("plans_admin"), icon_name="doc-full", order=250)
