from collections.abc import Iterator

from content.guides.models import GuideIndexPage, GuidePage
from content.taxonomy.models import Hazard
from portal.foundation.pagecache.renewal import path_of
from portal.people.rights import Person
from search.registry import Hazard as NamedHazard


def guide_urls(user: Person) -> dict[str, str]:
    """Address of the current guide by hazard slug; the first by title where there are several."""
    found: dict[str, str] = {}
    guides = GuidePage.objects.visible_to(user).current().order_by("title")
    for guide in guides.prefetch_related("hazards"):
        for hazard in guide.hazards.all():
            found.setdefault(hazard.slug, guide.get_url() or "")
    return found


def search_hazards() -> Iterator[NamedHazard]:
    """Hazards as the search shows them, each with its guide if there is one."""
    from django.contrib.auth.models import AnonymousUser

    urls = guide_urls(AnonymousUser())
    for hazard in Hazard.objects.all():
        yield NamedHazard(
            hazard.slug,
            hazard.name,
            urls.get(hazard.slug, ""),
            hazard.pictogram,
            hazard.plain_name,
        )


def latest(user: Person, count: int) -> list[GuidePage]:
    """Guides by the date of their review, newest first."""
    return list(
        GuidePage.objects.visible_to(user)
        .current()
        .order_by("-reviewed_on", "-first_published_at")
        .prefetch_related("hazards")[:count]
    )


def addresses() -> Iterator[str]:
    """Paths of every guide that is open to everybody, phase by phase, and of their index."""
    for index in GuideIndexPage.objects.live().public():
        yield path_of(index)
    for guide in GuidePage.objects.live().public().current():
        for phase in guide.by_phase:
            yield path_of(guide) + guide.subpath(phase)
