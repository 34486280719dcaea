from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.courses.models.course import CoursePage
from content.pages.permissions import IndexRightsPage
from content.pages.routing import DirectRoutes
from portal.foundation.pagecache.storable import vouch
from portal.people.rights import Action


class CourseIndexPage(IndexRightsPage, DirectRoutes, Page):
    """学习: every course, filtered by whom it is for."""

    edit_action: ClassVar[Action] = Action.COURSE_EDIT
    publish_action: ClassVar[Action] = Action.GUIDE_PUBLISH

    template = "content/courses/index.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["content_courses.CoursePage"]
    page_description = _("列出全部课程")
    api_fields: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("课程目录")
        verbose_name_plural = _("课程目录")

    def __str__(self) -> str:
        return self.title

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        courses = (
            CoursePage.objects.child_of(self)
            .visible_to(request.user)
            .current()
            .prefetch_related("audiences")
            .order_by("title")
        )
        used = sorted(
            {audience for course in courses for audience in course.audiences.all()},
            key=lambda audience: audience.position,
        )
        chosen = request.GET.get("for", "")
        chosen = chosen if chosen in {audience.slug for audience in used} else ""
        vouch(request, {"for": chosen})
        return {
            **context,
            "courses": [
                course
                for course in courses
                if not chosen or chosen in {audience.slug for audience in course.audiences.all()}
            ],
            "tabs": [
                {"url": "?", "label": _g("全部"), "is_current": not chosen},
                *(
                    {
                        "url": f"?for={audience.slug}",
                        "label": audience.name,
                        "is_current": chosen == audience.slug,
                    }
                    for audience in used
                ),
            ],
        }
