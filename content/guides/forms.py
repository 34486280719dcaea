from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from content.pages.domain.codes import codes_in
from content.pages.forms import KnowledgePageForm


class GuidePageForm(KnowledgePageForm):
    """A phase names sources that the same form describes."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        known = {row.cleaned_data.get("code") for row in self.source_rows()}
        refused = {}
        for place, block in enumerate(cleaned.get("phases") or []):
            unknown = [code for code in codes_in(block.value["sources"]) if code not in known]
            if unknown:
                words = _("来源里没有代号“%(codes)s”。到“归类与审核”里写上，或改成已有的代号。") % {
                    "codes": "”“".join(unknown)
                }
                refused[place] = StructBlockValidationError(
                    block_errors={"sources": ValidationError(words)}
                )
        if refused:
            self.add_error("phases", StreamBlockValidationError(block_errors=refused))
        return cleaned
