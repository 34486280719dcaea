from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from content.pages.domain.paragraphs import Passage
from content.pages.enums import PageStatus
from content.pages.forms import KnowledgePageForm
from content.pages.links.enums import LinkKind
from content.pages.permissions import RightsPage
from content.pages.routing import DirectRoutes
from content.taxonomy.models import Audience, Hazard
from portal.people.models import Unit
from portal.people.rights import Action, Person

HOME_DEPTH = 2


class KnowledgePageQuerySet(PageQuerySet):
    def visible_to(self, user: Person) -> "KnowledgePageQuerySet":
        """Live pages this person may read: public ones, and restricted ones whose
        restriction (sign-in, groups) the person meets. The one home of visibility."""
        live = self.live()
        if user.is_authenticated and user.is_superuser:
            return live
        public = live.public()
        if not user.is_authenticated:
            return public
        from wagtail.models import PageViewRestriction

        refused = []
        for restriction in PageViewRestriction.objects.select_related("page").prefetch_related(
            "groups"
        ):
            if restriction.restriction_type == PageViewRestriction.LOGIN:
                continue
            if restriction.restriction_type == PageViewRestriction.GROUPS:
                held = set(user.groups.values_list("pk", flat=True))
                if held & {group.pk for group in restriction.groups.all()}:
                    continue
            refused.append(restriction.page)
        for page in refused:
            live = live.not_descendant_of(page, inclusive=True)
        return live

    def current(self) -> "KnowledgePageQuerySet":
        return self.filter(status=PageStatus.CURRENT)


KnowledgePageManager = PageManager.from_queryset(KnowledgePageQuerySet)


class KnowledgePage(RightsPage, DirectRoutes, Page):
    """What every page of knowledge carries: whose it is, whom it serves, who checked it, on
    what ground, and whether it still holds."""

    edit_action: ClassVar[Action] = Action.GUIDE_EDIT
    publish_action: ClassVar[Action] = Action.GUIDE_PUBLISH

    owner_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("归哪个单位"),
        help_text=_("这个单位和它上级的编辑能改，审核员能发布"),
    )  # fmt: skip
    hazards = ParentalManyToManyField(Hazard, blank=True, related_name="+", verbose_name=_("灾种"))
    audiences = ParentalManyToManyField(
        Audience, blank=True, related_name="+", verbose_name=_("写给谁")
    )
    document_number = models.CharField(
        _("文号"), max_length=60, blank=True, help_text=_("没有就不填")
    )
    issuing_body = models.CharField(_("发布单位"), max_length=80, blank=True)
    reviewed_by = models.CharField(
        _("谁审的"), max_length=80, blank=True, help_text=_("姓名和职务，如：李明，县地震局工程师")
    )
    reviewer_key = models.CharField(
        _("专家库里的标识"), max_length=60, blank=True,
        help_text=_("审核人在专家库里就填，形如 expert:…，没有就空着"),
    )  # fmt: skip
    reviewed_on = models.DateField(_("审核日期"), null=True, blank=True)
    review_due = models.DateField(_("应在何时前复核"), null=True, blank=True)
    is_demonstration = models.BooleanField(
        _("示范内容"), default=False,
        help_text=_("勾上，页面写明“示范内容，未经专家审定”。真的审过以后再去掉。"),
    )  # fmt: skip
    status = models.CharField(
        _("效力"), max_length=10, choices=PageStatus, default=PageStatus.CURRENT, editable=False
    )
    withdrawn_on = models.DateField(_("撤下日期"), null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(_("撤下原因"), max_length=200, blank=True, editable=False)
    replacement_url = models.CharField(
        _("代替它的网址"), max_length=300, blank=True, editable=False
    )

    is_creatable = False

    objects = KnowledgePageManager()
    base_form_class = KnowledgePageForm

    subpage_types: ClassVar[list[str]] = []
    search_fields = [
        *Page.search_fields,
        index.FilterField("owner_unit"),
        index.FilterField("status"),
        index.RelatedFields("hazards", [index.FilterField("slug")]),
    ]
    api_fields: ClassVar[list[str]] = []

    sort_panels = [
        MultiFieldPanel(
            [
                FieldPanel("owner_unit", required_on_save=True),
                FieldPanel("hazards"),
                FieldPanel("audiences"),
            ],
            heading=_("归类"),
        ),
    ]
    review_panels = [
        MultiFieldPanel(
            [
                FieldPanel("is_demonstration"),
                FieldPanel("reviewed_by"),
                FieldPanel("reviewer_key"),
                FieldPanel("reviewed_on"),
                FieldPanel("review_due"),
            ],
            heading=_("审核"),
            help_text=_("发布后读者看得到是谁审的、什么时候审的。过了复核日期，页面会提醒读者。"),
        ),
        InlinePanel(
            "sources",
            heading=_("来源"),
            label=_("来源"),
            help_text=_("写你真正看过的那一份：单位、题名、看了哪一部分、哪天看的"),
        ),
        MultiFieldPanel(
            [FieldPanel("document_number"), FieldPanel("issuing_body")],
            heading=_("文件信息"),
            classname="collapsed",
        ),
    ]

    class Meta:
        verbose_name = _("知识页面")
        verbose_name_plural = _("知识页面")
        constraints = [
            models.CheckConstraint(
                condition=Q(review_due__isnull=True)
                | Q(reviewed_on__isnull=True)
                | Q(review_due__gt=F("reviewed_on")),
                name="knowledgepage_due_after_review",
            ),
            models.CheckConstraint(
                condition=Q(status=PageStatus.CURRENT)
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="knowledgepage_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rights_unit_id(self) -> int | None:
        return self.owner_unit_id

    @property
    def is_withdrawn(self) -> bool:
        return self.status == PageStatus.WITHDRAWN

    @property
    def checked_on(self) -> date | None:
        """When an expert checked the page; None where nobody did, a demonstration included."""
        return None if self.is_demonstration else self.reviewed_on

    @property
    def is_review_overdue(self) -> bool:
        return self.review_due is not None and self.review_due < timezone.localdate()

    @classmethod
    def key_kind(cls) -> str:
        """What stands before the colon in the keys of such pages."""
        return str(cls._meta.model_name).removesuffix("page")

    @property
    def knowledge_key(self) -> str:
        """Stable key of the page, e.g. `guide:<uuid>`; outlives moves and new titles."""
        return f"{self.key_kind()}:{self.translation_key}"

    def passages(self) -> Iterator[Passage]:
        """Paragraphs that can be cited, in reading order. Page types with text override it."""
        return iter(())

    def linked(self) -> Iterator[tuple[LinkKind, str]]:
        """Keys of the passages this page speaks of, and how. Page types that do override it."""
        return iter(())

    def clean(self) -> None:
        super().clean()
        if self.reviewed_on and self.review_due and self.review_due <= self.reviewed_on:
            raise ValidationError({"review_due": _("复核日期要晚于审核日期。")})

    def with_content_json(self, content: dict[str, Any]) -> "KnowledgePage":
        """A revision never changes whether the page holds: publishing an old draft of a
        withdrawn page leaves it withdrawn."""
        page = super().with_content_json(content)
        for name in ("status", "withdrawn_on", "withdrawn_reason", "replacement_url"):
            setattr(page, name, getattr(self, name))
        return page

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Paragraphs, search rows and the page itself change in one transaction."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().delete(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "trail": self.trail(request)}

    def trail(self, request: HttpRequest) -> list[dict[str, str]]:
        """Pages above this one, below the home page, nearest last."""
        above, page = [], self.get_parent()
        while page is not None and page.depth > HOME_DEPTH:
            above.append({"url": page.get_url(request) or "", "title": page.title})
            page = page.get_parent()
        return above[::-1]

    @classmethod
    def tabs(cls, content_panels: list[Any]) -> TabbedInterface:
        """The editing form: 内容, 归类与审核, 网页信息, 发布时间."""
        return TabbedInterface(
            [
                ObjectList(content_panels, heading=_("内容")),
                ObjectList([*cls.sort_panels, *cls.review_panels], heading=_("归类与审核")),
                ObjectList(cls.promote_panels, heading=_("网页信息")),
                ObjectList(cls.settings_panels, heading=_("发布时间")),
            ],
            base_form_class=cls.base_form_class,
        )
