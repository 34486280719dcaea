"""`{% load pages %}`: Markdown through the one function that cleans it."""

from django import template
from django.utils.safestring import SafeString

from content.pages.rendering import render_markdown

register = template.Library()


@register.filter
def markdown(text: str, top: int = 1) -> SafeString:
    """`{{ notice.body|markdown:2 }}`: a text whose own headings start at `##`.

    `top` is that first level; it becomes h2, for the page owns h1.
    """
    return render_markdown(text, top=top)
