"""谁做什么: the sentences of a plan by who has to act."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.plans import papers
from content.plans.models import PlanDocument
from content.plans.rendering import emphasised
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.role_pages import duty_pages, near_keys, spelt_as
from content.plans.selectors.roles import Role, Tier, card_of, cast_of, kin_together, roles_of
from content.plans.views.frame import guarded, page_context, readable
from portal.foundation import pdf
from portal.foundation.exports import download
from portal.foundation.pagecache.storable import vouch
from portal.people import access
from themes.views.errors import paper_waits

_LONGEST_KEY: Final = 80
"""Characters; no role ever had one as long. What is longer is no card that was ever printed."""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    roles: Sequence[Role]


@access.public
@require_safe
def roles(request: HttpRequest, slug: str) -> HttpResponse:
    plan, text = readable(request, slug)
    context = page_context(plan, text, "roles") | roles_context(text)
    return guarded(render(request, "content/plans/roles.html", context), plan, text)


@access.public
@require_safe
def role(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    plan, text = readable(request, slug)
    try:
        shown = role_context(text, key, request)
    except Http404:
        return _gone(request, plan, text, key)
    number = shown["page_obj"].number
    vouch(request, {"page": number if number > 1 else ""})
    context = page_context(plan, text, "roles") | shown
    context["roles_url"] = reverse("plans:roles", args=[plan.slug])
    return guarded(render(request, "content/plans/role.html", context), plan, text)


@access.public
@require_safe
def card(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The same on paper: an A4 PDF."""
    plan, text = readable(request, slug)
    found = card_of(text, key)
    if found is None:
        return _gone(request, plan, text, key)
    address = settings.BASE_URL + reverse("plans:role", args=[plan.slug, found.role.key])
    try:
        content = papers.role_card(plan, text, found, address=address)
    except pdf.Crowded:
        return paper_waits(request)
    except papers.TooLong:
        context = page_context(plan, text, "roles") | {"role": found.role}
        too_much = render(request, "content/plans/card_too_long.html", context, status=413)
        return guarded(too_much, plan, text)
    name = slugify(f"{plan.slug}-{found.role.key}")
    return guarded(download.paper(content, f"{name}.pdf"), plan, text)


def roles_context(text: ReadableText) -> dict[str, Any]:
    """What `content/plans/roles.html` shows: the roles by how near they are to the reader, behind
    them those that the text only names, and what was left out. Four queries at most."""
    cast = cast_of(text)
    return {"groups": _groups(cast.roles), "left": cast.left, "shown": len(cast.roles)}


def _groups(found: Sequence[Role]) -> list[Group]:
    acting = [role for role in found if role.actor.duties]
    titles = {
        Tier.VILLAGE: _("村和社区"),
        Tier.TOWN: _("乡镇"),
        Tier.ABOVE: _("县级以上"),
        Tier.PUBLIC: _("公众和群众"),
        Tier.OTHER: _("单位和个人"),
    }
    groups = [
        Group(title, kin_together([role for role in acting if role.tier == tier]))
        for tier, title in titles.items()
    ]
    named = [role for role in found if not role.actor.duties]
    groups.append(Group(_("只提到、没有认出要做什么的"), named))
    return [group for group in groups if group.roles]


def role_context(text: ReadableText, key: str, request: HttpRequest) -> dict[str, Any]:
    """What `content/plans/role.html` shows of one role, of its duties the page that is asked for;
    the nearest where there is none of that number. Http404 where no role has the key."""
    found = card_of(text, key)
    if found is None:
        raise Http404
    names = (found.role.actor.name, *found.role.actor.names)
    page = Paginator(duty_pages(found.role), 1).get_page(request.GET.get("page"))
    (chapters,) = page.object_list
    return {
        "page_obj": page,
        "role": found.role,
        "mentions": found.role.actor.mentions,
        "kin": found.kin,
        "beside": found.beside,
        "chapters": [
            (chapter, [(duty, emphasised(duty.sentence, names)) for duty in duties])
            for chapter, duties in chapters
        ],
    }


def _gone(request: HttpRequest, plan: PlanDocument, text: ReadableText, key: str) -> HttpResponse:
    """Cards hang on walls longer than a version is in force. The same whether no version has the
    name or only clauses that this person may not read: it follows from what they read alone."""
    if len(key) > _LONGEST_KEY:
        raise Http404
    context = page_context(plan, text, "roles")
    changes = reverse("plans:changes", args=[plan.slug])
    context["changes_url"] = changes if changes in [tab.url for tab in context["tabs"]] else ""
    roles = roles_of(text)
    context["alike"] = spelt_as(roles, key)
    context["near"] = context["alike"] or near_keys(roles, key)
    gone = render(request, "content/plans/role_gone.html", context, status=404)
    return guarded(gone, plan, text)
