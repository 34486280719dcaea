"""`{% load people %}`: phones as eyes that need not know them may see them."""

from django import template

from portal.people.domain import phones

register = template.Library()


@register.filter
def masked_phone(e164: str | None) -> str:
    """138****8000; empty without a number."""
    return phones.masked(e164)


@register.filter
def national_phone(e164: str | None) -> str:
    """138 0013 8000, for the person's own pages."""
    return phones.national(e164) if e164 else ""
