"""Rows other apps add to a course: the paper at its end. They register here."""

from typing import Final

from content.pages.extras import Extra, Provider, Registry

registry: Final = Registry()


def register(name: str, provider: Provider) -> None:
    registry.register(name, provider)


__all__ = ["Extra", "register", "registry"]
