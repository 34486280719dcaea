"""`{% load pages %}`: Markdown through the one function that cleans it, and sources by what they
are good for."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from content.pages.enums import Confidence
from content.pages.models import PageSource
from content.pages.rendering import render_markdown

register = template.Library()


@register.filter
def markdown(text: str, top: int = 1) -> SafeString:
    """`{{ notice.body|markdown:2 }}`: a text whose own headings start at `##`.

    `top` is that first level; it becomes h2, for the page owns h1.
    """
    return render_markdown(text, top=top)


@register.filter
def local(sources: Iterable[PageSource]) -> list[PageSource]:
    """Sources that say only what this place arranged."""
    return [source for source in sources if source.confidence == Confidence.LOCAL]
