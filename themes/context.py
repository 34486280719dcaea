"""What every template knows about the site: names, doors, the reader's display."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from themes import navigation
from themes.domain.display import Display, Script
from themes.middleware import display_of


@dataclass(frozen=True)
class Portal:
    """The template variable `portal`. Everything is computed on first use only."""

    request: HttpRequest

    @property
    def name(self) -> str:
        return str(settings.SITE_NAME)

    @property
    def division_name(self) -> str:
        return str(settings.SITE_DIVISION_NAME)

    @property
    def operator(self) -> str:
        """The office that runs the site (主办)."""
        fallback = _("%(division)s应急管理局") % {"division": self.division_name}
        return str(settings.SITE_OPERATOR or fallback)

    @property
    def phone(self) -> str:
        return str(settings.SITE_PHONE)

    @property
    def identification_code(self) -> str:
        return str(settings.SITE_IDENTIFICATION_CODE)

    @property
    def icp_number(self) -> str:
        return str(settings.SITE_ICP_NUMBER)

    @property
    def police_number(self) -> str:
        return str(settings.SITE_POLICE_NUMBER)

    @property
    def has_ipv6(self) -> bool:
        return bool(settings.SITE_IPV6)

    @property
    def is_registered(self) -> bool:
        """Whether the second line of the footer has anything to say."""
        return bool(
            self.identification_code or self.icp_number or self.police_number or self.has_ipv6
        )

    @property
    def domain(self) -> str:
        return str(settings.BASE_URL).partition("://")[2]

    @property
    def address(self) -> str:
        """Absolute address of this page without its query."""
        return str(settings.BASE_URL) + self.request.path

    @cached_property
    def display(self) -> Display:
        return display_of(self.request)

    @property
    def is_traditional(self) -> bool:
        return self.display.script is Script.HANT

    @cached_property
    def doors(self) -> list[navigation.Link]:
        return navigation.links(navigation.MAIN, self.request)

    @cached_property
    def foot_doors(self) -> list[navigation.Link]:
        return navigation.links(navigation.FOOT, self.request)

    @cached_property
    def staff_doors(self) -> list[navigation.Link]:
        return navigation.staff_links(self.request)

    @cached_property
    def has_search(self) -> bool:
        return navigation.exists("/search/", self.request)

    @cached_property
    def person(self) -> Any:
        """The signed-in person or None. Without a session cookie the session is not touched,
        so that a public page stays cacheable for everybody."""
        if settings.SESSION_COOKIE_NAME not in self.request.COOKIES:
            return None
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `portal` in every template."""
    return {"portal": Portal(request)}
