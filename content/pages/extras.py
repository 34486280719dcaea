"""What apps to the right add to a page: practice beside a guide, what a passed result gives.

A page asks its registry and shows what comes; it never knows who answered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Extra:
    """One row under 接着学: where it leads, its words, a pictogram and a line below."""

    url: str
    title: str
    icon: str = "next"
    meta: str = ""


Provider = Callable[[Any], "list[Extra]"]


@dataclass(slots=True)
class Registry:
    """Providers by name, asked in the order in which they came."""

    providers: dict[str, Provider] = field(default_factory=dict)

    def register(self, name: str, provider: Provider) -> None:
        """`provider(page)` gives the rows for a page. Registering a name again replaces it."""
        self.providers[name] = provider

    def collect(self, page: Any) -> list[Extra]:
        return list(self._all(page))

    def _all(self, page: Any) -> Iterator[Extra]:
        for provider in self.providers.values():
            yield from provider(page)
