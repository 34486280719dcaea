from typing import Any, ClassVar

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.guides.models.guide import GuidePage
from content.pages.permissions import IndexRightsPage
from content.pages.routing import DirectRoutes
from content.taxonomy.enums import HazardClass
from content.taxonomy.models import Hazard
from content.taxonomy.numbers import EMERGENCY
from portal.foundation.pagecache.storable import vouch
from portal.people.rights import Action


class GuideIndexPage(IndexRightsPage, DirectRoutes, Page):
    """怎么办: every guide, in the order of the hazards, filtered by class."""

    edit_action: ClassVar[Action] = Action.GUIDE_EDIT
    publish_action: ClassVar[Action] = Action.GUIDE_PUBLISH

    template = "content/guides/index.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["content_guides.GuidePage"]
    page_description = _("列出全部避险指南")
    api_fields: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("指南目录")
        verbose_name_plural = _("指南目录")

    def __str__(self) -> str:
        return self.title

    @staticmethod
    def _asked(slug: str) -> Hazard | None:
        return Hazard.objects.filter(slug=slug).first() if slug and "\0" not in slug else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        chosen = request.GET.get("class", "")
        chosen = chosen if chosen in HazardClass.values else ""
        hazard = None if chosen else self._asked(request.GET.get("hazard", ""))
        vouch(request, {"class": chosen, "hazard": hazard.slug if hazard else ""})
        guides = (
            GuidePage.objects.child_of(self)
            .visible_to(request.user)
            .prefetch_related(Prefetch("hazards", Hazard.objects.order_by("position")))
        )
        rows = sorted(
            (
                guide
                for guide in guides
                if (not chosen or chosen in guide.hazard_classes)
                and (hazard is None or hazard in guide.hazards.all())
            ),
            key=lambda guide: (guide.is_withdrawn, guide.hazard_position, guide.title),
        )
        return {
            **context,
            "rows": rows,
            "chosen": chosen,
            "hazard": hazard,
            "numbers": EMERGENCY,
            "tabs": [
                {"url": "?", "label": _g("全部"), "is_current": not chosen and not hazard},
                *(
                    {"url": f"?class={value}", "label": label, "is_current": chosen == value}
                    for value, label in HazardClass.choices
                ),
            ],
        }
