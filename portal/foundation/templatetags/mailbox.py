"""`{% load mailbox %}`."""

from django import template
from django.template.context import Context

from portal.foundation.messages.mailbox import is_open_to

register = template.Library()


@register.simple_tag(takes_context=True)
def mailbox_is_open(context: Context) -> bool:
    """Whether whoever reads this page may look at what the demonstration would have sent."""
    return is_open_to(context["request"])
