from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content.courses.forms import CoursePageForm
from content.guides.blocks import LimitedText, RelatedAnchorBlock, RelatedPageBlock
from content.pages.domain.paragraphs import Passage
from content.pages.enums import ParagraphKind
from content.pages.models import KnowledgePage
from content.taxonomy.enums import LearningAim
from portal.people.rights import Action


class CoursePage(KnowledgePage):
    """A course: what it is for, for whom, how long, and its lessons below it in order."""

    edit_action: ClassVar[Action] = Action.COURSE_EDIT

    summary = models.CharField(
        _("一句话介绍"), max_length=80, help_text=_("学了能做什么，80 个字以内")
    )
    aims = models.JSONField(_("学习目的"), default=list, blank=True)
    hours = models.DecimalField(
        _("学时"), max_digits=5, decimal_places=1, default=Decimal("1.0"),
        validators=[MinValueValidator(Decimal("0.5"))], help_text=_("学完记多少学时"),
    )  # fmt: skip
    outcomes = StreamField(
        [("item", LimitedText(limit=40, label=_("能做什么")))],
        blank=True,
        max_num=8,
        verbose_name=_("学完能做什么"),
    )
    duties = StreamField(
        [("page", RelatedPageBlock()), ("anchor", RelatedAnchorBlock())],
        blank=True,
        verbose_name=_("对应的职责和原文"),
    )
    teacher = models.CharField(_("谁在教"), max_length=40, blank=True)
    teacher_about = models.CharField(_("教师介绍"), max_length=120, blank=True)

    template = "content/courses/course.html"
    base_form_class = CoursePageForm
    parent_page_types: ClassVar[list[str]] = ["content_courses.CourseIndexPage"]
    subpage_types: ClassVar[list[str]] = ["content_courses.LessonPage"]
    page_description = _("一门课，下面按顺序放课文")
    search_fields = [*KnowledgePage.search_fields, index.SearchField("summary")]

    edit_handler = KnowledgePage.tabs(
        [
            FieldPanel("title"),
            FieldPanel("summary"),
            FieldPanel("aims"),
            FieldPanel("hours"),
            FieldPanel("outcomes"),
            FieldPanel("duties"),
            MultiFieldPanel(
                [FieldPanel("teacher"), FieldPanel("teacher_about")], heading=_("谁在教")
            ),
        ]
    )
    edit_handler.base_form_class = CoursePageForm

    class Meta:
        verbose_name = _("课程")
        verbose_name_plural = _("课程")
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0), name="course_hours_positive"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def aim_labels(self) -> list[str]:
        return [str(LearningAim(aim).label) for aim in self.aims if aim in LearningAim.values]

    @cached_property
    def lessons(self) -> list[Any]:
        """Published lessons in their order."""
        from content.courses.models.lesson import LessonPage

        return list(LessonPage.objects.child_of(self).live().current().order_by("path"))

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    def passages(self) -> Iterator[Passage]:
        for block in self.outcomes:
            yield Passage(UUID(block.id), ParagraphKind.ITEM, str(_("学完能做什么")), block.value)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from content.guides.presentation import related_rows

        return {
            **super().get_context(request, *args, **kwargs),
            "lessons": self.lessons,
            "sources": list(self.sources.all()),
            "duty_rows": list(related_rows(self.duties, request)),
            "audience_names": [audience.name for audience in self.audiences.all()],
        }
