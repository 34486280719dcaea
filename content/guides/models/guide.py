from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from content.guides.blocks import PhasesBlock, RelatedAnchorBlock, RelatedPageBlock
from content.guides.forms import GuidePageForm
from content.pages.domain.paragraphs import Passage
from content.pages.enums import ParagraphKind
from content.pages.links.enums import LinkKind
from content.pages.models import KnowledgePage
from content.pages.rendering import plain_text
from content.taxonomy.enums import Phase
from content.taxonomy.models import Hazard

DEFAULT_ORDER = (Phase.DURING, Phase.WARNING, Phase.PREPARE, Phase.AFTER)
"""The phase a guide opens with: what to do now comes first."""

SLUGS = {
    Phase.PREPARE: "before",
    Phase.WARNING: "warning",
    Phase.DURING: "during",
    Phase.AFTER: "after",
}
"""The word of a phase in addresses."""


class GuidePage(RoutablePageMixin, KnowledgePage):
    """What to do in one emergency, by phase. The page itself shows what to do now."""

    phases = StreamField(PhasesBlock(), verbose_name=_("阶段"))
    related = StreamField(
        [("page", RelatedPageBlock()), ("anchor", RelatedAnchorBlock())],
        blank=True,
        verbose_name=_("接着学"),
    )

    base_form_class = GuidePageForm
    template = "content/guides/guide.html"
    parent_page_types: ClassVar[list[str]] = ["content_guides.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("一种险情下先做什么，分平时、预警时、发生时、之后")
    search_fields = [*KnowledgePage.search_fields, index.SearchField("phases")]

    edit_handler = KnowledgePage.tabs(
        [
            FieldPanel("title", help_text=_("险情的名字，如：地震")),
            FieldPanel("phases", help_text=_("先写“发生时”。步骤最多 7 步，每步 24 个字以内。")),
            FieldPanel("related"),
        ]
    )
    edit_handler.base_form_class = GuidePageForm

    class Meta:
        verbose_name = _("避险指南")
        verbose_name_plural = _("避险指南")

    def __str__(self) -> str:
        return self.title

    # What the page says ----------------------------------------------------------

    @cached_property
    def by_phase(self) -> dict[str, Any]:
        """Values of the phase blocks by phase, in the order of life: 平时 … 之后."""
        written = {block.value["phase"]: block.value for block in self.phases}
        return {phase: written[phase] for phase in Phase.values if phase in written}

    @property
    def opening_phase(self) -> str:
        return next((phase for phase in DEFAULT_ORDER if phase in self.by_phase), "")

    def subpath(self, phase: str) -> str:
        """Part of the address that leads to a phase; the opening one is the page itself."""
        return "" if phase == self.opening_phase else f"{SLUGS[Phase(phase)]}/"

    @cached_property
    def main_hazard(self) -> Hazard | None:
        return min(self.hazards.all(), key=lambda hazard: hazard.position, default=None)

    @property
    def hazard_position(self) -> int:
        return self.main_hazard.position if self.main_hazard else 32_767

    @property
    def hazard_classes(self) -> set[str]:
        return {hazard.hazard_class for hazard in self.hazards.all()}

    @property
    def opening(self) -> Any:
        return self.by_phase.get(self.opening_phase)

    def passages(self) -> Iterator[Passage]:
        for phase, value in self.by_phase.items():
            yield from _passages_of(value, self.subpath(phase))

    def linked(self) -> Iterator[tuple[LinkKind, str]]:
        for block in self.related:
            if block.block_type == "anchor":
                yield LinkKind.CITES, block.value["key"]

    # How it is shown -------------------------------------------------------------

    @path("")
    def open(self, request: HttpRequest) -> HttpResponse:
        return self._render_phase(request, self.opening_phase)

    @path("<slug:word>/")
    def open_phase(self, request: HttpRequest, word: str) -> HttpResponse:
        phase = next((phase for phase, slug in SLUGS.items() if slug == word), None)
        if phase is None or phase not in self.by_phase:
            raise Http404
        if phase == self.opening_phase:
            return redirect(self.get_url(request), permanent=True)
        return self._render_phase(request, phase)

    def _render_phase(self, request: HttpRequest, phase: str) -> HttpResponse:
        from content.guides.presentation import phase_context

        return self.render(request, context_overrides=phase_context(self, request, phase))

    preview_modes = [(phase.value, phase.label) for phase in Phase]

    @property
    def default_preview_mode(self) -> str:
        return self.opening_phase or Phase.DURING

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self._render_phase(
            request, mode_name if mode_name in self.by_phase else self.opening_phase
        )


def _passages_of(value: Any, subpath: str) -> Iterator[Passage]:
    heading = value["heading"]

    def passage(child: Any, kind: ParagraphKind, section: str, text: str) -> Passage:
        return Passage(UUID(child.id), kind, section, text, subpath)

    for child in value["steps"].bound_blocks:
        step = child.value
        more = plain_text(step["more"]) if step["more"] else ""
        text = "\n".join(part for part in (step["title"], step["detail"], more) if part)
        yield passage(child, ParagraphKind.STEP, heading, text)
    for name, kind in (("dos", ParagraphKind.DO), ("donts", ParagraphKind.DONT)):
        section = _g("这样做") if kind == ParagraphKind.DO else _g("切记")
        for child in value[name].bound_blocks:
            yield passage(child, kind, f"{heading} › {section}", child.value)
    for section in value["sections"]:
        for child in section["items"].bound_blocks:
            yield passage(child, ParagraphKind.ITEM, f"{heading} › {section['title']}", child.value)
    for child in value["notes"].bound_blocks:
        note = child.value
        yield passage(
            child,
            ParagraphKind.NOTE,
            f"{heading} › {_g('多想着这些人')}",
            f"{note['who']}：{note['text']}",
        )
