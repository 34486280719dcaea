from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.experts.enums import ExpertCategory
from content.experts.models.expert import ExpertPage
from content.pages.permissions import IndexRightsPage
from content.pages.routing import DirectRoutes
from portal.foundation.pagecache.storable import vouch
from portal.people.rights import Action


class ExpertIndexPage(IndexRightsPage, DirectRoutes, Page):
    """专家库: who is in the pool, and which category has nobody."""

    edit_action: ClassVar[Action] = Action.EXPERT_EDIT
    publish_action: ClassVar[Action] = Action.GUIDE_PUBLISH

    template = "content/experts/index.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["content_experts.ExpertPage"]
    page_description = _("列出专家和各类别的人数")
    api_fields: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("专家库目录")
        verbose_name_plural = _("专家库目录")

    def __str__(self) -> str:
        return self.title

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        chosen = request.GET.get("category", "")
        chosen = chosen if chosen in ExpertCategory.values else ""
        vouch(request, {"category": chosen})
        everyone = list(
            ExpertPage.objects.child_of(self)
            .visible_to(request.user)
            .current()
            .prefetch_related("participations")
            .order_by("title")
        )
        serving = [expert for expert in everyone if expert.is_in_term]
        shown = [expert for expert in everyone if not chosen or expert.category == chosen]
        return {
            **context,
            "experts": sorted(shown, key=lambda expert: not expert.is_in_term),
            "total": len(serving),
            "today": timezone.localdate(),
            "coverage": [
                {
                    "value": value,
                    "label": label,
                    "count": sum(expert.category == value for expert in serving),
                }
                for value, label in ExpertCategory.choices
            ],
            "tabs": [
                {"url": "?", "label": _g("全部"), "is_current": not chosen},
                *(
                    {"url": f"?category={value}", "label": label, "is_current": chosen == value}
                    for value, label in ExpertCategory.choices
                ),
            ],
        }
