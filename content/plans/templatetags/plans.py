"""`{% load plans %}`: where a view of a plan leads, published or a draft."""

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def clause_address(context: template.Context, anchor: object) -> str:
    """`{% clause_address said.anchor %}`: the page of the clause, or of a draft (`places`: address
    by anchor) its place on the proof."""
    places = context.get("places")
    return reverse("plans:clause", args=[anchor]) if places is None else places[str(anchor)]


@register.simple_tag(takes_context=True)
def role_address(context: template.Context, key: str) -> str:
    """`{% role_address role.key %}`: the page of the role, or its preview in a draft."""
    if context.get("is_draft"):
        return reverse("plans_desk:role", args=[context["version"].pk, key])
    return reverse("plans:role", args=[context["plan"].slug, key])
