"""What the browser sends from the editor of a guide."""

from collections.abc import Sequence
from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield


def form(
    title: str,
    *,
    unit: int | str,
    heading: str = "洪水来了，先这样做",
    rests_on: str = "",
    codes: Sequence[str] = (),
) -> dict[str, Any]:
    """What the browser sends when a guide with one step is published. `codes` are those of its
    sources, `rests_on` what its phase says of them."""
    empty = {"count": "0"}
    step = {"title": "往高处走", "detail": "", "more": ""}
    phase = {
        "phase": "during", "tab": "", "heading": heading, "situation": "", "elder_label": "",
        "steps": streamlist([step]), "phones": empty, "phones_title": "", "dos": empty,
        "donts": empty, "sections": empty, "notes": empty,
        "sources": rests_on,
    }  # fmt: skip
    flat: dict[str, Any] = {
        "title": title, "slug": "flood", "owner_unit": str(unit), "hazards": [], "audiences": [],
        "phases": streamfield([("phase", phase)]), "related": streamfield([]),
        "sources": inline_formset([source(code) for code in codes]), "comments": inline_formset([]),
        "reviewed_by": "", "reviewer_key": "", "reviewed_on": "", "review_due": "",
        "document_number": "", "issuing_body": "", "seo_title": "", "search_description": "",
        "show_in_menus": "", "go_live_at": "", "expire_at": "",
    }  # fmt: skip
    return nested_form_data(flat)


def source(code: str) -> dict[str, str]:
    return {
        "code": code, "title": f"来源{code}", "issuer": "", "url": "", "read_part": "",
        "read_on": "", "confidence": "high",
    }  # fmt: skip


def streamlist(values: list[Any]) -> dict[str, Any]:
    items: dict[str, Any] = {"count": str(len(values))}
    for position, value in enumerate(values):
        items[str(position)] = {
            "value": value, "deleted": "", "order": str(position), "type": "item", "id": "",
        }  # fmt: skip
    return items
