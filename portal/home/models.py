from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.courses.models import CourseIndexPage
from content.experts.models import ExpertIndexPage
from content.guides.models import GuideIndexPage
from content.pages.permissions import RightsPage
from content.pages.routing import DirectRoutes
from portal.people.rights import Action


class HomePage(RightsPage, DirectRoutes, Page):
    """The front page: what to do now, whom to call, where to learn."""

    edit_action: ClassVar[Action] = Action.OPERATE
    publish_action: ClassVar[Action] = Action.OPERATE

    template = "portal/home/home.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[type[Page]]] = [GuideIndexPage, CourseIndexPage, ExpertIndexPage]
    page_description = _("网站首页，下面放指南、课程、专家库")
    api_fields: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("首页")
        verbose_name_plural = _("首页")

    def __str__(self) -> str:
        return self.title

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from portal.home.selectors import home_context

        return {**super().get_context(request, *args, **kwargs), **home_context(self, request)}
