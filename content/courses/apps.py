from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentCoursesConfig(AppConfig):
    name = "content.courses"
    label = "content_courses"
    verbose_name = _("课程")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.courses import search as offered
        from content.courses.models import CoursePage, LessonPage
        from content.pages.search import offer
        from search.registry import register_kind

        offer(
            CoursePage,
            publish=offered.publish_course,
            withdraw=offered.withdraw,
            name=f"{self.name}.course",
        )
        offer(
            LessonPage,
            publish=offered.publish_lesson,
            withdraw=offered.withdraw,
            name=f"{self.name}.lesson",
        )
        register_kind(offered.COURSE, label=_("课程"), rebuild=offered.all_courses, is_advice=True)
        register_kind(offered.LESSON, label=_("课文"), rebuild=offered.all_lessons, is_advice=True)
