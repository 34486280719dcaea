from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content.courses.blocks import LessonBody, readable
from content.courses.models.course import CoursePage
from content.pages.domain.paragraphs import Passage
from content.pages.enums import ParagraphKind
from content.pages.links.enums import LinkKind
from content.pages.models import KnowledgePage
from portal.people.rights import Action

LONGEST = 240
KINDS = {
    "text": ParagraphKind.TEXT,
    "note": ParagraphKind.NOTE,
    "key_points": ParagraphKind.ITEM,
}


class LessonPage(KnowledgePage):
    """One lesson of a course: a text to read in one sitting."""

    edit_action: ClassVar[Action] = Action.COURSE_EDIT

    minutes = models.PositiveSmallIntegerField(
        _("要多少分钟"), default=20,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
    )  # fmt: skip
    summary = models.CharField(_("这一课讲什么"), max_length=80, blank=True)
    body = StreamField(LessonBody(), verbose_name=_("课文"))

    template = "content/courses/lesson.html"
    parent_page_types: ClassVar[list[str]] = ["content_courses.CoursePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("课程里的一课")
    search_fields = [*KnowledgePage.search_fields, index.SearchField("body")]

    edit_handler = KnowledgePage.tabs(
        [
            FieldPanel("title"),
            FieldPanel("summary"),
            FieldPanel("minutes"),
            FieldPanel("body", help_text=_("先说要做到什么，再讲道理。一段讲一件事。")),
        ]
    )

    class Meta:
        verbose_name = _("课文")
        verbose_name_plural = _("课文")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST), name="lesson_minutes_range"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def passages(self) -> Iterator[Passage]:
        section = self.title
        for block in self.body:
            if block.block_type == "heading":
                section = f"{self.title} › {block.value}"
            elif block.block_type == "key_points":
                for child in block.value["items"].bound_blocks:
                    yield Passage(UUID(child.id), ParagraphKind.ITEM, section, child.value)
            elif text := readable(block):
                yield Passage(UUID(block.id), KINDS[block.block_type], section, text)

    def linked(self) -> Iterator[tuple[LinkKind, str]]:
        for block in self.body:
            if block.block_type == "anchor":
                yield LinkKind.TEACHES, block.value["key"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from content.courses.presentation import lesson_parts

        course = self.get_parent().specific
        lessons = course.lessons if isinstance(course, CoursePage) else []
        place = next((at for at, other in enumerate(lessons) if other.pk == self.pk), None)
        return {
            **super().get_context(request, *args, **kwargs),
            "course": course,
            "lessons": lessons,
            "number": None if place is None else place + 1,
            "previous": lessons[place - 1] if place else None,
            "next": lessons[place + 1] if place is not None and place + 1 < len(lessons) else None,
            "parts": lesson_parts(self),
            "sources": list(self.sources.all()),
        }
