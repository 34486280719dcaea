"""`{% load devices %}`."""

from django import template

from portal.accounts.devices import in_words

register = template.Library()


@register.filter
def device(user_agent: str) -> str:
    """The browser and the kind of machine."""
    return in_words(user_agent)
