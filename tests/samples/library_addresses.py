"""Every address of Wagtail, allauth and Django below ours, with real objects filled in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.models import Group
from django.urls import get_resolver
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Site, Task, Workflow

from content.taxonomy.models import Audience, Hazard
from tests.samples.addresses import ABSENT, own_addresses, patterns
from tests.samples.things import County, Things

NOT_TRIED: Final = {
    "/admin/failwhale/": "raises on purpose, to show what an error looks like",
    "/admin/^.*/$": "catches what no other address of the admin does",
    "/^((?:[\\w\\-]+/)*)$": "the page tree; its pages have tests of their own",
}
BY_EXPRESSION: Final = {
    "/admin/pages/^(?P<pk>\\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\\d+)\\.\\.\\."
    "(?P<revision_id_b>live|latest|\\d+)/$": "/admin/pages/<int:page_id>/revisions/compare/"
    "earliest...latest/",
    "/documents/^(\\d+)/(.*)$": "/documents/<int:document_id>/text.txt",
    "/accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (
        "/accounts/password/reset/key/1-set-password/"
    ),
}
"""Routes that are regular expressions, as paths with parameters."""

PARAMETER: Final = re.compile(r"<(?:(\w+):)?(\w+)>")
OF_A_UNIT: Final[dict[str, Callable[[Things], Any]]] = {
    "page_id": lambda things: things.guide.pk,
    "page_pk": lambda things: things.guide.pk,
    "page_to_move_id": lambda things: things.guide.pk,
    "revision_id": lambda things: things.guide.latest_revision_id,
    "/admin/api/main/pages/": lambda things: things.guide.pk,
    "/admin/snippets/content_experts/expertcontact/": lambda things: things.contact.pk,
    "/admin/users/": lambda things: things.holder.pk,
}
"""What a parameter names: by its name, or for `pk` by the beginning of the route."""


def _of_nobody(county: County) -> dict[str, Any]:
    def pk(model: Any) -> Any:
        return model.objects.values_list("pk", flat=True).first()

    index = county.indexes["guides"].pk
    return {
        "parent_page_id": index,
        "destination_id": index,
        "image_id": pk(get_image_model()),
        "document_id": pk(get_document_model()),
        "doc_id": pk(get_document_model()),
        "content_type_app_name": "content_guides",
        "content_type_model_name": "guidepage",
        "/admin/pages/": "content_guides",
        "/admin/snippets/content_taxonomy/hazard/": pk(Hazard),
        "/admin/snippets/content_taxonomy/audience/": pk(Audience),
        "/admin/sites/": pk(Site),
        "/admin/groups/": pk(Group),
        "/admin/collections/": pk(Collection),
        "/admin/workflows/": pk(Workflow) or pk(Task),
        "app_label": "content_guides",
        "app_name": "content_guides",
        "model_name": "guidepage",
    }


@dataclass(frozen=True, slots=True)
class LibraryAddress:
    """`route` as Django writes it; `shape` with its parameters still open."""

    route: str
    shape: str

    def _source(self, name: str, known: Any) -> str:
        if name in known:
            return name
        return next((start for start in known if start[0] == "/" and self.shape.startswith(start)),
                    "") if name == "pk" else ""  # fmt: skip

    @property
    def is_of_a_unit(self) -> bool:
        return any(self._source(name, OF_A_UNIT) for _kind, name in PARAMETER.findall(self.shape))

    def path(self, things: Things, county: County) -> str:
        nobody = _of_nobody(county)

        def fill(found: re.Match[str]) -> str:
            kind, name = found[1] or "str", found[2]
            if source := self._source(name, OF_A_UNIT):
                return str(OF_A_UNIT[source](things))
            source = self._source(name, nobody)
            value = nobody[source] if source else None
            return str(ABSENT[kind] if value is None else value)

        return PARAMETER.sub(fill, self.shape)


def library_addresses() -> list[LibraryAddress]:
    ours = {own.route for own in own_addresses()}
    found: dict[str, LibraryAddress] = {}
    for bare, _name, _entry in patterns(get_resolver()):
        route = f"/{bare}"
        if route in ours or route in NOT_TRIED:
            continue
        shape = BY_EXPRESSION.get(route) or route.replace("^", "").replace("$", "")
        # Of two at one address only the first answers.
        found.setdefault(shape, LibraryAddress(route, shape))
    return sorted(found.values(), key=lambda address: address.shape)
