"""What a government site owes every reader besides its content: a map and a statement."""

from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import views as sitemap_views

from portal.home import site_map as maps
from portal.people.access import public

ASSESSED_ON: Final = date(2026, 11, 28)
"""When the statement was last compared with the pages; change it together with its words."""


@require_safe
@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home/accessibility.html", {"assessed_on": ASSESSED_ON})


@require_safe
@public
def site_map(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home/site_map.html", {"places": maps.site_map(request)})


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """What is not for search engines, and where the map is (RFC 9309)."""
    closed = ("/accounts/", "/admin/", "/display/", "/search/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    where = request.build_absolute_uri(reverse("home:site_map_xml"))
    text = "\n".join([*lines, "", f"Sitemap: {where}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
@public
def site_map_xml(request: HttpRequest) -> HttpResponse:
    sitemaps = {"pages": maps.OpenPages, "plans": maps.Plans, "targets": maps.Targets}
    return sitemap_views.sitemap(request, sitemaps)
