from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from content.experts.enums import ExpertCategory, ParticipationKind, PublicField
from content.experts.forms import ExpertPageForm
from content.pages.domain.paragraphs import Passage
from content.pages.enums import ParagraphKind
from content.pages.models import KnowledgePage
from portal.people.models import Division
from portal.people.rights import Action


class ExpertPage(KnowledgePage):
    """An expert of the pool, as far as the person agreed to be shown. The title is the name."""

    edit_action: ClassVar[Action] = Action.EXPERT_EDIT

    category = models.CharField(_("类别"), max_length=14, choices=ExpertCategory)
    post = models.CharField(_("职务职称"), max_length=60, blank=True)
    unit_text = models.CharField(_("工作单位"), max_length=80, blank=True)
    specialities = models.CharField(
        _("专长"), max_length=120, blank=True, help_text=_("用顿号隔开，如：堤防抢险、洪水调度")
    )
    about = models.TextField(_("介绍"), max_length=600, blank=True)
    term_start = models.DateField(_("任期自"))
    term_end = models.DateField(_("任期至"))
    division = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("地区")
    )
    consent_on = models.DateField(
        _("本人同意公开的日期"), null=True, blank=True, help_text=_("没有书面同意不能发布")
    )
    public_fields = models.JSONField(_("本人同意公开的项目"), default=list, blank=True)

    template = "content/experts/expert.html"
    base_form_class = ExpertPageForm
    parent_page_types: ClassVar[list[str]] = ["content_experts.ExpertIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("专家库里的一个人")

    edit_handler = KnowledgePage.tabs(
        [
            FieldPanel("title", heading=_("姓名")),
            FieldPanel("category"),
            FieldPanel("post"),
            FieldPanel("unit_text"),
            FieldPanel("specialities"),
            FieldPanel("about"),
            MultiFieldPanel(
                [
                    FieldPanel("term_start", required_on_save=True),
                    FieldPanel("term_end", required_on_save=True),
                    FieldPanel("division"),
                ],
                heading=_("任期和地区"),
            ),
            InlinePanel("participations", heading=_("参加过的工作"), label=_("一次")),
            MultiFieldPanel(
                [FieldPanel("consent_on"), FieldPanel("public_fields")],
                heading=_("本人同意公开的内容"),
            ),
        ]
    )
    edit_handler.base_form_class = ExpertPageForm

    class Meta:
        verbose_name = _("专家")
        verbose_name_plural = _("专家")
        constraints = [
            models.CheckConstraint(
                condition=Q(term_end__gt=F("term_start")), name="expert_term_order"
            ),
            models.CheckConstraint(
                condition=Q(category__in=ExpertCategory.values), name="expert_category_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def surname(self) -> str:
        return self.title[:1]

    @property
    def is_in_term(self) -> bool:
        return self.term_start <= timezone.localdate() <= self.term_end

    @property
    def hazard_class(self) -> str:
        """Class of emergencies for the mark; empty for the general category."""
        return "" if self.category == ExpertCategory.COMPREHENSIVE else self.category

    def shows(self, field: str) -> bool:
        return field in self.public_fields

    @property
    def public_post(self) -> str:
        """Unit and post as far as they may be shown."""
        parts = (
            self.unit_text if self.shows(PublicField.UNIT) else "",
            self.post if self.shows(PublicField.POST) else "",
        )
        return " ".join(part for part in parts if part)

    @property
    def public_specialities(self) -> str:
        return self.specialities if self.shows(PublicField.SPECIALITIES) else ""

    @property
    def public_about(self) -> str:
        return self.about if self.shows(PublicField.ABOUT) else ""

    @property
    def public_term(self) -> bool:
        return self.shows(PublicField.TERM)

    @property
    def public_participations(self) -> list["Participation"]:
        if not self.shows(PublicField.PARTICIPATION):
            return []
        return sorted(self.participations.all(), key=lambda one: one.on, reverse=True)

    def passages(self) -> Iterator[Passage]:
        if self.public_about:
            block_id = uuid5(NAMESPACE_URL, f"{self.knowledge_key}/about")
            yield Passage(block_id, ParagraphKind.TEXT, self.title, self.public_about)

    def clean(self) -> None:
        super().clean()
        if self.term_start and self.term_end and self.term_end <= self.term_start:
            raise ValidationError({"term_end": _("任期的结束日期要晚于开始日期。")})

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        super().full_clean(*args, **kwargs)
        if self.live and self.consent_on is None:
            raise ValidationError({"consent_on": _("本人书面同意后才能发布，请填同意的日期。")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "participations": self.public_participations,
            "sources": list(self.sources.all()),
        }


class Participation(Orderable):
    """One thing an expert took part in, for the record of the pool."""

    expert = ParentalKey(ExpertPage, on_delete=models.CASCADE, related_name="participations")
    on = models.DateField(_("日期"))
    kind = models.CharField(_("做什么"), max_length=10, choices=ParticipationKind)
    what = models.CharField(_("内容"), max_length=120)

    panels = [FieldPanel("on"), FieldPanel("kind"), FieldPanel("what")]

    class Meta(Orderable.Meta):
        verbose_name = _("参加过的工作")
        verbose_name_plural = _("参加过的工作")

    def __str__(self) -> str:
        return self.what
