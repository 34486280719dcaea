"""A lesson as its template shows it: rendered parts with the anchors of their blocks."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.guides.presentation import Item
from content.pages import anchors
from content.pages.anchors import Anchor
from content.pages.domain.paragraphs import fragment_of
from content.pages.rendering import plain_text, render_markdown

if TYPE_CHECKING:
    from content.courses.models import LessonPage


@dataclass(frozen=True, slots=True)
class Part:
    """One block; `kind` is the name of its type, the other fields are what that type fills."""

    kind: str
    anchor: str
    title: str = ""
    text: str = ""
    html: SafeString | str = ""
    note_kind: str = ""
    items: list[Item] = field(default_factory=list)
    original: Anchor | None = None


def lesson_parts(lesson: "LessonPage") -> list[Part]:
    """Parts in reading order. A link whose original is gone stays as its words."""
    keys = [block.value["key"] for block in lesson.body if block.block_type == "anchor"]
    originals = anchors.resolve_many(keys) if keys else {}
    parts = []
    for block in lesson.body:
        at, value = fragment_of(block.id), block.value
        match block.block_type:
            case "heading":
                parts.append(Part("heading", at, title=value))
            case "text":
                parts.append(Part("text", at, html=render_markdown(value)))
            case "note":
                parts.append(Part("note", at, text=value["text"], note_kind=value["kind"] or ""))
            case "key_points":
                items = [Item(c.value, fragment_of(c.id)) for c in value["items"].bound_blocks]
                parts.append(Part("key_points", at, title=value["title"] or _("记住"), items=items))
            case "anchor":
                original = originals.get(value["key"])
                title = value["title"] or (original.title if original else "")
                text = plain_text(original.text) if original else ""
                parts.append(Part("anchor", at, title=title, text=text, original=original))
    return parts
