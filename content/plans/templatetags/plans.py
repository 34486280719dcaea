"""`{% load plans %}`: where a view of a plan leads, published or a draft."""

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def clause_address(context: template.Context, anchor: object) -> str:
    """`{% clause_address said.anchor %}`: the page of the clause, or of a draft (`places`: address
    by anchor) its place on the proof."""
    places = context.get("places")
    if places is None:
        return reverse("plans:clause", args=[anchor])
    # A draft may be read anew between what was read out of it and its places.
    address: str = places.get(str(anchor), context["whole_url"])
    return address


@register.simple_tag(takes_context=True)
def role_address(context: template.Context, key: str) -> str:
    """`{% role_address role.key %}`: the page of the role, or its preview in a draft."""
    if context.get("is_draft"):
        return reverse("plans_desk:role", args=[context["version"].pk, key])
    return reverse("plans:role", args=[context["plan"].slug, key])
